'use client'
import { Switch as Primitive } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'

/** On or off, at once. What is only valid after saving is a checkbox. */
export function Switch({ className, ...props }: ComponentProps<typeof Primitive.Root>) {
  return (
    <Primitive.Root
      className={cn(
        'relative inline-flex h-[18px] w-8 shrink-0 items-center rounded-full bg-control transition-colors duration-100 after:absolute after:-inset-2 data-[state=checked]:bg-accent disabled:opacity-50 pointer-coarse:after:-inset-3',
        className,
      )}
      {...props}
    >
      <Primitive.Thumb className="block size-3.5 translate-x-0.5 rounded-full bg-on-accent transition-transform duration-100 data-[state=checked]:translate-x-4" />
    </Primitive.Root>
  )
}
