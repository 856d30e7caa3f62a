import type { QueryContext } from '@/server/platform/commands/context'
import { attachable, rowOf } from '@/server/platform/files/documents'
import { likePattern } from '@/server/platform/lists/conditions'
import { registerSearch, type SearchHit } from '@/server/platform/search/search'

type Found = Omit<SearchHit, 'kind' | 'href'>

// Documents and masters that can be commented on and carry files.
for (const table of ['purchase_requisition', 'request_for_quotation', 'supplier_quotation', 'purchase_order'])
  attachable(table, { permission: `procurement.${table}.read`, find: rowOf(table, 'number') })
attachable('supplier', { permission: 'procurement.supplier.read', find: rowOf('supplier', 'name') })

/** What the command palette finds of buying: documents by number and reference, suppliers by code and name. */
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
      (await find(ctx, text, limit)).map((hit) => ({ ...hit, kind, href: `procurement/${folder}/${hit.id}` })),
  })

const documents = [
  ['purchase_requisition', 'requisitions', 'purpose', 'source_label'],
  ['request_for_quotation', 'rfqs', 'title', 'title'],
  ['supplier_quotation', 'supplier-quotations', 'supplier_name', 'supplier_reference'],
  ['purchase_order', 'purchase-orders', 'supplier_name', 'supplier_reference'],
] as const
for (const [table, folder, hint, other] of documents)
  source(
    table,
    `procurement.${table}.read`,
    folder,
    (ctx, text, limit) => ctx.sql<Found[]>`
      select id, number as label, coalesce(${ctx.sql(hint)}, '') as hint from ${ctx.sql(table)}
      where tenant_id = ${ctx.tenantId} and (number ilike ${likePattern(text)} or ${ctx.sql(other)} ilike ${likePattern(text)})
      order by document_date desc, id desc limit ${limit}`,
  )

source(
  'supplier',
  'procurement.supplier.read',
  'suppliers',
  (ctx, text, limit) => ctx.sql<Found[]>`
    select id, name as label, code as hint from supplier
    where tenant_id = ${ctx.tenantId} and (code ilike ${likePattern(text)} or name ilike ${likePattern(text)})
    order by lower(code) = lower(${text}) desc, name limit ${limit}`,
)
