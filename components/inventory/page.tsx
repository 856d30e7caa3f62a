'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useErrorText } from '@/components/error-text'
import { readServerError } from '@/components/form/server-error'
import { Button } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'
import { Skeleton } from '@/components/ui/skeleton'

interface PageProps {
  readonly title: ReactNode
  readonly hint?: ReactNode
  /** Buttons at the end of the head. */
  readonly actions?: ReactNode
  /** A line below the head: dates, choices. */
  readonly toolbar?: ReactNode
  readonly children: ReactNode
}

/** A page of inventory that is neither a list nor a document: head, choices, content that scrolls. */
export function InventoryPage({ title, hint, actions, toolbar, children }: PageProps) {
  return (
    <section className="flex h-full min-h-0 flex-col">
      <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 max-sm:px-3">
        <h1 className="min-w-0 truncate text-lg">{title}</h1>
        {hint ? <div className="flex min-w-0 items-center gap-2 text-sm text-muted">{hint}</div> : null}
        {actions ? <div className="ml-auto flex items-center gap-1.5">{actions}</div> : null}
      </header>
      {toolbar ? (
        <div className="flex shrink-0 flex-wrap items-end gap-2 border-b px-4 pb-3 max-sm:px-3">{toolbar}</div>
      ) : null}
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pt-2 pb-10 max-sm:px-3">{children}</div>
    </section>
  )
}

interface QueryState<T> {
  readonly data?: T | undefined
  readonly isError: boolean
  readonly error: unknown
  readonly refetch: () => unknown
}

/** What was asked for, or the shape of what comes, or why it could not be had. */
export function Loaded<T>({ query, children }: { query: QueryState<T>; children: (data: T) => ReactNode }) {
  const t = useTranslations('inventory.common')
  const say = useErrorText()
  if (query.data !== undefined) return children(query.data)
  if (query.isError)
    return (
      <ErrorState title={t('failed')} actions={<Button onClick={() => query.refetch()}>{t('retry')}</Button>}>
        {say(readServerError(query.error))}
      </ErrorState>
    )
  return (
    <div role="status" className="flex flex-col gap-4 p-4">
      <Skeleton className="h-6 w-64" />
      <Skeleton className="h-4 w-96" />
      <Skeleton className="h-40 w-full" />
    </div>
  )
}
