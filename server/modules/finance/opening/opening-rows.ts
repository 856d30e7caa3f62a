import { amountField, currencyField, positive, rateField } from '@/server/contracts/platform/field'
import type { CalendarDate } from '@/server/kernel/calendar-date'
import { currencyDigits, isCurrency } from '@/server/kernel/currency'
import type { Id } from '@/server/kernel/ids'
import { dec, plain, round } from '@/server/kernel/money'
import type { QueryContext } from '@/server/platform/commands/context'
import { may } from '@/server/platform/identity/actor'
import { dateCell } from '@/server/platform/imports/cells'
import { POST_CLOSING } from '../periods/post-closing'
import { company } from '../settings/company-settings'

export type Issue = { field: string; code: string; params: Record<string, string | number> }
export const issue = (field: string, code: string, params: Issue['params'] = {}): Issue => ({ field, code, params })

/** What both kinds of opening rows say of their money. `baseAmount` has no sign of its own: it takes that of the amount. */
export const moneyCells = {
  /** The day that the books are taken over. */
  date: dateCell,
  currency: currencyField.refine(isCurrency, { error: 'validation.currency' }).optional(),
  rate: positive(rateField).optional(),
  baseAmount: amountField.optional(),
}
export const moneyColumns = [
  {
    key: 'date',
    required: true,
    aliases: ['posting date', 'opening date', 'balance date', '日期', '过账日期', '期初日期', '余额日期'],
  },
  { key: 'currency', aliases: ['currency code', '币种', '货币', '币别'] },
  { key: 'rate', aliases: ['exchange rate', '汇率'] },
  {
    key: 'baseAmount',
    aliases: ['base amount', 'amount in base currency', 'local amount', '本币金额', '本位币金额', '本位币'],
  },
]
interface Money {
  readonly date: CalendarDate
  readonly currency?: string | undefined
  readonly rate?: string | undefined
  readonly baseAmount?: string | undefined
}

export interface Worth {
  readonly currency: string
  readonly rate: string
  readonly amount: string
  readonly baseAmount: string
}

/** What rows need of the books: base currency, open days, and the rates of the days named, each with one query. */
export async function openingBooks(ctx: QueryContext, companyId: Id, rows: readonly Money[]) {
  const settings = await company(ctx, companyId)
  const wanted = new Map(
    rows.flatMap((r) => (r.currency && r.currency !== settings.baseCurrency ? [[`${r.currency} ${r.date}`, r]] : [])),
  )
  const [periods, rates] = await Promise.all([
    ctx.sql<{ name: string; status: string; from: string; to: string }[]>`
      select name, status, start_date as "from", end_date as "to" from fiscal_period
      where tenant_id = ${ctx.tenantId} and company_id = ${companyId}`,
    ctx.sql<{ key: string; rate: string }[]>`
      select w.currency || ' ' || w.date as key, trim_scale(r.rate) as rate
      from jsonb_to_recordset(${JSON.stringify([...wanted.values()])}::text::jsonb) as w(currency text, date date)
      cross join lateral (select rate from exchange_rate r where r.tenant_id = ${ctx.tenantId} and r.company_id = ${companyId}
        and r.currency = w.currency and r.date <= w.date order by r.date desc limit 1) r`,
  ])
  return {
    baseCurrency: settings.baseCurrency,
    digits: settings.digits,
    mayPostClosing: may(ctx.actor, POST_CLOSING),
    periods,
    rates: new Map(rates.map((r) => [r.key, r.rate])),
  }
}
export type OpeningBooks = Awaited<ReturnType<typeof openingBooks>>

/** What is wrong with the day or the money of a row. */
export function moneyIssues(row: Money, amount: { field: string; value: string }, books: OpeningBooks): Issue[] {
  const currency = row.currency ?? books.baseCurrency
  const foreign = currency !== books.baseCurrency
  const period = books.periods.find((p) => p.from <= row.date && row.date <= p.to)
  const tooFine = (value: string, code: string) => dec(value).decimalPlaces() > currencyDigits(code)
  const precision = (field: string, code: string) =>
    issue(field, 'validation.precision', { digits: currencyDigits(code) })
  return [
    ...(period ? [] : [issue('date', 'finance.no_period', { date: row.date })]),
    ...(period?.status === 'closed' ? [issue('date', 'finance.period_closed', { period: period.name })] : []),
    ...(period?.status === 'closing' && !books.mayPostClosing
      ? [issue('date', 'finance.period_closing', { period: period.name })]
      : []),
    ...(tooFine(amount.value, currency) ? [precision(amount.field, currency)] : []),
    ...(row.baseAmount && tooFine(row.baseAmount, books.baseCurrency)
      ? [precision('baseAmount', books.baseCurrency)]
      : []),
    ...(!foreign && row.rate && plain(row.rate) !== '1' ? [issue('rate', 'finance.base_rate')] : []),
    ...(foreign && !row.rate && !row.baseAmount && !books.rates.has(`${currency} ${row.date}`)
      ? [issue('rate', 'finance.no_rate', { currency, date: row.date })]
      : []),
    ...(!foreign && row.baseAmount && !dec(row.baseAmount).abs().equals(dec(amount.value).abs())
      ? [issue('baseAmount', 'finance.opening_base')]
      : []),
  ]
}

/** A checked amount in both currencies: a base amount that is given counts, else a rate that is given, else the rate of the day. */
export function worthOf(row: Money, amount: string, books: OpeningBooks): Worth {
  const currency = row.currency ?? books.baseCurrency
  if (currency === books.baseCurrency) return { currency, rate: '1', amount, baseAmount: plain(amount) }
  const value = dec(amount)
  const sign = value.isNegative() ? -1 : 1
  const told = row.rate ?? books.rates.get(`${currency} ${row.date}`)
  if (row.baseAmount) {
    const base = dec(row.baseAmount).abs().times(sign)
    const rate = told ?? (value.isZero() ? '1' : plain(round(base.div(value), 10)))
    return { currency, rate, amount, baseAmount: plain(base) }
  }
  const rate = told ?? '1'
  return { currency, rate, amount, baseAmount: plain(round(value.times(rate), books.digits)) }
}
