import { z } from 'zod'
import { idField } from '@/server/contracts/platform/field'
import {
  goodsReceiptDocument,
  openOrderLineOut,
  openOrderLinesInput,
} from '@/server/contracts/procurement/goods-receipt'
import { landedCostDocument } from '@/server/contracts/procurement/landed-cost'
import { supplierInvoiceDocument } from '@/server/contracts/procurement/supplier-invoice-views'
import { supplierReturnDocument } from '@/server/contracts/procurement/supplier-return'
import { notFound } from '@/server/kernel/errors'
import { query } from '@/server/platform/commands/command'
import type { QueryContext } from '@/server/platform/commands/context'
import { demand } from '@/server/platform/identity/actor'
import { withoutAmounts } from './amounts'
import { relatedPurchasesOf } from './related'

const byId = z.strictObject({ id: idField })
type Row = Record<string, unknown>

/** Snake-case columns of a row as the camel-case keys of the contract. */
const camel = <T extends object>(row: T): Row =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key.replace(/_([a-z])/g, (_, c: string) => c.toUpperCase()), value]),
  )

function found(ctx: QueryContext, document: string, header: Row | undefined): Row {
  const own = demand(ctx.actor, `procurement.${document}.read`).scope === 'own'
  if (!header || (own && header.created_by !== ctx.actor.userId)) throw notFound(document)
  return camel(header)
}

const places = (ctx: QueryContext) => ctx.sql`
  left join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
  left join unit_of_measure su on su.tenant_id = i.tenant_id and su.id = i.stock_unit_id
  left join warehouse w on w.tenant_id = l.tenant_id and w.id = l.warehouse_id
  left join bin b on b.tenant_id = l.tenant_id and b.id = l.bin_id
  left join lot t on t.tenant_id = l.tenant_id and t.id = l.lot_id`

export const getGoodsReceipt = query({
  name: 'procurement.getGoodsReceipt',
  permission: 'procurement.goods_receipt.read',
  input: byId,
  output: goodsReceiptDocument,
  handler: async (ctx, { id }) => {
    const [[header], lines, inspections, related] = await Promise.all([
      ctx.sql<Row[]>`
        select g.*, s.code as supplier_code, k.base_currency from goods_receipt g
        join supplier s on s.tenant_id = g.tenant_id and s.id = g.supplier_id
        join company k on k.tenant_id = g.tenant_id and k.id = g.company_id
        where g.tenant_id = ${ctx.tenantId} and g.id = ${id}`.execute(),
      ctx.sql<Row[]>`
        select l.*, o.number as order_number, x.position as order_position, i.code as item_code, u.code as unit_code, su.code as stock_unit_code,
          w.code as warehouse_code, b.code as bin_code, coalesce(t.code, l.lot_code) as lot_code, coalesce(t.expiry_date, l.expiry_date) as expiry_date
        from goods_receipt_line l
        join purchase_order o on o.tenant_id = l.tenant_id and o.id = l.order_id
        join purchase_order_line x on x.tenant_id = l.tenant_id and x.id = l.order_line_id
        left join unit_of_measure u on u.tenant_id = l.tenant_id and u.id = l.unit_id
        ${places(ctx)}
        where l.tenant_id = ${ctx.tenantId} and l.receipt_id = ${id} order by l.position`.execute(),
      ctx.sql<Row[]>`
        select id, receipt_line_id, decision, quantity, reason, return_id, decided_at, decided_by from receipt_inspection
        where tenant_id = ${ctx.tenantId} and receipt_id = ${id} order by decided_at, id`.execute(),
      relatedPurchasesOf(ctx, id),
    ])
    const receipt = withoutAmounts(ctx, 'value')(found(ctx, 'goods_receipt', header))
    return {
      ...receipt,
      lines: lines.map(camel).map(withoutAmounts(ctx, 'price', 'net', 'baseCost')),
      inspections: inspections.map(camel),
      related: related.map(withoutAmounts(ctx, 'amount')),
    } as z.input<typeof goodsReceiptDocument>
  },
})

export const getSupplierReturn = query({
  name: 'procurement.getSupplierReturn',
  permission: 'procurement.supplier_return.read',
  input: byId,
  output: supplierReturnDocument,
  handler: async (ctx, { id }) => {
    const [[header], lines, related] = await Promise.all([
      ctx.sql<Row[]>`
        select r.*, s.code as supplier_code, k.base_currency from supplier_return r
        join supplier s on s.tenant_id = r.tenant_id and s.id = r.supplier_id
        join company k on k.tenant_id = r.tenant_id and k.id = r.company_id
        where r.tenant_id = ${ctx.tenantId} and r.id = ${id}`.execute(),
      ctx.sql<Row[]>`
        select l.*, g.number as receipt_number, o.number as order_number, i.code as item_code, su.code as stock_unit_code,
          w.code as warehouse_code, t.code as lot_code
        from supplier_return_line l
        join goods_receipt g on g.tenant_id = l.tenant_id and g.id = l.receipt_id
        join purchase_order o on o.tenant_id = l.tenant_id and o.id = l.order_id
        ${places(ctx)}
        where l.tenant_id = ${ctx.tenantId} and l.return_id = ${id} order by l.position`.execute(),
      relatedPurchasesOf(ctx, id),
    ])
    const goods = withoutAmounts(ctx, 'value')(found(ctx, 'supplier_return', header))
    return {
      ...goods,
      lines: lines.map(camel).map(withoutAmounts(ctx, 'baseCost')),
      related: related.map(withoutAmounts(ctx, 'amount')),
    } as z.input<typeof supplierReturnDocument>
  },
})

export const getLandedCost = query({
  name: 'procurement.getLandedCost',
  permission: 'procurement.landed_cost.read',
  input: byId,
  output: landedCostDocument,
  handler: async (ctx, { id }) => {
    const [[header], charges, lines] = await Promise.all([
      ctx.sql<Row[]>`
        select c.*, k.base_currency, v.number as invoice_number from landed_cost c
        join company k on k.tenant_id = c.tenant_id and k.id = c.company_id
        left join supplier_invoice v on v.tenant_id = c.tenant_id and v.id = c.invoice_id
        where c.tenant_id = ${ctx.tenantId} and c.id = ${id}`.execute(),
      ctx.sql<Row[]>`
        select id, position, kind, description, method, amount, base_amount from landed_cost_charge
        where tenant_id = ${ctx.tenantId} and landed_cost_id = ${id} order by position`.execute(),
      ctx.sql<Row[]>`
        select l.*, g.number as receipt_number, i.code as item_code, r.description from landed_cost_line l
        join goods_receipt g on g.tenant_id = l.tenant_id and g.id = l.receipt_id
        join goods_receipt_line r on r.tenant_id = l.tenant_id and r.id = l.receipt_line_id
        join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
        where l.tenant_id = ${ctx.tenantId} and l.landed_cost_id = ${id} order by l.position`.execute(),
    ])
    const cost = found(ctx, 'landed_cost', header)
    return { ...cost, charges: charges.map(camel), lines: lines.map(camel) } as z.input<typeof landedCostDocument>
  },
})

export const getSupplierInvoice = query({
  name: 'procurement.getSupplierInvoice',
  permission: 'procurement.supplier_invoice.read',
  input: byId,
  output: supplierInvoiceDocument,
  handler: async (ctx, { id }) => {
    const [[header], lines, blocks, openItems, related] = await Promise.all([
      ctx.sql<Row[]>`
        select v.*, s.code as supplier_code, k.base_currency, c.number as invoice_number, m.name as created_by_name, coalesce(p.open, 0) as open,
          case when p.whole is null then 'none' when p.left_ = 0 then 'full' when p.left_ < p.whole then 'part' else 'none' end as payment
        from supplier_invoice v
        join supplier s on s.tenant_id = v.tenant_id and s.id = v.supplier_id
        join company k on k.tenant_id = v.tenant_id and k.id = v.company_id
        left join supplier_invoice c on c.tenant_id = v.tenant_id and c.id = v.invoice_id
        left join membership m on m.tenant_id = v.tenant_id and m.user_id = v.created_by
        left join lateral (select -sum(i.remaining) as open, sum(abs(i.remaining)) as left_, sum(abs(i.amount)) as whole from open_item i
          where i.tenant_id = v.tenant_id and i.source_document_id = v.id and i.kind in ('invoice', 'credit_note')) p on true
        where v.tenant_id = ${ctx.tenantId} and v.id = ${id}`.execute(),
      ctx.sql<Row[]>`
        select l.*, o.number as order_number, x.position as order_position, i.code as item_code, u.code as unit_code, a.code as account_code,
          array(select t.code from unnest(l.tax_code_ids) with ordinality y(id, n)
            join tax_code t on t.tenant_id = l.tenant_id and t.id = y.id order by y.n) as tax_codes,
          coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'receiptId', g.id, 'receiptNumber', g.number, 'returnId', r.id,
              'returnNumber', r.number, 'quantity', trim_scale(m.quantity)::text, 'clearedBase', m.cleared_base::text,
              'priceVariance', m.price_variance::text, 'exchangeVariance', m.exchange_variance::text, 'late', m.late) order by m.id)
            from supplier_invoice_match m
            left join goods_receipt_line gl on gl.tenant_id = m.tenant_id and gl.id = m.receipt_line_id
            left join goods_receipt g on g.tenant_id = gl.tenant_id and g.id = gl.receipt_id
            left join supplier_return_line rl on rl.tenant_id = m.tenant_id and rl.id = m.return_line_id
            left join supplier_return r on r.tenant_id = rl.tenant_id and r.id = rl.return_id
            where m.tenant_id = l.tenant_id and m.invoice_line_id = l.id and not m.reversed), '[]') as matches
        from supplier_invoice_line l
        left join purchase_order o on o.tenant_id = l.tenant_id and o.id = l.order_id
        left join purchase_order_line x on x.tenant_id = l.tenant_id and x.id = l.order_line_id
        left join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
        left join unit_of_measure u on u.tenant_id = l.tenant_id and u.id = l.unit_id
        left join account a on a.tenant_id = l.tenant_id and a.id = l.account_id
        where l.tenant_id = ${ctx.tenantId} and l.invoice_id = ${id} order by l.position`.execute(),
      ctx.sql<Row[]>`
        select b.id, b.line_id, b.kind, b.side, b.stated, b.expected, b.allowed, b.state, b.reason, b.settled_at, b.settled_by,
          m.name as settled_by_name from supplier_invoice_block b
        left join membership m on m.tenant_id = b.tenant_id and m.user_id = b.settled_by
        where b.tenant_id = ${ctx.tenantId} and b.invoice_id = ${id} order by b.created_at, b.id`.execute(),
      ctx.sql<Row[]>`
        select id, due_date, amount, remaining, discount_date, discount_percent, settled_on from open_item
        where tenant_id = ${ctx.tenantId} and source_document_id = ${id} and kind in ('invoice', 'credit_note') order by due_date, id`.execute(),
      relatedPurchasesOf(ctx, id),
    ])
    const invoice = found(ctx, 'supplier_invoice', header)
    const parts = { lines: lines.map(camel), blocks: blocks.map(camel), openItems: openItems.map(camel) }
    return { ...invoice, ...parts, related } as z.input<typeof supplierInvoiceDocument>
  },
})

/** What may still come of placed orders, with how it is received: what the receiving page begins with. */
export const receivableLines = query({
  name: 'procurement.receivableLines',
  permission: 'procurement.goods_receipt.read',
  input: openOrderLinesInput,
  output: z.array(openOrderLineOut),
  handler: async (ctx, input) => {
    const rows = await ctx.sql<Row[]>`
      select l.id as order_line_id, o.id as order_id, o.number as order_number, o.supplier_id, o.supplier_name, l.position, l.kind, l.item_id,
        i.code as item_code, l.description, l.stocked, coalesce(i.tracking, 'none') as tracking, coalesce(i.expires, false) as expires,
        l.unit_id, u.code as unit_code, l.unit_factor, coalesce(l.warehouse_id, o.warehouse_id) as warehouse_id, l.promised_date,
        case when i.id is null then '[]'::jsonb else jsonb_build_array(jsonb_build_object('unitId', su.id, 'code', su.code, 'factor', '1')) ||
          coalesce((select jsonb_agg(jsonb_build_object('unitId', iu.unit_id, 'code', x.code, 'factor', trim_scale(iu.factor)::text) order by x.code)
            from item_unit iu join unit_of_measure x on x.tenant_id = iu.tenant_id and x.id = iu.unit_id
            where iu.tenant_id = l.tenant_id and iu.item_id = i.id), '[]'::jsonb) end as units,
        l.stock_quantity - l.short_quantity as ordered, l.received_quantity as received, l.returned_quantity as returned,
        l.billed_quantity as billed, l.stock_quantity - l.short_quantity - l.received_quantity + l.returned_quantity as open, o.currency,
        round(l.net / l.stock_quantity, 6) as price,
        coalesce(t.over_receipt_percent, s.over_receipt_percent, c.over_receipt_percent, 0) as over_percent,
        coalesce(t.over_receipt_action, s.over_receipt_action, c.over_receipt_action, 'refuse') as over_action,
        coalesce(t.under_receipt_percent, s.under_receipt_percent, c.under_receipt_percent, 0) as under_percent,
        coalesce(t.inspect, false) as inspect
      from purchase_order o
      join purchase_order_line l on l.tenant_id = o.tenant_id and l.order_id = o.id and l.kind <> 'freight'
      join supplier s on s.tenant_id = o.tenant_id and s.id = o.supplier_id
      left join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
      left join unit_of_measure su on su.tenant_id = i.tenant_id and su.id = i.stock_unit_id
      left join unit_of_measure u on u.tenant_id = l.tenant_id and u.id = l.unit_id
      left join purchase_item_setting t on t.tenant_id = l.tenant_id and t.company_id = l.company_id and t.item_id = l.item_id
      left join purchase_setting c on c.tenant_id = l.tenant_id and c.company_id = l.company_id
      where o.tenant_id = ${ctx.tenantId} and o.company_id = ${input.companyId} and o.kind <> 'blanket'
        and o.status in ('approved', 'sent', 'confirmed')
        and (${input.supplierId ?? null}::uuid is null or o.supplier_id = ${input.supplierId ?? null}::uuid)
        and (${input.orderIds ?? null}::uuid[] is null or o.id = any(${input.orderIds ?? null}::uuid[]))
        and l.stock_quantity - l.short_quantity - l.received_quantity + l.returned_quantity > 0
      order by l.promised_date nulls last, o.number, l.position limit 2000`
    return rows.map(camel).map(withoutAmounts(ctx, 'price')) as z.input<typeof openOrderLineOut>[]
  },
})
