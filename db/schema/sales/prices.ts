import { sql } from 'drizzle-orm'
import { boolean, check, date, index, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { belongsTo, companyTable, percent, quantity, stamps, unitPrice } from '../../columns'
import { company } from '../platform/tenant'

/** Prices in one currency. A list is general, or it is given to customers and customer groups. */
export const priceList = companyTable(
  'price_list',
  {
    code: text('code').notNull(),
    name: text('name').notNull(),
    currency: text('currency').notNull(),
    pricesIncludeTax: boolean('prices_include_tax').notNull().default(false),
    /** Applies to everybody; at most one a company and currency. */
    general: boolean('general').notNull().default(false),
    active: boolean('active').notNull().default(true),
    ...stamps,
  },
  (t) => [
    unique('price_list_code').on(t.tenantId, t.companyId, t.code),
    uniqueIndex('price_list_general').on(t.tenantId, t.companyId, t.currency).where(sql`general and active`),
    belongsTo(t, t.companyId, () => company),
  ],
)

/** One price: of an item or of a category, from a quantity on (stock unit), between two dates inclusive. */
export const price = companyTable(
  'price',
  {
    priceListId: uuid('price_list_id').notNull(),
    itemId: uuid('item_id'),
    categoryId: uuid('category_id'),
    /** Null = the item's stock unit. */
    unitId: uuid('unit_id'),
    minQuantity: quantity('min_quantity').notNull().default('0'),
    validFrom: date('valid_from'),
    validTo: date('valid_to'),
    unitPrice: unitPrice('unit_price').notNull(),
    discountPercent: percent('discount_percent').notNull().default('0'),
    ...stamps,
  },
  (t) => [
    // Two rows that would win equally: refused here, so that the order of entry never decides.
    unique('price_tie')
      .on(t.tenantId, t.priceListId, t.itemId, t.categoryId, t.unitId, t.minQuantity, t.validFrom)
      .nullsNotDistinct(),
    index('price_item').on(t.tenantId, t.itemId, t.priceListId),
    index('price_category').on(t.tenantId, t.categoryId, t.priceListId),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.priceListId, () => priceList),
    check('price_target', sql`num_nonnulls(item_id, category_id) = 1`),
    check('price_dates', sql`valid_to >= valid_from`),
    check('price_bounds', sql`unit_price >= 0 and min_quantity >= 0 and discount_percent between 0 and 100`),
  ],
)
