import { z } from 'zod'
import { idField } from '@/server/contracts/platform/field'
import { type RelatedDocument, relatedDocument } from '@/server/contracts/sales/common'
import type { Id } from '@/server/kernel/ids'
import { query } from '@/server/platform/commands/command'
import type { QueryContext } from '@/server/platform/commands/context'

/**
 * What a document came from and what came of it, both ways, derived from the lines that link them: orders, deliveries, bills,
 * returns, replacements and the payments that settled its bills. The document itself is left out; oldest first.
 */
export const relatedTo = (ctx: QueryContext, id: Id): Promise<RelatedDocument[]> =>
  ctx.sql<RelatedDocument[]>`
    with links as (
      select order_id as a, delivery_id as b from delivery_line where tenant_id = ${ctx.tenantId} and (order_id = ${id} or delivery_id = ${id})
      union select order_id, invoice_id from customer_invoice_line where tenant_id = ${ctx.tenantId} and (order_id = ${id} or invoice_id = ${id}) and order_id is not null
      union select d.delivery_id, l.invoice_id from customer_invoice_line l
        join delivery_line d on d.tenant_id = l.tenant_id and (d.id = l.delivery_line_id or (l.delivery_line_id is null and d.order_line_id = l.order_line_id))
        where l.tenant_id = ${ctx.tenantId} and (l.invoice_id = ${id} or d.delivery_id = ${id})
      union select d.delivery_id, r.return_id from sales_return_line r join delivery_line d on d.tenant_id = r.tenant_id and d.id = r.delivery_line_id
        where r.tenant_id = ${ctx.tenantId} and (r.return_id = ${id} or d.delivery_id = ${id})
      union select d.order_id, r.return_id from sales_return_line r join delivery_line d on d.tenant_id = r.tenant_id and d.id = r.delivery_line_id
        where r.tenant_id = ${ctx.tenantId} and (r.return_id = ${id} or d.order_id = ${id})
      union select invoice_id, id from customer_invoice where tenant_id = ${ctx.tenantId} and (invoice_id = ${id} or id = ${id}) and invoice_id is not null
      union select return_id, id from customer_invoice where tenant_id = ${ctx.tenantId} and (return_id = ${id} or id = ${id}) and return_id is not null
      union select return_id, id from sales_order where tenant_id = ${ctx.tenantId} and (return_id = ${id} or id = ${id}) and return_id is not null
      union select copied_from_id, id from sales_order where tenant_id = ${ctx.tenantId} and (copied_from_id = ${id} or id = ${id}) and copied_from_id is not null
      union select o.source_document_id, al.payment_id from open_item o
        join allocation al on al.tenant_id = o.tenant_id and (al.debit_item_id = o.id or al.credit_item_id = o.id) and al.payment_id is not null
        where o.tenant_id = ${ctx.tenantId} and o.source_document_id = ${id}
    ), ids as (
      select distinct case when a = ${id} then b else a end as id from links
    )
    select * from (
      select 'sales_order' as document, o.id, o.number, o.status, o.document_date as date, o.gross as amount, o.currency, null as kind
      from sales_order o join ids using (id) where o.tenant_id = ${ctx.tenantId}
      union all select 'delivery', d.id, d.number, d.status, d.document_date, null, null, null
      from delivery d join ids using (id) where d.tenant_id = ${ctx.tenantId}
      union all select 'customer_invoice', i.id, i.number, i.status, i.document_date, i.gross, i.currency, i.kind
      from customer_invoice i join ids using (id) where i.tenant_id = ${ctx.tenantId}
      union all select 'sales_return', r.id, r.number, r.status, r.document_date, null, null, null
      from sales_return r join ids using (id) where r.tenant_id = ${ctx.tenantId}
      union all select 'incoming_payment', p.id, p.number, p.status, p.payment_date, p.amount, p.currency, p.direction
      from payment p join ids using (id) where p.tenant_id = ${ctx.tenantId}
    ) x where id <> ${id} order by date, id`

export const relatedDocuments = query({
  name: 'sales.relatedDocuments',
  permission: 'sales.sales_order.read',
  input: z.strictObject({ id: idField }),
  output: z.array(relatedDocument),
  handler: (ctx, { id }) => relatedTo(ctx, id),
})
