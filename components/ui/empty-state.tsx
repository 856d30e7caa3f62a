import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn'

export interface EmptyStateProps {
  icon?: LucideIcon
  /** One sentence of what would be here. */
  title: ReactNode
  children?: ReactNode
  /** The button that makes the first one, or the import. */
  actions?: ReactNode
  className?: string
}

export function EmptyState({ icon: Icon, title, children, actions, className }: EmptyStateProps) {
  return (
    <div className={cn('flex flex-col items-center justify-center gap-1 px-6 py-14 text-center', className)}>
      {Icon ? <Icon aria-hidden className="mb-2 size-6 stroke-[1.5] text-faint" /> : null}
      <div className="text-base text-ink">{title}</div>
      {children ? <div className="max-w-md text-sm text-muted">{children}</div> : null}
      {actions ? <div className="mt-4 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  )
}
