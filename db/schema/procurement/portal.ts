import { sql } from 'drizzle-orm'
import { boolean, check, date, index, text, uuid } from 'drizzle-orm/pg-core'
import { belongsTo, companyTable, instant, quantity, stamps } from '../../columns'
import { company } from '../platform/tenant'
import { purchaseOrder, purchaseOrderLine } from './orders'
import { goodsReceipt } from './receipts'
import { supplier } from './suppliers'

/** A link that lets a supplier without an account see and answer its own documents. The link itself is signed and never stored. */
export const supplierPortalLink = companyTable(
  'supplier_portal_link',
  {
    supplierId: uuid('supplier_id').notNull(),
    /** Made for mails: one that still runs is put into the next mail too. */
    mailed: boolean('mailed').notNull().default(false),
    /** Whom it was made for. */
    note: text('note'),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    revokedBy: uuid('revoked_by'),
    lastUsedAt: instant('last_used_at'),
    ...stamps,
  },
  (t) => [
    index('supplier_portal_link_supplier').on(t.tenantId, t.supplierId, t.expiresAt),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.supplierId, () => supplier),
  ],
)

/** Goods that a supplier says are on their way for an order. */
export const purchaseShipmentNotice = companyTable(
  'purchase_shipment_notice',
  {
    supplierId: uuid('supplier_id').notNull(),
    orderId: uuid('order_id').notNull(),
    status: text('status', { enum: ['announced', 'received', 'cancelled'] }).notNull(),
    /** The number of the supplier's delivery note. */
    reference: text('reference'),
    carrier: text('carrier'),
    trackingNumber: text('tracking_number'),
    shipDate: date('ship_date').notNull(),
    expectedDate: date('expected_date'),
    note: text('note'),
    /** The receipt that takes it in: a draft holds it, a posted one has received it. */
    receiptId: uuid('receipt_id'),
    ...stamps,
  },
  (t) => [
    index('purchase_shipment_notice_receipt').on(t.tenantId, t.receiptId).where(sql`receipt_id is not null`),
    belongsTo(t, t.receiptId, () => goodsReceipt),
    index('purchase_shipment_notice_order').on(t.tenantId, t.orderId, t.id),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.supplierId, () => supplier),
    belongsTo(t, t.orderId, () => purchaseOrder),
    check('purchase_shipment_notice_dates', sql`expected_date >= ship_date`),
  ],
)

/** How much of an order line is on its way. */
export const purchaseShipmentNoticeLine = companyTable(
  'purchase_shipment_notice_line',
  {
    noticeId: uuid('notice_id').notNull(),
    orderLineId: uuid('order_line_id').notNull(),
    /** In the unit of the order line, and in the item's stock unit. */
    quantity: quantity('quantity').notNull(),
    stockQuantity: quantity('stock_quantity').notNull(),
  },
  (t) => [
    index('purchase_shipment_notice_line_of').on(t.tenantId, t.noticeId),
    index('purchase_shipment_notice_line_order').on(t.tenantId, t.orderLineId),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.noticeId, () => purchaseShipmentNotice),
    belongsTo(t, t.orderLineId, () => purchaseOrderLine),
    check('purchase_shipment_notice_line_bounds', sql`quantity > 0 and stock_quantity > 0`),
  ],
)
