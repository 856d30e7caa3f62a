import { z } from 'zod'
import {
  amountField,
  code,
  dateField,
  idField,
  nonNegative,
  optionalText,
  positive,
  quantityField,
  unitPriceField,
} from '../platform/field'
import { importKey, importSource } from '../platform/import'

const money = nonNegative(amountField)
const historicPurchaseLine = z.strictObject({
  itemId: idField,
  /** Stock units. */
  ordered: positive(quantityField),
  /** Taken in, and sent away at the dock. */
  accepted: nonNegative(quantityField),
  rejected: nonNegative(quantityField),
  unitPrice: nonNegative(unitPriceField),
  /** Of the order, and of what was billed, at the currency's precision. */
  amount: money,
  tax: money,
  billed: money,
  billedTax: money,
  dueDate: dateField,
})
const historicPurchase = z.strictObject({
  key: importKey,
  number: code(40),
  supplierId: idField,
  documentDate: dateField,
  receiptDate: dateField,
  /** The bill fell due and was paid on it. */
  dueDate: dateField,
  carrier: optionalText(200),
  note: optionalText(500),
  freight: money.default('0'),
  billedFreight: money.default('0'),
  lines: z.array(historicPurchaseLine).min(1).max(500),
})
export type HistoricPurchase = z.output<typeof historicPurchase>

/**
 * Purchases that another system has finished: ordered, received (short and rejected too), billed for what was taken in, paid. In the
 * company's base currency. Stock does not move; cost goes to opening balances. No rule, budget or match applies to what has happened.
 */
export const importHistoricPurchasesInput = z.strictObject({
  companyId: idField,
  from: importSource,
  /** Names the tax amounts that are given; nothing is computed with its rate. */
  taxCodeId: idField,
  warehouseId: idField,
  orders: z.array(historicPurchase).max(1000),
})

/** What stands in the books of imported purchases. */
export const purchaseHistoryTotals = z.object({
  orders: z.int(),
  lines: z.int(),
  net: z.string(),
  freight: z.string(),
  tax: z.string(),
  gross: z.string(),
  accepted: z.string(),
  rejected: z.string(),
  billed: z.string(),
  paid: z.string(),
  open: z.string(),
})
