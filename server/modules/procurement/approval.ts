import type { Id } from '@/server/kernel/ids'
import { type PreviewLines, type PreviewRow, registerApprovalPreview } from '@/server/platform/approvals/preview'
import type { QueryContext } from '@/server/platform/commands/context'

/** What approvers read of purchases before they decide. */

interface Found {
  currency: string | null
  rows: PreviewRow[]
}
const first = (rows: readonly Found[]): PreviewLines | null => (rows[0] ? { ...rows[0] } : null)

registerApprovalPreview('purchase_order', async ({ sql, tenantId }, id) =>
  first(
    await sql<Found[]>`
      select o.currency, coalesce((
        select json_agg(json_build_object('id', l.id, 'text', concat_ws(' ', i.code, l.description), 'quantity', trim_scale(l.quantity)::text,
                 'unit', u.code, 'price', trim_scale(l.unit_price)::text, 'amount', trim_scale(l.net)::text) order by l.position)
        from (select * from purchase_order_line x where x.tenant_id = o.tenant_id and x.order_id = o.id order by x.position limit 100) l
        left join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
        left join unit_of_measure u on u.tenant_id = l.tenant_id and u.id = l.unit_id), '[]') as rows
      from purchase_order o where o.tenant_id = ${tenantId} and o.id = ${id}`,
  ),
)

/** Estimates may be in several currencies: the amounts are those in base currency. */
registerApprovalPreview('purchase_requisition', async ({ sql, tenantId }, id) =>
  first(
    await sql<Found[]>`
      select k.base_currency as currency, coalesce((
        select json_agg(json_build_object('id', l.id, 'text', concat_ws(' ', i.code, l.description), 'quantity', trim_scale(l.quantity)::text,
                 'unit', u.code, 'price', null, 'amount', trim_scale(l.base_net)::text) order by l.position)
        from (select * from purchase_requisition_line x where x.tenant_id = r.tenant_id and x.requisition_id = r.id
              order by x.position limit 100) l
        left join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
        left join unit_of_measure u on u.tenant_id = l.tenant_id and u.id = l.unit_id), '[]') as rows
      from purchase_requisition r join company k on k.tenant_id = r.tenant_id and k.id = r.company_id
      where r.tenant_id = ${tenantId} and r.id = ${id}`,
  ),
)

registerApprovalPreview('supplier_invoice', async ({ sql, tenantId }, id) =>
  first(
    await sql<Found[]>`
      select h.currency, coalesce((
        select json_agg(json_build_object('id', l.id, 'text', l.description, 'quantity', trim_scale(l.quantity)::text, 'unit', null,
                 'price', null, 'amount', trim_scale(l.net)::text) order by l.position)
        from (select * from supplier_invoice_line x where x.tenant_id = h.tenant_id and x.invoice_id = h.id
              order by x.position limit 100) l), '[]') as rows
      from supplier_invoice h where h.tenant_id = ${tenantId} and h.id = ${id}`,
  ),
)

/** Goods that come or go back: quantities in the stock unit; what they cost is known when they are posted. */
const goods =
  (table: 'goods_receipt_line' | 'supplier_return_line', parent: 'receipt_id' | 'return_id') =>
  async ({ sql, tenantId }: QueryContext, id: Id): Promise<PreviewLines> => ({
    currency: null,
    rows: [
      ...(await sql<PreviewRow[]>`
        select l.id, concat_ws(' ', i.code, l.description) as text, trim_scale(l.quantity)::text as quantity, u.code as unit,
          null as price, null as amount
        from ${sql(table)} l
        left join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
        left join unit_of_measure u on u.tenant_id = i.tenant_id and u.id = i.stock_unit_id
        where l.tenant_id = ${tenantId} and l.${sql(parent)} = ${id} order by l.position limit 100`),
    ],
  })
/** The charges, and how each is spread over the goods. */
registerApprovalPreview('landed_cost', async ({ sql, tenantId }, id) =>
  first(
    await sql<Found[]>`
      select h.currency, coalesce((
        select json_agg(json_build_object('id', c.id, 'text', coalesce(c.description, c.kind), 'quantity', null, 'unit', null, 'price', null,
                 'amount', trim_scale(c.amount)::text) order by c.position)
        from (select * from landed_cost_charge x where x.tenant_id = h.tenant_id and x.landed_cost_id = h.id
              order by x.position limit 100) c), '[]') as rows
      from landed_cost h where h.tenant_id = ${tenantId} and h.id = ${id}`,
  ),
)
registerApprovalPreview('goods_receipt', goods('goods_receipt_line', 'receipt_id'))
registerApprovalPreview('supplier_return', goods('supplier_return_line', 'return_id'))
