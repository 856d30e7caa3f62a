import { addDays, type CalendarDate } from '@/server/kernel/calendar-date'
import { currencyDigits } from '@/server/kernel/currency'
import { conflict, notFound, validation } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { type Decimal, dec, ZERO } from '@/server/kernel/money'
import type { QueryContext } from '@/server/platform/commands/context'

/**
 * Where reports take their figures: whole periods from the period balances, and the days of the one period that the date cuts.
 * What a report costs depends on accounts and periods, never on how much was posted.
 */

export interface AccountInfo {
  readonly accountId: Id
  readonly code: string
  readonly nameEn: string
  readonly nameZh: string
  readonly type: 'asset' | 'liability' | 'equity' | 'income' | 'expense'
  readonly subtype: string
  readonly retained: boolean
}
export interface Turnover {
  readonly debit: Decimal
  readonly credit: Decimal
}
export const NOTHING: Turnover = { debit: ZERO, credit: ZERO }
export const net = (t: Turnover): Decimal => t.debit.minus(t.credit)
export const minus = (a: Turnover, b: Turnover): Turnover => ({
  debit: a.debit.minus(b.debit),
  credit: a.credit.minus(b.credit),
})
export const plus = (a: Turnover, b: Turnover): Turnover => ({
  debit: a.debit.plus(b.debit),
  credit: a.credit.plus(b.credit),
})

/** Turnover from the beginning up to and including a date. */
export interface Positions {
  readonly normal: (accountId: Id, date: CalendarDate) => Turnover
  /** Closing entries too. */
  readonly all: (accountId: Id, date: CalendarDate) => Turnover
}

interface PositionRow {
  day: CalendarDate
  account_id: Id
  kind: 'normal' | 'closing'
  debit: string
  credit: string
}

export async function positions(ctx: QueryContext, companyId: Id, dates: readonly CalendarDate[]): Promise<Positions> {
  const days = [...new Set(dates)]
  const rows = await ctx.sql<PositionRow[]>`
    select d.day, x.account_id, x.kind, sum(x.base_debit) as debit, sum(x.base_credit) as credit
    from unnest(string_to_array(${days.join()}, ',')::date[]) d(day) cross join lateral (
      select b.account_id, b.kind, b.base_debit, b.base_credit from fiscal_period p
        join account_balance b on b.tenant_id = p.tenant_id and b.company_id = p.company_id and b.period_id = p.id
       where p.tenant_id = ${ctx.tenantId} and p.company_id = ${companyId} and p.end_date <= d.day
      union all
      select a.account_id, a.kind, a.base_debit, a.base_credit from fiscal_period p
        join account_day a on a.tenant_id = p.tenant_id and a.company_id = p.company_id and a.date between p.start_date and d.day
       where p.tenant_id = ${ctx.tenantId} and p.company_id = ${companyId} and p.start_date <= d.day and p.end_date > d.day
    ) x group by 1, 2, 3`
  const found = new Map(
    rows.map((r) => [`${r.day}${r.kind}${r.account_id}`, { debit: dec(r.debit), credit: dec(r.credit) }]),
  )
  const at = (kind: 'normal' | 'closing', id: Id, date: CalendarDate) => found.get(`${date}${kind}${id}`) ?? NOTHING
  return {
    normal: (id, date) => at('normal', id, date),
    all: (id, date) => plus(at('normal', id, date), at('closing', id, date)),
  }
}

export interface Books {
  readonly currency: string
  readonly digits: number
  readonly accounts: readonly AccountInfo[]
  /** First day of the fiscal year that a date lies in. */
  readonly yearStart: (date: CalendarDate) => CalendarDate
}

/** The chart and the years of a company. Errors: common.not_found. */
export async function books(ctx: QueryContext, companyId: Id): Promise<Books> {
  const [company] = await ctx.sql<{ base_currency: string; years: CalendarDate[] }[]>`
    select c.base_currency, array(select y.start_date::text from fiscal_year y where y.tenant_id = c.tenant_id and y.company_id = c.id
      order by y.start_date desc) as years
    from company c where c.tenant_id = ${ctx.tenantId} and c.id = ${companyId}`
  if (!company) throw notFound('company')
  const accounts = await ctx.sql<AccountInfo[]>`
    select a.id as "accountId", a.code, a.name_en as "nameEn", a.name_zh as "nameZh", a.type, a.subtype,
      exists (select 1 from account_role r where r.tenant_id = a.tenant_id and r.account_id = a.id and r.role = 'retained_earnings') as retained
    from account a where a.tenant_id = ${ctx.tenantId} and a.company_id = ${companyId} and a.posting order by a.code`
  return {
    currency: company.base_currency,
    digits: currencyDigits(company.base_currency),
    accounts,
    yearStart: (date) => company.years.find((start) => start <= date) ?? date,
  }
}

export const isResult = (a: Pick<AccountInfo, 'type'>): boolean => a.type === 'income' || a.type === 'expense'

/** A range must not run backwards. */
export function checkRange({ from, to }: { from: CalendarDate; to: CalendarDate }): void {
  if (from > to) throw validation('finance.range_backwards', 'to')
}

export const dayBefore = (date: CalendarDate): CalendarDate => addDays(date, -1)

export interface PageMark {
  readonly date: CalendarDate
  readonly id: Id
  readonly balance: string
}
export const encodeMark = (mark: PageMark): string => Buffer.from(JSON.stringify(mark)).toString('base64url')
export function decodeMark(cursor: string): PageMark {
  try {
    const mark = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as Partial<PageMark>
    if (
      /^\d{4}-\d\d-\d\d$/.test(mark.date ?? '') &&
      /^[0-9a-f-]{36}$/.test(mark.id ?? '') &&
      /^-?\d{1,20}(\.\d{1,10})?$/.test(mark.balance ?? '')
    )
      return mark as PageMark
  } catch {}
  throw conflict('validation.cursor')
}
