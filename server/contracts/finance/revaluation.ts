import { z } from 'zod'
import { currencyField, dateField, positive, rateField } from '../platform/field'
import { companyRef } from './common'

export const revaluationKinds = ['receivable', 'payable', 'bank'] as const

/** `rates`: closing rates to use instead of those of the day. */
export const revaluationInput = z.strictObject({
  ...companyRef,
  date: dateField,
  rates: z
    .array(z.strictObject({ currency: currencyField, rate: positive(rateField) }))
    .max(200)
    .default([]),
})

export const revaluationPreview = z.object({
  currency: z.string(),
  period: z.string(),
  date: z.string(),
  reversalDate: z.string(),
  /** When the period has been revalued before: its day. */
  postedOn: z.string().nullable(),
  rows: z.array(
    z.object({
      kind: z.enum(revaluationKinds),
      accountId: z.string(),
      accountCode: z.string(),
      nameEn: z.string(),
      nameZh: z.string(),
      currency: z.string(),
      amount: z.string(),
      baseAmount: z.string(),
      rate: z.string(),
      valued: z.string(),
      /** What the balance differs by, and what of it is not posted yet; a gain > 0. */
      difference: z.string(),
      toPost: z.string(),
    }),
  ),
  gain: z.string(),
  loss: z.string(),
})
export const postedRevaluation = z.object({ id: z.string(), posted: z.boolean(), gain: z.string(), loss: z.string() })

export const revaluationsInput = z.strictObject({ ...companyRef })
export const revaluationsOut = z.object({
  runs: z.array(
    z.object({
      id: z.string(),
      period: z.string(),
      date: z.string(),
      reversalDate: z.string(),
      difference: z.string(),
      entries: z.array(z.object({ id: z.string(), number: z.string(), postingDate: z.string() })),
    }),
  ),
})
