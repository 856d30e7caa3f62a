import { ChevronRight } from 'lucide-react'
import { Slot } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'

export function Breadcrumb({ label, className, children, ...props }: ComponentProps<'nav'> & { label: string }) {
  return (
    <nav aria-label={label} {...props}>
      <ol className={cn('flex min-w-0 flex-wrap items-center gap-x-1 text-sm text-muted', className)}>{children}</ol>
    </nav>
  )
}

/** One step; the child is the link. The last one is the page itself: `current`, without a link. */
export function BreadcrumbItem({
  current = false,
  children,
  className,
  ...props
}: ComponentProps<'span'> & { current?: boolean }) {
  return (
    <li className="inline-flex min-w-0 items-center gap-1">
      {current ? (
        <span aria-current="page" className={cn('truncate text-ink', className)} {...props}>
          {children}
        </span>
      ) : (
        <>
          <Slot.Root className={cn('truncate rounded-sm hover:text-ink', className)} {...props}>
            {children}
          </Slot.Root>
          <ChevronRight aria-hidden className="size-3.5 shrink-0 text-faint" />
        </>
      )}
    </li>
  )
}
