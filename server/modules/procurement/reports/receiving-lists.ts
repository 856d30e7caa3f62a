import { sql } from 'drizzle-orm'
import { goodsReceiptList } from '@/server/contracts/procurement/goods-receipt'
import { landedCostList } from '@/server/contracts/procurement/landed-cost'
import { grniList, supplierInvoiceList } from '@/server/contracts/procurement/supplier-invoice-views'
import { supplierReturnList } from '@/server/contracts/procurement/supplier-return'
import { listQueries } from '@/server/platform/lists/list'
import { AMOUNTS } from './amounts'

export const listGoodsReceipts = listQueries({
  definition: goodsReceiptList,
  name: 'procurement.listGoodsReceipts',
  permission: 'procurement.goods_receipt.read',
  from: sql`goods_receipt g join company k on k.tenant_id = g.tenant_id and k.id = g.company_id
    left join lateral (select bool_or(l.held_quantity > 0) as held, sum(l.quantity - l.returned_unbilled) as whole, sum(l.billed_quantity) as billed
      from goods_receipt_line l where l.tenant_id = g.tenant_id and l.receipt_id = g.id) b on true`,
  where: (ctx) => sql`g.tenant_id = ${ctx.tenantId}`,
  columns: {
    number: sql`g.number`,
    status: sql`g.status`,
    documentDate: sql`g.document_date`,
    postingDate: sql`g.posting_date`,
    supplierName: sql`g.supplier_name`,
    deliveryNote: sql`g.delivery_note`,
    held: sql`coalesce(b.held, false)`,
    billing: sql`case when coalesce(b.billed, 0) = 0 then 'none' when b.billed >= b.whole then 'full' else 'part' end`,
    value: sql`g.value`,
    baseCurrency: sql`k.base_currency`,
    createdAt: sql`g.created_at`,
  },
  nullable: ['postingDate', 'deliveryNote'],
  needs: { value: AMOUNTS },
  extra: { supplierId: sql`g.supplier_id`, companyId: sql`g.company_id`, version: sql`g.version` },
  id: sql`g.id`,
  owner: sql`g.created_by`,
  search: [sql`g.number`, sql`g.supplier_name`, sql`g.delivery_note`],
})

export const listSupplierReturns = listQueries({
  definition: supplierReturnList,
  name: 'procurement.listSupplierReturns',
  permission: 'procurement.supplier_return.read',
  from: sql`supplier_return r join company k on k.tenant_id = r.tenant_id and k.id = r.company_id
    left join lateral (select sum(l.billed_quantity) as billed, sum(l.credited_quantity) as credited
      from supplier_return_line l where l.tenant_id = r.tenant_id and l.return_id = r.id) b on true`,
  where: (ctx) => sql`r.tenant_id = ${ctx.tenantId}`,
  columns: {
    number: sql`r.number`,
    status: sql`r.status`,
    documentDate: sql`r.document_date`,
    supplierName: sql`r.supplier_name`,
    reason: sql`r.reason`,
    credit: sql`case when coalesce(b.billed, 0) = 0 then 'none' when b.credited >= b.billed then 'full' else 'open' end`,
    value: sql`r.value`,
    baseCurrency: sql`k.base_currency`,
    createdAt: sql`r.created_at`,
  },
  needs: { value: AMOUNTS },
  extra: { supplierId: sql`r.supplier_id`, companyId: sql`r.company_id`, version: sql`r.version` },
  id: sql`r.id`,
  owner: sql`r.created_by`,
  search: [sql`r.number`, sql`r.supplier_name`, sql`r.reason`],
})

export const listLandedCosts = listQueries({
  definition: landedCostList,
  name: 'procurement.listLandedCosts',
  permission: 'procurement.landed_cost.read',
  from: sql`landed_cost c join company k on k.tenant_id = c.tenant_id and k.id = c.company_id`,
  where: (ctx) => sql`c.tenant_id = ${ctx.tenantId}`,
  columns: {
    number: sql`c.number`,
    status: sql`c.status`,
    documentDate: sql`c.document_date`,
    description: sql`c.description`,
    baseAmount: sql`c.base_amount`,
    onHand: sql`c.on_hand`,
    consumed: sql`c.consumed`,
    baseCurrency: sql`k.base_currency`,
    createdAt: sql`c.created_at`,
  },
  nullable: ['description', 'onHand', 'consumed'],
  extra: { companyId: sql`c.company_id`, version: sql`c.version` },
  id: sql`c.id`,
  owner: sql`c.created_by`,
  search: [sql`c.number`, sql`c.description`],
})

/** Open amount and payment state come from the open items, by their index on the source document. */
const payments = sql`left join lateral (
  select -sum(i.remaining) as open, sum(abs(i.remaining)) as left_, sum(abs(i.amount)) as whole from open_item i
  where i.tenant_id = v.tenant_id and i.source_document_id = v.id and i.kind in ('invoice', 'credit_note')) p on true`

export const listSupplierInvoices = listQueries({
  definition: supplierInvoiceList,
  name: 'procurement.listSupplierInvoices',
  permission: 'procurement.supplier_invoice.read',
  from: sql`supplier_invoice v ${payments}`,
  where: (ctx) => sql`v.tenant_id = ${ctx.tenantId}`,
  columns: {
    number: sql`v.number`,
    supplierNumber: sql`v.supplier_number`,
    kind: sql`v.kind`,
    status: sql`v.status`,
    blocked: sql`(v.payment_blocks <> '{}')`,
    payment: sql`case when p.whole is null then 'none' when p.left_ = 0 then 'full' when p.left_ < p.whole then 'part' else 'none' end`,
    documentDate: sql`v.document_date`,
    postingDate: sql`v.posting_date`,
    dueDate: sql`v.due_date`,
    supplierName: sql`v.supplier_name`,
    origin: sql`v.origin`,
    currency: sql`v.currency`,
    // A credit note takes away from what is summed.
    net: sql`case when v.kind = 'invoice' then v.net else -v.net end`,
    tax: sql`case when v.kind = 'invoice' then v.tax else -v.tax end`,
    gross: sql`case when v.kind = 'invoice' then v.gross else -v.gross end`,
    open: sql`coalesce(p.open, 0)`,
    createdAt: sql`v.created_at`,
  },
  nullable: ['number', 'dueDate'],
  extra: {
    supplierId: sql`v.supplier_id`,
    companyId: sql`v.company_id`,
    version: sql`v.version`,
  },
  id: sql`v.id`,
  owner: sql`v.created_by`,
  search: [sql`v.number`, sql`v.supplier_number`, sql`v.supplier_name`],
})

/** Three indexes of what is open: the cost follows what is open, not what ever was. */
const open = sql`(
  select l.tenant_id, l.company_id, l.id, 'goods_receipt' as document, l.receipt_id as document_id, h.number, h.supplier_id, h.supplier_name,
    l.order_id, l.description, h.posting_date, l.quantity - l.billed_quantity - l.returned_unbilled as quantity,
    l.base_cost - l.billed_base - l.returned_base as amount
  from goods_receipt_line l
  join goods_receipt h on h.tenant_id = l.tenant_id and h.id = l.receipt_id and h.status = 'posted' and not h.historical
  where l.base_cost <> l.billed_base + l.returned_base or l.quantity <> l.billed_quantity + l.returned_unbilled
  union all
  select l.tenant_id, l.company_id, l.id, 'supplier_return', l.return_id, h.number, h.supplier_id, h.supplier_name, l.order_id, l.description,
    h.posting_date, l.credited_quantity - l.billed_quantity, l.credited_base - l.billed_base
  from supplier_return_line l join supplier_return h on h.tenant_id = l.tenant_id and h.id = l.return_id and h.status = 'posted'
  where l.billed_quantity > l.credited_quantity
  union all
  select l.tenant_id, l.company_id, l.id, 'supplier_invoice', l.invoice_id, h.number, h.supplier_id, h.supplier_name, l.order_id, l.description,
    h.posting_date, -l.unmatched_quantity, -l.unmatched_base
  from supplier_invoice_line l join supplier_invoice h on h.tenant_id = l.tenant_id and h.id = l.invoice_id and h.status = 'posted'
  where (l.unmatched_quantity <> 0 or l.unmatched_base <> 0) and l.unmatched_base <> 0)`
const age = sql`(current_date - x.posting_date)`

/** What of goods received, not invoiced is open and how old; adds up to the account. */
export const listGrni = listQueries({
  definition: grniList,
  name: 'procurement.listGrni',
  permission: 'procurement.supplier_invoice.read',
  from: sql`${open} x join company k on k.tenant_id = x.tenant_id and k.id = x.company_id
    left join purchase_order o on o.tenant_id = x.tenant_id and o.id = x.order_id`,
  where: (ctx) => sql`x.tenant_id = ${ctx.tenantId}`,
  columns: {
    document: sql`x.document`,
    number: sql`x.number`,
    orderNumber: sql`o.number`,
    supplierName: sql`x.supplier_name`,
    description: sql`x.description`,
    postingDate: sql`x.posting_date`,
    age,
    bucket: sql`case when ${age} <= 30 then '0-30' when ${age} <= 60 then '31-60' when ${age} <= 90 then '61-90' else '91+' end`,
    quantity: sql`x.quantity`,
    amount: sql`x.amount`,
    baseCurrency: sql`k.base_currency`,
  },
  nullable: ['number', 'orderNumber'],
  extra: {
    documentId: sql`x.document_id`,
    orderId: sql`x.order_id`,
    supplierId: sql`x.supplier_id`,
    companyId: sql`x.company_id`,
  },
  id: sql`x.id`,
  owner: sql`null::uuid`,
  search: [sql`x.number`, sql`o.number`, sql`x.supplier_name`, sql`x.description`],
})
