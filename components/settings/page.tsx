'use client'
import type { ReactNode } from 'react'

/** A page of settings: its name, what it is for, its buttons, and content that scrolls. */
export function SettingsPage({
  title,
  text,
  actions,
  children,
}: {
  title: string
  text?: string
  actions?: ReactNode
  children: ReactNode
}) {
  return (
    <section aria-label={title} className="flex h-full min-h-0 flex-col">
      <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 max-sm:px-3">
        <h1 className="truncate text-lg">{title}</h1>
        {text ? <p className="min-w-0 truncate text-sm text-muted max-sm:hidden">{text}</p> : null}
        {actions ? <div className="ml-auto flex items-center gap-1.5">{actions}</div> : null}
      </header>
      <div className="grid min-h-0 flex-1 content-start gap-6 overflow-y-auto px-4 pt-2 pb-10 max-sm:px-3">
        {children}
      </div>
    </section>
  )
}
