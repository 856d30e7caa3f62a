import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, jsonb, text, unique, uuid } from 'drizzle-orm/pg-core'
import {
  amount,
  belongsTo,
  companyTable,
  exchangeRate,
  instant,
  percent,
  quantity,
  searchIndex,
  stamps,
  unitPrice,
} from '../../columns'
import { account, costCenter, project } from '../finance/account'
import { item } from '../inventory/item'
import { warehouse } from '../inventory/warehouse'
import { company } from '../platform/tenant'
import { purchaseRequisitionLine } from './requisitions'
import { supplier } from './suppliers'

/** What a printed address holds, as it was when the document was made. */
export interface PurchaseAddress {
  name?: string | null
  lines: string[]
  city?: string | null
  region?: string | null
  postalCode?: string | null
  country?: string | null
}

/** Why a line has its agreed price. */
export interface PurchasePriceSource {
  priceId: string
  by: 'item' | 'category'
  agreement: string | null
  minQuantity: string
  validFrom: string | null
  unitPrice: string
  discountPercent: string
  unitId: string | null
}

export const PURCHASE_ORDER_STATES = [
  'draft',
  'in_approval',
  'blocked',
  'approved',
  'sent',
  'confirmed',
  'closed',
  'cancelled',
] as const
/** Progress of a document along one axis, derived from what is linked to it. */
export const PURCHASE_PROGRESS = ['none', 'part', 'full', 'over'] as const

/**
 * An order to a supplier. `blanket` is an agreement on quantities, an amount and a period that nothing is received on;
 * `call_off` orders a part of one.
 */
export const purchaseOrder = companyTable(
  'purchase_order',
  {
    status: text('status', { enum: PURCHASE_ORDER_STATES }).notNull(),
    number: text('number').notNull(),
    kind: text('kind', { enum: ['standard', 'blanket', 'call_off'] })
      .notNull()
      .default('standard'),
    revision: integer('revision').notNull().default(0),
    documentDate: date('document_date').notNull(),
    requestedDate: date('requested_date'),
    supplierId: uuid('supplier_id').notNull(),
    partyId: uuid('party_id').notNull(),
    supplierName: text('supplier_name').notNull(),
    /** The number of the supplier's confirmation or offer. */
    supplierReference: text('supplier_reference'),
    currency: text('currency').notNull(),
    /** Base currency for one unit of the order's. */
    rate: exchangeRate('rate').notNull(),
    pricesIncludeTax: boolean('prices_include_tax').notNull().default(false),
    paymentTermId: uuid('payment_term_id'),
    buyerId: uuid('buyer_id'),
    requesterId: uuid('requester_id'),
    warehouseId: uuid('warehouse_id'),
    deliveryAddress: jsonb('delivery_address').$type<PurchaseAddress>(),
    supplierAddress: jsonb('supplier_address').$type<PurchaseAddress>(),
    discountPercent: percent('discount_percent').notNull().default('0'),
    discountAmount: amount('discount_amount').notNull().default('0'),
    net: amount('net').notNull().default('0'),
    tax: amount('tax').notNull().default('0'),
    gross: amount('gross').notNull().default('0'),
    baseNet: amount('base_net').notNull().default('0'),
    baseGross: amount('base_gross').notNull().default('0'),
    /** Net of the last revision that was approved, base currency; null = none was. */
    approvedBaseNet: amount('approved_base_net'),
    receiptProgress: text('receipt_progress', { enum: PURCHASE_PROGRESS }).notNull().default('none'),
    billingProgress: text('billing_progress', { enum: PURCHASE_PROGRESS }).notNull().default('none'),
    /** Blanket: its period, the net that may be called off (document currency), and what may be called on top. */
    validFrom: date('valid_from'),
    validTo: date('valid_to'),
    blanketAmount: amount('blanket_amount'),
    allowancePercent: percent('allowance_percent').notNull().default('0'),
    /** Blanket: net of its call-offs that are not cancelled, document currency; written by `procurement_refresh_orders` only. */
    calledAmount: amount('called_amount').notNull().default('0'),
    blanketId: uuid('blanket_id'),
    rfqId: uuid('rfq_id'),
    quotationId: uuid('quotation_id'),
    copiedFromId: uuid('copied_from_id'),
    approvedAt: instant('approved_at'),
    approvedBy: uuid('approved_by'),
    sentAt: instant('sent_at'),
    sentTo: text('sent_to'),
    confirmedAt: instant('confirmed_at'),
    reason: text('reason'),
    note: text('note'),
    internalNote: text('internal_note'),
    ...stamps,
  },
  (t) => [
    unique('purchase_order_number').on(t.tenantId, t.companyId, t.number),
    index('purchase_order_date').on(t.tenantId, t.documentDate, t.id),
    searchIndex('purchase_order_search', t, t.number, t.supplierName, t.supplierReference),
    index('purchase_order_status').on(t.tenantId, t.status, t.documentDate, t.id),
    index('purchase_order_supplier').on(t.tenantId, t.supplierId, t.documentDate, t.id),
    // What was ordered from a supplier is counted from the index alone, whatever waits for approval: the company is there for the policy.
    index('purchase_order_approved')
      .on(t.tenantId, t.supplierId, t.companyId, t.id)
      .where(sql`approved_base_net is not null`),
    index('purchase_order_blanket').on(t.tenantId, t.blanketId).where(sql`blanket_id is not null`),
    index('purchase_order_rfq').on(t.tenantId, t.rfqId).where(sql`rfq_id is not null`),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.supplierId, () => supplier),
    belongsTo(t, t.warehouseId, () => warehouse),
    belongsTo(t, t.blanketId, () => t),
    check('purchase_order_blanket_of', sql`(kind = 'call_off') = (blanket_id is not null)`),
    check('purchase_order_period', sql`valid_to >= valid_from`),
    check('purchase_order_allowance', sql`allowance_percent between 0 and 100 and blanket_amount >= 0`),
  ],
)

/**
 * A line. Quantities of progress are in the item's stock unit (services and freight: in the line's own), amounts in the order's
 * currency unless named base.
 */
export const purchaseOrderLine = companyTable(
  'purchase_order_line',
  {
    orderId: uuid('order_id').notNull(),
    position: integer('position').notNull(),
    kind: text('kind', { enum: ['item', 'service', 'freight'] })
      .notNull()
      .default('item'),
    itemId: uuid('item_id'),
    /** Whether it is received into stock; services and freight are not. */
    stocked: boolean('stocked').notNull().default(false),
    description: text('description').notNull(),
    supplierItemCode: text('supplier_item_code'),
    unitId: uuid('unit_id'),
    /** Stock units in one unit of the line. */
    unitFactor: quantity('unit_factor').notNull().default('1'),
    quantity: quantity('quantity').notNull(),
    stockQuantity: quantity('stock_quantity').notNull(),
    listPrice: unitPrice('list_price'),
    priceSource: jsonb('price_source').$type<PurchasePriceSource>(),
    unitPrice: unitPrice('unit_price').notNull(),
    discountPercent: percent('discount_percent').notNull().default('0'),
    taxCodeIds: uuid('tax_code_ids').array().notNull().default(sql`'{}'::uuid[]`),
    expenseAccountId: uuid('expense_account_id'),
    costCenterId: uuid('cost_center_id'),
    projectId: uuid('project_id'),
    warehouseId: uuid('warehouse_id'),
    requestedDate: date('requested_date'),
    /** What the supplier has promised; without a confirmation, the requested date or the lead time. */
    promisedDate: date('promised_date'),
    /** What the supplier has confirmed, stock units; null = nothing was said. */
    confirmedQuantity: quantity('confirmed_quantity'),
    /** After the line discount, before the document discount. */
    amount: amount('amount').notNull(),
    documentDiscount: amount('document_discount').notNull().default('0'),
    net: amount('net').notNull(),
    tax: amount('tax').notNull(),
    gross: amount('gross').notNull(),
    baseNet: amount('base_net').notNull(),
    baseGross: amount('base_gross').notNull(),
    /** Net and the tax that cannot be deducted, base currency: what the line costs, for stock, expense and budget. */
    baseCost: amount('base_cost').notNull(),
    /** Written by `procurement_refresh_orders` only, but for `shortQuantity`. */
    receivedQuantity: quantity('received_quantity').notNull().default('0'),
    returnedQuantity: quantity('returned_quantity').notNull().default('0'),
    rejectedQuantity: quantity('rejected_quantity').notNull().default('0'),
    heldQuantity: quantity('held_quantity').notNull().default('0'),
    billedQuantity: quantity('billed_quantity').notNull().default('0'),
    /** Net on posted invoices, order currency. */
    billedNet: amount('billed_net').notNull().default('0'),
    /** Closed short: will not come. */
    shortQuantity: quantity('short_quantity').notNull().default('0'),
    blanketLineId: uuid('blanket_line_id'),
    /** Blanket: on call-offs that are not cancelled, stock units. */
    calledQuantity: quantity('called_quantity').notNull().default('0'),
    quotationLineId: uuid('quotation_line_id'),
    note: text('note'),
  },
  (t) => [
    index('purchase_order_line_order').on(t.tenantId, t.orderId, t.position),
    index('purchase_order_line_item').on(t.tenantId, t.itemId, t.orderId),
    index('purchase_order_line_blanket').on(t.tenantId, t.blanketLineId).where(sql`blanket_line_id is not null`),
    index('purchase_order_line_quotation').on(t.tenantId, t.quotationLineId).where(sql`quotation_line_id is not null`),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.orderId, () => purchaseOrder),
    belongsTo(t, t.itemId, () => item),
    belongsTo(t, t.warehouseId, () => warehouse),
    belongsTo(t, t.expenseAccountId, () => account),
    belongsTo(t, t.costCenterId, () => costCenter),
    belongsTo(t, t.projectId, () => project),
    belongsTo(t, t.blanketLineId, () => t),
    check('purchase_order_line_item_named', sql`kind <> 'item' or item_id is not null`),
    check(
      'purchase_order_line_progress',
      sql`quantity > 0 and received_quantity >= 0 and returned_quantity >= 0 and billed_quantity >= 0 and short_quantity between 0 and stock_quantity and called_quantity >= 0`,
    ),
  ],
)

/** Which needs a line of an order covers: requisitions are merged into a line and split over several. Stock units. */
export const purchaseOrderSource = companyTable(
  'purchase_order_source',
  {
    orderId: uuid('order_id').notNull(),
    orderLineId: uuid('order_line_id').notNull(),
    requisitionId: uuid('requisition_id').notNull(),
    requisitionLineId: uuid('requisition_line_id').notNull(),
    quantity: quantity('quantity').notNull(),
  },
  (t) => [
    unique('purchase_order_source_once').on(t.tenantId, t.orderLineId, t.requisitionLineId),
    index('purchase_order_source_order').on(t.tenantId, t.orderId),
    index('purchase_order_source_requisition').on(t.tenantId, t.requisitionLineId),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.orderId, () => purchaseOrder),
    belongsTo(t, t.orderLineId, () => purchaseOrderLine),
    belongsTo(t, t.requisitionLineId, () => purchaseRequisitionLine),
    check('purchase_order_source_bounds', sql`quantity > 0`),
  ],
)

/** What a line was in one revision. */
export interface RevisionLine {
  lineId: string
  position: number
  itemId: string | null
  description: string
  quantity: string
  stockQuantity: string
  unitPrice: string
  discountPercent: string
  promisedDate: string | null
  net: string
  baseNet: string
  baseCost: string
}

/** Each revision as it was approved; never changed. */
export const purchaseOrderRevision = companyTable(
  'purchase_order_revision',
  {
    orderId: uuid('order_id').notNull(),
    revision: integer('revision').notNull(),
    currency: text('currency').notNull(),
    net: amount('net').notNull(),
    gross: amount('gross').notNull(),
    baseNet: amount('base_net').notNull(),
    lines: jsonb('lines').$type<RevisionLine[]>().notNull(),
    reason: text('reason'),
    approvedAt: instant('approved_at').notNull().defaultNow(),
    approvedBy: uuid('approved_by'),
  },
  (t) => [
    unique('purchase_order_revision_once').on(t.tenantId, t.orderId, t.revision),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.orderId, () => purchaseOrder),
  ],
  'append',
)
