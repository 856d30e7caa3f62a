'use client'
import { Check, Undo2, X } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { InstantText, Money } from '@/components/format'
import { useFrame } from '@/components/shell'
import { documentHref } from '@/components/shell/document-href'
import { permits } from '@/components/shell/navigation'
import { useTerms, useWord } from '@/components/terms'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import type { Asked } from './decision-dialog'
import type { InboxEntry } from './types'
import { useDecide, useDecisions } from './use-decisions'

interface Props {
  readonly entry: InboxEntry
  readonly ask: (asked: Asked) => void
  readonly decide: (entry: InboxEntry, what: 'approve' | 'return') => void
  readonly show: (entry: InboxEntry) => void
  readonly chosen: boolean
  readonly onChoose: (on: boolean) => void
}

/** One document that waits: what it is, whose, how much, since when, and the two decisions. */
export function Entry({ entry, ask, decide, show, chosen, onChoose }: Props) {
  const t = useTranslations('inbox')
  const money = entry.amount && entry.currency ? { value: entry.amount, currency: entry.currency } : null
  const { approval } = entry
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b py-3">
      {approval ? (
        <Checkbox
          checked={chosen}
          aria-label={t('choose', { number: entry.label })}
          onCheckedChange={(on) => onChoose(on === true)}
        />
      ) : null}
      <About entry={entry} {...(approval && { show })} />
      {money ? <Money {...money} className="font-medium max-sm:hidden" /> : null}
      {approval ? (
        <div className="flex gap-2 max-sm:w-full">
          <Button className="max-sm:flex-1" onClick={() => decide(entry, 'return')}>
            <Undo2 aria-hidden />
            {t('return')}
          </Button>
          <Button variant="primary" className="max-sm:flex-1" onClick={() => decide(entry, 'approve')}>
            <Check aria-hidden />
            {t('approve')}
          </Button>
        </div>
      ) : (
        <GeneralDecision entry={entry} ask={ask} />
      )}
    </li>
  )
}

function About({ entry, show }: { entry: InboxEntry; show?: (entry: InboxEntry) => void }) {
  const t = useTranslations('inbox')
  const terms = useTerms()
  const word = useWord()
  const { href, companies } = useFrame()
  const company = companies.length > 1 ? companies.find((c) => c.id === entry.companyId)?.name : null
  const name = (
    <>
      <span className="text-muted">{terms.document(entry.kind)}</span> {entry.label}
    </>
  )
  const looks = 'min-w-0 truncate text-left text-sm underline-offset-3 hover:underline pointer-coarse:py-3'
  return (
    <div className="min-w-0 flex-1 basis-60">
      <p className="flex items-center gap-2">
        {show ? (
          <button type="button" className={looks} onClick={() => show(entry)}>
            {name}
          </button>
        ) : (
          <Link href={href(documentHref(entry.kind, entry.id) ?? '')} className={looks}>
            {name}
          </Link>
        )}
        {entry.approval?.inPlaceOf ? (
          <Badge tone="attention">{t('inPlaceOf', { name: entry.approval.inPlaceOf })}</Badge>
        ) : null}
        {entry.amount && entry.currency ? (
          <Money value={entry.amount} currency={entry.currency} className="ml-auto font-medium sm:hidden" />
        ) : null}
      </p>
      <p className="truncate text-xs text-faint">
        {[entry.approval && word(entry.approval.step), entry.hint, company, entry.by].filter(Boolean).join(' · ')}
        {' · '}
        <InstantText value={entry.since} />
      </p>
    </div>
  )
}

/** What no flow guards is decided by who holds the permission, on the document itself. */
function GeneralDecision({ entry, ask }: { entry: InboxEntry; ask: (asked: Asked) => void }) {
  const t = useTranslations('inbox')
  const { permissions } = useFrame()
  const decision = useDecisions()[entry.kind]
  const decide = useDecide()
  const [busy, setBusy] = useState(false)
  if (!decision) return null
  const approve = async () => {
    if (decision.final) return ask({ entry, what: 'approve' })
    setBusy(true)
    await decide(() => decision.approve(entry), t('approved', { number: entry.label }))
    setBusy(false)
  }
  const mayReject = permits(permissions, decision.rejectPermission)
  return (
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
  )
}
