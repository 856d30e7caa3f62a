import type { ComponentProps } from 'react'
import { cn } from './cn'

export interface TableProps extends ComponentProps<'table'> {
  /** Name of the table. With it the part that scrolls sideways can be reached and scrolled by keyboard. */
  label?: string
  containerClassName?: string
  /** Where there is no room for its columns, rows are cards: cells then show their `label`. */
  stacked?: boolean
}

/** Plain tables for reports and small sets; long lists are the data table's work. */
export function Table({ label, className, containerClassName, stacked, ...props }: TableProps) {
  const scroller = label ? { role: 'region', 'aria-label': label, tabIndex: 0 } : {}
  return (
    <div
      className={cn(
        'relative w-full overflow-x-auto focus-visible:-outline-offset-2',
        stacked && '@container',
        containerClassName,
      )}
      {...scroller}
    >
      <table
        aria-label={label}
        className={cn('w-full border-separate border-spacing-0 text-sm', stacked && 'stacks', className)}
        {...props}
      />
    </div>
  )
}

export function TableHeader({ className, ...props }: ComponentProps<'thead'>) {
  return <thead className={cn('text-left', className)} {...props} />
}

export function TableBody(props: ComponentProps<'tbody'>) {
  return <tbody {...props} />
}

export function TableFooter({ className, ...props }: ComponentProps<'tfoot'>) {
  return (
    <tfoot
      className={cn('font-medium [&_td]:border-t [&_td]:border-b-0 [&_td]:border-line-strong', className)}
      {...props}
    />
  )
}

export function TableRow({ className, ...props }: ComponentProps<'tr'>) {
  return <tr className={cn('group/row aria-selected:bg-selected [tbody>&]:hover:bg-hover', className)} {...props} />
}

export function TableHead({
  className,
  numeric,
  scope = 'col',
  ...props
}: ComponentProps<'th'> & { numeric?: boolean }) {
  return (
    <th
      scope={scope}
      className={cn(
        'h-8 whitespace-nowrap border-b px-3 text-xs font-normal text-faint',
        numeric ? 'text-right' : 'text-left',
        className,
      )}
      {...props}
    />
  )
}

export interface TableCellProps extends ComponentProps<'td'> {
  numeric?: boolean
  /** The name of its column, shown in a card. */
  label?: string
  /** Heads the card of its row. */
  head?: boolean
}

export function TableCell({ className, numeric, label, head, ...props }: TableCellProps) {
  return (
    <td
      data-label={label}
      data-head={head || undefined}
      className={cn('h-8 border-b px-3 py-1 pointer-coarse:h-11', numeric && 'num', className)}
      {...props}
    />
  )
}

/** A line between groups of rows. */
export function TableGroupRow({ className, colSpan, children, ...props }: ComponentProps<'tr'> & { colSpan: number }) {
  return (
    <tr className={cn('bg-sunken', className)} {...props}>
      <th scope="rowgroup" colSpan={colSpan} className="h-8 border-b px-3 text-left text-xs font-medium text-muted">
        {children}
      </th>
    </tr>
  )
}
