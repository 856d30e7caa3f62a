'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useTranslations } from 'next-intl'
import {
  type MouseEvent,
  type ReactNode,
  type RefObject,
  type SyntheticEvent,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { cn } from '@/components/ui/cn'
import type { ListDefinition, ListSummary } from '@/server/contracts/platform/list'
import type { CellLook } from './cell'
import { GridHeader } from './grid-header'
import { cellClass, GridRow, GroupRow, MoreRow, pinStyle, type ShownColumn, Totals } from './grid-rows'
import type { ListState } from './list-state'
import { isSelected, type Selection } from './selection'
import type { ListRow, RowAction } from './types'
import { tracksOf, useGridTable } from './use-grid-table'
import type { ListItem } from './use-items'
import type { ChangeListState } from './use-list-state'
import { useMedia } from './use-media'

export interface GridProps<R extends ListRow> {
  id: string
  label: string
  definition: ListDefinition
  state: ListState
  change: ChangeListState
  items: readonly ListItem<R>[]
  summary?: ListSummary
  look: CellLook<R>
  active: number
  selection: Selection | null
  allChecked: boolean | 'indeterminate'
  rowActions?: (row: R) => readonly RowAction[]
  /** Shown instead of rows: empty, failing. */
  instead?: ReactNode
  groupable: boolean
  onActivate: (index: number) => void
  onOpen: (index: number, event: MouseEvent) => void
  onSelect: (id: string, range: boolean) => void
  onSelectAll: () => void
}

/** The rows of a list under their heads, virtual in both its rows and the cost of a change of width. */
export function Grid<R extends ListRow>(props: GridProps<R>) {
  const { definition, state, change, items, look, active, selection, summary } = props
  const t = useTranslations('table')
  const scroller = useRef<HTMLDivElement>(null)
  const height = useMedia('(pointer: coarse)') ? 44 : 34
  const selectable = selection !== null
  const { table, layout, sizing, commitWidth, grows } = useGridTable<R>(
    definition,
    state,
    change,
    useNeeded(summary, look),
  )
  const columns = useMemo(
    () =>
      layout.flatMap(({ key, pinned }): ShownColumn[] => {
        const column = table.getColumn(key)
        return column ? [{ id: key, size: sizing[key] ?? column.getSize(), pinned: pinned ?? false }] : []
      }),
    [layout, sizing, table],
  )
  // Rows know which columns there are, not how wide they are: a resize moves one CSS variable and draws no row.
  const names = columns.map((c) => `${c.id}${c.pinned ? '!' : ''}`).join()
  const rowColumns = useRef({ names, columns })
  if (rowColumns.current.names !== names) rowColumns.current = { names, columns }
  const tracks = tracksOf(columns, grows, selectable)
  const click = (event: MouseEvent) => {
    const target = event.target
    if (!(target instanceof Element) || target.closest('[data-quiet]')) return
    const index = Number(target.closest<HTMLElement>('tr[data-index]')?.dataset.index ?? Number.NaN)
    const item = items[index]
    if (!item) return
    if (item.kind === 'row' && target.closest('[data-select]')) props.onSelect(item.id, event.shiftKey)
    else if (!target.closest('a')) props.onOpen(index, event)
    props.onActivate(index)
  }
  const semantics = {
    tabIndex: 0,
    role: state.group ? 'treegrid' : 'grid',
    'aria-multiselectable': selectable || undefined,
    'aria-activedescendant': active >= 0 ? `${props.id}-${active}` : undefined,
  }
  return (
    <div
      ref={scroller}
      className="relative min-h-0 flex-1 overflow-auto overscroll-contain bg-surface"
      style={tracks.style}
    >
      <table
        {...semantics}
        aria-label={props.label}
        aria-rowcount={(summary?.count ?? items.length) + 1}
        aria-colcount={columns.length + (selectable ? 1 : 0)}
        onClick={click}
        onKeyDown={(event) => {
          if (event.key === 'Home') props.onActivate(0)
          else if (event.key === 'End') props.onActivate(items.length - 1)
        }}
        className={cn(
          'block w-full outline-none focus-visible:[&_thead]:shadow-[inset_0_-2px_0_var(--focus)]',
          // What stands instead of rows comes right below the head, not below the fold.
          props.instead ? undefined : 'min-h-full',
        )}
        style={{ minWidth: tracks.minWidth }}
      >
        <GridHeader
          {...{ definition, table, state, change, commitWidth, groupable: props.groupable }}
          format={look.format}
          headCurrency={look.headCurrency}
          selection={selectable ? { checked: props.allChecked, onToggle: props.onSelectAll } : undefined}
        />
        <GridBody
          {...{
            id: props.id,
            definition,
            items,
            look,
            active,
            selection,
            height,
            scroller,
            group: state.group,
            rowActions: props.rowActions,
          }}
          columns={rowColumns.current.columns}
        />
        {summary && summary.totals.length > 0 && summary.count > 0 && !props.instead ? (
          <tfoot className="sticky bottom-0 z-20 block bg-sunken">
            <tr className="grid min-h-8 grid-cols-(--tracks) border-t text-sm font-medium">
              {selectable ? <td className="sticky left-0 z-10 bg-inherit" /> : null}
              {columns.map((column, index) => (
                <td key={column.id} style={pinStyle(column)} className={cellClass(column, definition, 'py-1.5')}>
                  {summary.totals.some((s) => s.column === column.id) ? (
                    <Totals
                      stacked
                      totals={summary.totals.filter((s) => s.column === column.id)}
                      format={look.format}
                      inHead={column.id in look.headCurrency}
                    />
                  ) : index === 0 ? (
                    <span className="font-normal text-muted">{t('totalOf', { count: summary.count })}</span>
                  ) : null}
                </td>
              ))}
            </tr>
          </tfoot>
        ) : null}
      </table>
      {props.instead ? <div className="sticky left-0">{props.instead}</div> : null}
    </div>
  )
}

interface BodyProps<R extends ListRow> {
  id: string
  definition: ListDefinition
  items: readonly ListItem<R>[]
  look: CellLook<R>
  active: number
  selection: Selection | null
  height: number
  scroller: RefObject<HTMLDivElement | null>
  group: string | null
  columns: readonly ShownColumn[]
  rowActions?: (row: R) => readonly RowAction[]
}

/** The rows in sight. It alone draws while scrolling. */
function GridBody<R extends ListRow>(props: BodyProps<R>) {
  const { id, definition, items, look, active, selection, height, scroller, group, columns, rowActions } = props
  const selectable = selection !== null
  const [hot, setHot] = useState(-1)
  // The scrolling parent is attached after this part's layout effects: rows that were there from the first paint need a second look.
  const [, setAttached] = useState(false)
  useEffect(() => setAttached(true), [])
  const hover = (event: SyntheticEvent) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('tr[data-index]') : null
    if (rowActions) setHot(Number(row?.dataset.index ?? -1))
  }
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 10,
    scrollPaddingStart: height,
    scrollPaddingEnd: height,
    getItemKey: (index) => items[index]?.id ?? index,
  })
  const shown = virtual.getVirtualItems()
  useLoadMore(items, shown.at(-1)?.index ?? 0)
  useEffect(() => {
    if (active >= 0) virtual.scrollToIndex(active)
  }, [active, virtual])
  const place = (index: number, start: number) => ({
    index,
    domId: `${id}-${index}`,
    top: start,
    height,
    active: index === active,
    selectable,
    columns: columns,
  })
  return (
    <tbody
      className="relative block"
      style={{ height: virtual.getTotalSize() }}
      onMouseOver={hover}
      onMouseLeave={() => setHot(-1)}
      onFocus={hover}
    >
      {shown.map(({ index, start, key }) => {
        const item = items[index]
        if (!item) return null
        if (item.kind === 'group')
          return (
            <GroupRow
              key={key}
              {...place(index, start)}
              group={item.group}
              by={group ?? ''}
              open={item.open}
              definition={definition}
              format={look.format}
              headCurrency={look.headCurrency}
            />
          )
        if (item.kind === 'more')
          return (
            <MoreRow
              key={key}
              {...place(index, start)}
              definition={definition}
              failed={item.failed}
              onRetry={item.load}
            />
          )
        return (
          <GridRow
            key={key}
            {...place(index, start)}
            row={item.row}
            grouped={group !== null}
            look={look}
            selected={selection !== null && isSelected(selection, item.id)}
            hot={index === hot}
            actions={rowActions}
          />
        )
      })}
    </tbody>
  )
}

/** Widths that let the totals be read: about 7.6 px a figure at 13 px. */
function useNeeded<R extends ListRow>(summary: ListSummary | undefined, look: CellLook<R>): Record<string, number> {
  const widths: Record<string, number> = {}
  for (const sum of summary?.totals ?? []) {
    const text = look.format.total(sum, !(sum.column in look.headCurrency))
    widths[sum.column] = Math.max(widths[sum.column] ?? 0, Math.ceil(text.length * 7.9) + 26)
  }
  const key = JSON.stringify(widths)
  return useMemo((): Record<string, number> => JSON.parse(key), [key])
}

/** Asks for the next rows when the end of what is loaded comes near. */
export function useLoadMore<R>(items: readonly ListItem<R>[], lastShown: number): void {
  useEffect(() => {
    for (let index = Math.max(0, lastShown - 40); index <= lastShown + 40; index++) {
      const item = items[index]
      if (item?.kind === 'more' && !item.failed) return item.load()
    }
  }, [items, lastShown])
}
