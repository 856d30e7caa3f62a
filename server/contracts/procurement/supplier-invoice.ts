import { z } from 'zod'
import {
  amountField,
  currencyField,
  dateField,
  decimalField,
  documentRef,
  idField,
  nonNegative,
  optionalText,
  percentField,
  percentOfWhole,
  positive,
  quantityField,
  rateField,
  text,
} from '../platform/field'
import { documentResult, noteField, reasonField } from './common'

export const paymentBlockKinds = ['price', 'quantity', 'no_receipt', 'tax', 'duplicate', 'bank_change'] as const
export const supplierInvoiceLineKinds = ['item', 'service', 'freight', 'free'] as const

/**
 * A line as the supplier states it: `quantity` in `unitId` (absent: the unit of the order line). With an order line it is matched, and
 * what is left out (description, unit, tax codes, price) is the order's; without one it needs an account, or is freight. Discounts of
 * the whole document are free lines with a negative price.
 */
export const supplierInvoiceLineInput = z.strictObject({
  kind: z.enum(supplierInvoiceLineKinds).default('item'),
  orderLineId: idField.nullish(),
  receiptLineId: idField.nullish(),
  itemId: idField.nullish(),
  description: optionalText(500),
  supplierItemCode: optionalText(100),
  unitId: idField.nullish(),
  quantity: positive(quantityField).default('1'),
  unitPrice: decimalField(6).nullish(),
  discountPercent: percentOfWhole.default('0'),
  /** The line's net as stated; absent: computed. */
  net: amountField.nullish(),
  taxCodeIds: z.array(idField).max(10).nullish(),
  accountId: idField.nullish(),
  costCenterId: idField.nullish(),
  projectId: idField.nullish(),
})
export type SupplierInvoiceLineInput = z.output<typeof supplierInvoiceLineInput>

const header = {
  /** As the supplier writes it. */
  supplierNumber: text(60),
  documentDate: dateField,
  postingDate: dateField.optional(),
  taxDate: dateField.optional(),
  currency: currencyField.optional(),
  rate: positive(rateField).optional(),
  paymentTermId: idField.nullish(),
  /** The tax that the supplier asks for; absent: what the tax codes say. */
  statedTax: amountField.nullish(),
  rounding: amountField.default('0'),
  prepaid: nonNegative(amountField).default('0'),
  orderReference: optionalText(60),
  note: noteField,
}
export const createSupplierInvoiceInput = z.strictObject({
  companyId: idField,
  supplierId: idField,
  kind: z.enum(['invoice', 'credit_note']).default('invoice'),
  ...header,
  lines: z.array(supplierInvoiceLineInput).min(1).max(2000),
  post: z.boolean().default(false),
})
/** The whole draft, written anew. */
export const updateSupplierInvoiceInput = documentRef.extend({
  ...header,
  lines: z.array(supplierInvoiceLineInput).min(1).max(2000),
})
/** Everything of orders, or of receipts, that is received (services: ordered) and not billed. */
export const createSupplierInvoiceFromInput = z.strictObject({
  companyId: idField,
  orderIds: z.array(idField).max(100).default([]),
  receiptIds: z.array(idField).max(100).default([]),
  ...header,
  documentDate: dateField.optional(),
  post: z.boolean().default(false),
})
/**
 * A credit note for a posted invoice: quantities (stock unit) that went back or were billed too much, or an `amount` (net) for the price.
 * Without lines, for what of `returnId` was billed, or for all that is left of the invoice.
 */
export const createSupplierCreditNoteInput = z.strictObject({
  invoiceId: idField.nullish(),
  returnId: idField.nullish(),
  ...header,
  documentDate: dateField.optional(),
  reason: reasonField,
  lines: z
    .array(
      z.strictObject({
        invoiceLineId: idField,
        quantity: positive(quantityField).optional(),
        amount: positive(amountField).optional(),
      }),
    )
    .min(1)
    .max(2000)
    .optional(),
  post: z.boolean().default(false),
})
export const postSupplierInvoiceInput = documentRef.extend({ postingDate: dateField.optional() })
export const reverseSupplierInvoiceInput = documentRef.extend({
  postingDate: dateField.optional(),
  reason: reasonField,
})
export const deleteSupplierInvoiceInput = documentRef
/** Frees the invoice for payment: the named blocks, or all of them. */
export const releaseSupplierInvoiceInput = documentRef.extend({
  kinds: z.array(z.enum(paymentBlockKinds)).min(1).max(6).optional(),
  reason: reasonField,
})
/** An e-invoice file (UBL 2.1), base64. `supplierId` where its sender cannot be told by its ids. */
export const importSupplierInvoiceInput = z.strictObject({
  companyId: idField,
  fileName: text(200),
  content: z.base64().min(1).max(7_200_000),
  supplierId: idField.optional(),
})

const s = z.string()
const n = z.string().nullable()
export const supplierInvoiceResult = documentResult.extend({
  currency: s,
  net: s,
  tax: s,
  gross: s,
  paymentBlocks: z.array(z.enum(paymentBlockKinds)),
})
export const matchFinding = z.object({
  lineId: n,
  kind: z.enum(paymentBlockKinds),
  side: z.enum(['above', 'below']).nullable(),
  stated: n,
  expected: n,
  allowed: n,
})
/** What posting it now would find. */
export const matchPreviewInput = z.strictObject({ id: idField })
export const matchPreview = z.object({
  findings: z.array(matchFinding),
  computedTax: s,
  tax: s,
  net: s,
  gross: s,
})

const limit = (field: z.ZodType<string>) => nonNegative(field).nullable().default(null)
export const matchLimitFields = z.strictObject({
  priceAbovePercent: limit(percentField),
  priceAboveAmount: limit(amountField),
  priceBelowPercent: limit(percentField),
  priceBelowAmount: limit(amountField),
  quantityAbovePercent: limit(percentField),
  quantityAboveQuantity: limit(quantityField),
  quantityBelowPercent: limit(percentField),
  quantityBelowQuantity: limit(quantityField),
  freightAbovePercent: limit(percentField),
  freightAboveAmount: limit(amountField),
})
export const matchItemKinds = ['all', 'stock', 'service', 'freight'] as const
export const matchSettingsInput = z.strictObject({
  companyId: idField,
  outsideAction: z.enum(['block', 'refuse']).optional(),
  duplicateDays: z.int().min(0).max(366).optional(),
  exchangeVariance: z.enum(['cost', 'gain_loss']).optional(),
  servicePolicy: z.enum(['two_way', 'three_way']).optional(),
  /** Where discounts and charges on a whole e-invoice go that are no freight. */
  allowanceAccountId: idField.nullish(),
  chargeAccountId: idField.nullish(),
  /** Written as a whole; a kind that is not there has no limits of its own. */
  limits: z
    .array(matchLimitFields.extend({ itemKind: z.enum(matchItemKinds) }))
    .max(4)
    .optional(),
})
const limitOut = matchLimitFields.extend({ itemKind: z.enum(matchItemKinds) })
export const matchSettingsOut = z.object({
  companyId: s,
  version: z.number(),
  outsideAction: z.enum(['block', 'refuse']),
  duplicateDays: z.number(),
  exchangeVariance: z.enum(['cost', 'gain_loss']),
  servicePolicy: z.enum(['two_way', 'three_way']),
  allowanceAccountId: n,
  chargeAccountId: n,
  limits: z.array(limitOut),
})
