'use client'
import { useQuery } from '@tanstack/react-query'
import { Check, Stamp, X } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '@/components/api/client'
import { InstantText, Money } from '@/components/format'
import { useFrame } from '@/components/shell'
import { documentHref } from '@/components/shell/document-href'
import { permits } from '@/components/shell/navigation'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { type Asked, DecisionDialog } from './decision-dialog'
import type { InboxEntry } from './types'
import { useDecide, useDecisions } from './use-decisions'

/** What waits for this person's decision, the longest first; decided from the list. */
export function Inbox() {
  const trpc = useTRPC()
  const t = useTranslations('inbox')
  const words = useTranslations('common')
  const [asked, setAsked] = useState<Asked | null>(null)
  const inbox = useQuery(trpc.platform.inbox.queryOptions({}))
  if (inbox.isPending) return null
  if (inbox.isError)
    return (
      <ErrorState
        title={words('page.failedTitle')}
        actions={<Button onClick={() => inbox.refetch()}>{t('retry')}</Button>}
      />
    )
  const { items } = inbox.data
  return (
    <section aria-label={t('title')} className="mx-auto flex w-full max-w-4xl flex-col">
      <header className="flex min-h-12 items-center gap-3 px-4 py-2 max-sm:px-3">
        <h1 className="text-lg">{t('title')}</h1>
        <span className="text-sm text-faint">{items.length > 0 ? items.length : null}</span>
      </header>
      {items.length === 0 ? <EmptyState icon={Stamp} title={t('empty')} /> : null}
      <ul className="flex flex-col">
        {items.map((entry) => (
          <Entry key={`${entry.kind}:${entry.id}`} entry={entry} ask={setAsked} />
        ))}
      </ul>
      <DecisionDialog asked={asked} onClose={() => setAsked(null)} />
    </section>
  )
}

function Entry({ entry, ask }: { entry: InboxEntry; ask: (asked: Asked) => void }) {
  const t = useTranslations('inbox')
  const kinds = useTranslations('common.document')
  const { href, companies, permissions } = useFrame()
  const decision = useDecisions()[entry.kind]
  const decide = useDecide()
  const [busy, setBusy] = useState(false)
  const place = documentHref(entry.kind, entry.id)
  const company = companies.length > 1 ? companies.find((c) => c.id === entry.companyId)?.name : null
  const approve = async () => {
    if (!decision) return
    if (decision.final) return ask({ entry, what: 'approve' })
    setBusy(true)
    await decide(() => decision.approve(entry), t('approved', { number: entry.label }))
    setBusy(false)
  }
  const mayReject = decision !== undefined && permits(permissions, decision.rejectPermission)
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b px-4 py-3 max-sm:px-3">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex items-baseline gap-2">
          <Link href={href(place ?? '')} className="min-w-0 truncate text-sm underline-offset-3 hover:underline">
            <span className="text-muted">{kinds(entry.kind)}</span> {entry.label}
          </Link>
          {entry.amount && entry.currency ? (
            <Money value={entry.amount} currency={entry.currency} className="ml-auto font-medium sm:hidden" />
          ) : null}
        </p>
        <p className="truncate text-xs text-faint">
          {[entry.hint, company, entry.by].filter(Boolean).join(' · ')}
          {' · '}
          <InstantText value={entry.since} />
        </p>
      </div>
      {entry.amount && entry.currency ? (
        <Money value={entry.amount} currency={entry.currency} className="font-medium max-sm:hidden" />
      ) : null}
      {decision ? (
        <div className="flex gap-2 max-sm:w-full">
          <Button
            className="max-sm:flex-1"
            disabledReason={mayReject ? null : t('mayNotReject')}
            onClick={() => ask({ entry, what: 'reject' })}
          >
            <X aria-hidden />
            {t('reject')}
          </Button>
          <Button variant="primary" className="max-sm:flex-1" busy={busy} onClick={approve}>
            <Check aria-hidden />
            {t('approve')}
          </Button>
        </div>
      ) : null}
    </li>
  )
}
