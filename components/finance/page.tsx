'use client'
import type { ReactNode } from 'react'

interface PageProps {
  readonly title: string
  readonly hint?: ReactNode
  /** Buttons at the end of the head. */
  readonly actions?: ReactNode
  /** A line below the head: dates, choices. */
  readonly toolbar?: ReactNode
  readonly children: ReactNode
}

/** A page of finance that is neither a list nor a document: head, choices, content that scrolls. */
export function FinancePage({ title, hint, actions, toolbar, children }: PageProps) {
  return (
    <section aria-label={title} className="flex h-full min-h-0 flex-col">
      <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 max-sm:px-3 print:hidden">
        <h1 className="truncate text-lg">{title}</h1>
        {hint ? <p className="min-w-0 truncate text-sm text-muted max-sm:hidden">{hint}</p> : null}
        {actions ? <div className="ml-auto flex items-center gap-1.5">{actions}</div> : null}
      </header>
      {toolbar ? (
        <div className="flex shrink-0 flex-wrap items-end gap-2 border-b px-4 pb-3 max-sm:grid max-sm:grid-cols-2 max-sm:px-3 print:hidden max-sm:[&>*]:w-full!">
          {toolbar}
        </div>
      ) : null}
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pt-2 pb-10 max-sm:px-3 print:overflow-visible print:px-0">
        {children}
      </div>
    </section>
  )
}
