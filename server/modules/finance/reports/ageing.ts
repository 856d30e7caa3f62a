import { ageingInput, ageingOut } from '@/server/contracts/finance/reports'
import { sum, toFixed } from '@/server/kernel/money'
import { query } from '@/server/platform/commands/command'
import { company } from '../settings/company-settings'

interface Row {
  partyId: string
  code: string
  name: string
  bucket: number
  base: string
}

/**
 * Open items of any day by age, in base currency, as they stood that day: allocations of later days do not count. An item due on
 * the day is not overdue; bounds are inclusive. Payables are shown positive.
 */
export const ageing = query({
  name: 'finance.ageing',
  permission: 'finance.report.read',
  mayLag: true,
  input: ageingInput,
  output: ageingOut,
  handler: async (ctx, { companyId, side, date, by, bounds, partyId }) => {
    const { baseCurrency, digits } = await company(ctx, companyId)
    const limits = [...new Set(bounds)].sort((a, b) => a - b)
    const rows = await ctx.sql<Row[]>`
      with item as (
        select o.party_id, ${date}::date - (case when ${by} = 'due' then o.due_date else o.document_date end) as days,
          o.base_amount - coalesce((select sum(case when a.debit_item_id = o.id then a.debit_base else -a.credit_base end) from allocation a
            where a.tenant_id = o.tenant_id and (a.debit_item_id = o.id or a.credit_item_id = o.id) and a.date <= ${date}), 0) as base
        from open_item o where o.tenant_id = ${ctx.tenantId} and o.company_id = ${companyId} and o.side = ${side}
          and o.posting_date <= ${date} and (o.settled_on is null or o.settled_on > ${date})
          and (${partyId ?? null}::uuid is null or o.party_id = ${partyId ?? null}::uuid))
      select i.party_id as "partyId", p.code, p.name,
        (select count(*)::int from unnest(${[0, ...limits]}::int[]) b where i.days > b) as bucket, sum(i.base) as base
      from item i join party p on p.tenant_id = ${ctx.tenantId} and p.id = i.party_id
      group by 1, 2, 3, 4 having sum(i.base) <> 0 order by p.name, i.party_id`
    const sign = side === 'payable' ? -1 : 1
    const aged = (own: readonly Row[]) => {
      const at = (bucket: number) => sum(own.filter((r) => r.bucket === bucket).map((r) => r.base)).times(sign)
      return {
        current: toFixed(at(0), digits),
        buckets: [...limits, 0].map((_, i) => toFixed(at(i + 1), digits)),
        total: toFixed(sum(own.map((r) => r.base)).times(sign), digits),
      }
    }
    const parties = new Map(rows.map((r) => [r.partyId, { partyId: r.partyId, code: r.code, name: r.name }]))
    return {
      currency: baseCurrency,
      bounds: limits,
      rows: [...parties.values()].map((p) => ({ ...p, ...aged(rows.filter((r) => r.partyId === p.partyId)) })),
      totals: aged(rows),
    }
  },
})
