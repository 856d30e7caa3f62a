'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { DocumentAside } from '@/components/api/document-aside'
import { useRefusal } from '@/components/api/use-refusal'
import { DocumentPage } from '@/components/document/document-page'
import { DateText, Money } from '@/components/format'
import { DocumentPageSkeleton, useFrame } from '@/components/shell'
import { ErrorState } from '@/components/ui/error-state'
import { manualEntryMachine } from '@/server/contracts/finance/manual-entry'
import { sum } from '@/server/kernel/money'
import { ReverseDialog } from '../reverse-dialog'
import { documentTones } from '../tones'
import { useBooks, useChart } from '../use-books'
import { useRun } from '../use-run'
import { blankLines, EntryForm } from './entry-form'
import { fromStored } from './entry-lines'
import { EntryTable } from './entry-table'

/** An entry by hand: a draft is the form, what is posted is a document. */
export function ManualEntryPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const words = useTranslations('common.page')
  const entry = useQuery(trpc.finance.manualEntry.get.queryOptions({ id }))
  const { byId, chart, label } = useChart()
  if (entry.isPending || (entry.data?.status === 'draft' && chart.isPending)) return <DocumentPageSkeleton />
  if (entry.isError) return <ErrorState title={words('notFoundTitle')}>{words('notFoundText')}</ErrorState>
  const e = entry.data
  if (e.status !== 'draft') return <PostedManualEntry entry={e} />
  const lines = e.lines.map((line, index) => {
    const account = byId.get(line.accountId)
    return fromStored(line, `${index}`, account ? label(account) : '')
  })
  return (
    <EntryForm
      key={e.version}
      draft={{ id: e.id, version: e.version }}
      initial={{ postingDate: e.postingDate, description: e.description, currency: e.currency, rate: e.rate }}
      lines={lines.length > 0 ? lines : blankLines()}
    />
  )
}

export function NewManualEntry() {
  const { today, currency } = useBooks()
  const [lines] = useState(blankLines)
  return <EntryForm initial={{ postingDate: today, description: '', currency, rate: '' }} lines={lines} />
}

function useManualEntry(id: string) {
  const trpc = useTRPC()
  return useQuery(trpc.finance.manualEntry.get.queryOptions({ id }))
}
type ManualEntry = NonNullable<ReturnType<typeof useManualEntry>['data']>

function PostedManualEntry({ entry: e }: { entry: ManualEntry }) {
  const t = useTranslations('finance.manualEntry')
  const states = useTranslations('finance.manualEntryStatus')
  const words = useTranslations('common')
  const { href } = useFrame()
  const { byId } = useChart()
  const { today } = useBooks()
  const client = useTRPCClient()
  const { run } = useRun()
  const refusal = useRefusal()
  const [reversing, setReversing] = useState(false)
  const total = sum(e.lines.filter((l) => !l.amount.startsWith('-')).map((l) => l.amount)).toFixed()
  const entryLink = (id: string | null, number: string) =>
    id ? [{ id, kind: words('document.journal_entry'), number, href: href(`finance/journal-entries/${id}`) }] : []
  const reverse = async (postingDate: string, reason: string | null) => {
    const { id, version } = e
    if ((await run(() => client.finance.manualEntry.reverse.mutate({ id, version, postingDate, reason }))) !== null)
      setReversing(false)
  }
  return (
    <DocumentPage
      kind={words('document.manual_entry')}
      number={e.number}
      machine={manualEntryMachine}
      state={e.status}
      stateLabel={states(e.status)}
      tone={documentTones[e.status]}
      facts={[
        { label: words('postingDate'), value: <DateText value={e.postingDate} /> },
        { label: words('description'), value: e.description },
        { label: words('total'), value: <Money value={total} currency={e.currency} />, strong: true },
      ]}
      actions={[
        {
          name: 'reverse',
          label: words('reverse'),
          tone: 'danger',
          weight: -1,
          refused: refusal('finance.manual_entry.reverse'),
          onRun: () => setReversing(true),
        },
      ]}
      aside={
        <DocumentAside
          document="manual_entry"
          documentId={e.id}
          from={[]}
          to={[...entryLink(e.entryId, e.number ?? ''), ...entryLink(e.reversalEntryId, t('reversal'))]}
        />
      }
    >
      <EntryTable
        currency={e.currency}
        lines={e.lines.map((l, index) => {
          const account = byId.get(l.accountId)
          return {
            key: String(index),
            accountId: l.accountId,
            code: account?.code ?? '',
            nameEn: account?.nameEn ?? '',
            nameZh: account?.nameZh ?? '',
            note: l.memo,
            amount: l.amount,
          }
        })}
      />
      <ReverseDialog
        open={reversing}
        onOpenChange={setReversing}
        number={e.number ?? ''}
        earliest={e.postingDate}
        today={today}
        onConfirm={reverse}
      />
    </DocumentPage>
  )
}
