import { z } from 'zod'
import { dateField } from '../platform/field'
import { companyRef, journalField } from './common'

/** The journal: every entry of a range with its lines, in the order of posting. In base currency. */
export const journalReportInput = z.strictObject({
  ...companyRef,
  from: dateField,
  to: dateField,
  journal: journalField.optional(),
  cursor: z.string().max(400).nullish(),
  /** Sent along by infinite queries; pages only go forward. */
  direction: z.literal('forward').optional(),
  limit: z.int().min(1).max(200).default(50),
})
const line = z.object({
  id: z.string(),
  accountId: z.string(),
  code: z.string(),
  nameEn: z.string(),
  nameZh: z.string(),
  memo: z.string().nullable(),
  partyName: z.string().nullable(),
  debit: z.string(),
  credit: z.string(),
})
export const journalReportOut = z.object({
  currency: z.string(),
  entries: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      journal: journalField,
      date: z.string(),
      description: z.string(),
      lines: z.array(line),
      total: z.string(),
    }),
  ),
  nextCursor: z.string().nullable(),
})
