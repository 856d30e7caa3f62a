'use client'
import { ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type CSSProperties, memo } from 'react'
import { Button, IconButton } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Skeleton } from '@/components/ui/skeleton'
import type { ListDefinition } from '@/server/contracts/platform/list'
import { CellContent, type CellLook } from './cell'
import { isNumeric } from './columns'
import type { ListFormat } from './format'
import type { ListGroup, ListRow, ListTotal, RowAction } from './types'

export interface ShownColumn {
  readonly id: string
  readonly size: number
  readonly pinned: boolean
}

const rowClass = 'absolute inset-x-0 top-0 grid grid-cols-(--tracks) border-b text-sm'
const activeMark = 'shadow-[inset_2px_0_0_var(--accent)]'
export const pinStyle = (column: ShownColumn): CSSProperties | undefined =>
  column.pinned ? { left: `var(--pin-${column.id})` } : undefined
export const cellClass = (column: ShownColumn, definition: ListDefinition, more?: string) =>
  cn(
    'flex min-w-0 items-center px-3 whitespace-nowrap',
    isNumeric(definition.columns[column.id]?.type ?? 'text') && 'num justify-end',
    column.pinned && 'sticky z-10 bg-inherit',
    more,
  )

interface PlacedRow {
  /** Index of the item; clicks are found by it (the grid listens, not each row). */
  index: number
  domId: string
  top: number
  height: number
  active: boolean
  selectable: boolean
  columns: readonly ShownColumn[]
}
const place = ({ top, height }: PlacedRow): CSSProperties => ({ transform: `translateY(${top}px)`, height })

interface RowProps<R extends ListRow> extends PlacedRow {
  row: R
  grouped: boolean
  look: CellLook<R>
  selected: boolean
  /** Quick actions are drawn for the row under the mouse or the mark only. */
  hot: boolean
  actions?: (row: R) => readonly RowAction[]
}

function RowView<R extends ListRow>(props: RowProps<R>) {
  const { row, columns, look, selected, active } = props
  const t = useTranslations('table')
  return (
    <tr
      id={props.domId}
      data-index={props.index}
      aria-rowindex={props.index + 2}
      aria-level={props.grouped ? 2 : undefined}
      aria-selected={props.selectable ? selected : undefined}
      data-active={active || undefined}
      style={place(props)}
      className={cn(
        rowClass,
        'group/row cursor-default bg-surface hover:bg-hover data-active:bg-hover',
        selected && 'bg-selected hover:bg-selected data-active:bg-selected',
        active && activeMark,
      )}
    >
      {props.selectable ? (
        <td className={cn('sticky left-0 z-10 flex items-center justify-center bg-inherit', active && activeMark)}>
          {/* The grid hears the click; a plain field costs a row a tenth of a drawn one. */}
          <input
            type="checkbox"
            readOnly
            checked={selected}
            tabIndex={-1}
            data-select=""
            aria-label={t('selectRow')}
            className="size-4 cursor-pointer accent-(--accent)"
          />
        </td>
      ) : null}
      {columns.map((column) => (
        <td key={column.id} style={pinStyle(column)} className={cellClass(column, look.definition)}>
          <CellContent row={row} column={column.id} look={look} />
        </td>
      ))}
      {props.actions && (props.hot || active) ? <QuickActions actions={props.actions(row)} /> : null}
    </tr>
  )
}
export const GridRow = memo(RowView) as typeof RowView

function QuickActions({ actions }: { actions: readonly RowAction[] }) {
  return (
    <td className="sticky right-0 z-10 col-[-2/-1] flex w-0 items-center justify-end" data-quiet="">
      <div className="flex items-center gap-0.5 rounded-l-md border border-r-0 bg-surface px-1">
        {actions.map(({ name, label, icon: Icon, refused, onRun }) => (
          <IconButton key={name} label={label} size="icon-sm" tabIndex={-1} disabledReason={refused} onClick={onRun}>
            <Icon aria-hidden />
          </IconButton>
        ))}
      </div>
    </td>
  )
}

interface GroupProps extends PlacedRow {
  group: ListGroup
  by: string
  open: boolean
  definition: ListDefinition
  format: ListFormat
  headCurrency: Readonly<Record<string, string>>
}

/** The head of a group: its value, how many, and its subtotals below their columns. */
export function GroupRow(props: GroupProps) {
  const { group, by, open, columns, definition, format, active } = props
  const t = useTranslations('table')
  const label = group.value === null ? t('none') : format.value(by, group.value)
  return (
    <tr
      id={props.domId}
      data-index={props.index}
      aria-rowindex={props.index + 2}
      aria-level={1}
      aria-expanded={open}
      data-active={active || undefined}
      style={place(props)}
      className={cn(
        rowClass,
        'cursor-pointer bg-sunken font-medium hover:bg-hover data-active:bg-hover',
        active && activeMark,
      )}
    >
      {props.selectable ? <td className="sticky left-0 z-10 bg-inherit" /> : null}
      {columns.map((column, index) => (
        <td
          key={column.id}
          style={pinStyle(column)}
          className={cellClass(column, definition, index === 0 ? 'justify-start gap-1.5 overflow-visible' : undefined)}
        >
          {index === 0 ? (
            <>
              <ChevronRight
                aria-hidden
                className={cn('size-4 shrink-0 text-faint transition-transform duration-100', open && 'rotate-90')}
              />
              <span>{label}</span>
              <span className="font-normal text-faint">{format.count(group.count)}</span>
            </>
          ) : (
            <Totals
              totals={group.totals.filter((s) => s.column === column.id)}
              format={format}
              inHead={column.id in props.headCurrency}
            />
          )}
        </td>
      ))}
    </tr>
  )
}

/** Sums of one column; several currencies stand below each other or, in one line, as the first and how many more. */
export function Totals({
  totals,
  format,
  inHead,
  stacked = false,
}: {
  totals: readonly ListTotal[]
  format: ListFormat
  inHead: boolean
  stacked?: boolean
}) {
  const shown = stacked ? totals : totals.slice(0, 1)
  const all = totals.map((s) => format.total(s, true)).join('\n')
  return (
    <span className={cn('truncate', stacked && 'flex flex-col')} title={totals.length > 1 ? all : totals[0]?.sum}>
      {shown.map((sum) => (
        <span key={sum.currency ?? ''} className="truncate">
          {inHead || !sum.currency ? null : <span className="mr-1 text-xs font-normal text-faint">{sum.currency}</span>}
          {format.total(sum, false)}
        </span>
      ))}
      {totals.length > shown.length ? (
        <span className="ml-1 text-xs font-normal text-faint">+{totals.length - shown.length}</span>
      ) : null}
    </span>
  )
}

interface MoreProps extends PlacedRow {
  definition: ListDefinition
  failed: boolean
  onRetry: () => void
}

/** A row on its way, in the shape of the columns; or the place to try again. */
export function MoreRow(props: MoreProps) {
  const t = useTranslations('table')
  if (props.failed)
    return (
      <tr style={place(props)} className="absolute inset-x-0 top-0 block">
        <td className="sticky left-0 flex w-fit items-center gap-3 px-3 py-1 text-sm text-blocked" data-quiet="">
          {t('moreFailed')}
          <Button size="sm" onClick={props.onRetry}>
            {t('retry')}
          </Button>
        </td>
      </tr>
    )
  return (
    <tr aria-hidden style={place(props)} className={rowClass}>
      {props.selectable ? <td /> : null}
      {props.columns.map((column, index) => (
        <td key={column.id} className={cellClass(column, props.definition)}>
          <Skeleton className={skeletonWidth(props.index * 7 + index * 3)} />
        </td>
      ))}
    </tr>
  )
}

const skeletonWidths = ['w-3/5', 'w-4/5', 'w-2/5', 'w-3/4', 'w-1/2']
const skeletonWidth = (seed: number) => skeletonWidths[seed % skeletonWidths.length]
