import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core'
import {
  amount,
  belongsTo,
  companyTable,
  exchangeRate,
  instant,
  quantity,
  searchIndex,
  stamps,
  unitPrice,
} from '../../columns'
import { company } from '../platform/tenant'
import { purchaseOrder, purchaseOrderLine } from './orders'
import { supplier } from './suppliers'

/** What came from one supplier, for one or several orders; services are accepted by it too. */
export const goodsReceipt = companyTable(
  'goods_receipt',
  {
    status: text('status', { enum: ['draft', 'posted', 'reversed', 'cancelled'] }).notNull(),
    number: text('number').notNull(),
    supplierId: uuid('supplier_id').notNull(),
    partyId: uuid('party_id').notNull(),
    supplierName: text('supplier_name').notNull(),
    /** The number of the supplier's delivery note. */
    deliveryNote: text('delivery_note'),
    carrier: text('carrier'),
    documentDate: date('document_date').notNull(),
    postingDate: date('posting_date'),
    postedAt: instant('posted_at'),
    /** What was put on goods received, not invoiced; base currency. */
    value: amount('value').notNull().default('0'),
    /** Came before this system counted stock: it has no moves and no entry here. */
    historical: boolean('historical').notNull().default(false),
    entryId: uuid('entry_id'),
    reason: text('reason'),
    note: text('note'),
    ...stamps,
  },
  (t) => [
    unique('goods_receipt_number').on(t.tenantId, t.companyId, t.number),
    index('goods_receipt_date').on(t.tenantId, t.documentDate, t.id),
    searchIndex('goods_receipt_search', t, t.number, t.supplierName, t.deliveryNote),
    index('goods_receipt_status').on(t.tenantId, t.status, t.documentDate, t.id),
    index('goods_receipt_supplier').on(t.tenantId, t.supplierId, t.documentDate, t.id),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.supplierId, () => supplier),
  ],
)

/**
 * One item, place and lot; its id is the id of its stock move. Quantities in the stock unit (services: in the line's own), prices and
 * `net`, `cost` in the order's currency as the order stood when it was posted.
 */
export const goodsReceiptLine = companyTable(
  'goods_receipt_line',
  {
    receiptId: uuid('receipt_id').notNull(),
    position: integer('position').notNull(),
    orderId: uuid('order_id').notNull(),
    orderLineId: uuid('order_line_id').notNull(),
    kind: text('kind', { enum: ['item', 'service'] }).notNull(),
    itemId: uuid('item_id'),
    stocked: boolean('stocked').notNull(),
    description: text('description').notNull(),
    /** As it was counted. */
    unitId: uuid('unit_id'),
    unitFactor: quantity('unit_factor').notNull().default('1'),
    unitQuantity: quantity('unit_quantity').notNull(),
    /** What was taken in, on hold or not. */
    quantity: quantity('quantity').notNull(),
    /** Sent away at the dock; never taken in. */
    rejectedQuantity: quantity('rejected_quantity').notNull().default('0'),
    rejectionReason: text('rejection_reason'),
    /** The supplier sends no more of this order line. */
    final: boolean('final').notNull().default(false),
    /** Closed short on the order line by this receipt. */
    shortQuantity: quantity('short_quantity').notNull().default('0'),
    /** Still on hold, of what was. */
    held: boolean('held').notNull().default(false),
    heldQuantity: quantity('held_quantity').notNull().default('0'),
    holdReason: text('hold_reason', { enum: ['inspection', 'over_tolerance', 'asked'] }),
    warehouseId: uuid('warehouse_id'),
    binId: uuid('bin_id'),
    lotId: uuid('lot_id'),
    lotCode: text('lot_code'),
    expiryDate: date('expiry_date'),
    expenseAccountId: uuid('expense_account_id'),
    costCenterId: uuid('cost_center_id'),
    projectId: uuid('project_id'),
    currency: text('currency').notNull(),
    /** Of the posting date. */
    rate: exchangeRate('rate').notNull(),
    /** Net of one stock unit. */
    price: unitPrice('price').notNull(),
    net: amount('net').notNull().default('0'),
    /** Net with the tax that cannot be deducted. */
    cost: amount('cost').notNull().default('0'),
    /** `cost` at the rate: what goods received, not invoiced was credited with. */
    baseCost: amount('base_cost').notNull().default('0'),
    /** On posted invoices, less what was credited without going back. `billedBase` is what of `baseCost` they cleared. */
    billedQuantity: quantity('billed_quantity').notNull().default('0'),
    billedCost: amount('billed_cost').notNull().default('0'),
    billedBase: amount('billed_base').notNull().default('0'),
    returnedQuantity: quantity('returned_quantity').notNull().default('0'),
    /** Went back before it was billed, and what of `baseCost` that took off. */
    returnedUnbilled: quantity('returned_unbilled').notNull().default('0'),
    returnedBase: amount('returned_base').notNull().default('0'),
    returnedCost: amount('returned_cost').notNull().default('0'),
  },
  (t) => [
    index('goods_receipt_line_receipt').on(t.tenantId, t.receiptId, t.position),
    index('goods_receipt_line_order').on(t.tenantId, t.orderId),
    index('goods_receipt_line_order_line').on(t.tenantId, t.orderLineId),
    index('goods_receipt_line_held').on(t.tenantId, t.receiptId).where(sql`held_quantity > 0`),
    index('goods_receipt_line_open')
      .on(t.tenantId, t.companyId, t.receiptId)
      .where(sql`base_cost <> billed_base + returned_base or quantity <> billed_quantity + returned_unbilled`),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.receiptId, () => goodsReceipt),
    belongsTo(t, t.orderId, () => purchaseOrder),
    belongsTo(t, t.orderLineId, () => purchaseOrderLine),
    check(
      'goods_receipt_line_bounds',
      sql`quantity >= 0 and rejected_quantity >= 0 and held_quantity between 0 and quantity and returned_quantity between 0 and quantity
        and returned_unbilled between 0 and returned_quantity and billed_quantity >= 0 and billed_quantity + returned_unbilled <= quantity`,
    ),
  ],
)

/** What inspection decided about goods on hold; never changed. */
export const receiptInspection = companyTable(
  'receipt_inspection',
  {
    receiptId: uuid('receipt_id').notNull(),
    receiptLineId: uuid('receipt_line_id').notNull(),
    decision: text('decision', { enum: ['release', 'use_as_is', 'reject'] }).notNull(),
    quantity: quantity('quantity').notNull(),
    reason: text('reason'),
    binId: uuid('bin_id'),
    /** The return that took rejected goods back. */
    returnId: uuid('return_id'),
    decidedAt: instant('decided_at').notNull().defaultNow(),
    decidedBy: uuid('decided_by'),
  },
  (t) => [
    index('receipt_inspection_receipt').on(t.tenantId, t.receiptId),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.receiptId, () => goodsReceipt),
    belongsTo(t, t.receiptLineId, () => goodsReceiptLine),
    check('receipt_inspection_quantity', sql`quantity > 0`),
  ],
  'append',
)

/** Goods that go back to a supplier, each tied to the receipt it came by. */
export const supplierReturn = companyTable(
  'supplier_return',
  {
    status: text('status', { enum: ['draft', 'posted', 'reversed', 'cancelled'] }).notNull(),
    number: text('number').notNull(),
    supplierId: uuid('supplier_id').notNull(),
    partyId: uuid('party_id').notNull(),
    supplierName: text('supplier_name').notNull(),
    documentDate: date('document_date').notNull(),
    postingDate: date('posting_date'),
    postedAt: instant('posted_at'),
    carrier: text('carrier'),
    reason: text('reason').notNull(),
    /** Whether the supplier sends the goods again: then the order is open for them. */
    replacement: boolean('replacement').notNull().default(false),
    value: amount('value').notNull().default('0'),
    entryId: uuid('entry_id'),
    note: text('note'),
    ...stamps,
  },
  (t) => [
    unique('supplier_return_number').on(t.tenantId, t.companyId, t.number),
    index('supplier_return_date').on(t.tenantId, t.documentDate, t.id),
    index('supplier_return_supplier').on(t.tenantId, t.supplierId, t.documentDate, t.id),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.supplierId, () => supplier),
  ],
)

/** Its id is the id of the stock move that takes the goods out. `billed…`: what of it had been billed and waits for a credit note. */
export const supplierReturnLine = companyTable(
  'supplier_return_line',
  {
    returnId: uuid('return_id').notNull(),
    position: integer('position').notNull(),
    receiptId: uuid('receipt_id').notNull(),
    receiptLineId: uuid('receipt_line_id').notNull(),
    orderId: uuid('order_id').notNull(),
    orderLineId: uuid('order_line_id').notNull(),
    itemId: uuid('item_id'),
    stocked: boolean('stocked').notNull(),
    description: text('description').notNull(),
    quantity: quantity('quantity').notNull(),
    warehouseId: uuid('warehouse_id'),
    binId: uuid('bin_id'),
    lotId: uuid('lot_id'),
    fromHold: boolean('from_hold').notNull().default(false),
    /** Closed short on the order line, because it is not sent again. */
    shortQuantity: quantity('short_quantity').notNull().default('0'),
    baseCost: amount('base_cost').notNull().default('0'),
    /** What went back before it was billed: its share of the receipt's cost, order currency. */
    unbilledCost: amount('unbilled_cost').notNull().default('0'),
    billedQuantity: quantity('billed_quantity').notNull().default('0'),
    billedBase: amount('billed_base').notNull().default('0'),
    creditedQuantity: quantity('credited_quantity').notNull().default('0'),
    creditedBase: amount('credited_base').notNull().default('0'),
  },
  (t) => [
    index('supplier_return_line_return').on(t.tenantId, t.returnId, t.position),
    index('supplier_return_line_receipt_line').on(t.tenantId, t.receiptLineId),
    index('supplier_return_line_order_line').on(t.tenantId, t.orderLineId),
    index('supplier_return_line_open')
      .on(t.tenantId, t.companyId, t.returnId)
      .where(sql`billed_quantity > credited_quantity`),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.returnId, () => supplierReturn),
    belongsTo(t, t.receiptLineId, () => goodsReceiptLine),
    belongsTo(t, t.orderLineId, () => purchaseOrderLine),
    check(
      'supplier_return_line_bounds',
      sql`quantity > 0 and billed_quantity between 0 and quantity and credited_quantity between 0 and billed_quantity`,
    ),
  ],
)
