'use client'
import { Send } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { z } from 'zod'
import { InstantText, Money } from '@/components/format'
import { useFrame } from '@/components/shell'
import { documentHref } from '@/components/shell/document-href'
import { useTerms, useWord } from '@/components/terms'
import { EmptyState } from '@/components/ui/empty-state'
import { StateBadge } from '@/components/ui/state-badge'
import type { approvalRequestView } from '@/server/contracts/platform/approval'
import { Withdraw } from './document-approval'
import { approvalTones } from './tones'

type RequestView = z.infer<typeof approvalRequestView>

/** What this person asked for and where it stands. */
export function MyRequests({ requests }: { requests: readonly RequestView[] }) {
  const t = useTranslations('approval')
  if (requests.length === 0) return <EmptyState icon={Send} title={t('nothingAsked')} />
  return (
    <ul className="flex flex-col">
      {requests.map((request) => (
        <OneRequest key={request.id} request={request} />
      ))}
    </ul>
  )
}

function OneRequest({ request }: { request: RequestView }) {
  const t = useTranslations('approval')
  const terms = useTerms()
  const word = useWord()
  const list = new Intl.ListFormat(useLocale(), { type: 'disjunction' })
  const { href } = useFrame()
  const place = documentHref(request.document, request.documentId)
  const stopped = request.status === 'approved' && !request.executed
  const stands = stopped
    ? t('stoppedTitle')
    : request.status === 'running' && request.step
      ? `${word(request.step)}: ${request.waitsFor.length > 0 ? list.format(request.waitsFor) : t('nobody')}`
      : null
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b py-3">
      <div className="min-w-0 flex-1 basis-60">
        <p className="truncate text-sm">
          <Link href={href(place ?? '')} className="underline-offset-3 hover:underline">
            <span className="text-muted">{terms.document(request.document)}</span> {request.label ?? '–'}
          </Link>
        </p>
        <p className="truncate text-xs text-faint">
          {stands ? `${stands} · ` : null}
          <InstantText value={request.endedAt ?? request.startedAt} />
        </p>
      </div>
      {request.amount ? <Money value={request.amount} currency={request.currency} className="font-medium" /> : null}
      <StateBadge tone={stopped ? 'attention' : approvalTones[request.status]}>
        {t(`status.${request.status}`)}
      </StateBadge>
      {request.status === 'running' ? <Withdraw id={request.id} /> : null}
    </li>
  )
}
