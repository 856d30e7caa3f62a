import type { CalendarDate } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import type { DecimalString } from '@/server/kernel/money'
import type { QueryContext } from '@/server/platform/commands/context'

export interface ForeignBalance {
  readonly kind: 'receivable' | 'payable' | 'bank'
  readonly accountId: Id
  readonly accountCode: string
  readonly nameEn: string
  readonly nameZh: string
  readonly currency: string
  /** Signed, debit > 0; in `currency` and as booked in base currency. */
  readonly amount: DecimalString
  readonly baseAmount: DecimalString
}

/**
 * What is held in foreign currencies at the end of a day: open items as they stood that day (allocations of later days do not
 * count), and money on cash accounts: whole periods from their balances, the days of one period from its lines.
 */
export const foreignBalances = (
  ctx: QueryContext,
  input: { companyId: Id; baseCurrency: string; date: CalendarDate; periodStart: CalendarDate },
): Promise<ForeignBalance[]> => {
  const { companyId, baseCurrency, date, periodStart } = input
  return ctx.sql<ForeignBalance[]>`
    with item as (
      select o.side as kind, o.account_id, o.currency, o.amount - coalesce(a.amount, 0) as amount, o.base_amount - coalesce(a.base, 0) as base
      from open_item o
      left join lateral (
        select sum(case when a.debit_item_id = o.id then a.amount else -a.amount end) as amount,
          sum(case when a.debit_item_id = o.id then a.debit_base else -a.credit_base end) as base
        from allocation a where a.tenant_id = o.tenant_id and (a.debit_item_id = o.id or a.credit_item_id = o.id) and a.date <= ${date}) a on true
      where o.tenant_id = ${ctx.tenantId} and o.company_id = ${companyId} and o.currency <> ${baseCurrency}
        and o.posting_date <= ${date} and (o.settled_on is null or o.settled_on > ${date})
    ), cash as (
      select id from account where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and subtype = 'cash' and posting
    ), money as (
      select b.account_id, b.currency, b.amount, b.base_debit - b.base_credit as base
      from account_balance b join cash on cash.id = b.account_id
      join fiscal_period p on p.tenant_id = b.tenant_id and p.id = b.period_id and p.end_date < ${periodStart}
      where b.tenant_id = ${ctx.tenantId} and b.company_id = ${companyId} and b.currency <> ${baseCurrency}
      union all
      select l.account_id, l.currency, l.amount, l.base_amount
      from journal_line l join cash on cash.id = l.account_id
      where l.tenant_id = ${ctx.tenantId} and l.posting_date between ${periodStart} and ${date} and l.currency <> ${baseCurrency}
    ), held as (
      select kind, account_id, currency, sum(amount) as amount, sum(base) as base from item group by 1, 2, 3
      union all select 'bank', account_id, currency, sum(amount), sum(base) from money group by 2, 3
    )
    select h.kind, h.account_id as "accountId", a.code as "accountCode", a.name_en as "nameEn", a.name_zh as "nameZh", h.currency,
      trim_scale(h.amount)::text as amount, trim_scale(h.base)::text as "baseAmount"
    from held h join account a on a.tenant_id = ${ctx.tenantId} and a.id = h.account_id
    where h.amount <> 0 or h.base <> 0 order by h.kind, a.code, h.currency`
}
