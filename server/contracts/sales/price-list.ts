import { z } from 'zod'
import {
  code,
  currencyField,
  dateField,
  documentRef,
  idField,
  nonNegative,
  percentOfWhole,
  positive,
  quantityField,
  text,
  unitPriceField,
} from '../platform/field'
import { defineListColumns } from '../platform/list'

export const createPriceListInput = z.strictObject({
  companyId: idField,
  code: code(),
  name: text(),
  currency: currencyField,
  pricesIncludeTax: z.boolean().default(false),
  general: z.boolean().default(false),
})
export const updatePriceListInput = documentRef.extend({
  code: code().optional(),
  name: text().optional(),
  pricesIncludeTax: z.boolean().optional(),
  general: z.boolean().optional(),
  active: z.boolean().optional(),
})

export const priceInput = z.strictObject({
  id: idField.optional(),
  itemId: idField.nullish(),
  categoryId: idField.nullish(),
  unitId: idField.nullish(),
  minQuantity: nonNegative(quantityField).default('0'),
  validFrom: dateField.nullish(),
  validTo: dateField.nullish(),
  unitPrice: nonNegative(unitPriceField),
  discountPercent: percentOfWhole.default('0'),
})
/** Adds and changes prices of a list, and deletes others; a row that would win equally with another one is refused. */
export const savePricesInput = z.strictObject({
  priceListId: idField,
  prices: z.array(priceInput).max(5000),
  deleteIds: z.array(idField).max(5000).default([]),
})

export const resolvePricesInput = z.strictObject({
  companyId: idField,
  customerId: idField.nullish(),
  currency: currencyField,
  date: dateField,
  lines: z
    .array(
      z.strictObject({
        id: z.string().max(64),
        itemId: idField,
        unitId: idField.nullish(),
        quantity: positive(quantityField),
      }),
    )
    .max(1000),
})
export const priceExplanation = z.object({
  priceId: z.string(),
  priceListId: z.string(),
  priceListCode: z.string(),
  level: z.enum(['customer', 'group', 'general']),
  by: z.enum(['item', 'category']),
  minQuantity: z.string(),
  validFrom: z.string().nullable(),
  unitPrice: z.string(),
  unitId: z.string().nullable(),
})
/** `unitPrice` null = no list has a price. `source` says which price won and why. */
export const resolvedPrice = z.object({
  id: z.string(),
  unitPrice: z.string().nullable(),
  discountPercent: z.string(),
  pricesIncludeTax: z.boolean(),
  source: priceExplanation.nullable(),
})
export type ResolvedPrice = z.infer<typeof resolvedPrice>

export const priceListRow = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  currency: z.string(),
  general: z.boolean(),
  pricesIncludeTax: z.boolean(),
  active: z.boolean(),
  prices: z.number(),
})
export const priceLists = defineListColumns({
  name: 'sales.priceLists',
  messages: 'sales.price_list',
  columns: {
    code: { type: 'text' },
    name: { type: 'text' },
    currency: { type: 'text', groupable: true },
    general: { type: 'boolean' },
    pricesIncludeTax: { type: 'boolean' },
    active: { type: 'boolean' },
    prices: { type: 'integer', filterable: false, sortable: false },
  },
  defaultSort: [{ column: 'code', direction: 'asc' }],
})
