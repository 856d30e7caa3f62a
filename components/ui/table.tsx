import type { ComponentProps } from 'react'
import { cn } from './cn'

export interface TableProps extends ComponentProps<'table'> {
  /** Name of the table. With it the part that scrolls sideways can be reached and scrolled by keyboard. */
  label?: string
  containerClassName?: string
}

/** Plain tables for reports and small sets; long lists are the data table's work. */
export function Table({ label, className, containerClassName, ...props }: TableProps) {
  const scroller = label ? { role: 'region', 'aria-label': label, tabIndex: 0 } : {}
  return (
    <div
      className={cn('relative w-full overflow-x-auto focus-visible:-outline-offset-2', containerClassName)}
      {...scroller}
    >
      <table
        aria-label={label}
        className={cn('w-full border-separate border-spacing-0 text-sm', className)}
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

export function TableCell({ className, numeric, ...props }: ComponentProps<'td'> & { numeric?: boolean }) {
  return <td className={cn('h-8 border-b px-3 py-1 pointer-coarse:h-11', numeric && 'num', className)} {...props} />
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
