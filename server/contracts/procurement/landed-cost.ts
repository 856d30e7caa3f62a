import { z } from 'zod'
import {
  amountField,
  currencyField,
  dateField,
  documentRef,
  idField,
  optionalText,
  positive,
  rateField,
} from '../platform/field'
import { defineListColumns } from '../platform/list'
import { documentResult, noteField, reasonField } from './common'
import { landedCostMachine } from './receiving-machines'

export const landedCostKinds = ['freight', 'duty', 'insurance', 'other'] as const
export const shareMethods = ['quantity', 'value', 'weight', 'volume'] as const

/** Costs of goods already received: on all stocked lines of `receiptIds`, or on the named lines. */
const fields = {
  receiptIds: z.array(idField).max(100).default([]),
  receiptLineIds: z.array(idField).max(2000).default([]),
  charges: z
    .array(
      z.strictObject({
        kind: z.enum(landedCostKinds),
        description: optionalText(200),
        method: z.enum(shareMethods).default('value'),
        amount: positive(amountField),
      }),
    )
    .min(1)
    .max(50),
  currency: currencyField.optional(),
  rate: positive(rateField).optional(),
  documentDate: dateField.optional(),
  /** The posted supplier invoice that the cost came by. */
  invoiceId: idField.nullish(),
  description: optionalText(200),
  note: noteField,
}
export const createLandedCostInput = z.strictObject({
  companyId: idField,
  ...fields,
  postingDate: dateField.optional(),
  post: z.boolean().default(false),
})
/** What each line would bear, without saving it. */
export const previewLandedCostInput = z.strictObject({ companyId: idField, ...fields })
export const postLandedCostInput = documentRef.extend({ postingDate: dateField.optional() })
export const reverseLandedCostInput = documentRef.extend({ postingDate: dateField.optional(), reason: reasonField })
export const cancelLandedCostInput = documentRef.extend({ reason: reasonField.nullish() })

const s = z.string()
const n = z.string().nullable()
const bearer = z.object({
  receiptLineId: s,
  receiptId: s,
  receiptNumber: s,
  itemId: s,
  itemCode: s,
  description: s,
  quantity: s,
  value: s,
  share: s,
})
export const landedCostPreview = z.object({ baseAmount: s, baseCurrency: s, lines: z.array(bearer) })
export const landedCostResult = documentResult.extend({ baseAmount: s, onHand: n, consumed: n })
export const landedCostList = defineListColumns({
  name: 'procurement.landedCosts',
  messages: 'procurement.landed_cost',
  columns: {
    number: { type: 'text' },
    status: {
      type: 'enum',
      values: landedCostMachine.states,
      enumLabels: 'procurement.landed_cost.states',
      groupable: true,
    },
    documentDate: { type: 'date', groupable: true },
    description: { type: 'text' },
    baseAmount: { type: 'money', currency: 'baseCurrency', total: true },
    onHand: { type: 'money', currency: 'baseCurrency', total: true },
    consumed: { type: 'money', currency: 'baseCurrency', total: true },
    baseCurrency: { type: 'text', hidden: true },
    createdAt: { type: 'instant', hidden: true },
  },
  defaultSort: [{ column: 'documentDate', direction: 'desc' }],
})
export const landedCostDocument = z.object({
  id: s,
  status: s,
  number: s,
  companyId: s,
  documentDate: s,
  postingDate: n,
  postedAt: n,
  currency: s,
  rate: s,
  amount: s,
  baseAmount: s,
  baseCurrency: s,
  onHand: n,
  consumed: n,
  invoiceId: n,
  invoiceNumber: n,
  description: n,
  reason: n,
  note: n,
  version: z.number(),
  createdAt: s,
  createdBy: n,
  updatedAt: s,
  updatedBy: n,
  charges: z.array(
    z.object({
      id: s,
      position: z.number(),
      kind: z.enum(landedCostKinds),
      description: n,
      method: z.enum(shareMethods),
      amount: s,
      baseAmount: s,
    }),
  ),
  lines: z.array(bearer.extend({ id: s, position: z.number(), onHand: n, consumed: n })),
})
