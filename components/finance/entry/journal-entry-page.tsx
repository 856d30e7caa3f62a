'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC } from '@/components/api/client'
import { DocumentAside } from '@/components/api/document-aside'
import { DocumentPage } from '@/components/document/document-page'
import { DateText, InstantText, useFormat } from '@/components/format'
import { DocumentPageSkeleton, useFrame } from '@/components/shell'
import { documentHref } from '@/components/shell/document-href'
import { useTerms } from '@/components/terms'
import { ErrorState } from '@/components/ui/error-state'
import { defineMachine } from '@/server/kernel/state-machine'
import { documentTones } from '../tones'
import { useBooks } from '../use-books'
import { EntryTable } from './entry-table'

/** A posted entry is final: what corrects it is a reversal of its document. */
const machine = defineMachine({
  document: 'journal_entry',
  initial: 'posted',
  states: ['posted', 'reversed'],
  transitions: {},
})

/** A posted entry of any journal: its lines, the document it came from, its reversal. */
export function JournalEntryPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const t = useTranslations('finance.entryPage')
  const states = useTranslations('finance.manualEntryStatus')
  const journals = useTranslations('finance.journal')
  const words = useTranslations('common')
  const terms = useTerms()
  const format = useFormat()
  const { href } = useFrame()
  const { currency: base } = useBooks()
  const entry = useQuery(trpc.finance.journalEntry.get.queryOptions({ id }))
  if (entry.isPending) return <DocumentPageSkeleton />
  if (entry.isError) return <ErrorState title={words('page.notFoundTitle')}>{words('page.notFoundText')}</ErrorState>
  const e = entry.data
  const state = e.reversedById ? 'reversed' : 'posted'
  const source = documentHref(e.sourceDocument, e.sourceDocumentId)
  const other = (target: string | null, number: string) =>
    target
      ? [{ id: target, kind: words('document.journal_entry'), number, href: href(`finance/journal-entries/${target}`) }]
      : []
  return (
    <DocumentPage
      kind={words('document.journal_entry')}
      number={e.number}
      machine={machine}
      state={state}
      stateLabel={e.kind === 'closing' && state === 'posted' ? t('closing') : states(state)}
      tone={documentTones[state]}
      facts={[
        { label: words('postingDate'), value: <DateText value={e.postingDate} /> },
        ...(e.documentDate === e.postingDate
          ? []
          : [{ label: words('documentDate'), value: <DateText value={e.documentDate} /> }]),
        { label: t('journal'), value: journals(e.journal) },
        { label: words('description'), value: e.description },
        ...(e.currency === base
          ? []
          : [{ label: words('rate'), value: `${format.rate(e.rate)} ${base}/${e.currency}` }]),
        { label: t('postedAt'), value: <InstantText value={e.postedAt} /> },
      ]}
      actions={[]}
      aside={
        <DocumentAside
          document="journal_entry"
          documentId={e.id}
          from={[
            ...(source
              ? [
                  {
                    id: e.sourceDocumentId,
                    kind: terms.document(e.sourceDocument),
                    number: e.sourceLabel ?? e.number,
                    href: href(source),
                  },
                ]
              : []),
            ...other(e.reversesId, t('reversed')),
          ]}
          to={other(e.reversedById, t('reversal'))}
        />
      }
    >
      <EntryTable
        currency={e.currency}
        base={base}
        lines={e.lines.map((l) => ({
          key: String(l.lineNo),
          accountId: l.accountId,
          code: l.accountCode,
          nameEn: l.accountNameEn,
          nameZh: l.accountNameZh,
          note: [l.partyName, l.memo].filter(Boolean).join(' · ') || null,
          amount: l.amount,
          baseAmount: l.baseAmount,
        }))}
      />
    </DocumentPage>
  )
}
