import { CircleAlert, CircleCheck, CircleX, Info, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn'
import { type Tone, toneClass } from './tone'

const icons: Record<Tone, LucideIcon> = {
  draft: Info,
  progress: Info,
  attention: CircleAlert,
  done: CircleCheck,
  blocked: CircleX,
}

/** A sentence that stays on the page at the thing it is about. */
export function Notice({
  tone = 'progress',
  title,
  children,
  actions,
  className,
}: {
  tone?: Tone
  title?: ReactNode
  children?: ReactNode
  actions?: ReactNode
  className?: string
}) {
  const Icon = icons[tone]
  return (
    <div
      role={tone === 'blocked' ? 'alert' : 'status'}
      className={cn(
        'flex items-start gap-2.5 rounded-md bg-(--tone-soft) px-3 py-2 text-sm text-ink',
        toneClass[tone],
        className,
      )}
    >
      <Icon aria-hidden className="mt-px size-4 shrink-0 text-(--tone)" />
      <div className="min-w-0 flex-1">
        {title ? <p className="font-medium">{title}</p> : null}
        {children}
      </div>
      {actions}
    </div>
  )
}
