import { z } from 'zod'
import { idField } from '@/server/contracts/platform/field'
import { type RelatedDocument, relatedDocument } from '@/server/contracts/sales/common'
import type { Id } from '@/server/kernel/ids'
import { query } from '@/server/platform/commands/command'
import type { QueryContext } from '@/server/platform/commands/context'

type Kind = 'sales_order' | 'delivery' | 'customer_invoice' | 'sales_return'

/**
 * The steps from a document ($2) of a kind to what it came from and what came of it. Every step is an index look-up of its own: one
 * condition that spans two tables would read both whole.
 */
const STEPS: Readonly<Record<Kind, readonly string[]>> = {
  sales_order: [
    'select delivery_id from delivery_line where tenant_id = $1 and order_id = $2',
    'select invoice_id from customer_invoice_line where tenant_id = $1 and order_id = $2',
    `select r.return_id from delivery_line d join sales_return_line r on r.tenant_id = d.tenant_id and r.delivery_line_id = d.id
       where d.tenant_id = $1 and d.order_id = $2`,
    'select id from sales_order where tenant_id = $1 and copied_from_id = $2',
    'select unnest(array[return_id, copied_from_id]) from sales_order where tenant_id = $1 and id = $2',
    `select al.payment_id from customer_invoice_line l
       join open_item o on o.tenant_id = l.tenant_id and o.source_document_id = l.invoice_id
       join allocation al on al.tenant_id = o.tenant_id and al.debit_item_id = o.id
       where l.tenant_id = $1 and l.order_id = $2`,
  ],
  delivery: [
    'select order_id from delivery_line where tenant_id = $1 and delivery_id = $2',
    `select l.invoice_id from delivery_line d join customer_invoice_line l on l.tenant_id = d.tenant_id and l.delivery_line_id = d.id
       where d.tenant_id = $1 and d.delivery_id = $2`,
    `select l.invoice_id from delivery_line d join customer_invoice_line l on l.tenant_id = d.tenant_id
       and l.order_line_id = d.order_line_id and l.delivery_line_id is null where d.tenant_id = $1 and d.delivery_id = $2`,
    `select r.return_id from delivery_line d join sales_return_line r on r.tenant_id = d.tenant_id and r.delivery_line_id = d.id
       where d.tenant_id = $1 and d.delivery_id = $2`,
  ],
  customer_invoice: [
    'select order_id from customer_invoice_line where tenant_id = $1 and invoice_id = $2',
    `select d.delivery_id from customer_invoice_line l join delivery_line d on d.tenant_id = l.tenant_id and d.id = l.delivery_line_id
       where l.tenant_id = $1 and l.invoice_id = $2`,
    `select d.delivery_id from customer_invoice_line l join delivery_line d on d.tenant_id = l.tenant_id
       and d.order_line_id = l.order_line_id where l.tenant_id = $1 and l.invoice_id = $2 and l.delivery_line_id is null`,
    'select id from customer_invoice where tenant_id = $1 and invoice_id = $2',
    'select unnest(array[invoice_id, return_id]) from customer_invoice where tenant_id = $1 and id = $2',
    `select al.payment_id from open_item o join allocation al on al.tenant_id = o.tenant_id and al.debit_item_id = o.id
       where o.tenant_id = $1 and o.source_document_id = $2`,
    `select al.payment_id from open_item o join allocation al on al.tenant_id = o.tenant_id and al.credit_item_id = o.id
       where o.tenant_id = $1 and o.source_document_id = $2`,
  ],
  sales_return: [
    `select unnest(array[d.delivery_id, d.order_id]) from sales_return_line r
       join delivery_line d on d.tenant_id = r.tenant_id and d.id = r.delivery_line_id where r.tenant_id = $1 and r.return_id = $2`,
    'select id from customer_invoice where tenant_id = $1 and return_id = $2',
    'select id from sales_order where tenant_id = $1 and return_id = $2',
  ],
}

const textOf = (steps: readonly string[]) => `
  with ids as (select null::uuid as id where false union ${steps.join(' union ')})
  select * from (
    select 'sales_order' as document, o.id, o.number, o.status, o.document_date as date, o.gross as amount, o.currency, null as kind
    from sales_order o join ids using (id) where o.tenant_id = $1
    union all select 'delivery', d.id, d.number, d.status, d.document_date, null, null, null
    from delivery d join ids using (id) where d.tenant_id = $1
    union all select 'customer_invoice', i.id, i.number, i.status, i.document_date, i.gross, i.currency, i.kind
    from customer_invoice i join ids using (id) where i.tenant_id = $1
    union all select 'sales_return', r.id, r.number, r.status, r.document_date, null, null, null
    from sales_return r join ids using (id) where r.tenant_id = $1
    union all select 'incoming_payment', p.id, p.number, p.status, p.payment_date, p.amount, p.currency, p.direction
    from payment p join ids using (id) where p.tenant_id = $1
  ) x where id <> $2 order by date, id`

const TEXTS = Object.fromEntries(Object.entries(STEPS).map(([kind, steps]) => [kind, textOf(steps)]))
const ANY = textOf(Object.values(STEPS).flat())

/**
 * What a document came from and what came of it, both ways, derived from the lines that link them: orders, deliveries, bills,
 * returns, replacements and the payments that settled its bills. The document itself is left out; oldest first.
 */
export const relatedTo = (ctx: QueryContext, id: Id, kind?: Kind): Promise<RelatedDocument[]> =>
  ctx.sql.unsafe<RelatedDocument[]>((kind && TEXTS[kind]) ?? ANY, [ctx.tenantId, id], { prepare: true }).execute()

export const relatedDocuments = query({
  name: 'sales.relatedDocuments',
  permission: 'sales.sales_order.read',
  input: z.strictObject({ id: idField }),
  output: z.array(relatedDocument),
  handler: (ctx, { id }) => relatedTo(ctx, id),
})
