import { z } from 'zod'
import {
  amountField,
  code,
  dateField,
  decimalField,
  idField,
  nonNegative,
  optionalText,
  percentOfWhole,
  positive,
  quantityField,
  unitPriceField,
} from '../platform/field'
import { importKey, importSource } from '../platform/import'
import { addressInput } from './common'
import { createCustomerInput } from './customer'

/** Many customers with their parties, as one command. `keys`: the rows of the source that this customer stands for. */
export const importCustomersInput = z.strictObject({
  companyId: idField,
  from: importSource.optional(),
  customers: z
    .array(
      createCustomerInput.omit({ companyId: true, partyId: true }).extend({
        keys: z.array(importKey).max(20).default([]),
      }),
    )
    .max(1000),
})

const money = nonNegative(amountField)
const historicLine = z.strictObject({
  itemId: idField,
  /** Stock units. */
  quantity: positive(quantityField),
  unitPrice: nonNegative(unitPriceField),
  discountPercent: percentOfWhole.default('0'),
  /** After the discount, at the currency's precision, as the source billed it. */
  amount: money,
  tax: money.default('0'),
  /** Cost of the goods, base currency; null = the source knows none. */
  cost: decimalField(4).nullish(),
  note: optionalText(500),
})
const historicOrder = z.strictObject({
  key: importKey,
  number: code(40),
  customerId: idField,
  /** The day of order, bill and cost. */
  documentDate: dateField,
  deliveryDate: dateField,
  /** The bill fell due and was paid on it. */
  dueDate: dateField,
  customerReference: optionalText(100),
  carrier: optionalText(200),
  trackingNumber: optionalText(100),
  deliveryAddress: addressInput.nullish(),
  billingAddress: addressInput.nullish(),
  internalNote: optionalText(500),
  freight: money.default('0'),
  lines: z.array(historicLine).min(1).max(500),
})

/**
 * Business that another system has finished: each order was delivered, billed and paid. In the company's base currency.
 * Stock does not move; cost goes from opening balances to cost of sales. No rule, price or credit check applies to what has happened.
 */
export const importHistoricSalesInput = z.strictObject({
  companyId: idField,
  from: importSource,
  /** Names the tax amounts that are given; nothing is computed with its rate. */
  taxCodeId: idField,
  warehouseId: idField,
  orders: z.array(historicOrder).max(1000),
})
export type HistoricOrder = z.output<typeof historicOrder>
