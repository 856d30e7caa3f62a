'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC } from '@/components/api/client'
import { DateBox } from '@/components/form/boxes'
import { useFormat } from '@/components/format'
import { balanceLines, incomeLines } from '@/server/contracts/finance/report-lines'
import { addDays, addMonths, endOfMonth, isCalendarDate, startOfMonth } from '@/server/kernel/calendar-date'
import { sum } from '@/server/kernel/money'
import { FinancePage } from '../page'
import { useBooks } from '../use-books'
import { ReportBody, ReportHead, useLedgerHref, useRangeText } from './parts'
import { readComparison, yearOf } from './range'
import { StatementTable } from './statement-table'
import { CompareBox, RangeBar, ReportActions, useReportRange } from './toolbar'

/** Income statement of a range, beside another. */
export function IncomeStatement() {
  const t = useTranslations('finance.report')
  const trpc = useTRPC()
  const { companyId, companyName } = useBooks()
  const at = useReportRange()
  const text = useRangeText()
  const ledger = useLedgerHref()
  const input = { companyId, ...at.range, compare: at.compare }
  const query = useQuery(
    trpc.finance.report.incomeStatement.queryOptions(input, { enabled: at.ready, placeholderData: keepPreviousData }),
  )
  const title = t('incomeStatement')
  return (
    <FinancePage
      title={title}
      actions={<ReportActions report="incomeStatement" title={title} input={input} />}
      toolbar={<RangeBar range={at} />}
    >
      <ReportBody query={query} columns={at.compare ? 5 : 2}>
        {query.data ? (
          <>
            <ReportHead company={companyName} when={text(at.range)} currency={query.data.currency} />
            <StatementTable
              label={title}
              lines={incomeLines(query.data)}
              currency={query.data.currency}
              amountLabel={text(at.range)}
              compareLabel={at.compare && text(at.compare)}
              accountHref={(id, compared) => ledger(id, compared && at.compare ? at.compare : at.range)}
            />
          </>
        ) : null}
      </ReportBody>
    </FinancePage>
  )
}

/** The day to compare a balance sheet with: the end of the month before, or the same day a year earlier. */
function compareDay(date: string, how: 'none' | 'previous' | 'lastYear'): string | null {
  if (how === 'none') return null
  if (how === 'previous') return addDays(startOfMonth(date), -1)
  const earlier = addMonths(date, -12)
  return date === endOfMonth(date) ? endOfMonth(earlier) : earlier
}

/** Balance sheet of a day, beside another. */
export function BalanceSheet() {
  const t = useTranslations('finance.report')
  const words = useTranslations('common')
  const trpc = useTRPC()
  const format = useFormat()
  const { companyId, companyName } = useBooks()
  const at = useReportRange()
  const ledger = useLedgerHref()
  const asked = at.params.get('date') ?? ''
  const date = isCalendarDate(asked) ? asked : at.today
  const how = readComparison(at.params)
  const compareDate = compareDay(date, how)
  const input = { companyId, date, compareDate }
  const query = useQuery(
    trpc.finance.report.balanceSheet.queryOptions(input, { enabled: at.ready, placeholderData: keepPreviousData }),
  )
  const title = t('balanceSheet')
  const asOf = (day: string) => t('asOf', { date: format.date(day) })
  return (
    <FinancePage
      title={title}
      actions={<ReportActions report="balanceSheet" title={title} input={input} />}
      toolbar={
        <>
          <DateBox
            label={words('date')}
            className="w-36"
            value={date}
            onChange={(day) => at.change({ date: isCalendarDate(day) ? day : null })}
          />
          <CompareBox how={how} onChange={(compare) => at.change({ compare })} />
        </>
      }
    >
      <ReportBody query={query} columns={compareDate ? 5 : 2}>
        {query.data ? (
          <>
            <ReportHead company={companyName} when={asOf(date)} currency={query.data.currency} />
            <StatementTable
              label={title}
              lines={balanceLines(query.data, (a, b) => sum([a, b]).toFixed())}
              currency={query.data.currency}
              amountLabel={format.date(date)}
              compareLabel={compareDate && format.date(compareDate)}
              accountHref={(id, compared) => {
                const to = compared && compareDate ? compareDate : date
                return ledger(id, { from: yearOf(to, at.yearStart), to })
              }}
            />
          </>
        ) : null}
      </ReportBody>
    </FinancePage>
  )
}
