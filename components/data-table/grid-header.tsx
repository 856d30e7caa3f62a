'use client'
import { ArrowDown, ArrowUp, Pin } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type DragEvent, type KeyboardEvent, type MouseEvent, type PointerEvent, useRef } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { cn } from '@/components/ui/cn'
import {
  ContextMenu,
  ContextMenuContent,
  ContextMenuItem,
  ContextMenuSeparator,
  ContextMenuTrigger,
} from '@/components/ui/context-menu'
import type { ListDefinition } from '@/server/contracts/platform/list'
import { isNumeric, layoutOf, MIN_WIDTH, moveColumn, setColumn, toggleColumn } from './columns'
import { draftFilter } from './filters'
import type { ListFormat } from './format'
import { type ListState, nextSort } from './list-state'
import type { ListRow } from './types'
import type { GridTable } from './use-grid-table'
import type { ChangeListState } from './use-list-state'

interface HeaderProps<R extends ListRow> {
  definition: ListDefinition
  table: GridTable<R>
  format: ListFormat
  state: ListState
  change: ChangeListState
  commitWidth: (key: string, width: number) => void
  headCurrency: Readonly<Record<string, string>>
  groupable: boolean
  selection?: { checked: boolean | 'indeterminate'; onToggle: () => void }
}

/** The heads of the columns: sort, resize, move, pin, hide. */
export function GridHeader<R extends ListRow>(props: HeaderProps<R>) {
  const t = useTranslations('table')
  const columns = props.table.getVisibleLeafColumns()
  return (
    <thead className="sticky top-0 z-20 block bg-surface">
      <tr aria-rowindex={1} className="grid h-8 grid-cols-(--tracks) border-b text-xs text-muted pointer-coarse:h-11">
        {props.selection ? (
          <th scope="col" className="sticky left-0 z-10 flex items-center justify-center bg-surface">
            <Checkbox
              checked={props.selection.checked}
              onCheckedChange={props.selection.onToggle}
              aria-label={t('selectLoaded')}
            />
          </th>
        ) : null}
        {columns.map((column) => (
          <HeaderCell key={column.id} id={column.id} {...props} />
        ))}
      </tr>
    </thead>
  )
}

function HeaderCell<R extends ListRow>({
  id,
  definition,
  table,
  format,
  state,
  change,
  commitWidth,
  headCurrency,
  groupable,
}: HeaderProps<R> & { id: string }) {
  const t = useTranslations('table')
  const spec = definition.columns[id]
  const column = table.getColumn(id)
  const resizing = useRef<{ x: number; width: number } | null>(null)
  if (!spec || !column) return null
  const sorts = state.sort.length > 0 ? state.sort : definition.defaultSort
  const place = sorts.findIndex((s) => s.column === id)
  const direction = sorts[place]?.direction
  const pinned = column.getIsPinned() === 'start'
  const numeric = isNumeric(spec.type)
  const sortable = spec.sortable !== false
  const first = numeric ? 'desc' : 'asc'
  const sort = (event: MouseEvent) =>
    sortable &&
    change((s) => ({
      sort: nextSort(s.sort.length > 0 || !event.shiftKey ? s.sort : definition.defaultSort, id, event.shiftKey, first),
    }))
  const mark = direction ? <SortMark direction={direction} place={sorts.length > 1 ? place + 1 : null} /> : null
  const layoutNow = (s: ListState) => layoutOf(s, definition)
  const drop = (event: DragEvent) => {
    const key = event.dataTransfer.getData('text/keel-column')
    if (!key || key === id) return
    event.preventDefault()
    change((s) => ({
      columns: moveColumn(
        layoutNow(s),
        key,
        layoutNow(s).findIndex((c) => c.key === id),
      ),
    }))
  }
  const startResize = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    // The width as drawn: the growing column is wider than its own size says.
    resizing.current = { x: event.clientX, width: event.currentTarget.parentElement?.offsetWidth ?? column.getSize() }
  }
  const widthAt = (event: PointerEvent) =>
    Math.max(MIN_WIDTH, (resizing.current?.width ?? 0) + event.clientX - (resizing.current?.x ?? event.clientX))
  const resizeByKey = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 16 : event.key === 'ArrowLeft' ? -16 : 0
    if (step === 0) return
    event.preventDefault()
    commitWidth(id, Math.max(MIN_WIDTH, column.getSize() + step))
  }
  return (
    <ContextMenu>
      <ContextMenuTrigger asChild>
        <th
          scope="col"
          aria-sort={place === 0 && direction ? (direction === 'asc' ? 'ascending' : 'descending') : undefined}
          style={pinned ? { left: `var(--pin-${id})` } : undefined}
          onDragOver={(event) => event.dataTransfer.types.includes('text/keel-column') && event.preventDefault()}
          onDrop={drop}
          className={cn('group/head relative flex min-w-0 bg-surface font-normal', pinned && 'sticky z-10')}
        >
          <button
            type="button"
            draggable
            onDragStart={(event) => event.dataTransfer.setData('text/keel-column', id)}
            disabled={!sortable}
            onClick={sort}
            title={sortable ? t('sortHint') : undefined}
            className={cn(
              'flex min-w-0 flex-1 items-center gap-1 px-3 text-left focus-visible:-outline-offset-2 enabled:hover:text-ink disabled:cursor-default',
              numeric && 'justify-end text-right',
              direction && 'text-ink',
            )}
          >
            {numeric ? mark : null}
            <span className="truncate">{format.title(id)}</span>
            {headCurrency[id] ? <span className="shrink-0 text-faint">{headCurrency[id]}</span> : null}
            {numeric ? null : mark}
          </button>
          <button
            type="button"
            aria-label={t('resize', { column: format.title(id) })}
            onMouseDown={(event) => event.preventDefault()}
            onPointerDown={startResize}
            onPointerMove={(event) => {
              if (resizing.current) table.setColumnSizing((old) => ({ ...old, [id]: widthAt(event) }))
            }}
            onPointerUp={(event) => {
              if (resizing.current && event.clientX !== resizing.current.x) commitWidth(id, widthAt(event))
              resizing.current = null
            }}
            onDoubleClick={() => change((s) => ({ columns: setColumn(layoutNow(s), id, { width: undefined }) }))}
            onKeyDown={resizeByKey}
            tabIndex={-1}
            className="absolute inset-y-0 -right-1 z-10 w-2 cursor-col-resize touch-none opacity-0 after:absolute after:inset-y-1.5 after:left-1 after:w-px after:bg-line-strong group-hover/head:opacity-100 hover:after:w-0.5 hover:after:bg-accent focus-visible:opacity-100"
          />
        </th>
      </ContextMenuTrigger>
      <ContextMenuContent>
        <ContextMenuItem
          disabled={!sortable}
          icon={<ArrowUp aria-hidden />}
          onSelect={() => change({ sort: [{ column: id, direction: 'asc' }] })}
        >
          {t('sortAsc')}
        </ContextMenuItem>
        <ContextMenuItem
          disabled={!sortable}
          icon={<ArrowDown aria-hidden />}
          onSelect={() => change({ sort: [{ column: id, direction: 'desc' }] })}
        >
          {t('sortDesc')}
        </ContextMenuItem>
        <ContextMenuSeparator />
        {spec.filterable === false ? null : (
          <ContextMenuItem onSelect={() => change((s) => ({ filters: [...s.filters, draftFilter(id, spec.type)] }))}>
            {t('filterBy')}
          </ContextMenuItem>
        )}
        {groupable && spec.groupable ? (
          <ContextMenuItem onSelect={() => change({ group: state.group === id ? null : id })}>
            {state.group === id ? t('ungroup') : t('groupBy')}
          </ContextMenuItem>
        ) : null}
        <ContextMenuItem
          icon={<Pin aria-hidden />}
          onSelect={() => change((s) => ({ columns: setColumn(layoutNow(s), id, { pinned: !pinned }) }))}
        >
          {pinned ? t('unpin') : t('pin')}
        </ContextMenuItem>
        <ContextMenuItem onSelect={() => change((s) => ({ columns: toggleColumn(layoutNow(s), id) }))}>
          {t('hide')}
        </ContextMenuItem>
      </ContextMenuContent>
    </ContextMenu>
  )
}

function SortMark({ direction, place }: { direction: 'asc' | 'desc'; place: number | null }) {
  const t = useTranslations('table')
  const Arrow = direction === 'asc' ? ArrowUp : ArrowDown
  return (
    <span className="inline-flex shrink-0 items-center text-accent-text">
      <Arrow aria-hidden className="size-3" />
      {place ? <span aria-hidden>{place}</span> : null}
      {place && place > 1 ? <span className="sr-only">{t('sortedPlace', { place, direction })}</span> : null}
    </span>
  )
}
