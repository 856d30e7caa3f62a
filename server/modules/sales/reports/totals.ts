import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { salesTotals, salesTotalsInput, searchHit, searchInput } from '@/server/contracts/sales/reports'
import { query } from '@/server/platform/commands/command'
import { likePattern } from '@/server/platform/lists/conditions'

type By = z.output<typeof salesTotalsInput>['by']

/** How a dimension is grouped and called. */
const dimensions: Record<By, { key: SQL; label: SQL; join: SQL }> = {
  day: { key: sql`t.day::text`, label: sql`t.day::text`, join: sql`` },
  month: {
    key: sql`date_trunc('month', t.day)::date::text`,
    label: sql`to_char(date_trunc('month', t.day), 'YYYY-MM')`,
    join: sql``,
  },
  year: { key: sql`date_trunc('year', t.day)::date::text`, label: sql`to_char(t.day, 'YYYY')`, join: sql`` },
  customer: {
    key: sql`t.customer_id::text`,
    label: sql`c.name`,
    join: sql`join customer c on c.tenant_id = t.tenant_id and c.id = t.customer_id`,
  },
  item: {
    key: sql`i.id::text`,
    label: sql`coalesce(i.code || ' ' || i.name, '')`,
    join: sql`left join item i on i.tenant_id = t.tenant_id and i.id = t.item_id`,
  },
  category: {
    key: sql`g.id::text`,
    label: sql`coalesce(g.name, '')`,
    join: sql`left join item_category g on g.tenant_id = t.tenant_id and g.id = t.category_id`,
  },
}

/**
 * Posted sales of a span of days by one dimension, from the day totals that are kept with every posting: invoices less credit
 * notes, base currency. Periods in their order, everything else by the largest net.
 */
export const salesByDimension = query({
  name: 'sales.salesTotals',
  permission: 'sales.reports.read',
  mayLag: true,
  input: salesTotalsInput,
  output: salesTotals,
  handler: async (ctx, input) => {
    const { key, label, join } = dimensions[input.by]
    const only = [
      input.customerId && sql`and t.customer_id = ${input.customerId}`,
      input.itemId && sql`and t.item_id = ${input.itemId}`,
      input.categoryId && sql`and t.category_id = ${input.categoryId}`,
    ].filter((c) => c !== null && c !== undefined && c !== '')
    const where = sql`t.tenant_id = ${ctx.tenantId} and t.company_id = ${input.companyId}
      and t.day between ${input.from}::date and ${input.to}::date ${sql.join(only as SQL[], sql` `)}`
    const order = ['day', 'month', 'year'].includes(input.by) ? sql`1` : sql`3 desc, 2`
    const [rows, [whole]] = await Promise.all([
      ctx.tx.execute<{ key: string | null; label: string; net: string; quantity: string; lines: number }>(sql`
        select ${key} as key, ${label} as label, sum(t.net) as net, sum(t.quantity) as quantity, sum(t.lines)::int as lines
        from sales_day_total t ${join} where ${where} group by 1, 2 order by ${order} limit ${input.limit}`),
      ctx.tx.execute<{ currency: string; net: string }>(sql`
        select k.base_currency as currency, coalesce((select sum(t.net) from sales_day_total t where ${where}), 0) as net
        from company k where k.tenant_id = ${ctx.tenantId} and k.id = ${input.companyId}`),
    ])
    return { currency: whole?.currency ?? '', net: whole?.net ?? '0', rows: rows.map((r) => ({ ...r })) }
  },
})

/** Customers and documents by number, name or reference; each kind gives its best few. */
export const searchSales = query({
  name: 'sales.search',
  permission: 'sales.sales_order.read',
  input: searchInput,
  output: z.array(searchHit),
  handler: (ctx, { companyId, text, limit }) => {
    const pattern = likePattern(text)
    const here = ctx.sql`tenant_id = ${ctx.tenantId} and company_id = ${companyId}`
    return ctx.sql<z.input<typeof searchHit>[]>`
      (select 'customer' as document, id, name as label, code as detail, null as status from customer
        where ${here} and (name ilike ${pattern} or code ilike ${pattern}) order by name limit ${limit})
      union all (select 'sales_order', id, number, customer_name, status from sales_order
        where ${here} and (number ilike ${pattern} or customer_reference ilike ${pattern}) order by document_date desc limit ${limit})
      union all (select 'delivery', id, number, customer_name, status from delivery
        where ${here} and (number ilike ${pattern} or tracking_number ilike ${pattern}) order by document_date desc limit ${limit})
      union all (select 'customer_invoice', id, number, customer_name, status from customer_invoice
        where ${here} and number ilike ${pattern} order by document_date desc limit ${limit})
      union all (select 'sales_return', id, number, customer_name, status from sales_return
        where ${here} and number ilike ${pattern} order by document_date desc limit ${limit})
      limit ${limit * 2}`
  },
})
