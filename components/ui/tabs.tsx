'use client'
import { Tabs as Primitive } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'

export const Tabs = Primitive.Root

export const tabListClass = 'flex items-center gap-4 overflow-x-auto border-b [scrollbar-width:none]'
/** Looks of one tab; also for links that behave as tabs (`aria-current="page"`). */
export const tabClass =
  '-mb-px inline-flex h-9 shrink-0 items-center gap-1.5 border-b-2 border-transparent text-sm text-muted transition-colors duration-100 hover:text-ink focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink pointer-coarse:h-11'

export function TabsList({ className, ...props }: ComponentProps<typeof Primitive.List>) {
  return <Primitive.List className={cn(tabListClass, className)} {...props} />
}

export function TabsTrigger({
  className,
  count,
  children,
  ...props
}: ComponentProps<typeof Primitive.Trigger> & { count?: number | string }) {
  return (
    <Primitive.Trigger className={cn(tabClass, className)} {...props}>
      {children}
      {count === undefined ? null : <span className="text-xs font-normal text-faint">{count}</span>}
    </Primitive.Trigger>
  )
}

export function TabsContent({ className, ...props }: ComponentProps<typeof Primitive.Content>) {
  return <Primitive.Content className={cn('pt-4', className)} {...props} />
}
