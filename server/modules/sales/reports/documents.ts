import { z } from 'zod'
import { idField } from '@/server/contracts/platform/field'
import {
  customerInvoiceDocument,
  deliveryDocument,
  salesOrderDocument,
  salesReturnDocument,
} from '@/server/contracts/sales/documents'
import { notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { query } from '@/server/platform/commands/command'
import type { QueryContext } from '@/server/platform/commands/context'
import { demand } from '@/server/platform/identity/actor'
import { relatedTo } from './related'

const byId = z.strictObject({ id: idField })

/** Snake-case columns of a row as the camel-case keys of the contract. */
export const camel = <T extends object>(row: T): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key.replace(/_([a-z])/g, (_, c: string) => c.toUpperCase()), value]),
  )

type Row = Record<string, unknown>

/** Header, lines and links of a document, sent together. */
async function read<T extends z.ZodType>(
  ctx: QueryContext,
  document: 'sales_order' | 'delivery' | 'customer_invoice' | 'sales_return',
  _shape: T,
  id: Id,
  parts: { header: Promise<readonly Row[]>; lines: Promise<readonly Row[]>; more?: Promise<Row> },
): Promise<z.input<T>> {
  const [[header], lines, related, more] = await Promise.all([
    parts.header,
    parts.lines,
    relatedTo(ctx, id, document),
    parts.more ?? {},
  ])
  const own = demand(ctx.actor, `sales.${document}.read`).scope === 'own'
  if (!header || (own && header.created_by !== ctx.actor.userId)) throw notFound(document)
  return { ...camel(header), ...more, lines: lines.map(camel), related } as z.input<T>
}

const taxCodesOf = (ctx: QueryContext) => ctx.sql`
  array(select t.code from unnest(l.tax_code_ids) with ordinality u(id, n)
    join tax_code t on t.tenant_id = l.tenant_id and t.id = u.id order by u.n) as tax_codes`

/** What a kit line is delivered as, with the progress of each component. */
const componentsOf = (ctx: QueryContext) => ctx.sql`
  coalesce((select jsonb_agg(jsonb_build_object('id', k.id, 'itemId', k.item_id, 'itemCode', ci.code, 'description', k.description,
      'unitCode', cu.code, 'stocked', k.stocked, 'kitQuantity', trim_scale(k.kit_quantity)::text,
      'stockQuantity', trim_scale(k.stock_quantity)::text, 'openedQuantity', trim_scale(k.opened_quantity)::text,
      'reservedQuantity', trim_scale(k.reserved_quantity)::text, 'shortQuantity', trim_scale(k.short_quantity)::text,
      'deliveredQuantity', trim_scale(k.delivered_quantity)::text, 'returnedQuantity', trim_scale(k.returned_quantity)::text) order by ci.code)
    from sales_order_line k
    join item ci on ci.tenant_id = k.tenant_id and ci.id = k.item_id
    join unit_of_measure cu on cu.tenant_id = k.tenant_id and cu.id = k.unit_id
    where l.kit and k.tenant_id = l.tenant_id and k.kit_line_id = l.id), '[]'::jsonb) as components`

export const getSalesOrder = query({
  name: 'sales.getSalesOrder',
  permission: 'sales.sales_order.read',
  input: byId,
  output: salesOrderDocument,
  handler: (ctx, { id }) =>
    read(ctx, 'sales_order', salesOrderDocument, id, {
      header: ctx.sql<Row[]>`
        select o.*, c.code as customer_code, c.credit_limit, c.block as customer_block, k.base_currency,
          case when coalesce(b.whole, 0) = 0 or b.remaining = b.whole then 'none' when b.remaining = 0 then 'full' else 'part' end as payment_progress,
          coalesce(b.whole, 0) as billed_amount, coalesce(b.whole - b.remaining, 0) as paid_amount
        from sales_order o
        join customer c on c.tenant_id = o.tenant_id and c.id = o.customer_id
        join company k on k.tenant_id = o.tenant_id and k.id = o.company_id
        left join lateral (select sum(abs(i.amount)) as whole, sum(abs(i.remaining)) as remaining from open_item i
          where i.tenant_id = o.tenant_id and i.kind = 'invoice' and i.source_document_id in (
            select l.invoice_id from customer_invoice_line l where l.tenant_id = o.tenant_id and l.order_id = o.id)) b on true
        where o.tenant_id = ${ctx.tenantId} and o.id = ${id}`.execute(),
      lines: ctx.sql<Row[]>`
        select l.*, i.code as item_code, u.code as unit_code, w.code as warehouse_code, ${taxCodesOf(ctx)}, ${componentsOf(ctx)}
        from sales_order_line l
        left join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
        left join unit_of_measure u on u.tenant_id = l.tenant_id and u.id = l.unit_id
        left join warehouse w on w.tenant_id = l.tenant_id and w.id = l.warehouse_id
        where l.tenant_id = ${ctx.tenantId} and l.order_id = ${id} and l.kind <> 'component' order by l.position`.execute(),
    }),
})

/**
 * What of a delivery line is billed: what bills of this delivery say, and of what its order was billed without naming a delivery the part
 * that earlier deliveries leave. Of a component of a kit all of it, when as many kits are billed as are whole.
 */
const billedOfDelivery = (ctx: QueryContext) => ctx.sql`
  coalesce((select case when k.invoiced_quantity >= k.delivered_quantity - k.returned_quantity then l.quantity - l.returned_quantity else 0 end
    from sales_order_line c join sales_order_line k on k.tenant_id = c.tenant_id and k.id = c.kit_line_id
    where c.tenant_id = l.tenant_id and c.id = l.order_line_id),
    (select l.invoiced_quantity + greatest(0, least(l.quantity - l.returned_quantity - l.invoiced_quantity,
        c.invoiced_quantity - sum(e.invoiced_quantity) - coalesce(sum(greatest(e.quantity - e.returned_quantity - e.invoiced_quantity, 0))
          filter (where (h.posting_date, h.id, e.position) < (d.posting_date, d.id, l.position)), 0)))
      from sales_order_line c
      join delivery_line e on e.tenant_id = c.tenant_id and e.order_line_id = c.id
      join delivery h on h.tenant_id = e.tenant_id and h.id = e.delivery_id and h.status = 'posted'
      where c.tenant_id = l.tenant_id and c.id = l.order_line_id and d.status = 'posted' group by c.invoiced_quantity),
    l.invoiced_quantity) as invoiced_quantity`

export const getDelivery = query({
  name: 'sales.getDelivery',
  permission: 'sales.delivery.read',
  input: byId,
  output: deliveryDocument,
  handler: (ctx, { id }) =>
    read(ctx, 'delivery', deliveryDocument, id, {
      header: ctx.sql<Row[]>`
        select d.*, c.code as customer_code, k.base_currency from delivery d
        join customer c on c.tenant_id = d.tenant_id and c.id = d.customer_id
        join company k on k.tenant_id = d.tenant_id and k.id = d.company_id
        where d.tenant_id = ${ctx.tenantId} and d.id = ${id}`.execute(),
      lines: ctx.sql<Row[]>`
        select l.*, ${billedOfDelivery(ctx)}, o.number as order_number, i.code as item_code, i.tracking, u.code as unit_code, w.code as warehouse_code,
          b.code as bin_code, t.code as lot_code
        from delivery_line l
        join delivery d on d.tenant_id = l.tenant_id and d.id = l.delivery_id
        join sales_order o on o.tenant_id = l.tenant_id and o.id = l.order_id
        join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
        join unit_of_measure u on u.tenant_id = i.tenant_id and u.id = i.stock_unit_id
        join warehouse w on w.tenant_id = l.tenant_id and w.id = l.warehouse_id
        left join bin b on b.tenant_id = l.tenant_id and b.id = l.bin_id
        left join lot t on t.tenant_id = l.tenant_id and t.id = l.lot_id
        where l.tenant_id = ${ctx.tenantId} and l.delivery_id = ${id} order by l.position`.execute(),
    }),
})

async function itemsOfBill(ctx: QueryContext, id: Id): Promise<Row> {
  const rows = await ctx.sql<
    {
      id: Id
      dueDate: string
      amount: string
      remaining: string
      discountDate: string | null
      discountPercent: string | null
      settledOn: string | null
    }[]
  >`
    select id, due_date as "dueDate", amount, remaining, discount_date as "discountDate", discount_percent as "discountPercent",
      settled_on as "settledOn" from open_item
    where tenant_id = ${ctx.tenantId} and source_document_id = ${id} and kind in ('invoice', 'credit_note') order by due_date, id`
  const [state] = await ctx.sql<{ open: string; payment: string }[]>`
    select coalesce(sum(remaining), 0) as open, case when count(*) = 0 then 'none' when sum(abs(remaining)) = 0 then 'full'
      when sum(abs(remaining)) < sum(abs(amount)) then 'part' else 'none' end as payment
    from open_item where tenant_id = ${ctx.tenantId} and source_document_id = ${id} and kind in ('invoice', 'credit_note')`
  return { openItems: rows.map((r) => ({ ...r })), open: state?.open ?? '0', payment: state?.payment ?? 'none' }
}

export const getCustomerInvoice = query({
  name: 'sales.getCustomerInvoice',
  permission: 'sales.customer_invoice.read',
  input: byId,
  output: customerInvoiceDocument,
  handler: (ctx, { id }) =>
    read(ctx, 'customer_invoice', customerInvoiceDocument, id, {
      header: ctx.sql<Row[]>`
        select v.*, v.gross + v.rounding as payable, c.code as customer_code, k.base_currency, e.number as entry_number from customer_invoice v
        left join journal_entry e on e.tenant_id = v.tenant_id and e.id = v.entry_id
        join customer c on c.tenant_id = v.tenant_id and c.id = v.customer_id
        join company k on k.tenant_id = v.tenant_id and k.id = v.company_id
        where v.tenant_id = ${ctx.tenantId} and v.id = ${id}`.execute(),
      lines: ctx.sql<Row[]>`
        select l.*, o.number as order_number, i.code as item_code, u.code as unit_code, ${taxCodesOf(ctx)},
          (select d.number from delivery_line x join delivery d on d.tenant_id = x.tenant_id and d.id = x.delivery_id
           where x.tenant_id = l.tenant_id and x.id = l.delivery_line_id) as delivery_number
        from customer_invoice_line l
        left join sales_order o on o.tenant_id = l.tenant_id and o.id = l.order_id
        left join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
        left join unit_of_measure u on u.tenant_id = l.tenant_id and u.id = l.unit_id
        where l.tenant_id = ${ctx.tenantId} and l.invoice_id = ${id} order by l.position`.execute(),
      more: itemsOfBill(ctx, id),
    }),
})

export const getSalesReturn = query({
  name: 'sales.getSalesReturn',
  permission: 'sales.sales_return.read',
  input: byId,
  output: salesReturnDocument,
  handler: (ctx, { id }) =>
    read(ctx, 'sales_return', salesReturnDocument, id, {
      header: ctx.sql<Row[]>`
        select r.*, c.code as customer_code from sales_return r
        join customer c on c.tenant_id = r.tenant_id and c.id = r.customer_id
        where r.tenant_id = ${ctx.tenantId} and r.id = ${id}`.execute(),
      lines: ctx.sql<Row[]>`
        select l.*, i.code as item_code, u.code as unit_code, w.code as warehouse_code, t.code as lot_code, d.number as delivery_number
        from sales_return_line l
        join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
        join unit_of_measure u on u.tenant_id = i.tenant_id and u.id = i.stock_unit_id
        join warehouse w on w.tenant_id = l.tenant_id and w.id = l.warehouse_id
        join delivery_line x on x.tenant_id = l.tenant_id and x.id = l.delivery_line_id
        join delivery d on d.tenant_id = x.tenant_id and d.id = x.delivery_id
        left join lot t on t.tenant_id = l.tenant_id and t.id = l.lot_id
        where l.tenant_id = ${ctx.tenantId} and l.return_id = ${id} order by l.position`.execute(),
    }),
})
