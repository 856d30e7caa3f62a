import { z } from 'zod'
import { idField } from '@/server/contracts/platform/field'
import { query } from '@/server/platform/commands/command'

const totals = z.object({
  orders: z.number(),
  lines: z.number(),
  quantity: z.string(),
  customers: z.number(),
  items: z.string(),
  freight: z.string(),
  tax: z.string(),
  gross: z.string(),
  cost: z.string(),
  paid: z.string(),
  open: z.string(),
})

/** What has been taken over, counted from the documents themselves: deliveries marked historical and the bills of their orders. */
export const historyTotals = query({
  name: 'sales.historyTotals',
  permission: 'platform.history.import',
  input: z.strictObject({ companyId: idField }),
  output: totals,
  handler: async (ctx, { companyId }) => {
    const [row] = await ctx.sql<z.input<typeof totals>[]>`
      with d as (select id, cost from delivery where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and historical),
      o as (select distinct l.order_id from delivery_line l join d on d.id = l.delivery_id where l.tenant_id = ${ctx.tenantId}),
      l as (select l.* from customer_invoice_line l join o using (order_id) where l.tenant_id = ${ctx.tenantId}),
      v as (select v.* from customer_invoice v
        where v.tenant_id = ${ctx.tenantId} and v.status = 'posted' and v.id in (select invoice_id from l))
      select (select count(*)::int from o) as orders,
        (select count(*)::int from l where kind = 'item') as lines,
        (select trim_scale(coalesce(sum(quantity), 0))::text from l where kind = 'item') as quantity,
        (select count(*)::int from customer where tenant_id = ${ctx.tenantId} and company_id = ${companyId}) as customers,
        (select coalesce(sum(net), 0)::numeric(20, 2)::text from l where kind = 'item') as items,
        (select coalesce(sum(net), 0)::numeric(20, 2)::text from l where kind = 'freight') as freight,
        (select coalesce(sum(tax), 0)::numeric(20, 2)::text from v) as tax,
        (select coalesce(sum(gross), 0)::numeric(20, 2)::text from v) as gross,
        (select coalesce(sum(cost), 0)::numeric(20, 2)::text from d) as cost,
        (select coalesce(sum(i.amount - i.remaining), 0)::numeric(20, 2)::text from open_item i
          where i.tenant_id = ${ctx.tenantId} and i.source_document_id in (select id from v)) as paid,
        (select coalesce(sum(i.remaining), 0)::numeric(20, 2)::text from open_item i
          where i.tenant_id = ${ctx.tenantId} and i.source_document_id in (select id from v)) as open`
    if (!row) throw new Error('an aggregate has a row')
    return row
  },
})
