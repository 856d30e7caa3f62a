'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useTRPC } from '@/components/api/client'
import { SelectBox } from '@/components/form/boxes'
import { DateText } from '@/components/format'
import { useFrame } from '@/components/shell'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { journalField } from '@/server/contracts/finance/common'
import { FinancePage } from '../page'
import { useBooks, useNamed } from '../use-books'
import { Figure, ReportBody, ReportHead, useRangeText } from './parts'
import { RangeBar, ReportActions, useReportRange } from './toolbar'

/** Every entry of a range with its lines, in the order of posting. */
export function JournalReport() {
  const t = useTranslations('finance.report')
  const journals = useTranslations('finance.journal')
  const words = useTranslations('common')
  const trpc = useTRPC()
  const { companyId, companyName } = useBooks()
  const at = useReportRange()
  const text = useRangeText()
  const journal = journalField.options.find((j) => j === at.params.get('journal'))
  const input = { companyId, ...at.range, ...(journal && { journal }) }
  const query = useInfiniteQuery(
    trpc.finance.report.journal.infiniteQueryOptions(
      { ...input, limit: 50 },
      { getNextPageParam: (page) => page.nextCursor, enabled: at.ready },
    ),
  )
  const title = t('journal')
  const entries = query.data?.pages.flatMap((p) => p.entries) ?? []
  const currency = query.data?.pages[0]?.currency ?? 'USD'
  return (
    <FinancePage
      title={title}
      actions={<ReportActions report="journal" title={title} input={input} />}
      toolbar={
        <>
          <SelectBox
            label={t('journalName')}
            className="w-40"
            value={journal ?? 'all'}
            options={[
              { value: 'all', label: words('all') },
              ...journalField.options.map((j) => ({ value: j, label: journals(j) })),
            ]}
            onChange={(value) => at.change({ journal: value === 'all' ? null : value })}
          />
          <RangeBar range={at} compares={false} />
        </>
      }
    >
      <ReportBody query={query} columns={4}>
        <ReportHead company={companyName} when={text(at.range)} currency={currency} />
        {entries.length === 0 ? (
          <EmptyState title={t('noEntries')} />
        ) : (
          <Table label={title}>
            <TableHeader>
              <tr>
                <TableHead>{words('account')}</TableHead>
                <TableHead>{words('description')}</TableHead>
                <TableHead numeric>{words('debit')}</TableHead>
                <TableHead numeric>{words('credit')}</TableHead>
              </tr>
            </TableHeader>
            {entries.map((entry) => (
              <Entry key={entry.id} entry={entry} currency={currency} />
            ))}
          </Table>
        )}
        {query.hasNextPage ? (
          <Button className="mt-3" busy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
            {t('more')}
          </Button>
        ) : null}
      </ReportBody>
    </FinancePage>
  )
}

interface EntryShape {
  readonly id: string
  readonly number: string
  readonly date: string
  readonly description: string
  readonly total: string
  readonly lines: readonly {
    id: string
    accountId: string
    code: string
    nameEn: string
    nameZh: string
    memo: string | null
    partyName: string | null
    debit: string
    credit: string
  }[]
}

function Entry({ entry, currency }: { entry: EntryShape; currency: string }) {
  const named = useNamed()
  const { href } = useFrame()
  return (
    <TableBody>
      <tr className="bg-sunken">
        <th scope="rowgroup" colSpan={4} className="h-8 border-b px-3 text-left text-sm font-medium">
          <Link className="underline-offset-3 hover:underline" href={href(`finance/journal-entries/${entry.id}`)}>
            {entry.number}
          </Link>{' '}
          <span className="font-normal text-muted">
            <DateText value={entry.date} /> · {entry.description}
          </span>
        </th>
      </tr>
      {entry.lines.map((line) => (
        <TableRow key={line.id}>
          <TableCell className="min-w-48">
            <span className="mr-2 tabular-nums text-faint">{line.code}</span>
            {named(line)}
          </TableCell>
          <TableCell className="text-muted">{[line.partyName, line.memo].filter(Boolean).join(' · ')}</TableCell>
          <TableCell numeric>
            <Figure value={line.debit} currency={currency} />
          </TableCell>
          <TableCell numeric>
            <Figure value={line.credit} currency={currency} />
          </TableCell>
        </TableRow>
      ))}
    </TableBody>
  )
}
