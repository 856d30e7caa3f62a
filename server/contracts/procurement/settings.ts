import { z } from 'zod'
import { amountField, idField, nonNegative, percentField, percentOfWhole } from '../platform/field'

export const receiptActions = ['accept', 'hold', 'refuse'] as const
const tolerances = {
  overReceiptPercent: nonNegative(percentField),
  underReceiptPercent: percentOfWhole,
  overReceiptAction: z.enum(receiptActions),
}

export const setUpProcurementInput = z.strictObject({ companyId: idField })
export const purchaseSettingsInput = z.strictObject({
  companyId: idField,
  overReceiptPercent: tolerances.overReceiptPercent.optional(),
  underReceiptPercent: tolerances.underReceiptPercent.optional(),
  overReceiptAction: tolerances.overReceiptAction.optional(),
  revisionPercent: nonNegative(percentField).optional(),
  revisionAmount: nonNegative(amountField).optional(),
  defaultWarehouseId: idField.nullish(),
})
/** How one item is bought; null = as the supplier or the company does. */
export const purchaseItemSettingInput = z.strictObject({
  companyId: idField,
  itemId: idField,
  preferredSupplierId: idField.nullable().default(null),
  overReceiptPercent: tolerances.overReceiptPercent.nullable().default(null),
  underReceiptPercent: tolerances.underReceiptPercent.nullable().default(null),
  overReceiptAction: tolerances.overReceiptAction.nullable().default(null),
  inspect: z.boolean().default(false),
  expenseAccountId: idField.nullable().default(null),
})
const s = z.string()
export const purchaseSettingsOut = z.object({
  companyId: s,
  version: z.number(),
  overReceiptPercent: s,
  underReceiptPercent: s,
  overReceiptAction: z.enum(receiptActions),
  revisionPercent: s,
  revisionAmount: s,
  defaultWarehouseId: s.nullable(),
})
export const purchaseItemSettingOut = z
  .object({
    id: s,
    version: z.number(),
    preferredSupplierId: s.nullable(),
    preferredSupplierName: s.nullable(),
    overReceiptPercent: s.nullable(),
    underReceiptPercent: s.nullable(),
    overReceiptAction: z.enum(receiptActions).nullable(),
    inspect: z.boolean(),
    expenseAccountId: s.nullable(),
  })
  .nullable()
