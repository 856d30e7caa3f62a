import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'

/** A group of things that belong together. No shadow: the hairline is enough. */
export function Card({ className, ...props }: ComponentProps<'section'>) {
  return (
    <section
      className={cn(
        'min-w-0 rounded-lg border bg-surface [--form-ground:var(--color-surface)] [--form-tail:0px]',
        className,
      )}
      {...props}
    />
  )
}

export interface CardHeaderProps extends Omit<ComponentProps<'header'>, 'title'> {
  title: ReactNode
  hint?: ReactNode
  actions?: ReactNode
}

export function CardHeader({ title, hint, actions, className, ...props }: CardHeaderProps) {
  return (
    <header className={cn('flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 px-4 pt-3 pb-2', className)} {...props}>
      <div className="min-w-0 flex-1">
        <h2 className="text-base">{title}</h2>
        {hint ? <p className="text-xs text-faint">{hint}</p> : null}
      </div>
      {actions ? <div className="flex items-center gap-1">{actions}</div> : null}
    </header>
  )
}

export function CardBody({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('px-4 pb-4', className)} {...props} />
}

export function CardFooter({ className, ...props }: ComponentProps<'footer'>) {
  return (
    <footer className={cn('flex items-center gap-2 border-t px-4 py-2.5 text-sm text-muted', className)} {...props} />
  )
}
