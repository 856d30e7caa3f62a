import { date, index, integer, unique, uuid } from 'drizzle-orm/pg-core'
import { amount, belongsTo, companyTable, quantity } from '../../columns'
import { company } from '../platform/tenant'

/**
 * Posted sales per day, customer and item in base currency, invoices less credit notes; kept in the transaction that posts.
 * `itemId` nil uuid = freight and free lines.
 */
export const salesDayTotal = companyTable(
  'sales_day_total',
  {
    day: date('day').notNull(),
    customerId: uuid('customer_id').notNull(),
    itemId: uuid('item_id').notNull(),
    categoryId: uuid('category_id'),
    net: amount('net').notNull(),
    quantity: quantity('quantity').notNull(),
    lines: integer('lines').notNull(),
  },
  (t) => [
    unique('sales_day_total_cell').on(t.tenantId, t.companyId, t.day, t.customerId, t.itemId),
    index('sales_day_total_customer').on(t.tenantId, t.companyId, t.customerId, t.day),
    index('sales_day_total_item').on(t.tenantId, t.companyId, t.itemId, t.day),
    belongsTo(t, t.companyId, () => company),
  ],
)
