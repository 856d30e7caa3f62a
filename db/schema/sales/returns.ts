import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core'
import { amount, belongsTo, companyTable, quantity, stamps } from '../../columns'
import { company } from '../platform/tenant'
import { customer } from './customers'
import { deliveryLine } from './deliveries'
import { salesOrderLine } from './orders'

/** Goods that come back, and the credit for them. */
export const salesReturn = companyTable(
  'sales_return',
  {
    status: text('status', { enum: ['draft', 'approved', 'received', 'closed', 'cancelled'] }).notNull(),
    number: text('number').notNull(),
    customerId: uuid('customer_id').notNull(),
    partyId: uuid('party_id').notNull(),
    customerName: text('customer_name').notNull(),
    documentDate: date('document_date').notNull(),
    receivedOn: date('received_on'),
    reason: text('reason').notNull(),
    creditNoteId: uuid('credit_note_id'),
    replacementOrderId: uuid('replacement_order_id'),
    /** Whether a credit note is to be made of it. */
    credit: boolean('credit').notNull().default(true),
    note: text('note'),
    ...stamps,
  },
  (t) => [
    unique('sales_return_number').on(t.tenantId, t.companyId, t.number),
    index('sales_return_date').on(t.tenantId, t.documentDate, t.id),
    index('sales_return_customer').on(t.tenantId, t.customerId, t.documentDate, t.id),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.customerId, () => customer),
  ],
)

/** Its id is the id of the stock move that brings the goods back. */
export const salesReturnLine = companyTable(
  'sales_return_line',
  {
    returnId: uuid('return_id').notNull(),
    position: integer('position').notNull(),
    deliveryLineId: uuid('delivery_line_id').notNull(),
    orderLineId: uuid('order_line_id').notNull(),
    itemId: uuid('item_id').notNull(),
    description: text('description').notNull(),
    quantity: quantity('quantity').notNull(),
    receivedQuantity: quantity('received_quantity').notNull().default('0'),
    disposition: text('disposition', { enum: ['stock', 'quarantine', 'scrap'] }).notNull(),
    warehouseId: uuid('warehouse_id').notNull(),
    binId: uuid('bin_id'),
    lotId: uuid('lot_id'),
    cost: amount('cost'),
  },
  (t) => [
    index('sales_return_line_return').on(t.tenantId, t.returnId, t.position),
    index('sales_return_line_delivery_line').on(t.tenantId, t.deliveryLineId),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.returnId, () => salesReturn),
    belongsTo(t, t.deliveryLineId, () => deliveryLine),
    belongsTo(t, t.orderLineId, () => salesOrderLine),
    check('sales_return_line_bounds', sql`quantity > 0 and received_quantity between 0 and quantity`),
  ],
)
