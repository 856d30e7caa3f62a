import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, jsonb, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
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
import { account } from '../finance/account'
import { company } from '../platform/tenant'
import { supplier } from './suppliers'

export const PAYMENT_BLOCKS = ['price', 'quantity', 'no_receipt', 'tax', 'duplicate', 'bank_change'] as const

/** A supplier's invoice, or the credit note that takes one back. Amounts of both kinds are positive. */
export const supplierInvoice = companyTable(
  'supplier_invoice',
  {
    status: text('status', { enum: ['draft', 'blocked', 'posted', 'reversed'] }).notNull(),
    kind: text('kind', { enum: ['invoice', 'credit_note'] }).notNull(),
    /** Ours: gapless, given when posted. */
    number: text('number'),
    /** The supplier's, as written and as it is compared. */
    supplierNumber: text('supplier_number').notNull(),
    duplicateKey: text('duplicate_key').notNull(),
    documentYear: integer('document_year').notNull(),
    supplierId: uuid('supplier_id').notNull(),
    partyId: uuid('party_id').notNull(),
    supplierName: text('supplier_name').notNull(),
    documentDate: date('document_date').notNull(),
    postingDate: date('posting_date').notNull(),
    taxDate: date('tax_date').notNull(),
    dueDate: date('due_date'),
    currency: text('currency').notNull(),
    rate: exchangeRate('rate').notNull(),
    paymentTermId: uuid('payment_term_id'),
    /** What the supplier states of the tax; null = what the tax codes say. */
    statedTax: amount('stated_tax'),
    /** Rounding of the amount payable, as stated. */
    rounding: amount('rounding').notNull().default('0'),
    /** Paid in advance, as stated; settled from the supplier's advances. */
    prepaid: amount('prepaid').notNull().default('0'),
    net: amount('net').notNull().default('0'),
    /** As the supplier states it, and as the tax codes say on the tax date. */
    tax: amount('tax').notNull().default('0'),
    computedTax: amount('computed_tax').notNull().default('0'),
    gross: amount('gross').notNull().default('0'),
    baseNet: amount('base_net').notNull().default('0'),
    baseTax: amount('base_tax').notNull().default('0'),
    baseGross: amount('base_gross').notNull().default('0'),
    taxes: jsonb('taxes').$type<{ taxCodeId: string; rateId: string; base: string; tax: string }[]>().notNull(),
    /** Why it may not be paid; empty = it may. */
    paymentBlocks: text('payment_blocks', { enum: PAYMENT_BLOCKS }).array().notNull().default(sql`'{}'::text[]`),
    /** Where it came from. */
    origin: text('origin', { enum: ['manual', 'order', 'receipt', 'ubl', 'portal'] })
      .notNull()
      .default('manual'),
    orderReference: text('order_reference'),
    entryId: uuid('entry_id'),
    reversalEntryId: uuid('reversal_entry_id'),
    /** The invoice that a credit note takes back. */
    invoiceId: uuid('invoice_id'),
    historical: boolean('historical').notNull().default(false),
    reason: text('reason'),
    note: text('note'),
    ...stamps,
  },
  (t) => [
    unique('supplier_invoice_number').on(t.tenantId, t.companyId, t.kind, t.number),
    // One number of one supplier in one year is one invoice, however it is spelled and whoever enters it at the same time.
    uniqueIndex('supplier_invoice_duplicate')
      .on(t.tenantId, t.supplierId, t.documentYear, t.duplicateKey)
      .where(sql`status <> 'reversed'`),
    index('supplier_invoice_date').on(t.tenantId, t.documentDate, t.id),
    searchIndex('supplier_invoice_search', t, t.number, t.supplierNumber, t.supplierName),
    index('supplier_invoice_status').on(t.tenantId, t.status, t.documentDate, t.id),
    index('supplier_invoice_supplier').on(t.tenantId, t.supplierId, t.documentDate, t.id),
    index('supplier_invoice_blocked').on(t.tenantId, t.companyId, t.id).where(sql`payment_blocks <> '{}'`),
    index('supplier_invoice_credited').on(t.tenantId, t.invoiceId).where(sql`invoice_id is not null`),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.supplierId, () => supplier),
  ],
)

/** A line. `quantity` in the stock unit, `unitQuantity` as the supplier counts; amounts in the invoice's currency unless named base. */
export const supplierInvoiceLine = companyTable(
  'supplier_invoice_line',
  {
    invoiceId: uuid('invoice_id').notNull(),
    position: integer('position').notNull(),
    kind: text('kind', { enum: ['item', 'service', 'freight', 'free'] }).notNull(),
    orderId: uuid('order_id'),
    orderLineId: uuid('order_line_id'),
    /** The receipt or return it is meant for, where it names one. */
    receiptLineId: uuid('receipt_line_id'),
    returnLineId: uuid('return_line_id'),
    /** The invoice line that this line of a credit note takes back; `allowance`: money only. */
    originalLineId: uuid('original_line_id'),
    allowance: boolean('allowance').notNull().default(false),
    itemId: uuid('item_id'),
    stocked: boolean('stocked').notNull().default(false),
    description: text('description').notNull(),
    supplierItemCode: text('supplier_item_code'),
    unitId: uuid('unit_id'),
    unitFactor: quantity('unit_factor').notNull().default('1'),
    unitQuantity: quantity('unit_quantity').notNull(),
    quantity: quantity('quantity').notNull(),
    unitPrice: unitPrice('unit_price').notNull(),
    discountPercent: percent('discount_percent').notNull().default('0'),
    taxCodeIds: uuid('tax_code_ids').array().notNull().default(sql`'{}'::uuid[]`),
    net: amount('net').notNull(),
    tax: amount('tax').notNull().default('0'),
    gross: amount('gross').notNull().default('0'),
    baseNet: amount('base_net').notNull().default('0'),
    /** Net with the tax that cannot be deducted; base currency. */
    baseCost: amount('base_cost').notNull().default('0'),
    /** Where the cost goes that is not goods received: expense, clearing. Null = goods received, not invoiced. */
    accountId: uuid('account_id'),
    costCenterId: uuid('cost_center_id'),
    projectId: uuid('project_id'),
    /** What goods received, not invoiced was debited with for the quantity that has met no receipt yet; base currency. */
    unmatchedQuantity: quantity('unmatched_quantity').notNull().default('0'),
    unmatchedBase: amount('unmatched_base').notNull().default('0'),
    creditedQuantity: quantity('credited_quantity').notNull().default('0'),
    creditedNet: amount('credited_net').notNull().default('0'),
  },
  (t) => [
    index('supplier_invoice_line_invoice').on(t.tenantId, t.invoiceId, t.position),
    index('supplier_invoice_line_order').on(t.tenantId, t.orderId).where(sql`order_id is not null`),
    index('supplier_invoice_line_order_line').on(t.tenantId, t.orderLineId).where(sql`order_line_id is not null`),
    index('supplier_invoice_line_unmatched')
      .on(t.tenantId, t.companyId, t.orderLineId)
      .where(sql`unmatched_quantity <> 0 or unmatched_base <> 0`),
    index('supplier_invoice_line_original').on(t.tenantId, t.originalLineId).where(sql`original_line_id is not null`),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.invoiceId, () => supplierInvoice),
    check('supplier_invoice_line_bounds', sql`quantity >= 0 and credited_quantity between 0 and quantity`),
  ],
)

/**
 * Which receipt (or return) a billed quantity met: goods received, not invoiced cleared at the receipt's amount, and what the price
 * and the exchange rate made of the difference. Quantities of credit notes are negative.
 */
export const supplierInvoiceMatch = companyTable(
  'supplier_invoice_match',
  {
    invoiceId: uuid('invoice_id').notNull(),
    invoiceLineId: uuid('invoice_line_id').notNull(),
    receiptLineId: uuid('receipt_line_id'),
    returnLineId: uuid('return_line_id'),
    /** Of a credit note: the match that it takes back, or the invoice line whose waiting quantity it takes off. */
    undoesId: uuid('undoes_id'),
    creditedLineId: uuid('credited_line_id'),
    quantity: quantity('quantity').notNull(),
    /** Cost of the receipt in the order's currency, and in base. */
    cleared: amount('cleared').notNull(),
    clearedBase: amount('cleared_base').notNull(),
    priceVariance: amount('price_variance').notNull().default('0'),
    exchangeVariance: amount('exchange_variance').notNull().default('0'),
    /** Of the variances: into stock (and what has left it), by inventory; the rest went to expense or exchange accounts. */
    adjusted: amount('adjusted').notNull().default('0'),
    expensed: amount('expensed').notNull().default('0'),
    /** Made when the receipt came after the invoice. */
    late: boolean('late').notNull().default(false),
    postingDate: date('posting_date').notNull(),
    reversed: boolean('reversed').notNull().default(false),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    index('supplier_invoice_match_invoice').on(t.tenantId, t.invoiceId),
    index('supplier_invoice_match_line').on(t.tenantId, t.invoiceLineId),
    index('supplier_invoice_match_receipt').on(t.tenantId, t.receiptLineId).where(sql`receipt_line_id is not null`),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.invoiceId, () => supplierInvoice),
    belongsTo(t, t.invoiceLineId, () => supplierInvoiceLine),
  ],
)

/** Why an invoice waits: what was stated, what was expected, and who let it go. */
export const supplierInvoiceBlock = companyTable(
  'supplier_invoice_block',
  {
    invoiceId: uuid('invoice_id').notNull(),
    lineId: uuid('line_id'),
    kind: text('kind', { enum: PAYMENT_BLOCKS }).notNull(),
    side: text('side', { enum: ['above', 'below'] }),
    stated: text('stated'),
    expected: text('expected'),
    allowed: text('allowed'),
    /** `lifted`: the test was made again and passed. */
    state: text('state', { enum: ['open', 'released', 'lifted'] })
      .notNull()
      .default('open'),
    reason: text('reason'),
    settledAt: instant('settled_at'),
    settledBy: uuid('settled_by'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    index('supplier_invoice_block_invoice').on(t.tenantId, t.invoiceId),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.invoiceId, () => supplierInvoice),
  ],
)

/** How a company compares invoices; the limits of one supplier stand on the supplier. */
export const purchaseMatchSetting = companyTable(
  'purchase_match_setting',
  {
    /** Outside the limits: posted with a payment block, or refused. */
    outsideAction: text('outside_action', { enum: ['block', 'refuse'] })
      .notNull()
      .default('block'),
    /** Invoices of one supplier with the same amount this near are suspected to be the same. */
    duplicateDays: integer('duplicate_days').notNull().default(30),
    /** What a rate that moved between receipt and invoice changes: the cost of the goods, or a gain or loss. */
    exchangeVariance: text('exchange_variance', { enum: ['cost', 'gain_loss'] })
      .notNull()
      .default('cost'),
    /** Whether services need an acceptance before they are paid. */
    servicePolicy: text('service_policy', { enum: ['two_way', 'three_way'] })
      .notNull()
      .default('two_way'),
    /** Where discounts and charges on a whole e-invoice go that are no freight; null = whoever posts it says. */
    allowanceAccountId: uuid('allowance_account_id'),
    chargeAccountId: uuid('charge_account_id'),
    ...stamps,
  },
  (t) => [
    belongsTo(t, t.allowanceAccountId, () => account),
    belongsTo(t, t.chargeAccountId, () => account),
    unique('purchase_match_setting_company').on(t.tenantId, t.companyId),
    belongsTo(t, t.companyId, () => company),
    check('purchase_match_setting_days', sql`duplicate_days between 0 and 366`),
  ],
)

/** Limits of a company (`all`) or of a kind of item; null = what the wider one says, or no limit. Amounts in base currency. */
export const purchaseMatchLimit = companyTable(
  'purchase_match_limit',
  {
    itemKind: text('item_kind', { enum: ['all', 'stock', 'service', 'freight'] }).notNull(),
    priceAbovePercent: percent('price_above_percent'),
    priceAboveAmount: amount('price_above_amount'),
    priceBelowPercent: percent('price_below_percent'),
    priceBelowAmount: amount('price_below_amount'),
    quantityAbovePercent: percent('quantity_above_percent'),
    quantityAboveQuantity: quantity('quantity_above_quantity'),
    quantityBelowPercent: percent('quantity_below_percent'),
    quantityBelowQuantity: quantity('quantity_below_quantity'),
    freightAbovePercent: percent('freight_above_percent'),
    freightAboveAmount: amount('freight_above_amount'),
    ...stamps,
  },
  (t) => [
    unique('purchase_match_limit_kind').on(t.tenantId, t.companyId, t.itemKind),
    belongsTo(t, t.companyId, () => company),
    check(
      'purchase_match_limit_bounds',
      sql`least(price_above_percent, price_above_amount, price_below_percent, price_below_amount, quantity_above_percent, quantity_above_quantity,
        quantity_below_percent, quantity_below_quantity, freight_above_percent, freight_above_amount) >= 0`,
    ),
  ],
)
