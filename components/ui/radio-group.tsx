'use client'
import { RadioGroup as Primitive } from 'radix-ui'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { cn } from './cn'

export function RadioGroup({ className, ...props }: ComponentProps<typeof Primitive.Root>) {
  return <Primitive.Root className={cn('flex flex-col gap-2', className)} {...props} />
}

export interface RadioProps extends Omit<ComponentProps<typeof Primitive.Item>, 'children'> {
  label: ReactNode
  hint?: ReactNode
}

export function Radio({ label, hint, className, ...props }: RadioProps) {
  const id = useId()
  return (
    <div className={cn('flex items-start gap-2 pointer-coarse:min-h-11', className)}>
      <Primitive.Item
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="relative mt-px inline-flex size-4 shrink-0 items-center justify-center rounded-full border border-control bg-surface transition-colors duration-100 hover:border-muted data-[state=checked]:border-accent data-[state=checked]:bg-accent disabled:opacity-50"
        {...props}
      >
        <Primitive.Indicator className="size-1.5 rounded-full bg-on-accent" />
      </Primitive.Item>
      <label htmlFor={id} className="text-sm text-ink">
        {label}
        {hint ? (
          <span id={`${id}-hint`} className="block text-xs text-faint">
            {hint}
          </span>
        ) : null}
      </label>
    </div>
  )
}
