import { z } from 'zod'
import { idField } from '@/server/contracts/platform/field'
import { type RelatedPurchase, relatedPurchase } from '@/server/contracts/procurement/common'
import type { Id } from '@/server/kernel/ids'
import { query } from '@/server/platform/commands/command'
import type { QueryContext } from '@/server/platform/commands/context'

/**
 * What a document of buying came from and what came of it, both ways, derived from the lines that link them; every step is an index look-up of
 * its own. The document itself is left out; oldest first.
 */
export const relatedPurchasesOf = (ctx: QueryContext, id: Id): Promise<RelatedPurchase[]> =>
  ctx.sql<RelatedPurchase[]>`
    with ids as (
      select requisition_id as id from purchase_order_source where tenant_id = ${ctx.tenantId} and order_id = ${id}
      union select s.order_id from purchase_requisition_line l join purchase_order_source s on s.tenant_id = l.tenant_id and s.requisition_line_id = l.id
        where l.tenant_id = ${ctx.tenantId} and l.requisition_id = ${id}
      union select r.rfq_id from purchase_requisition_line l join request_for_quotation_line r on r.tenant_id = l.tenant_id and r.requisition_line_id = l.id
        where l.tenant_id = ${ctx.tenantId} and l.requisition_id = ${id}
      union select l.requisition_id from request_for_quotation_line r join purchase_requisition_line l on l.tenant_id = r.tenant_id and l.id = r.requisition_line_id
        where r.tenant_id = ${ctx.tenantId} and r.rfq_id = ${id}
      union select id from supplier_quotation where tenant_id = ${ctx.tenantId} and rfq_id = ${id}
      union select rfq_id from supplier_quotation where tenant_id = ${ctx.tenantId} and id = ${id}
      union select id from purchase_order where tenant_id = ${ctx.tenantId} and rfq_id = ${id}
      union select o.id from purchase_order o join supplier_quotation q on q.tenant_id = o.tenant_id and q.id = o.quotation_id
        where q.tenant_id = ${ctx.tenantId} and q.id = ${id} and o.supplier_id = q.supplier_id
      union select unnest(array[rfq_id, quotation_id, blanket_id, copied_from_id]) from purchase_order where tenant_id = ${ctx.tenantId} and id = ${id}
      union select id from purchase_order where tenant_id = ${ctx.tenantId} and blanket_id = ${id}
      union select source_id from purchase_requisition where tenant_id = ${ctx.tenantId} and id = ${id}
      union select g.receipt_id from purchase_order_line l join goods_receipt_line g on g.tenant_id = l.tenant_id and g.order_line_id = l.id
        where l.tenant_id = ${ctx.tenantId} and l.order_id = ${id}
      union select i.invoice_id from purchase_order_line l join supplier_invoice_line i on i.tenant_id = l.tenant_id and i.order_line_id = l.id
        where l.tenant_id = ${ctx.tenantId} and l.order_id = ${id}
      union select unnest(array[l.order_id, i.invoice_id, r.return_id]) from goods_receipt_line l
        left join supplier_invoice_match m on m.tenant_id = l.tenant_id and m.receipt_line_id = l.id and not m.reversed
        left join supplier_invoice_line i on i.tenant_id = m.tenant_id and i.id = m.invoice_line_id
        left join supplier_return_line r on r.tenant_id = l.tenant_id and r.receipt_line_id = l.id
        where l.tenant_id = ${ctx.tenantId} and l.receipt_id = ${id}
      union select unnest(array[l.order_id, g.receipt_id]) from supplier_invoice_line l
        left join supplier_invoice_match m on m.tenant_id = l.tenant_id and m.invoice_line_id = l.id and not m.reversed
        left join goods_receipt_line g on g.tenant_id = m.tenant_id and g.id = m.receipt_line_id
        where l.tenant_id = ${ctx.tenantId} and l.invoice_id = ${id}
      union select unnest(array[order_id, receipt_id]) from supplier_return_line where tenant_id = ${ctx.tenantId} and return_id = ${id}
      union select m.invoice_id from supplier_return_line l
        join supplier_invoice_match m on m.tenant_id = l.tenant_id and m.return_line_id = l.id and not m.reversed
        where l.tenant_id = ${ctx.tenantId} and l.return_id = ${id}
      union select r.return_id from purchase_order_line l join supplier_return_line r on r.tenant_id = l.tenant_id and r.order_line_id = l.id
        where l.tenant_id = ${ctx.tenantId} and l.order_id = ${id}
      union select id from supplier_invoice where tenant_id = ${ctx.tenantId} and invoice_id = ${id}
      union select invoice_id from supplier_invoice where tenant_id = ${ctx.tenantId} and id = ${id}
    )
    select * from (
      select 'purchase_requisition' as document, r.id, r.number, r.status, r.document_date as date, r.base_net as amount, null as currency, r.origin as kind
      from purchase_requisition r join ids using (id) where r.tenant_id = ${ctx.tenantId}
      union all select 'request_for_quotation', r.id, r.number, r.status, r.document_date, null, null, null
      from request_for_quotation r join ids using (id) where r.tenant_id = ${ctx.tenantId}
      union all select 'supplier_quotation', q.id, q.number, q.status, q.document_date, q.net, q.currency, null
      from supplier_quotation q join ids using (id) where q.tenant_id = ${ctx.tenantId}
      union all select 'purchase_order', o.id, o.number, o.status, o.document_date, o.gross, o.currency, o.kind
      from purchase_order o join ids using (id) where o.tenant_id = ${ctx.tenantId}
      union all select 'goods_receipt', g.id, g.number, g.status, g.document_date, null, null, null
      from goods_receipt g join ids using (id) where g.tenant_id = ${ctx.tenantId}
      union all select 'supplier_return', g.id, g.number, g.status, g.document_date, null, null, null
      from supplier_return g join ids using (id) where g.tenant_id = ${ctx.tenantId}
      union all select 'supplier_invoice', i.id, coalesce(i.number, i.supplier_number), i.status, i.document_date, i.gross, i.currency, i.kind
      from supplier_invoice i join ids using (id) where i.tenant_id = ${ctx.tenantId}
    ) x where id <> ${id} order by date, id`

export const relatedPurchases = query({
  name: 'procurement.relatedPurchases',
  permission: 'procurement.purchase_order.read',
  input: z.strictObject({ id: idField }),
  output: z.array(relatedPurchase),
  handler: (ctx, { id }) => relatedPurchasesOf(ctx, id),
})
