import { z } from 'zod'
import { defineMachine } from '@/server/kernel/state-machine'
import {
  amountField,
  currencyField,
  dateField,
  documentRef,
  idField,
  note,
  optionalText,
  positive,
  rateField,
  text,
} from '../platform/field'
import { defineListColumns } from '../platform/list'
import { companyRef, journalField } from './common'

export const manualEntryStates = ['draft', 'in_approval', 'posted', 'reversed'] as const
export const manualEntryMachine = defineMachine({
  document: 'manual_entry',
  initial: 'draft',
  states: manualEntryStates,
  transitions: {
    /** By an approval flow: the platform puts it before approvers and sends it back. */
    submit: { from: ['draft'], to: 'in_approval' },
    return: { from: ['in_approval'], to: 'draft' },
    post: { from: ['draft', 'in_approval'], to: 'posted' },
    reverse: { from: ['posted'], to: 'reversed' },
  },
})

const line = z.strictObject({
  accountId: idField,
  /** In the entry's currency, debit > 0. */
  amount: amountField,
  costCenterId: idField.nullish().transform((v) => v ?? null),
  projectId: idField.nullish().transform((v) => v ?? null),
  taxCodeId: idField.nullish().transform((v) => v ?? null),
  taxBase: amountField.nullish().transform((v) => v ?? null),
  memo: optionalText(200),
})
const fields = {
  postingDate: dateField,
  documentDate: dateField.optional(),
  description: text(200),
  currency: currencyField,
  rate: positive(rateField).optional(),
  lines: z.array(line).max(1000),
}
export const createManualEntryInput = z.strictObject({ ...companyRef, ...fields })
export const updateManualEntryInput = documentRef.extend(fields)
export const postManualEntryInput = documentRef
export const reverseManualEntryInput = documentRef.extend({ postingDate: dateField, reason: note(500) })
export const postedManualEntry = z.object({ id: z.string(), number: z.string() })

/** A posted entry of any journal: what a figure is drilled down to. */
export const journalEntryOut = z.object({
  id: z.string(),
  companyId: z.string(),
  number: z.string(),
  journal: journalField,
  kind: z.enum(['normal', 'closing']),
  postingDate: z.string(),
  documentDate: z.string(),
  taxDate: z.string(),
  description: z.string(),
  sourceDocument: z.string(),
  sourceDocumentId: z.string(),
  sourceLabel: z.string().nullable(),
  currency: z.string(),
  rate: z.string(),
  reversesId: z.string().nullable(),
  reversedById: z.string().nullable(),
  postedAt: z.string(),
  lines: z.array(
    z.object({
      lineNo: z.int(),
      accountId: z.string(),
      accountCode: z.string(),
      accountNameEn: z.string(),
      accountNameZh: z.string(),
      amount: z.string(),
      baseAmount: z.string(),
      partyId: z.string().nullable(),
      partyName: z.string().nullable(),
      costCenterId: z.string().nullable(),
      projectId: z.string().nullable(),
      memo: z.string().nullable(),
    }),
  ),
})

const draftLine = z.object({
  accountId: z.string(),
  amount: z.string(),
  costCenterId: z.string().nullable(),
  projectId: z.string().nullable(),
  taxCodeId: z.string().nullable(),
  taxBase: z.string().nullable(),
  memo: z.string().nullable(),
})
export const manualEntryOut = z.object({
  id: z.string(),
  companyId: z.string(),
  status: z.enum(manualEntryStates),
  number: z.string().nullable(),
  postingDate: z.string(),
  documentDate: z.string(),
  description: z.string(),
  currency: z.string(),
  rate: z.string(),
  entryId: z.string().nullable(),
  reversalEntryId: z.string().nullable(),
  version: z.int(),
  lines: z.array(draftLine),
})

export const journalEntryList = defineListColumns({
  name: 'finance.journalEntries',
  messages: 'finance.journalEntry',
  columns: {
    number: { type: 'text' },
    postingDate: { type: 'date' },
    journal: {
      type: 'enum',
      values: ['sales', 'purchase', 'cash', 'stock', 'general'],
      enumLabels: 'finance.journal',
      groupable: true,
    },
    description: { type: 'text' },
    sourceDocument: { type: 'text', groupable: true },
    sourceLabel: { type: 'text' },
    currency: { type: 'text', hidden: true },
  },
  defaultSort: [{ column: 'postingDate', direction: 'desc' }],
})
export const manualEntryList = defineListColumns({
  name: 'finance.manualEntries',
  messages: 'finance.manualEntry',
  columns: {
    number: { type: 'text' },
    postingDate: { type: 'date' },
    status: { type: 'enum', values: manualEntryStates, enumLabels: 'finance.manualEntryStatus', groupable: true },
    description: { type: 'text' },
    currency: { type: 'text' },
  },
  defaultSort: [{ column: 'postingDate', direction: 'desc' }],
})
