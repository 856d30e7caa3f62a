import { sql } from 'drizzle-orm'
import { openLineList } from '@/server/contracts/procurement/open-lines'
import { purchaseOrderList } from '@/server/contracts/procurement/purchase-order'
import { purchaseRequisitionList } from '@/server/contracts/procurement/purchase-requisition'
import { requestForQuotationList, supplierQuotationList } from '@/server/contracts/procurement/quotation'
import { supplierList } from '@/server/contracts/procurement/supplier'
import { supplierPriceList } from '@/server/contracts/procurement/supplier-price'
import { listQueries } from '@/server/platform/lists/list'

export const listPurchaseOrders = listQueries({
  definition: purchaseOrderList,
  name: 'procurement.listPurchaseOrders',
  permission: 'procurement.purchase_order.read',
  from: sql`purchase_order o`,
  where: (ctx) => sql`o.tenant_id = ${ctx.tenantId}`,
  columns: {
    number: sql`o.number`,
    kind: sql`o.kind`,
    status: sql`o.status`,
    revision: sql`o.revision`,
    documentDate: sql`o.document_date`,
    requestedDate: sql`o.requested_date`,
    supplierName: sql`o.supplier_name`,
    supplierReference: sql`o.supplier_reference`,
    currency: sql`o.currency`,
    net: sql`o.net`,
    gross: sql`o.gross`,
    receiptProgress: sql`o.receipt_progress`,
    billingProgress: sql`o.billing_progress`,
    createdAt: sql`o.created_at`,
  },
  nullable: ['requestedDate', 'supplierReference'],
  extra: { supplierId: sql`o.supplier_id`, companyId: sql`o.company_id`, version: sql`o.version` },
  id: sql`o.id`,
  owner: sql`o.created_by`,
  search: [sql`o.number`, sql`o.supplier_name`, sql`o.supplier_reference`],
})

export const listPurchaseRequisitions = listQueries({
  definition: purchaseRequisitionList,
  name: 'procurement.listPurchaseRequisitions',
  permission: 'procurement.purchase_requisition.read',
  from: sql`purchase_requisition r join company k on k.tenant_id = r.tenant_id and k.id = r.company_id
    left join membership m on m.tenant_id = r.tenant_id and m.user_id = r.requester_id`,
  where: (ctx) => sql`r.tenant_id = ${ctx.tenantId}`,
  columns: {
    number: sql`r.number`,
    status: sql`r.status`,
    origin: sql`r.origin`,
    documentDate: sql`r.document_date`,
    neededOn: sql`r.needed_on`,
    requesterName: sql`m.name`,
    purpose: sql`r.purpose`,
    sourceLabel: sql`r.source_label`,
    baseNet: sql`r.base_net`,
    orderProgress: sql`r.order_progress`,
    baseCurrency: sql`k.base_currency`,
    createdAt: sql`r.created_at`,
  },
  nullable: ['neededOn', 'requesterName', 'purpose', 'sourceLabel'],
  extra: { companyId: sql`r.company_id`, version: sql`r.version` },
  id: sql`r.id`,
  owner: sql`r.created_by`,
  search: [sql`r.number`, sql`r.purpose`, sql`r.source_label`],
})

export const listRequestsForQuotation = listQueries({
  definition: requestForQuotationList,
  name: 'procurement.listRequestsForQuotation',
  permission: 'procurement.request_for_quotation.read',
  from: sql`request_for_quotation r`,
  where: (ctx) => sql`r.tenant_id = ${ctx.tenantId}`,
  columns: {
    number: sql`r.number`,
    status: sql`r.status`,
    title: sql`r.title`,
    documentDate: sql`r.document_date`,
    dueDate: sql`r.due_date`,
    suppliers: sql`(select count(*)::int from request_for_quotation_supplier s where s.tenant_id = r.tenant_id and s.rfq_id = r.id)`,
    answers: sql`(select count(*)::int from supplier_quotation q where q.tenant_id = r.tenant_id and q.rfq_id = r.id
      and q.status in ('submitted', 'awarded', 'lost'))`,
    createdAt: sql`r.created_at`,
  },
  nullable: ['title', 'dueDate'],
  extra: { companyId: sql`r.company_id`, version: sql`r.version` },
  id: sql`r.id`,
  owner: sql`r.created_by`,
  search: [sql`r.number`, sql`r.title`],
})

export const listSupplierQuotations = listQueries({
  definition: supplierQuotationList,
  name: 'procurement.listSupplierQuotations',
  permission: 'procurement.supplier_quotation.read',
  from: sql`supplier_quotation q left join request_for_quotation r on r.tenant_id = q.tenant_id and r.id = q.rfq_id`,
  where: (ctx) => sql`q.tenant_id = ${ctx.tenantId}`,
  columns: {
    number: sql`q.number`,
    status: sql`q.status`,
    supplierName: sql`q.supplier_name`,
    supplierReference: sql`q.supplier_reference`,
    rfqNumber: sql`r.number`,
    documentDate: sql`q.document_date`,
    validUntil: sql`q.valid_until`,
    currency: sql`q.currency`,
    net: sql`q.net`,
    createdAt: sql`q.created_at`,
  },
  nullable: ['supplierReference', 'rfqNumber', 'validUntil'],
  extra: {
    supplierId: sql`q.supplier_id`,
    rfqId: sql`q.rfq_id`,
    companyId: sql`q.company_id`,
    version: sql`q.version`,
  },
  id: sql`q.id`,
  owner: sql`q.created_by`,
  search: [sql`q.number`, sql`q.supplier_name`, sql`q.supplier_reference`],
})

/** What is approved and neither received nor closed short, at its price: what a supplier still has to bring. */
const openOrders = sql`coalesce((select sum(round(l.base_net * greatest(l.stock_quantity - l.short_quantity
    - greatest(l.received_quantity - l.returned_quantity, 0), 0) / l.stock_quantity, 4))
  from purchase_order o join purchase_order_line l on l.tenant_id = o.tenant_id and l.order_id = o.id and l.kind <> 'freight'
  where o.tenant_id = s.tenant_id and o.supplier_id = s.id and o.kind <> 'blanket' and o.status in ('approved', 'sent', 'confirmed')), 0)`
const payable = sql`coalesce((select -sum(b.base_amount) from party_balance b
  join account a on a.tenant_id = b.tenant_id and a.id = b.account_id and a.control = 'payable'
  where b.tenant_id = s.tenant_id and b.company_id = s.company_id and b.party_id = s.party_id), 0)`

export const listSuppliers = listQueries({
  definition: supplierList,
  name: 'procurement.listSuppliers',
  permission: 'procurement.supplier.read',
  from: sql`supplier s join company k on k.tenant_id = s.tenant_id and k.id = s.company_id
    join party p on p.tenant_id = s.tenant_id and p.id = s.party_id`,
  where: (ctx) => sql`s.tenant_id = ${ctx.tenantId}`,
  columns: {
    code: sql`s.code`,
    name: sql`s.name`,
    currency: sql`s.currency`,
    taxId: sql`p.tax_id`,
    leadTimeDays: sql`s.lead_time_days`,
    openOrders,
    payable,
    block: sql`s.block`,
    baseCurrency: sql`k.base_currency`,
    createdAt: sql`s.created_at`,
  },
  nullable: ['taxId'],
  extra: { partyId: sql`s.party_id`, companyId: sql`s.company_id`, version: sql`s.version` },
  id: sql`s.id`,
  owner: sql`s.created_by`,
  search: [sql`s.code`, sql`s.name`],
})

export const listSupplierPrices = listQueries({
  definition: supplierPriceList,
  name: 'procurement.listSupplierPrices',
  permission: 'procurement.supplier_price.read',
  from: sql`supplier_price p join supplier s on s.tenant_id = p.tenant_id and s.id = p.supplier_id
    left join item i on i.tenant_id = p.tenant_id and i.id = p.item_id
    left join item_category c on c.tenant_id = p.tenant_id and c.id = p.category_id
    left join unit_of_measure u on u.tenant_id = p.tenant_id and u.id = p.unit_id`,
  where: (ctx) => sql`p.tenant_id = ${ctx.tenantId}`,
  columns: {
    supplierName: sql`s.name`,
    itemCode: sql`i.code`,
    itemName: sql`i.name`,
    categoryCode: sql`c.code`,
    supplierItemCode: sql`p.supplier_item_code`,
    unitCode: sql`u.code`,
    currency: sql`p.currency`,
    unitPrice: sql`p.unit_price`,
    discountPercent: sql`p.discount_percent`,
    minQuantity: sql`p.min_quantity`,
    orderMinimum: sql`p.order_minimum`,
    orderMultiple: sql`p.order_multiple`,
    leadTimeDays: sql`p.lead_time_days`,
    validFrom: sql`p.valid_from`,
    validTo: sql`p.valid_to`,
    agreement: sql`p.agreement`,
  },
  nullable: [
    'itemCode',
    'itemName',
    'categoryCode',
    'supplierItemCode',
    'unitCode',
    'orderMinimum',
    'orderMultiple',
    'leadTimeDays',
    'validFrom',
    'validTo',
    'agreement',
  ],
  extra: { supplierId: sql`p.supplier_id`, companyId: sql`p.company_id` },
  id: sql`p.id`,
  owner: sql`p.created_by`,
  search: [sql`s.name`, sql`i.code`, sql`i.name`, sql`p.supplier_item_code`, sql`p.agreement`],
})

const openQuantity = sql`greatest(l.stock_quantity - l.short_quantity - greatest(l.received_quantity - l.returned_quantity, 0), 0)`

export const listOpenPurchaseLines = listQueries({
  definition: openLineList,
  name: 'procurement.listOpenPurchaseLines',
  permission: 'procurement.purchase_order.read',
  from: sql`purchase_order o join purchase_order_line l on l.tenant_id = o.tenant_id and l.order_id = o.id
    left join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
    left join warehouse w on w.tenant_id = l.tenant_id and w.id = l.warehouse_id`,
  where: (
    ctx,
  ) => sql`o.tenant_id = ${ctx.tenantId} and o.kind <> 'blanket' and o.status in ('approved', 'sent', 'confirmed')
    and l.kind <> 'freight' and ${openQuantity} > 0`,
  columns: {
    orderNumber: sql`o.number`,
    orderStatus: sql`o.status`,
    supplierName: sql`o.supplier_name`,
    itemCode: sql`i.code`,
    description: sql`l.description`,
    warehouseCode: sql`w.code`,
    promisedDate: sql`l.promised_date`,
    daysLate: sql`greatest(current_date - l.promised_date, 0)`,
    quantity: sql`l.stock_quantity`,
    received: sql`l.received_quantity - l.returned_quantity`,
    open: openQuantity,
    billed: sql`l.billed_quantity`,
    openNet: sql`round(l.net * ${openQuantity} / l.stock_quantity, 4)`,
    currency: sql`o.currency`,
  },
  nullable: ['itemCode', 'warehouseCode', 'promisedDate', 'daysLate'],
  extra: {
    orderId: sql`o.id`,
    supplierId: sql`o.supplier_id`,
    itemId: sql`l.item_id`,
    companyId: sql`o.company_id`,
  },
  id: sql`l.id`,
  owner: sql`o.created_by`,
  search: [sql`o.number`, sql`o.supplier_name`, sql`i.code`, sql`l.description`],
})
