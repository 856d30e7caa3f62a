import { z } from 'zod'
import { defineMachine } from '@/server/kernel/state-machine'
import {
  amountField,
  currencyField,
  dateField,
  documentRef,
  idField,
  nonNegative,
  note,
  optionalText,
  positive,
  rateField,
} from '../platform/field'
import { defineListColumns } from '../platform/list'
import { companyRef, sideField } from './common'

export const paymentStates = ['draft', 'in_approval', 'posted', 'reversed'] as const
export const paymentMachine = defineMachine({
  document: 'payment',
  initial: 'draft',
  states: paymentStates,
  transitions: {
    /** By an approval flow: the platform puts it before approvers and sends it back. */
    submit: { from: ['draft'], to: 'in_approval' },
    return: { from: ['in_approval'], to: 'draft' },
    post: { from: ['draft', 'in_approval'], to: 'posted' },
    reverse: { from: ['posted'], to: 'reversed' },
  },
})

const line = z.strictObject({
  openItemId: idField,
  /** Settled by the money paid. */
  amount: nonNegative(amountField),
  /** Early-payment discount taken; within its date and percentage. */
  discount: nonNegative(amountField).default('0'),
  /** Difference given up; within the company's tolerance. */
  writeOff: nonNegative(amountField).default('0'),
})
const fields = {
  partyId: idField,
  /** Account of the bank or till; default: the company's bank. */
  bankAccountId: idField.optional(),
  paymentDate: dateField,
  /** Default: the payment date. */
  postingDate: dateField.optional(),
  currency: currencyField,
  /** Base currency for one unit; default: the rate of the payment date. */
  rate: positive(rateField).optional(),
  amount: positive(amountField),
  feeAmount: nonNegative(amountField).default('0'),
  /** An account in another currency pays or takes: its currency and amount, and its rate (default: of the payment date). Without a fee. */
  bankCurrency: currencyField.nullish(),
  bankAmount: positive(amountField).nullish(),
  bankRate: positive(rateField).nullish(),
  reference: optionalText(120),
  memo: note(500),
  /** What is settled; what they leave of the amount stays on account. */
  lines: z.array(line).max(1000).default([]),
}
export const createPaymentInput = z.strictObject({
  ...companyRef,
  direction: z.enum(['incoming', 'outgoing']),
  ...fields,
})
export type CreatePayment = z.output<typeof createPaymentInput>
export const updatePaymentInput = documentRef.extend(fields)
export const postPaymentInput = documentRef
export const reversePaymentInput = documentRef.extend({ postingDate: dateField, reason: note(500) })
export const postedPayment = z.object({ id: z.string(), number: z.string() })

export const allocateInput = z.strictObject({
  ...companyRef,
  debitItemId: idField,
  creditItemId: idField,
  amount: positive(amountField),
  date: dateField,
})
export const unallocateInput = z.strictObject({ id: idField, date: dateField })

export const paymentOut = z.object({
  id: z.string(),
  companyId: z.string(),
  status: z.enum(paymentStates),
  direction: z.enum(['incoming', 'outgoing']),
  number: z.string().nullable(),
  partyId: z.string(),
  partyName: z.string(),
  bankAccountId: z.string(),
  paymentDate: z.string(),
  postingDate: z.string(),
  currency: z.string(),
  rate: z.string(),
  amount: z.string(),
  feeAmount: z.string(),
  bankCurrency: z.string().nullable(),
  bankAmount: z.string().nullable(),
  bankRate: z.string().nullable(),
  reference: z.string().nullable(),
  memo: z.string().nullable(),
  entryId: z.string().nullable(),
  reversalEntryId: z.string().nullable(),
  version: z.int(),
  lines: z.array(
    z.object({
      openItemId: z.string(),
      number: z.string(),
      dueDate: z.string(),
      amount: z.string(),
      discount: z.string(),
      writeOff: z.string(),
    }),
  ),
})

export const openItemsInput = z.strictObject({
  ...companyRef,
  partyId: idField.optional(),
  side: sideField.default('receivable'),
  currency: currencyField.optional(),
  /** The day for which discounts are worked out. */
  date: dateField.optional(),
})
export const openItemsOut = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      partyId: z.string(),
      kind: z.string(),
      number: z.string(),
      sourceDocument: z.string(),
      sourceDocumentId: z.string(),
      currency: z.string(),
      amount: z.string(),
      remaining: z.string(),
      remainingBase: z.string(),
      documentDate: z.string(),
      dueDate: z.string(),
      discountDate: z.string().nullable(),
      /** What may be deducted on `date` when all that remains is settled. */
      discount: z.string(),
    }),
  ),
})

export const paymentList = defineListColumns({
  name: 'finance.payments',
  messages: 'finance.payment',
  columns: {
    number: { type: 'text' },
    paymentDate: { type: 'date' },
    status: { type: 'enum', values: paymentStates, enumLabels: 'finance.paymentStatus', groupable: true },
    direction: {
      type: 'enum',
      values: ['incoming', 'outgoing'],
      enumLabels: 'finance.paymentDirection',
      groupable: true,
    },
    party: { type: 'text', groupable: true },
    amount: { type: 'money', currency: 'currency', total: true },
    currency: { type: 'text', groupable: true },
    reference: { type: 'text' },
    postingDate: { type: 'date', hidden: true },
  },
  defaultSort: [{ column: 'paymentDate', direction: 'desc' }],
})
export const openItemList = defineListColumns({
  name: 'finance.openItems',
  messages: 'finance.openItem',
  columns: {
    number: { type: 'text' },
    party: { type: 'text', groupable: true },
    kind: {
      type: 'enum',
      values: ['invoice', 'credit_note', 'payment', 'opening', 'discount', 'write_off'],
      enumLabels: 'finance.openItemKind',
      groupable: true,
    },
    side: { type: 'enum', values: ['receivable', 'payable'], enumLabels: 'finance.side', groupable: true },
    documentDate: { type: 'date' },
    dueDate: { type: 'date' },
    amount: { type: 'money', currency: 'currency', total: true },
    remaining: { type: 'money', currency: 'currency', total: true },
    currency: { type: 'text', groupable: true },
    settledOn: { type: 'date' },
  },
  defaultSort: [{ column: 'dueDate', direction: 'asc' }],
})
