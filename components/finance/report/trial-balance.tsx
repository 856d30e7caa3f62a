'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC } from '@/components/api/client'
import { Label } from '@/components/ui/label'
import { Switch } from '@/components/ui/switch'
import {
  Table,
  TableBody,
  TableCell,
  TableFooter,
  TableGroupRow,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table'
import { accountTypes } from '@/server/contracts/finance/account'
import { FinancePage } from '../page'
import { useBooks, useNamed } from '../use-books'
import { Figure, ReportBody, ReportHead, useLedgerHref, useRangeText } from './parts'
import { RangeBar, ReportActions, useReportRange } from './toolbar'

const FIGURES = ['opening', 'debit', 'credit', 'closing'] as const

/** Opening, turnover and closing of every account, by type; each figure leads to the entries behind it. */
export function TrialBalance() {
  const t = useTranslations('finance.report')
  const types = useTranslations('finance.accountType')
  const words = useTranslations('common')
  const trpc = useTRPC()
  const { companyId, companyName } = useBooks()
  const at = useReportRange()
  const named = useNamed()
  const text = useRangeText()
  const ledger = useLedgerHref()
  const empty = at.params.get('empty') === '1'
  const input = { companyId, ...at.range, compare: at.compare, empty }
  const query = useQuery(
    trpc.finance.report.trialBalance.queryOptions(input, { enabled: at.ready, placeholderData: keepPreviousData }),
  )
  const title = t('trialBalance')
  const data = query.data
  const compares = at.compare !== null
  const width = compares ? 6 : 5
  return (
    <FinancePage
      title={title}
      actions={<ReportActions report="trialBalance" title={title} input={input} />}
      toolbar={
        <>
          <RangeBar range={at} />
          <span className="flex h-control items-center gap-2">
            <Switch
              id="empty-accounts"
              checked={empty}
              onCheckedChange={(on) => at.change({ empty: on ? '1' : null })}
            />
            <Label htmlFor="empty-accounts">{t('emptyAccounts')}</Label>
          </span>
        </>
      }
    >
      <ReportBody query={query} columns={width}>
        {data ? (
          <>
            <ReportHead company={companyName} when={text(at.range)} currency={data.currency} />
            <Table label={title}>
              <TableHeader>
                <tr>
                  <TableHead>{words('account')}</TableHead>
                  {FIGURES.map((key) => (
                    <TableHead key={key} numeric>
                      {t(`figure.${key}`)}
                    </TableHead>
                  ))}
                  {at.compare ? <TableHead numeric>{t('closingOf', { range: text(at.compare) })}</TableHead> : null}
                </tr>
              </TableHeader>
              {accountTypes.map((type) => {
                const rows = data.rows.filter((r) => r.type === type)
                return rows.length === 0 ? null : (
                  <TableBody key={type}>
                    <TableGroupRow colSpan={width}>{types(type)}</TableGroupRow>
                    {rows.map((row) => (
                      <TableRow key={row.accountId}>
                        <TableCell className="min-w-48">
                          <span className="mr-2 tabular-nums text-faint">{row.code}</span>
                          {named(row)}
                        </TableCell>
                        {FIGURES.map((key) => (
                          <TableCell key={key} numeric>
                            <Figure value={row[key]} currency={data.currency} href={ledger(row.accountId, at.range)} />
                          </TableCell>
                        ))}
                        {at.compare ? (
                          <TableCell numeric>
                            <Figure
                              value={row.compare?.closing ?? null}
                              currency={data.currency}
                              href={ledger(row.accountId, at.compare)}
                            />
                          </TableCell>
                        ) : null}
                      </TableRow>
                    ))}
                  </TableBody>
                )
              })}
              <TableFooter>
                <TableRow>
                  <TableCell>{words('total')}</TableCell>
                  {FIGURES.map((key) => (
                    <TableCell key={key} numeric>
                      <Figure value={data.totals[key]} currency={data.currency} />
                    </TableCell>
                  ))}
                  {compares ? <TableCell /> : null}
                </TableRow>
              </TableFooter>
            </Table>
          </>
        ) : null}
      </ReportBody>
    </FinancePage>
  )
}
