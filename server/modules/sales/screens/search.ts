import type { QueryContext } from '@/server/platform/commands/context'
import { attachable, rowOf } from '@/server/platform/files/documents'
import { likePattern } from '@/server/platform/lists/conditions'
import { registerSearch, type SearchHit } from '@/server/platform/search/search'

type Found = Omit<SearchHit, 'kind' | 'href'>

// Documents and masters that can be commented on and carry files.
for (const table of ['sales_order', 'delivery', 'customer_invoice', 'sales_return'])
  attachable(table, { permission: `sales.${table}.read`, find: rowOf(table, 'number') })
attachable('customer', { permission: 'sales.customer.read', find: rowOf('customer', 'name') })

/** What the command palette finds of sales: documents by number and reference, customers by code and name. */
const source = (
  kind: string,
  permission: string,
  folder: string,
  find: (ctx: QueryContext, text: string, limit: number) => Promise<readonly Found[]>,
) =>
  registerSearch({
    kind,
    permission,
    find: async (ctx, text, limit) =>
      (await find(ctx, text, limit)).map((hit) => ({ ...hit, kind, href: `sales/${folder}/${hit.id}` })),
  })

const documents = [
  ['sales_order', 'sales-orders', 'customer_reference'],
  ['delivery', 'deliveries', 'tracking_number'],
  ['customer_invoice', 'invoices', 'customer_reference'],
  ['sales_return', 'returns', 'reason'],
] as const
for (const [table, folder, other] of documents)
  source(
    table,
    `sales.${table}.read`,
    folder,
    (ctx, text, limit) => ctx.sql<Found[]>`
      select id, coalesce(number, '–') as label, customer_name as hint from ${ctx.sql(table)}
      where tenant_id = ${ctx.tenantId} and (number ilike ${likePattern(text)} or ${ctx.sql(other)} ilike ${likePattern(text)})
      order by document_date desc, id desc limit ${limit}`,
  )

source(
  'customer',
  'sales.customer.read',
  'customers',
  (ctx, text, limit) => ctx.sql<Found[]>`
    select id, name as label, code as hint from customer
    where tenant_id = ${ctx.tenantId} and (code ilike ${likePattern(text)} or name ilike ${likePattern(text)})
    order by lower(code) = lower(${text}) desc, name limit ${limit}`,
)
