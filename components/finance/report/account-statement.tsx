'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useTRPC } from '@/components/api/client'
import { LookupBox } from '@/components/form/boxes'
import { DateText } from '@/components/format'
import { useFrame } from '@/components/shell'
import { documentHref } from '@/components/shell/document-href'
import { EmptyState } from '@/components/ui/empty-state'
import { Table, TableBody, TableCell, TableFooter, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { ToggleGroup } from '@/components/ui/toggle-group'
import { useFindParties } from '../lookups'
import { FinancePage } from '../page'
import { useBooks } from '../use-books'
import { Figure, ReportBody, ReportHead, useRangeText } from './parts'
import { RangeBar, ReportActions, useReportRange } from './toolbar'

/** What happened between the company and a partner: opening, every line, closing, and how old the balance is. */
export function AccountStatement() {
  const t = useTranslations('finance.report')
  const sides = useTranslations('finance.side')
  const trpc = useTRPC()
  const { companyId, companyName } = useBooks()
  const at = useReportRange()
  const text = useRangeText()
  const find = useFindParties()
  const partyId = at.params.get('party') ?? ''
  const side = at.params.get('side') === 'payable' ? 'payable' : 'receivable'
  const input = { companyId, partyId, side, ...at.range } as const
  const party = useQuery(trpc.finance.party.get.queryOptions({ id: partyId }, { enabled: partyId !== '' }))
  const query = useQuery(
    trpc.finance.report.statementOfAccount.queryOptions(input, {
      enabled: at.ready && partyId !== '',
      placeholderData: keepPreviousData,
    }),
  )
  const title = t('accountStatement')
  return (
    <FinancePage
      title={title}
      actions={partyId ? <ReportActions report="statementOfAccount" title={title} input={input} /> : null}
      toolbar={
        <>
          <LookupBox
            label={t('partner')}
            className="w-72 max-w-full"
            value={
              party.data
                ? { value: party.data.id, label: party.data.name, hint: party.data.code, currency: null }
                : null
            }
            search={find}
            onChange={(option) => at.change({ party: option?.value ?? null })}
          />
          <ToggleGroup
            label={t('side')}
            value={side}
            onValueChange={(value) => at.change({ side: value === 'payable' ? value : null })}
            options={[
              { value: 'receivable', label: sides('receivable') },
              { value: 'payable', label: sides('payable') },
            ]}
          />
          <RangeBar range={at} compares={false} />
        </>
      }
    >
      {partyId === '' ? (
        <EmptyState title={t('choosePartner')} />
      ) : (
        <ReportBody query={query} columns={6}>
          {query.data ? (
            <>
              <ReportHead
                company={`${companyName} · ${party.data?.name ?? ''}`}
                when={text(at.range)}
                currency={query.data.currency}
              />
              <Ages companyId={companyId} partyId={partyId} side={side} date={at.range.to} />
              <Lines data={query.data} />
            </>
          ) : null}
        </ReportBody>
      )}
    </FinancePage>
  )
}

interface StatementData {
  readonly currency: string
  readonly opening: string
  readonly closing: string
  readonly rows: readonly {
    entryId: string
    date: string
    number: string
    description: string
    sourceDocument: string
    sourceDocumentId: string
    sourceLabel: string | null
    debit: string
    credit: string
    balance: string
  }[]
}

function Lines({ data }: { data: StatementData }) {
  const t = useTranslations('finance.report')
  const words = useTranslations('common')
  const { href } = useFrame()
  const { currency } = data
  const keyed = data.rows.map((row, at) => ({ ...row, key: `${row.entryId}.${at}` }))
  return (
    <Table label={t('accountStatement')}>
      <TableHeader>
        <tr>
          <TableHead>{words('date')}</TableHead>
          <TableHead>{t('document')}</TableHead>
          <TableHead>{words('description')}</TableHead>
          <TableHead numeric>{words('debit')}</TableHead>
          <TableHead numeric>{words('credit')}</TableHead>
          <TableHead numeric>{words('balance')}</TableHead>
        </tr>
      </TableHeader>
      <TableBody>
        <TableRow>
          <TableCell colSpan={5} className="text-muted">
            {t('openingBalance')}
          </TableCell>
          <TableCell numeric>
            <Figure value={data.opening} currency={currency} />
          </TableCell>
        </TableRow>
        {keyed.map((row) => {
          const place =
            documentHref(row.sourceDocument, row.sourceDocumentId) ?? `finance/journal-entries/${row.entryId}`
          return (
            <TableRow key={row.key}>
              <TableCell>
                <DateText value={row.date} />
              </TableCell>
              <TableCell className="whitespace-nowrap">
                <Link className="underline-offset-3 hover:underline" href={href(place)}>
                  {row.sourceLabel ?? row.number}
                </Link>
              </TableCell>
              <TableCell className="text-muted">{row.description}</TableCell>
              <TableCell numeric>
                <Figure value={row.debit} currency={currency} href={href(`finance/journal-entries/${row.entryId}`)} />
              </TableCell>
              <TableCell numeric>
                <Figure value={row.credit} currency={currency} href={href(`finance/journal-entries/${row.entryId}`)} />
              </TableCell>
              <TableCell numeric>
                <Figure value={row.balance} currency={currency} />
              </TableCell>
            </TableRow>
          )
        })}
      </TableBody>
      <TableFooter>
        <TableRow>
          <TableCell colSpan={5}>{t('closingBalance')}</TableCell>
          <TableCell numeric>
            <Figure value={data.closing} currency={currency} />
          </TableCell>
        </TableRow>
      </TableFooter>
    </Table>
  )
}

/** How old the balance at the end of the statement is. */
function Ages(input: { companyId: string; partyId: string; side: 'receivable' | 'payable'; date: string }) {
  const t = useTranslations('finance.report')
  const trpc = useTRPC()
  const ages = useQuery(trpc.finance.report.ageing.queryOptions(input))
  const data = ages.data
  if (!data || data.rows.length === 0) return null
  const { bounds, totals, currency } = data
  const parts: [string, string][] = [
    [t('notDue'), totals.current],
    ...totals.buckets.map((value, i): [string, string] => {
      const bound = bounds[i]
      return [
        bound === undefined
          ? t('over', { days: bounds.at(-1) ?? 0 })
          : t('days', { from: (bounds[i - 1] ?? 0) + 1, to: bound }),
        value,
      ]
    }),
  ]
  return (
    <dl className="mb-3 flex flex-wrap gap-x-8 gap-y-2 rounded-md border bg-surface px-4 py-2.5">
      {parts.map(([label, value]) => (
        <div key={label}>
          <dt className="text-xs text-faint">{label}</dt>
          <dd className="tabular-nums">
            <Figure value={value} currency={currency} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
