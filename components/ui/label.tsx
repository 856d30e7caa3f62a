'use client'
import { Label as Primitive } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'

export function Label({
  className,
  required,
  children,
  ...props
}: ComponentProps<typeof Primitive.Root> & { required?: boolean }) {
  return (
    <Primitive.Root className={cn('inline-block text-sm text-muted', className)} {...props}>
      {children}
      {required ? (
        <span aria-hidden className="ml-0.5 text-blocked">
          *
        </span>
      ) : null}
    </Primitive.Root>
  )
}
