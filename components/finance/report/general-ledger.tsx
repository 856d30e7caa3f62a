'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useTRPC } from '@/components/api/client'
import { LookupBox } from '@/components/form/boxes'
import { DateText } from '@/components/format'
import { useFrame } from '@/components/shell'
import { documentHref } from '@/components/shell/document-href'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Table, TableBody, TableCell, TableFooter, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { FinancePage } from '../page'
import { useBooks, useChart } from '../use-books'
import { Figure, ReportBody, ReportHead, useRangeText } from './parts'
import { RangeBar, ReportActions, useReportRange } from './toolbar'

/** Every line of one account in a range, with the running balance; from here to the entry and to its document. */
export function GeneralLedger() {
  const t = useTranslations('finance.report')
  const words = useTranslations('common')
  const trpc = useTRPC()
  const { href } = useFrame()
  const { companyId, companyName } = useBooks()
  const at = useReportRange()
  const text = useRangeText()
  const { byId, find, label } = useChart()
  const accountId = at.params.get('account') ?? ''
  const account = byId.get(accountId)
  const input = { companyId, accountId, ...at.range }
  const query = useInfiniteQuery(
    trpc.finance.report.generalLedger.infiniteQueryOptions(
      { ...input, limit: 200 },
      { getNextPageParam: (page) => page.nextCursor, enabled: at.ready && accountId !== '' },
    ),
  )
  const title = t('generalLedger')
  const first = query.data?.pages[0]
  const rows = query.data?.pages.flatMap((p) => p.rows) ?? []
  const currency = first?.currency ?? 'USD'
  return (
    <FinancePage
      title={title}
      actions={accountId ? <ReportActions report="generalLedger" title={title} input={input} /> : null}
      toolbar={
        <>
          <LookupBox
            label={words('account')}
            className="w-72 max-w-full"
            value={account ? { value: account.id, label: label(account) } : null}
            search={async (typed) => find(typed).map(({ value, label: name }) => ({ value, label: name }))}
            onChange={(option) => at.change({ account: option?.value ?? null })}
          />
          <RangeBar range={at} compares={false} />
        </>
      }
    >
      {accountId === '' ? (
        <EmptyState title={t('chooseAccount')} />
      ) : (
        <ReportBody query={query} columns={7}>
          <ReportHead
            company={account ? `${companyName} · ${label(account)}` : companyName}
            when={text(at.range)}
            currency={currency}
          />
          <Table label={title}>
            <TableHeader>
              <tr>
                <TableHead>{words('date')}</TableHead>
                <TableHead>{t('entry')}</TableHead>
                <TableHead>{t('document')}</TableHead>
                <TableHead>{words('description')}</TableHead>
                <TableHead numeric>{words('debit')}</TableHead>
                <TableHead numeric>{words('credit')}</TableHead>
                <TableHead numeric>{words('balance')}</TableHead>
              </tr>
            </TableHeader>
            <TableBody>
              <TableRow>
                <TableCell colSpan={6} className="text-muted">
                  {t('openingBalance')}
                </TableCell>
                <TableCell numeric>
                  <Figure value={first?.opening ?? null} currency={currency} />
                </TableCell>
              </TableRow>
              {rows.map((row) => {
                const source = documentHref(row.sourceDocument, row.sourceDocumentId)
                const entry = href(`finance/journal-entries/${row.entryId}`)
                return (
                  <TableRow key={row.id}>
                    <TableCell>
                      <DateText value={row.date} />
                    </TableCell>
                    <TableCell className="whitespace-nowrap">
                      <Link className="underline-offset-3 hover:underline" href={entry}>
                        {row.number}
                      </Link>
                    </TableCell>
                    <TableCell className="whitespace-nowrap">
                      {source && row.sourceLabel ? (
                        <Link className="underline-offset-3 hover:underline" href={href(source)}>
                          {row.sourceLabel}
                        </Link>
                      ) : (
                        (row.sourceLabel ?? '')
                      )}
                    </TableCell>
                    <TableCell className="min-w-48 text-muted">
                      {[row.description, row.partyName, row.memo]
                        .filter((part, i, all) => part && all.indexOf(part) === i)
                        .join(' · ')}
                    </TableCell>
                    <TableCell numeric>
                      <Figure value={row.debit} currency={currency} href={entry} />
                    </TableCell>
                    <TableCell numeric>
                      <Figure value={row.credit} currency={currency} href={entry} />
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
                <TableCell colSpan={6}>{t('closingBalance')}</TableCell>
                <TableCell numeric>
                  <Figure value={first?.closing ?? null} currency={currency} />
                </TableCell>
              </TableRow>
            </TableFooter>
          </Table>
          {query.hasNextPage ? (
            <Button className="mt-3" busy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
              {t('more')}
            </Button>
          ) : null}
        </ReportBody>
      )}
    </FinancePage>
  )
}
