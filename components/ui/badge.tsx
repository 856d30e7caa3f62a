import type { ComponentProps } from 'react'
import { cn } from './cn'
import { type Tone, toneClass } from './tone'

/** A small word or number. With a tone it speaks of a state; for a document's state take `StateBadge`, which has an icon. */
export function Badge({
  tone = 'draft',
  outline = false,
  className,
  ...props
}: ComponentProps<'span'> & { tone?: Tone; outline?: boolean }) {
  return (
    <span
      className={cn(
        'inline-flex h-5 max-w-full items-center gap-1 whitespace-nowrap rounded-sm px-1.5 text-xs text-(--tone)',
        outline ? 'border border-line-strong' : 'bg-(--tone-soft)',
        toneClass[tone],
        className,
      )}
      {...props}
    />
  )
}

/** How many wait; says nothing when none do. Above 99 it is "99+". */
export function CountBadge({
  count,
  tone = 'attention',
  className,
}: {
  count: number
  tone?: Tone
  className?: string
}) {
  if (count <= 0) return null
  return (
    <Badge tone={tone} className={cn('h-4 min-w-4 justify-center rounded-full px-1 font-medium', className)}>
      {count > 99 ? '99+' : count}
    </Badge>
  )
}
