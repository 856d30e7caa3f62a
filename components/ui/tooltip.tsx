'use client'
import { Tooltip as Primitive } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'

/** One provider at the root: the second tooltip of a tool bar opens without waiting. */
export function TooltipProvider(props: ComponentProps<typeof Primitive.Provider>) {
  return <Primitive.Provider delayDuration={350} skipDelayDuration={200} {...props} />
}

export interface TooltipProps {
  content: ReactNode
  /** Must take a ref and spread props: a button, a link. */
  children: ReactNode
  side?: 'top' | 'right' | 'bottom' | 'left'
  align?: 'start' | 'center' | 'end'
  open?: boolean
  onOpenChange?: (open: boolean) => void
  className?: string
}

/** A short explanation on hover and on focus. Without content it is only its child. */
export function Tooltip({ content, children, side = 'top', align, open, onOpenChange, className }: TooltipProps) {
  if (content === null || content === undefined || content === '') return <>{children}</>
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={cn(
            'z-70 w-max max-w-72 animate-fade rounded-md bg-tip px-2 py-1 text-xs text-pretty text-tip-ink shadow-pop',
            className,
          )}
        >
          {content}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
