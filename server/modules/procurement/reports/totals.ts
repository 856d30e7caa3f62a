import { z } from 'zod'
import {
  incomingInput,
  incomingOut,
  itemPurchase,
  itemPurchasesInput,
  purchaseTotals,
  purchaseTotalsInput,
} from '@/server/contracts/procurement/documents'
import { company } from '@/server/modules/finance'
import { query } from '@/server/platform/commands/command'
import type { QueryContext } from '@/server/platform/commands/context'
import { incoming } from '../requisitions/incoming'

type By = z.output<typeof purchaseTotalsInput>['by']
/** What a row of the report is, and how it is called. */
const dimension = ({ sql }: QueryContext, by: By) => {
  const dimensions = {
    month: {
      key: sql`date_trunc('month', o.document_date)::date::text`,
      label: sql`to_char(min(o.document_date), 'YYYY-MM')`,
    },
    supplier: { key: sql`o.supplier_id::text`, label: sql`min(o.supplier_name)` },
    item: { key: sql`l.item_id::text`, label: sql`coalesce(min(i.code || '  ' || i.name), '–')` },
    category: { key: sql`i.category_id::text`, label: sql`coalesce(min(c.code), '–')` },
    buyer: { key: sql`coalesce(o.buyer_id, o.created_by)::text`, label: sql`coalesce(min(m.name), '–')` },
  }
  return dimensions[by]
}

/** What was ordered between two days (both inclusive), net in base currency, by month, supplier, item, category or buyer. */
export const purchasesByDimension = query({
  name: 'procurement.purchasesByDimension',
  permission: 'procurement.reports.read',
  mayLag: true,
  input: purchaseTotalsInput,
  output: purchaseTotals,
  handler: async (ctx, { companyId, from, to, by, supplierId, itemId, limit }) => {
    const { key, label } = dimension(ctx, by)
    const [{ baseCurrency }, rows] = await Promise.all([
      company(ctx, companyId),
      ctx.sql<z.input<typeof purchaseTotals>['rows']>`
        select ${key} as key, ${label} as label, sum(l.base_net) as net, sum(case when l.kind = 'item' then l.stock_quantity else 0 end) as quantity,
          count(distinct o.id)::int as orders
        from purchase_order o
        join purchase_order_line l on l.tenant_id = o.tenant_id and l.order_id = o.id
        left join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
        left join item_category c on c.tenant_id = i.tenant_id and c.id = i.category_id
        left join membership m on m.tenant_id = o.tenant_id and m.user_id = coalesce(o.buyer_id, o.created_by)
        where o.tenant_id = ${ctx.tenantId} and o.company_id = ${companyId} and o.document_date between ${from} and ${to}
          and o.approved_base_net is not null and o.status <> 'cancelled' and o.kind <> 'blanket'
          and (${supplierId ?? null}::uuid is null or o.supplier_id = ${supplierId ?? null}::uuid)
          and (${itemId ?? null}::uuid is null or l.item_id = ${itemId ?? null}::uuid)
        group by 1 order by ${by === 'month' ? ctx.sql`1` : ctx.sql`3 desc, 1`} limit ${limit}`,
    ])
    const [total] = await ctx.sql<{ net: string }[]>`
      select coalesce(sum(l.base_net), 0) as net from purchase_order o
      join purchase_order_line l on l.tenant_id = o.tenant_id and l.order_id = o.id
      where o.tenant_id = ${ctx.tenantId} and o.company_id = ${companyId} and o.document_date between ${from} and ${to}
        and o.approved_base_net is not null and o.status <> 'cancelled' and o.kind <> 'blanket'
        and (${supplierId ?? null}::uuid is null or o.supplier_id = ${supplierId ?? null}::uuid)
        and (${itemId ?? null}::uuid is null or l.item_id = ${itemId ?? null}::uuid)`
    return { currency: baseCurrency, net: total?.net ?? '0', rows: rows.map((r) => ({ ...r })) }
  },
})

/** What was paid for an item, newest first: its price history. */
export const itemPurchases = query({
  name: 'procurement.itemPurchases',
  permission: 'procurement.purchase_order.read',
  input: itemPurchasesInput,
  output: z.array(itemPurchase),
  handler: (ctx, { companyId, itemId, supplierId, limit }) => ctx.sql<z.input<typeof itemPurchase>[]>`
    select o.id as "orderId", o.number as "orderNumber", o.document_date as date, o.supplier_id as "supplierId", o.supplier_name as "supplierName",
      l.stock_quantity as quantity, round(l.base_net / l.stock_quantity, 6) as "baseUnitPrice", l.base_net as "baseNet"
    from purchase_order_line l join purchase_order o on o.tenant_id = l.tenant_id and o.id = l.order_id
    where l.tenant_id = ${ctx.tenantId} and l.item_id = ${itemId} and o.company_id = ${companyId} and o.approved_base_net is not null
      and o.status <> 'cancelled' and o.kind <> 'blanket'
      and (${supplierId ?? null}::uuid is null or o.supplier_id = ${supplierId ?? null}::uuid)
    order by o.document_date desc, l.order_id desc, l.position limit ${limit}`,
})

/** What is on its way of items, by place and promised day. */
export const incomingStock = query({
  name: 'procurement.incomingStock',
  permission: 'procurement.purchase_order.read',
  input: incomingInput,
  output: incomingOut,
  handler: async (ctx, input) => (await incoming(ctx, input)).map((i) => ({ ...i })),
})
