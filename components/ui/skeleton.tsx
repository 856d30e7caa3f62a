import type { ComponentProps } from 'react'
import { cn } from './cn'

/** A place that will be filled; give it the size of what comes. */
export function Skeleton({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      aria-hidden
      data-slot="skeleton"
      className={cn('h-3.5 animate-pulse-soft rounded-sm bg-line', className)}
      {...props}
    />
  )
}

const widths = ['w-24', 'w-40', 'w-32', 'w-20', 'w-28', 'w-36', 'w-24', 'w-44']

/** Rows of a table that is on its way. `label` is read aloud once. */
export function TableSkeleton({ rows = 8, columns = 5, label }: { rows?: number; columns?: number; label: string }) {
  const row = Array.from({ length: columns }, (_, column) => column)
  return (
    <div role="status" aria-label={label} className="w-full overflow-hidden">
      {Array.from({ length: rows }, (_, index) => index).map((line) => (
        <div key={line} className="flex h-8 items-center gap-6 border-b px-3 pointer-coarse:h-11">
          {row.map((column) => (
            <Skeleton
              key={column}
              className={cn('h-3', widths[(line * 3 + column) % widths.length], column === columns - 1 && 'ml-auto')}
            />
          ))}
        </div>
      ))}
    </div>
  )
}
