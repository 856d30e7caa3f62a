'use client'
import { Progress as Primitive } from 'radix-ui'
import { cn } from './cn'
import { type Tone, toneClass } from './tone'

/** `value` from 0 to 100; `null` while nobody knows. `label` says of what. */
export function Progress({
  value,
  label,
  tone = 'progress',
  className,
}: {
  value: number | null
  label: string
  tone?: Tone
  className?: string
}) {
  return (
    <Primitive.Root
      value={value}
      aria-label={label}
      className={cn('h-1.5 w-full overflow-hidden rounded-full bg-line', toneClass[tone], className)}
    >
      <Primitive.Indicator
        className={cn(
          'h-full rounded-full bg-(--tone) transition-[width] duration-150',
          value === null && 'w-1/3 animate-pulse-soft',
        )}
        style={value === null ? undefined : { width: `${Math.min(100, Math.max(0, value))}%` }}
      />
    </Primitive.Root>
  )
}
