import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn'

export interface ErrorStateProps {
  /** What happened, and where. */
  title: ReactNode
  /** What to do about it. */
  children?: ReactNode
  /** A reference that support can find in the logs. */
  reference?: string
  actions?: ReactNode
  className?: string
}

export function ErrorState({ title, children, reference, actions, className }: ErrorStateProps) {
  return (
    <div
      role="alert"
      className={cn('flex flex-col items-center justify-center gap-1 px-6 py-14 text-center', className)}
    >
      <CircleAlert aria-hidden className="mb-2 size-6 stroke-[1.5] text-blocked" />
      <div className="text-base text-ink">{title}</div>
      {children ? <div className="max-w-md text-sm text-muted">{children}</div> : null}
      {reference ? <code className="mt-2 select-all font-mono text-xs text-faint">{reference}</code> : null}
      {actions ? <div className="mt-4 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  )
}
