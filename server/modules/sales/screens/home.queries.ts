import type { z } from 'zod'
import { homeInput, salesHome, salesMonths } from '@/server/contracts/sales/screens'
import { addMonths, endOfMonth, startOfMonth } from '@/server/kernel/calendar-date'
import { plain } from '@/server/kernel/money'
import { query } from '@/server/platform/commands/command'

type Home = z.input<typeof salesHome>

/** Orders that wait for somebody, and approved ones that do not move with the reason that weighs most; ten of each. */
export const homeOrders = query({
  name: 'sales.homeOrders',
  permission: 'sales.sales_order.read',
  input: homeInput,
  output: salesHome,
  handler: async ({ sql, tenantId }, { companyId, today }) => {
    const here = sql`o.tenant_id = ${tenantId} and o.company_id = ${companyId}`
    const [[counts], waiting, stuck] = await Promise.all([
      sql<{ currency: string; quotes: number; quoted: string; waiting: number; stuck: number }[]>`
        select k.base_currency as currency,
          (select count(*)::int from sales_order o where ${here} and o.status = 'quoted') as quotes,
          (select coalesce(sum(o.base_net), 0) from sales_order o where ${here} and o.status = 'quoted') as quoted,
          (select count(*)::int from sales_order o where ${here} and o.status in ('in_approval', 'blocked')) as waiting,
          (select count(*)::int from sales_order o where ${here} and o.status = 'approved'
            and (o.requested_date < ${today}::date or o.reservation_progress in ('none', 'part')) and o.delivery_progress in ('none', 'part')) as stuck
        from company k where k.tenant_id = ${tenantId} and k.id = ${companyId}`,
      sql<Home['waiting']>`
        select o.id, o.number, o.status, o.customer_name as "customerName", o.base_gross as "baseGross", o.document_date as "documentDate",
          coalesce((select json_agg(json_build_object('message', json_build_object('en', f.message_en, 'zh', f.message_zh), 'effect', f.effect) order by f.id)
            from rule_finding f where f.tenant_id = o.tenant_id and f.document = 'sales_order' and f.document_id = o.id and f.state = 'open'), '[]') as findings
        from sales_order o where ${here} and o.status in ('in_approval', 'blocked') order by o.document_date, o.id limit 10`,
      sql<Home['stuck']>`
        select o.id, o.number, o.customer_name as "customerName", o.requested_date as "requestedDate", o.base_gross as "baseGross",
          case when s.short > 0 then 'short' when o.requested_date < ${today}::date then 'late'
            when o.delivery_progress in ('none', 'part') then 'not_delivered' else 'not_billed' end as reason,
          case when s.short > 0 then s.short else s.open end as quantity
        from sales_order o
        join lateral (
          select coalesce(sum(l.short_quantity), 0) as short, coalesce(sum(l.opened_quantity - l.delivered_quantity), 0) as open
          from sales_order_line l where l.tenant_id = o.tenant_id and l.order_id = o.id and l.stocked) s on true
        where ${here} and o.status = 'approved' and (o.delivery_progress in ('none', 'part') or o.billing_progress in ('none', 'part'))
        order by (s.short > 0) desc, coalesce(o.requested_date, o.document_date), o.id limit 10`,
    ])
    return {
      currency: counts?.currency ?? '',
      quotes: { count: counts?.quotes ?? 0, net: counts?.quoted ?? '0' },
      waitingCount: counts?.waiting ?? 0,
      stuckCount: counts?.stuck ?? 0,
      waiting: [...waiting],
      stuck: [...stuck],
    }
  },
})

/** Twelve months up to today: orders taken, sales billed, and the cost of sales in the books; base currency, net. */
export const homeMonths = query({
  name: 'sales.homeMonths',
  permission: 'sales.reports.read',
  mayLag: true,
  input: homeInput,
  output: salesMonths,
  handler: async ({ sql, tenantId }, { companyId, today }) => {
    const from = startOfMonth(addMonths(startOfMonth(today), -11))
    const to = endOfMonth(today)
    const [intake, billed, cost, [company]] = await Promise.all([
      sql<{ month: string; value: string }[]>`
        select to_char(document_date, 'YYYY-MM') as month, sum(base_net) as value from sales_order
        where tenant_id = ${tenantId} and company_id = ${companyId} and status in ('approved', 'closed')
          and document_date between ${from}::date and ${to}::date group by 1`,
      sql<{ month: string; value: string }[]>`
        select to_char(day, 'YYYY-MM') as month, sum(net) as value from sales_day_total
        where tenant_id = ${tenantId} and company_id = ${companyId} and day between ${from}::date and ${to}::date group by 1`,
      sql<{ month: string; value: string }[]>`
        select to_char(d.date, 'YYYY-MM') as month, sum(d.base_debit - d.base_credit) as value
        from account_day d join account a on a.tenant_id = d.tenant_id and a.id = d.account_id and a.subtype = 'cost_of_sales'
        where d.tenant_id = ${tenantId} and d.company_id = ${companyId} and d.kind = 'normal' and d.date between ${from}::date and ${to}::date
        group by 1`,
      sql<
        { currency: string }[]
      >`select base_currency as currency from company where tenant_id = ${tenantId} and id = ${companyId}`,
    ])
    const at = (rows: readonly { month: string; value: string }[], month: string) =>
      plain(rows.find((r) => r.month === month)?.value ?? '0')
    return {
      currency: company?.currency ?? '',
      months: Array.from({ length: 12 }, (_, i) => addMonths(from, i).slice(0, 7)).map((month) => ({
        month,
        intake: at(intake, month),
        billed: at(billed, month),
        cost: at(cost, month),
      })),
    }
  },
})
