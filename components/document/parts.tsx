'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useErrorText } from '@/components/error-text'
import { readServerError } from '@/components/form/server-error'
import { useStandingRefusal } from '@/components/refusal'
import { DocumentPageSkeleton } from '@/components/shell'
import { ErrorState } from '@/components/ui/error-state'
import { Notice } from '@/components/ui/notice'

/** A query's answer, or what stands there while it comes or when it is refused. */
export function Loaded<T>({
  query,
  children,
}: {
  query: { data: T | undefined; isPending: boolean; isError: boolean; error: unknown }
  children: (data: T) => ReactNode
}) {
  const words = useTranslations('common.page')
  const say = useErrorText()
  if (query.data !== undefined) return children(query.data)
  if (query.isError) return <ErrorState title={words('notFoundTitle')}>{say(readServerError(query.error))}</ErrorState>
  return <DocumentPageSkeleton />
}

/** A page that makes a document from others: a head, a table to choose from, and the one button. */
export function MakePage({
  title,
  hint,
  actions,
  children,
}: {
  title: string
  hint?: string
  actions: ReactNode
  children: ReactNode
}) {
  const refused = useStandingRefusal()
  return (
    <section aria-label={title} className="flex h-full min-h-0 flex-col">
      <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-2 max-sm:px-3">
        <h1 className="truncate text-lg">{title}</h1>
        {hint ? <p className="min-w-0 truncate text-sm text-muted max-sm:hidden">{hint}</p> : null}
        <div className="ml-auto flex items-center gap-1.5">{actions}</div>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 py-4 max-sm:px-3">
        {refused ? (
          <Notice tone="blocked" className="sticky top-0 z-30 mb-4">
            {refused}
          </Notice>
        ) : null}
        {children}
      </div>
    </section>
  )
}
