'use client'
import { Check } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { BulkStep } from '@/components/api/bulk'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { EntityList, type EntityRow } from '@/components/api/list'
import { useRefusal } from '@/components/api/use-refusal'
import { DateText, useFormat } from '@/components/format'
import { useFrame } from '@/components/shell'
import { documentHref } from '@/components/shell/document-href'
import { useTerms } from '@/components/terms'
import { StateBadge } from '@/components/ui/state-badge'
import type { Tone } from '@/components/ui/tone'
import { journalEntryList, manualEntryList } from '@/server/contracts/finance/manual-entry'
import { openItemList, paymentList } from '@/server/contracts/finance/payment'
import { daysBetween } from '@/server/kernel/calendar-date'
import { documentTones } from './tones'
import { useBooks } from './use-books'

/** Posted entries of every journal. */
export function JournalEntries() {
  const trpc = useTRPC()
  const t = useTranslations('finance.journalEntry')
  const refusal = useRefusal()
  const { href } = useFrame()
  const terms = useTerms()
  const renderCell = useMemo(
    () => ({
      sourceDocument: (row: EntityRow) => terms.document(String(row.sourceDocument)),
    }),
    [terms],
  )
  return (
    <EntityList
      procedures={trpc.finance.journalEntry.list}
      definition={journalEntryList}
      title={t('title')}
      path={(row) => `finance/journal-entries/${row.id}`}
      renderCell={renderCell}
      card={{ title: 'number', subtitle: 'description', end: 'postingDate', state: 'journal' }}
      primary={{
        label: t('new'),
        href: href('finance/manual-entries/new'),
        refused: refusal('finance.manual_entry.create'),
      }}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}

/** Posts the drafts among the rows that are selected. */
function usePostStep(document: 'manual_entry' | 'payment', run: BulkStep['run']): BulkStep {
  const t = useTranslations('finance.bulk')
  const refusal = useRefusal()
  return { name: 'post', label: t(document), icon: Check, refused: refusal(`finance.${document}.post`), run }
}

/** Entries written by hand, drafts among them. */
export function ManualEntries() {
  const trpc = useTRPC()
  const t = useTranslations('finance.manualEntry')
  const refusal = useRefusal()
  const { href } = useFrame()
  const api = useTRPCClient().finance
  const post = usePostStep('manual_entry', (ref) => api.manualEntry.post.mutate(ref))
  return (
    <EntityList
      procedures={trpc.finance.manualEntry.list}
      definition={manualEntryList}
      title={t('title')}
      path={(row) => `finance/manual-entries/${row.id}`}
      tones={{ status: documentTones }}
      card={{ title: 'description', subtitle: 'number', end: 'postingDate', state: 'status' }}
      primary={{
        label: t('new'),
        href: href('finance/manual-entries/new'),
        refused: refusal('finance.manual_entry.create'),
      }}
      bulk={[post]}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}

export function Payments() {
  const trpc = useTRPC()
  const t = useTranslations('finance.payment')
  const refusal = useRefusal()
  const { href } = useFrame()
  const api = useTRPCClient().finance
  const post = usePostStep('payment', (ref) => api.payment.post.mutate(ref))
  return (
    <EntityList
      procedures={trpc.finance.payment.list}
      definition={paymentList}
      title={t('title')}
      path={(row) => `finance/payments/${row.id}`}
      tones={{ status: documentTones }}
      card={{ title: 'party', subtitle: 'number', end: 'amount', state: 'status' }}
      primary={{ label: t('new'), href: href('finance/payments/new'), refused: refusal('finance.payment.create') }}
      bulk={[post]}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}

/** How late an item is: red beyond 30 days, amber when due, nothing before. */
export function ageTone(days: number): Tone | null {
  if (days > 30) return 'blocked'
  return days > 0 ? 'attention' : null
}

/** What parties owe and are owed; the due date wears the colour of its age. */
export function OpenItems() {
  const trpc = useTRPC()
  const t = useTranslations('finance.openItem')
  const format = useFormat()
  const { href } = useFrame()
  const { today } = useBooks()
  const renderCell = useMemo(
    () => ({
      dueDate: (row: EntityRow) => {
        const due = String(row.dueDate)
        const days = row.settledOn ? 0 : daysBetween(due, today)
        const tone = ageTone(days)
        return tone ? (
          <span className="flex items-center gap-2">
            <DateText value={due} />
            <StateBadge plain tone={tone}>
              {t('late', { days })}
            </StateBadge>
          </span>
        ) : (
          format.date(due)
        )
      },
    }),
    [t, format, today],
  )
  return (
    <EntityList
      procedures={trpc.finance.openItem.list}
      definition={openItemList}
      title={t('title')}
      path={(row) =>
        documentHref(String(row.sourceDocument), String(row.sourceDocumentId)) ??
        `finance/statements?party=${row.partyId}`
      }
      renderCell={renderCell}
      card={{ title: 'party', subtitle: 'number', end: 'remaining', state: 'dueDate' }}
      primary={{ label: t('settle'), href: href('finance/payments/new') }}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}
