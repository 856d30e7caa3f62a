import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, jsonb, text, unique, uuid } from 'drizzle-orm/pg-core'
import { amount, belongsTo, companyTable, percent, quantity, stamps, unitPrice } from '../../columns'
import { item, itemCategory } from '../inventory/item'
import { warehouse } from '../inventory/warehouse'
import { company } from '../platform/tenant'

/** What happens with goods beyond a tolerance: they are taken, taken on hold, or refused. */
export const RECEIPT_ACTIONS = ['accept', 'hold', 'refuse'] as const

/** Limits of the three-way match where a supplier has its own; a limit that is left out is the company's. Amounts in base currency. */
export interface MatchLimits {
  priceAbovePercent?: string
  priceAboveAmount?: string
  priceBelowPercent?: string
  priceBelowAmount?: string
  quantityAbovePercent?: string
  quantityBelowPercent?: string
  freightAbovePercent?: string
  freightAboveAmount?: string
}

/** A party in its role as seller to one company: the terms of purchase. Name, addresses and tax id stand on the party. */
export const supplier = companyTable(
  'supplier',
  {
    partyId: uuid('party_id').notNull(),
    code: text('code').notNull(),
    /** The party's name, kept with it, so that lists search and sort without a join. */
    name: text('name').notNull(),
    /** Whose rule the tax id of the party is checked by; ISO 3166-1 alpha-2. */
    taxCountry: text('tax_country'),
    currency: text('currency').notNull(),
    paymentTermId: uuid('payment_term_id'),
    buyerId: uuid('buyer_id'),
    taxCodeIds: uuid('tax_code_ids').array().notNull().default(sql`'{}'::uuid[]`),
    taxExempt: boolean('tax_exempt').notNull().default(false),
    leadTimeDays: integer('lead_time_days').notNull().default(0),
    /** Least net amount of an order, supplier's currency; null = none. */
    minimumOrder: amount('minimum_order'),
    /** Order quantities are multiples of it (stock unit) where a price agreement has none of its own. */
    orderMultiple: quantity('order_multiple'),
    /** Percent of the ordered quantity; null = the company's. */
    overReceiptPercent: percent('over_receipt_percent'),
    underReceiptPercent: percent('under_receipt_percent'),
    overReceiptAction: text('over_receipt_action', { enum: RECEIPT_ACTIONS }),
    /** Which documents an invoice is compared with. */
    matchPolicy: text('match_policy', { enum: ['two_way', 'three_way'] })
      .notNull()
      .default('three_way'),
    matchLimits: jsonb('match_limits').$type<MatchLimits>().notNull().default({}),
    warehouseId: uuid('warehouse_id'),
    /** Where orders are sent; null = the party's address. */
    orderEmail: text('order_email'),
    /** `orders` stops approvals, `all` stops receipts and payments too. */
    block: text('block', { enum: ['none', 'orders', 'all'] })
      .notNull()
      .default('none'),
    blockReason: text('block_reason'),
    note: text('note'),
    ...stamps,
  },
  (t) => [
    unique('supplier_code').on(t.tenantId, t.companyId, t.code),
    unique('supplier_party').on(t.tenantId, t.companyId, t.partyId),
    index('supplier_name').on(t.tenantId, t.companyId, t.name),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.warehouseId, () => warehouse),
    check(
      'supplier_bounds',
      sql`lead_time_days between 0 and 3650 and minimum_order >= 0 and order_multiple > 0 and over_receipt_percent >= 0 and under_receipt_percent between 0 and 100`,
    ),
  ],
)

/** What a supplier asks for an item or a category, from a quantity on (stock unit), between two dates inclusive. */
export const supplierPrice = companyTable(
  'supplier_price',
  {
    supplierId: uuid('supplier_id').notNull(),
    itemId: uuid('item_id'),
    categoryId: uuid('category_id'),
    /** Null = the item's stock unit. */
    unitId: uuid('unit_id'),
    currency: text('currency').notNull(),
    minQuantity: quantity('min_quantity').notNull().default('0'),
    validFrom: date('valid_from'),
    validTo: date('valid_to'),
    unitPrice: unitPrice('unit_price').notNull(),
    discountPercent: percent('discount_percent').notNull().default('0'),
    /** Least quantity of an order line and the step above it, stock units; null = the supplier's. */
    orderMinimum: quantity('order_minimum'),
    orderMultiple: quantity('order_multiple'),
    leadTimeDays: integer('lead_time_days'),
    /** What the supplier calls the item. */
    supplierItemCode: text('supplier_item_code'),
    /** The contract it comes from. */
    agreement: text('agreement'),
    ...stamps,
  },
  (t) => [
    // Two rows that would win equally: refused here, so that the order of entry never decides.
    unique('supplier_price_tie')
      .on(t.tenantId, t.supplierId, t.itemId, t.categoryId, t.unitId, t.currency, t.minQuantity, t.validFrom)
      .nullsNotDistinct(),
    index('supplier_price_item').on(t.tenantId, t.itemId, t.supplierId),
    index('supplier_price_category').on(t.tenantId, t.categoryId, t.supplierId),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.supplierId, () => supplier),
    belongsTo(t, t.itemId, () => item),
    belongsTo(t, t.categoryId, () => itemCategory),
    check('supplier_price_target', sql`num_nonnulls(item_id, category_id) = 1`),
    check('supplier_price_dates', sql`valid_to >= valid_from`),
    check(
      'supplier_price_bounds',
      sql`unit_price >= 0 and min_quantity >= 0 and discount_percent between 0 and 100 and order_minimum >= 0 and order_multiple > 0 and lead_time_days between 0 and 3650`,
    ),
  ],
)

/** How a company buys. */
export const purchaseSetting = companyTable(
  'purchase_setting',
  {
    overReceiptPercent: percent('over_receipt_percent').notNull().default('0'),
    underReceiptPercent: percent('under_receipt_percent').notNull().default('0'),
    overReceiptAction: text('over_receipt_action', { enum: RECEIPT_ACTIONS }).notNull().default('refuse'),
    /** A change of an approved order that adds no more than both of these (net, base currency) needs no new approval. */
    revisionPercent: percent('revision_percent').notNull().default('0'),
    revisionAmount: amount('revision_amount').notNull().default('0'),
    defaultWarehouseId: uuid('default_warehouse_id'),
    ...stamps,
  },
  (t) => [
    unique('purchase_setting_company').on(t.tenantId, t.companyId),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.defaultWarehouseId, () => warehouse),
    check(
      'purchase_setting_bounds',
      sql`over_receipt_percent >= 0 and under_receipt_percent between 0 and 100 and revision_percent >= 0 and revision_amount >= 0`,
    ),
  ],
)

/** How a company buys one item: from whom, and where it differs from the company's and the supplier's terms. */
export const purchaseItemSetting = companyTable(
  'purchase_item_setting',
  {
    itemId: uuid('item_id').notNull(),
    preferredSupplierId: uuid('preferred_supplier_id'),
    overReceiptPercent: percent('over_receipt_percent'),
    underReceiptPercent: percent('under_receipt_percent'),
    overReceiptAction: text('over_receipt_action', { enum: RECEIPT_ACTIONS }),
    /** Receipts go on hold until somebody releases them. */
    inspect: boolean('inspect').notNull().default(false),
    expenseAccountId: uuid('expense_account_id'),
    ...stamps,
  },
  (t) => [
    unique('purchase_item_setting_item').on(t.tenantId, t.companyId, t.itemId),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.itemId, () => item),
    belongsTo(t, t.preferredSupplierId, () => supplier),
    check('purchase_item_setting_bounds', sql`over_receipt_percent >= 0 and under_receipt_percent between 0 and 100`),
  ],
)
