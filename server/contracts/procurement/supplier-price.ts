import { z } from 'zod'
import {
  currencyField,
  dateField,
  idField,
  nonNegative,
  optionalText,
  percentOfWhole,
  positive,
  quantityField,
  unitPriceField,
} from '../platform/field'
import { defineListColumns } from '../platform/list'

export const supplierPriceInput = z.strictObject({
  id: idField.optional(),
  itemId: idField.nullish(),
  categoryId: idField.nullish(),
  unitId: idField.nullish(),
  /** Absent = the supplier's. */
  currency: currencyField.optional(),
  minQuantity: nonNegative(quantityField).default('0'),
  validFrom: dateField.nullish(),
  validTo: dateField.nullish(),
  unitPrice: nonNegative(unitPriceField),
  discountPercent: percentOfWhole.default('0'),
  orderMinimum: nonNegative(quantityField).nullish(),
  orderMultiple: positive(quantityField).nullish(),
  leadTimeDays: z.int().min(0).max(3650).nullish(),
  supplierItemCode: optionalText(60),
  agreement: optionalText(100),
})
/** Adds and changes prices of a supplier, and deletes others; a row that would win equally with another one is refused. */
export const saveSupplierPricesInput = z.strictObject({
  supplierId: idField,
  prices: z.array(supplierPriceInput).max(5000),
  deleteIds: z.array(idField).max(5000).default([]),
})

export const resolveSupplierPricesInput = z.strictObject({
  supplierId: idField,
  currency: currencyField.optional(),
  date: dateField.optional(),
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
export const purchasePriceExplanation = z.object({
  priceId: z.string(),
  by: z.enum(['item', 'category']),
  agreement: z.string().nullable(),
  minQuantity: z.string(),
  validFrom: z.string().nullable(),
  unitPrice: z.string(),
  discountPercent: z.string(),
  unitId: z.string().nullable(),
})
/** `unitPrice` null = nothing is agreed. Minimum and multiple in stock units. */
export const resolvedSupplierPrice = z.object({
  id: z.string(),
  unitPrice: z.string().nullable(),
  discountPercent: z.string(),
  orderMinimum: z.string().nullable(),
  orderMultiple: z.string().nullable(),
  leadTimeDays: z.number(),
  supplierItemCode: z.string().nullable(),
  source: purchasePriceExplanation.nullable(),
})
export type ResolvedSupplierPrice = z.infer<typeof resolvedSupplierPrice>

export const supplierPriceList = defineListColumns({
  name: 'procurement.supplierPrices',
  messages: 'procurement.supplier_price',
  columns: {
    supplierName: { type: 'text', groupable: true },
    itemCode: { type: 'text' },
    itemName: { type: 'text' },
    categoryCode: { type: 'text', groupable: true },
    supplierItemCode: { type: 'text' },
    unitCode: { type: 'text' },
    currency: { type: 'text', groupable: true },
    unitPrice: { type: 'unitPrice', currency: 'currency' },
    discountPercent: { type: 'percent', hidden: true },
    minQuantity: { type: 'quantity' },
    orderMinimum: { type: 'quantity', hidden: true },
    orderMultiple: { type: 'quantity', hidden: true },
    leadTimeDays: { type: 'integer' },
    validFrom: { type: 'date' },
    validTo: { type: 'date' },
    agreement: { type: 'text', hidden: true },
  },
  defaultSort: [{ column: 'supplierName', direction: 'asc' }],
})
const n = z.string().nullable()
export const supplierPriceRow = z.object({
  id: z.string(),
  itemId: n,
  itemCode: n,
  itemName: n,
  categoryId: n,
  categoryCode: n,
  unitId: n,
  unitCode: n,
  currency: z.string(),
  minQuantity: z.string(),
  validFrom: n,
  validTo: n,
  unitPrice: z.string(),
  discountPercent: z.string(),
  orderMinimum: n,
  orderMultiple: n,
  leadTimeDays: z.number().nullable(),
  supplierItemCode: n,
  agreement: n,
})
export const supplierPricesOfInput = z.strictObject({ supplierId: idField })
export const supplierPricesOf = z.object({ prices: z.array(supplierPriceRow) })
