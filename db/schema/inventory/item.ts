import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, numeric, text, unique, uuid } from 'drizzle-orm/pg-core'
import { belongsTo, companyTable, quantity, stamps, tenantTable, unitPrice } from '../../columns'
import { company } from '../platform/tenant'

/** A unit of measure. `factor` says how many of the base unit of its class one of it is. */
export const unitOfMeasure = tenantTable(
  'unit_of_measure',
  {
    /** UN/ECE Recommendation 20 code where there is one. */
    code: text('code').notNull(),
    name: text('name').notNull(),
    nameZh: text('name_zh'),
    unitClass: text('unit_class', { enum: ['count', 'mass', 'volume', 'length', 'area', 'time'] }).notNull(),
    factor: numeric('factor', { precision: 20, scale: 10 }).notNull(),
    /** Places after the point that a quantity in this unit may have. */
    digits: integer('digits').notNull(),
    ...stamps,
  },
  (t) => [
    unique('unit_of_measure_code').on(t.tenantId, t.code),
    check('unit_of_measure_digits', sql`${t.digits} between 0 and 6`),
    check('unit_of_measure_factor', sql`${t.factor} > 0`),
  ],
)

/** The tree of item categories. */
export const itemCategory = tenantTable(
  'item_category',
  {
    code: text('code').notNull(),
    name: text('name').notNull(),
    nameZh: text('name_zh'),
    parentId: uuid('parent_id'),
    ...stamps,
  },
  (t) => [
    unique('item_category_code').on(t.tenantId, t.code),
    belongsTo(t, t.parentId, () => t),
    check('item_category_not_own_parent', sql`${t.parentId} <> ${t.id}`),
  ],
)

/** What is bought, made, stored, sold. Quantities of it are kept in its stock unit. */
export const item = tenantTable(
  'item',
  {
    code: text('code').notNull(),
    name: text('name').notNull(),
    nameZh: text('name_zh'),
    description: text('description'),
    kind: text('kind', { enum: ['stock', 'service', 'kit'] }).notNull(),
    categoryId: uuid('category_id'),
    stockUnitId: uuid('stock_unit_id').notNull(),
    salesUnitId: uuid('sales_unit_id').notNull(),
    purchaseUnitId: uuid('purchase_unit_id').notNull(),
    tracking: text('tracking', { enum: ['none', 'lot', 'serial'] }).notNull(),
    /** Lots carry an expiry date, and are taken first-expired-first-out. */
    expires: boolean('expires').notNull().default(false),
    /** Days a lot must still be good for when it is reserved or delivered. */
    minShelfLifeDays: integer('min_shelf_life_days').notNull().default(0),
    valuation: text('valuation', { enum: ['fifo', 'average', 'standard'] }).notNull(),
    /** Standard cost that a company starts with; its own is in `item_valuation`. */
    standardCost: unitPrice('standard_cost'),
    allowNegative: boolean('allow_negative').notNull().default(false),
    weightKg: quantity('weight_kg'),
    volumeM3: quantity('volume_m3'),
    taxCodeIds: uuid('tax_code_ids').array().notNull().default(sql`'{}'::uuid[]`),
    status: text('status', { enum: ['active', 'blocked', 'archived'] })
      .notNull()
      .default('active'),
    ...stamps,
  },
  (t) => [
    unique('item_code').on(t.tenantId, t.code),
    belongsTo(t, t.categoryId, () => itemCategory),
    belongsTo(t, t.stockUnitId, () => unitOfMeasure),
    belongsTo(t, t.salesUnitId, () => unitOfMeasure),
    belongsTo(t, t.purchaseUnitId, () => unitOfMeasure),
    index('item_name').on(t.tenantId, t.name, t.id),
    index('item_by_category').on(t.tenantId, t.categoryId),
    index('item_search').using(
      'gin',
      sql`(${t.code} || ' ' || ${t.name} || ' ' || coalesce(${t.nameZh}, '')) gin_trgm_ops`,
    ),
    check('item_standard_cost', sql`${t.standardCost} >= 0`),
    check('item_shelf_life', sql`${t.minShelfLifeDays} between 0 and 36500`),
  ],
)

/** Another unit of an item: how many stock units one of it is. */
export const itemUnit = tenantTable(
  'item_unit',
  {
    itemId: uuid('item_id').notNull(),
    unitId: uuid('unit_id').notNull(),
    factor: numeric('factor', { precision: 20, scale: 10 }).notNull(),
  },
  (t) => [
    unique('item_unit_once').on(t.tenantId, t.itemId, t.unitId),
    belongsTo(t, t.itemId, () => item),
    belongsTo(t, t.unitId, () => unitOfMeasure),
    check('item_unit_factor', sql`${t.factor} > 0`),
  ],
)

export const itemBarcode = tenantTable(
  'item_barcode',
  { itemId: uuid('item_id').notNull(), barcode: text('barcode').notNull(), unitId: uuid('unit_id').notNull() },
  (t) => [
    unique('item_barcode_once').on(t.tenantId, t.barcode),
    index('item_barcode_item').on(t.tenantId, t.itemId),
    belongsTo(t, t.itemId, () => item),
    belongsTo(t, t.unitId, () => unitOfMeasure),
  ],
)

/** What a kit consists of, in stock units of the component for one stock unit of the kit. */
export const itemComponent = tenantTable(
  'item_component',
  { kitId: uuid('kit_id').notNull(), itemId: uuid('item_id').notNull(), quantity: quantity('quantity').notNull() },
  (t) => [
    unique('item_component_once').on(t.tenantId, t.kitId, t.itemId),
    belongsTo(t, t.kitId, () => item),
    belongsTo(t, t.itemId, () => item),
    check('item_component_quantity', sql`${t.quantity} > 0 and ${t.kitId} <> ${t.itemId}`),
  ],
)

/** The account that a company uses instead of its default for one item or one category (and the categories below it). */
export const itemAccount = companyTable(
  'item_account',
  {
    itemId: uuid('item_id'),
    categoryId: uuid('category_id'),
    role: text('role', { enum: ['inventory', 'cogs', 'revenue', 'sales_returns', 'cost_variance'] }).notNull(),
    accountId: uuid('account_id').notNull(),
  },
  (t) => [
    unique('item_account_once').on(t.tenantId, t.companyId, t.itemId, t.categoryId, t.role).nullsNotDistinct(),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.itemId, () => item),
    belongsTo(t, t.categoryId, () => itemCategory),
    check('item_account_owner', sql`num_nonnulls(${t.itemId}, ${t.categoryId}) = 1`),
  ],
)
