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
import { deliveryLine } from './deliveries'
import { type DocumentAddress, salesOrder, salesOrderLine } from './orders'

/** A bill to a customer, or the credit that takes one back. Amounts of both kinds are positive. */
export const customerInvoice = companyTable(
  'customer_invoice',
  {
    status: text('status', { enum: ['draft', 'posted', 'reversed'] }).notNull(),
    kind: text('kind', { enum: ['invoice', 'credit_note'] }).notNull(),
    /** Gapless; given when posted. */
    number: text('number'),
    customerId: uuid('customer_id').notNull(),
    partyId: uuid('party_id').notNull(),
    customerName: text('customer_name').notNull(),
    customerReference: text('customer_reference'),
    documentDate: date('document_date').notNull(),
    postingDate: date('posting_date').notNull(),
    taxDate: date('tax_date').notNull(),
    dueDate: date('due_date'),
    currency: text('currency').notNull(),
    rate: exchangeRate('rate').notNull(),
    pricesIncludeTax: boolean('prices_include_tax').notNull().default(false),
    paymentTermId: uuid('payment_term_id'),
    salesPersonId: uuid('sales_person_id'),
    billingAddress: jsonb('billing_address').$type<DocumentAddress>(),
    net: amount('net').notNull().default('0'),
    tax: amount('tax').notNull().default('0'),
    gross: amount('gross').notNull().default('0'),
    baseNet: amount('base_net').notNull().default('0'),
    baseTax: amount('base_tax').notNull().default('0'),
    baseGross: amount('base_gross').notNull().default('0'),
    /** What is payable less the total: rounding to the company's step, in its own currency only. */
    rounding: amount('rounding').notNull().default('0'),
    /** Tax by rate as computed, for print and for the tax return. */
    taxes: jsonb('taxes').$type<{ taxCodeId: string; rateId: string; base: string; tax: string }[]>().notNull(),
    entryId: uuid('entry_id'),
    reversalEntryId: uuid('reversal_entry_id'),
    /** The invoice that a credit note takes back. */
    invoiceId: uuid('invoice_id'),
    returnId: uuid('return_id'),
    reason: text('reason'),
    note: text('note'),
    ...stamps,
  },
  (t) => [
    unique('customer_invoice_number').on(t.tenantId, t.companyId, t.kind, t.number),
    index('customer_invoice_date').on(t.tenantId, t.documentDate, t.id),
    searchIndex('customer_invoice_search', t, t.number, t.customerName, t.customerReference),
    index('customer_invoice_status').on(t.tenantId, t.status, t.documentDate, t.id),
    index('customer_invoice_customer').on(t.tenantId, t.customerId, t.documentDate, t.id),
    index('customer_invoice_credited').on(t.tenantId, t.invoiceId).where(sql`invoice_id is not null`),
    index('customer_invoice_return').on(t.tenantId, t.returnId).where(sql`return_id is not null`),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.customerId, () => customer),
  ],
)

/** Quantity in the stock unit for the guards, `unitQuantity` in the unit that is printed. */
export const customerInvoiceLine = companyTable(
  'customer_invoice_line',
  {
    invoiceId: uuid('invoice_id').notNull(),
    position: integer('position').notNull(),
    kind: text('kind', { enum: ['item', 'freight', 'free'] }).notNull(),
    orderId: uuid('order_id'),
    orderLineId: uuid('order_line_id'),
    deliveryLineId: uuid('delivery_line_id'),
    /** The invoice line that this line of a credit note takes back. */
    originalLineId: uuid('original_line_id'),
    /** Whether a credit note's line takes back a quantity (a return) or only money (an allowance). */
    allowance: boolean('allowance').notNull().default(false),
    customerId: uuid('customer_id').notNull(),
    itemId: uuid('item_id'),
    categoryId: uuid('category_id'),
    description: text('description').notNull(),
    unitId: uuid('unit_id'),
    unitQuantity: quantity('unit_quantity').notNull(),
    quantity: quantity('quantity').notNull(),
    unitPrice: unitPrice('unit_price').notNull(),
    discountPercent: percent('discount_percent').notNull().default('0'),
    taxCodeIds: uuid('tax_code_ids').array().notNull().default(sql`'{}'::uuid[]`),
    amount: amount('amount').notNull(),
    documentDiscount: amount('document_discount').notNull().default('0'),
    net: amount('net').notNull(),
    tax: amount('tax').notNull(),
    gross: amount('gross').notNull(),
    baseNet: amount('base_net').notNull(),
    revenueAccountId: uuid('revenue_account_id'),
    creditedQuantity: quantity('credited_quantity').notNull().default('0'),
    creditedAmount: amount('credited_amount').notNull().default('0'),
    /** Net price of one stock unit in base currency, set with `postedOn` on invoices only: the history that prices are compared with. */
    baseUnitPrice: unitPrice('base_unit_price'),
    postedOn: date('posted_on'),
    /** What posting it has done to the balances of its order line (see there); given back when it is reversed. */
    unbilledAmount: amount('unbilled_amount').notNull().default('0'),
    unbilledBase: amount('unbilled_base').notNull().default('0'),
    deferredAmount: amount('deferred_amount').notNull().default('0'),
    deferredBase: amount('deferred_base').notNull().default('0'),
  },
  (t) => [
    index('customer_invoice_line_invoice').on(t.tenantId, t.invoiceId, t.position),
    index('customer_invoice_line_order').on(t.tenantId, t.orderId),
    index('customer_invoice_line_order_line').on(t.tenantId, t.orderLineId),
    index('customer_invoice_line_delivery_line').on(t.tenantId, t.deliveryLineId),
    index('customer_invoice_line_item_sales')
      .on(t.tenantId, t.companyId, t.itemId, t.postedOn, t.id)
      .where(sql`posted_on is not null`),
    index('customer_invoice_line_customer_sales')
      .on(t.tenantId, t.customerId, t.itemId, t.postedOn, t.id)
      .where(sql`posted_on is not null`),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.invoiceId, () => customerInvoice),
    belongsTo(t, t.orderId, () => salesOrder),
    belongsTo(t, t.orderLineId, () => salesOrderLine),
    belongsTo(t, t.deliveryLineId, () => deliveryLine),
    check('customer_invoice_line_credited', sql`credited_quantity >= 0 and credited_amount >= 0`),
  ],
)
