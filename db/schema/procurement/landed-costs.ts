import { sql } from 'drizzle-orm'
import { check, date, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core'
import { amount, belongsTo, companyTable, exchangeRate, instant, quantity, stamps } from '../../columns'
import { company } from '../platform/tenant'
import { supplierInvoice } from './invoices'
import { goodsReceipt, goodsReceiptLine } from './receipts'

/** Freight, duty and insurance that belong to goods already received. */
export const landedCost = companyTable(
  'landed_cost',
  {
    status: text('status', { enum: ['draft', 'posted', 'reversed', 'cancelled'] }).notNull(),
    number: text('number').notNull(),
    documentDate: date('document_date').notNull(),
    postingDate: date('posting_date'),
    postedAt: instant('posted_at'),
    currency: text('currency').notNull(),
    rate: exchangeRate('rate').notNull(),
    amount: amount('amount').notNull().default('0'),
    baseAmount: amount('base_amount').notNull().default('0'),
    /** What of it stayed on stock and what had left it when it was posted; base currency. */
    onHand: amount('on_hand'),
    consumed: amount('consumed'),
    /** The invoice that the cost came by. */
    invoiceId: uuid('invoice_id'),
    description: text('description'),
    reason: text('reason'),
    note: text('note'),
    ...stamps,
  },
  (t) => [
    unique('landed_cost_number').on(t.tenantId, t.companyId, t.number),
    index('landed_cost_date').on(t.tenantId, t.documentDate, t.id),
    index('landed_cost_invoice').on(t.tenantId, t.invoiceId).where(sql`invoice_id is not null`),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.invoiceId, () => supplierInvoice),
  ],
)

export const landedCostCharge = companyTable(
  'landed_cost_charge',
  {
    landedCostId: uuid('landed_cost_id').notNull(),
    position: integer('position').notNull(),
    kind: text('kind', { enum: ['freight', 'duty', 'insurance', 'other'] }).notNull(),
    description: text('description'),
    method: text('method', { enum: ['quantity', 'value', 'weight', 'volume'] }).notNull(),
    amount: amount('amount').notNull(),
    baseAmount: amount('base_amount').notNull(),
  },
  (t) => [
    index('landed_cost_charge_of').on(t.tenantId, t.landedCostId, t.position),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.landedCostId, () => landedCost),
    check('landed_cost_charge_amount', sql`amount <> 0`),
  ],
)

/** A receipt line that bears the costs: its share of all charges together, and where that went. */
export const landedCostLine = companyTable(
  'landed_cost_line',
  {
    landedCostId: uuid('landed_cost_id').notNull(),
    position: integer('position').notNull(),
    receiptId: uuid('receipt_id').notNull(),
    receiptLineId: uuid('receipt_line_id').notNull(),
    itemId: uuid('item_id').notNull(),
    quantity: quantity('quantity').notNull(),
    value: amount('value').notNull(),
    share: amount('share').notNull(),
    onHand: amount('on_hand'),
    consumed: amount('consumed'),
  },
  (t) => [
    unique('landed_cost_line_once').on(t.tenantId, t.landedCostId, t.receiptLineId),
    index('landed_cost_line_receipt').on(t.tenantId, t.receiptLineId),
    index('landed_cost_line_receipt_of').on(t.tenantId, t.receiptId),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.landedCostId, () => landedCost),
    belongsTo(t, t.receiptId, () => goodsReceipt),
    belongsTo(t, t.receiptLineId, () => goodsReceiptLine),
  ],
)
