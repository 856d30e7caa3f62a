import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, jsonb, text, unique, uuid } from 'drizzle-orm/pg-core'
import { amount, belongsTo, companyTable, instant, quantity, searchIndex, stamps } from '../../columns'
import { company } from '../platform/tenant'
import { customer } from './customers'
import { type DocumentAddress, salesOrder, salesOrderLine } from './orders'

/** Goods on their way to one customer, from one or several orders. */
export const delivery = companyTable(
  'delivery',
  {
    status: text('status', {
      enum: ['draft', 'released', 'picking', 'packed', 'posted', 'reversed', 'cancelled'],
    }).notNull(),
    number: text('number').notNull(),
    customerId: uuid('customer_id').notNull(),
    partyId: uuid('party_id').notNull(),
    customerName: text('customer_name').notNull(),
    documentDate: date('document_date').notNull(),
    postingDate: date('posting_date'),
    address: jsonb('address').$type<DocumentAddress>(),
    carrier: text('carrier'),
    trackingNumber: text('tracking_number'),
    packages: integer('packages'),
    postedAt: instant('posted_at'),
    /** Cost of the goods that left, base currency. */
    cost: amount('cost').notNull().default('0'),
    /** Left another system's stock before this one counted it: it has no stock moves here. */
    historical: boolean('historical').notNull().default(false),
    reason: text('reason'),
    note: text('note'),
    ...stamps,
  },
  (t) => [
    unique('delivery_number').on(t.tenantId, t.companyId, t.number),
    index('delivery_date').on(t.tenantId, t.documentDate, t.id),
    searchIndex('delivery_search', t, t.number, t.customerName, t.trackingNumber),
    index('delivery_status').on(t.tenantId, t.status, t.documentDate, t.id),
    index('delivery_customer').on(t.tenantId, t.customerId, t.documentDate, t.id),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.customerId, () => customer),
  ],
)

/** One item from one place and lot; its id is the id of its stock move. Quantities in the stock unit. */
export const deliveryLine = companyTable(
  'delivery_line',
  {
    deliveryId: uuid('delivery_id').notNull(),
    position: integer('position').notNull(),
    orderId: uuid('order_id').notNull(),
    orderLineId: uuid('order_line_id').notNull(),
    itemId: uuid('item_id').notNull(),
    description: text('description').notNull(),
    warehouseId: uuid('warehouse_id').notNull(),
    binId: uuid('bin_id'),
    lotId: uuid('lot_id'),
    plannedQuantity: quantity('planned_quantity').notNull(),
    /** What was picked; what leaves when the delivery is posted. */
    quantity: quantity('quantity').notNull(),
    returnedQuantity: quantity('returned_quantity').notNull().default('0'),
    invoicedQuantity: quantity('invoiced_quantity').notNull().default('0'),
    cost: amount('cost'),
  },
  (t) => [
    index('delivery_line_delivery').on(t.tenantId, t.deliveryId, t.position),
    index('delivery_line_order').on(t.tenantId, t.orderId),
    index('delivery_line_order_line').on(t.tenantId, t.orderLineId),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.deliveryId, () => delivery),
    belongsTo(t, t.orderId, () => salesOrder),
    belongsTo(t, t.orderLineId, () => salesOrderLine),
    check(
      'delivery_line_bounds',
      sql`planned_quantity >= 0 and quantity >= 0 and returned_quantity between 0 and quantity and invoiced_quantity >= 0`,
    ),
  ],
)
