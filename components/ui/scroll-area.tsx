'use client'
import { ScrollArea as Primitive } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'

/** A thin bar that stays out of the way; scrolls by keyboard when it has the focus. */
export function ScrollArea({
  className,
  viewportClassName,
  children,
  ...props
}: ComponentProps<typeof Primitive.Root> & { viewportClassName?: string }) {
  return (
    <Primitive.Root className={cn('relative overflow-hidden', className)} {...props}>
      <Primitive.Viewport className={cn('size-full [&>div]:block!', viewportClassName)}>{children}</Primitive.Viewport>
      {(['vertical', 'horizontal'] as const).map((orientation) => (
        <Primitive.Scrollbar
          key={orientation}
          orientation={orientation}
          className="flex touch-none select-none p-0.5 data-[orientation=horizontal]:h-2 data-[orientation=vertical]:w-2 data-[orientation=horizontal]:flex-col"
        >
          <Primitive.Thumb className="relative flex-1 rounded-full bg-line-strong" />
        </Primitive.Scrollbar>
      ))}
    </Primitive.Root>
  )
}
