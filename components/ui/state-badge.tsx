import { CircleAlert, CircleCheck, CircleDashed, CircleDot, CircleX, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn'
import { type Tone, toneClass } from './tone'

const icons: Record<Tone, LucideIcon> = {
  draft: CircleDashed,
  progress: CircleDot,
  attention: CircleAlert,
  done: CircleCheck,
  blocked: CircleX,
}

export interface StateBadgeProps {
  tone: Tone
  /** The word for the state, in the reader's language. */
  children: ReactNode
  icon?: LucideIcon
  /** Icon and word without a ground, for dense tables. */
  plain?: boolean
  className?: string
}

/** Where a document stands: colour, icon and word together. */
export function StateBadge({ tone, children, icon, plain = false, className }: StateBadgeProps) {
  const Icon = icon ?? icons[tone]
  return (
    <span
      className={cn(
        'inline-flex h-5 max-w-full items-center gap-1 whitespace-nowrap text-xs text-(--tone)',
        !plain && 'rounded-sm bg-(--tone-soft) pr-1.5 pl-1',
        toneClass[tone],
        className,
      )}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      <span className="truncate">{children}</span>
    </span>
  )
}
