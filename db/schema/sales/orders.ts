import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, jsonb, text, unique, uuid } from 'drizzle-orm/pg-core'
import {
  amount,
  belongsTo,
  companyTable,
  exchangeRate,
  percent,
  quantity,
  searchIndex,
  stamps,
  unitPrice,
} from '../../columns'
import { company } from '../platform/tenant'
import { customer } from './customers'

/** What a printed address holds, as it was when the document was made. */
export interface DocumentAddress {
  name?: string | null
  lines: string[]
  city?: string | null
  region?: string | null
  postalCode?: string | null
  country?: string | null
}

/** Why a line has its list price. */
export interface PriceSource {
  priceId: string
  priceListId: string
  priceListCode: string
  level: 'customer' | 'group' | 'general'
  by: 'item' | 'category'
  minQuantity: string
  validFrom: string | null
  unitPrice: string
  unitId: string | null
}

/** Progress of a document along one axis, derived from what is linked to it. */
export const PROGRESS = ['none', 'part', 'full', 'over'] as const

/** Quotation and sales order: one document, quotation is its early life. */
export const salesOrder = companyTable(
  'sales_order',
  {
    status: text('status', {
      enum: ['draft', 'quoted', 'in_approval', 'blocked', 'approved', 'closed', 'cancelled', 'lost'],
    }).notNull(),
    number: text('number').notNull(),
    revision: integer('revision').notNull().default(0),
    documentDate: date('document_date').notNull(),
    validUntil: date('valid_until'),
    requestedDate: date('requested_date'),
    customerId: uuid('customer_id').notNull(),
    partyId: uuid('party_id').notNull(),
    customerName: text('customer_name').notNull(),
    customerReference: text('customer_reference'),
    currency: text('currency').notNull(),
    rate: exchangeRate('rate').notNull(),
    pricesIncludeTax: boolean('prices_include_tax').notNull().default(false),
    paymentTermId: uuid('payment_term_id'),
    salesPersonId: uuid('sales_person_id'),
    warehouseId: uuid('warehouse_id'),
    shipPolicy: text('ship_policy', { enum: ['partial', 'complete'] }).notNull(),
    invoicePolicy: text('invoice_policy', { enum: ['shipped', 'ordered'] }).notNull(),
    deliveryAddress: jsonb('delivery_address').$type<DocumentAddress>(),
    billingAddress: jsonb('billing_address').$type<DocumentAddress>(),
    discountPercent: percent('discount_percent').notNull().default('0'),
    discountAmount: amount('discount_amount').notNull().default('0'),
    net: amount('net').notNull().default('0'),
    tax: amount('tax').notNull().default('0'),
    gross: amount('gross').notNull().default('0'),
    baseNet: amount('base_net').notNull().default('0'),
    baseGross: amount('base_gross').notNull().default('0'),
    /** What still counts against the customer's credit limit, base currency. */
    exposure: amount('exposure').notNull().default('0'),
    reservationProgress: text('reservation_progress', { enum: PROGRESS }).notNull().default('none'),
    deliveryProgress: text('delivery_progress', { enum: PROGRESS }).notNull().default('none'),
    billingProgress: text('billing_progress', { enum: PROGRESS }).notNull().default('none'),
    reason: text('reason'),
    note: text('note'),
    internalNote: text('internal_note'),
    copiedFromId: uuid('copied_from_id'),
    returnId: uuid('return_id'),
    ...stamps,
  },
  (t) => [
    unique('sales_order_number').on(t.tenantId, t.companyId, t.number),
    index('sales_order_date').on(t.tenantId, t.documentDate, t.id),
    searchIndex('sales_order_search', t, t.number, t.customerName, t.customerReference),
    index('sales_order_status').on(t.tenantId, t.status, t.documentDate, t.id),
    index('sales_order_customer').on(t.tenantId, t.customerId, t.documentDate, t.id),
    index('sales_order_copied').on(t.tenantId, t.copiedFromId).where(sql`copied_from_id is not null`),
    index('sales_order_return').on(t.tenantId, t.returnId).where(sql`return_id is not null`),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.customerId, () => customer),
  ],
)

/** A line. Quantities of progress are in the item's stock unit, amounts in the order's currency. */
export const salesOrderLine = companyTable(
  'sales_order_line',
  {
    orderId: uuid('order_id').notNull(),
    position: integer('position').notNull(),
    /** A component belongs to the kit of another line: it has stock and delivery, the kit has price and bill. */
    kind: text('kind', { enum: ['item', 'freight', 'component'] })
      .notNull()
      .default('item'),
    itemId: uuid('item_id'),
    /** Whether the line is delivered from stock itself; services, freight and kits are not. */
    stocked: boolean('stocked').notNull().default(false),
    /** A kit is delivered as its components: `sales_refresh_orders` derives its progress from theirs, in whole kits. */
    kit: boolean('kit').notNull().default(false),
    kitLineId: uuid('kit_line_id'),
    /** Stock units of the component in one kit. */
    kitQuantity: quantity('kit_quantity'),
    description: text('description').notNull(),
    unitId: uuid('unit_id'),
    /** Stock units in one unit of the line. */
    unitFactor: quantity('unit_factor').notNull().default('1'),
    quantity: quantity('quantity').notNull(),
    stockQuantity: quantity('stock_quantity').notNull(),
    listPrice: unitPrice('list_price'),
    priceSource: jsonb('price_source').$type<PriceSource>(),
    unitPrice: unitPrice('unit_price').notNull(),
    discountPercent: percent('discount_percent').notNull().default('0'),
    taxCodeIds: uuid('tax_code_ids').array().notNull().default(sql`'{}'::uuid[]`),
    requestedDate: date('requested_date'),
    warehouseId: uuid('warehouse_id'),
    /** After the line discount, before the document discount. */
    amount: amount('amount').notNull(),
    documentDiscount: amount('document_discount').notNull().default('0'),
    net: amount('net').notNull(),
    tax: amount('tax').notNull(),
    gross: amount('gross').notNull(),
    baseNet: amount('base_net').notNull(),
    baseGross: amount('base_gross').notNull(),
    /** What the customer will still get: the ordered quantity less what was closed short. */
    openedQuantity: quantity('opened_quantity').notNull(),
    reservedQuantity: quantity('reserved_quantity').notNull().default('0'),
    shortQuantity: quantity('short_quantity').notNull().default('0'),
    /** In deliveries not yet posted. */
    plannedQuantity: quantity('planned_quantity').notNull().default('0'),
    deliveredQuantity: quantity('delivered_quantity').notNull().default('0'),
    returnedQuantity: quantity('returned_quantity').notNull().default('0'),
    invoicedQuantity: quantity('invoiced_quantity').notNull().default('0'),
    /** Of the invoiced quantity, what came back and was credited: it is neither kept nor billed. */
    creditedQuantity: quantity('credited_quantity').notNull().default('0'),
    /** `amount` and `documentDiscount` already on posted invoices. */
    invoicedAmount: amount('invoiced_amount').notNull().default('0'),
    invoicedDiscount: amount('invoiced_discount').notNull().default('0'),
    /** Where revenue is recognised on delivery: what stands for the line as delivered and not billed, and as billed and not delivered. */
    unbilledAmount: amount('unbilled_amount').notNull().default('0'),
    unbilledBase: amount('unbilled_base').notNull().default('0'),
    deferredAmount: amount('deferred_amount').notNull().default('0'),
    deferredBase: amount('deferred_base').notNull().default('0'),
    note: text('note'),
  },
  (t) => [
    index('sales_order_line_order').on(t.tenantId, t.orderId, t.position),
    index('sales_order_line_item').on(t.tenantId, t.itemId),
    index('sales_order_line_short').on(t.tenantId, t.itemId, t.warehouseId).where(sql`short_quantity > 0`),
    index('sales_order_line_kit').on(t.tenantId, t.kitLineId).where(sql`kit_line_id is not null`),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.orderId, () => salesOrder),
    belongsTo(t, t.kitLineId, () => t).onDelete('cascade'),
    check('sales_order_line_item_named', sql`kind = 'freight' or item_id is not null`),
    check(
      'sales_order_line_component',
      sql`(kind = 'component') = (kit_line_id is not null) and (kind = 'component') = (kit_quantity is not null) and not (kit and stocked)`,
    ),
    check(
      'sales_order_line_progress',
      sql`delivered_quantity >= 0 and planned_quantity >= 0 and returned_quantity between 0 and delivered_quantity and invoiced_quantity >= 0`,
    ),
  ],
)
