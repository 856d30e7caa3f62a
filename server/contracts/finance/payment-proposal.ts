import { z } from 'zod'
import { defineMachine } from '@/server/kernel/state-machine'
import { amountField, currencyField, dateField, documentRef, idField, note, positive, text } from '../platform/field'
import { defineListColumns } from '../platform/list'
import { companyRef } from './common'

export const paymentProposalStates = ['draft', 'in_approval', 'approved', 'exported', 'paid', 'cancelled'] as const
export const paymentProposalMachine = defineMachine({
  document: 'payment_proposal',
  initial: 'draft',
  states: paymentProposalStates,
  transitions: {
    submit: { from: ['draft'], to: 'in_approval' },
    return: { from: ['in_approval'], to: 'draft' },
    approve: { from: ['in_approval'], to: 'approved' },
    export: { from: ['approved', 'exported'], to: 'exported' },
    settle: { from: ['approved', 'exported'], to: 'paid' },
    cancel: { from: ['draft', 'in_approval', 'approved', 'exported'], to: 'cancelled' },
  },
})

export const proposalHolds = ['no_bank_account', 'bank_change', 'payment_hold', 'cash'] as const
export type ProposalHold = (typeof proposalHolds)[number]

export const createPaymentProposalInput = z.strictObject({
  ...companyRef,
  companyBankAccountId: idField,
  /** The day on which the bank shall pay. */
  executionDate: dateField,
  /** Debts due up to this day, and those whose discount would be lost by then. */
  dueUntil: dateField,
  currency: currencyField,
  /** What may be spent; the debts due first come first. */
  cashLimit: positive(amountField).nullish(),
  /** None named = every supplier. */
  partyIds: z.array(idField).max(500).default([]),
  note: note(500),
})
export const updatePaymentProposalInput = documentRef.extend({
  lines: z
    .array(z.strictObject({ id: idField, leftOut: z.boolean(), amount: positive(amountField).optional() }))
    .min(1)
    .max(2000),
})
export const returnPaymentProposalInput = documentRef.extend({ reason: text(500) })
export const releaseProposalHoldInput = documentRef.extend({ lineId: idField, reason: text(500) })
/** Lines that the bank did not carry out are open again; all others are paid on the day. */
export const settlePaymentProposalInput = documentRef.extend({
  date: dateField,
  failedLineIds: z.array(idField).max(2000).default([]),
})

export const exportedProposal = z.object({ id: z.string(), fileName: z.string(), content: z.string() })
export const settledProposal = z.object({ id: z.string(), version: z.int(), payments: z.int() })

export const paymentProposalOut = z.object({
  id: z.string(),
  companyId: z.string(),
  number: z.string(),
  status: z.enum(paymentProposalStates),
  companyBankAccountId: z.string(),
  bankAccount: z.string(),
  currency: z.string(),
  executionDate: z.string(),
  dueUntil: z.string(),
  cashLimit: z.string().nullable(),
  total: z.string(),
  note: z.string().nullable(),
  createdById: z.string().nullable(),
  exportedAt: z.string().nullable(),
  paidOn: z.string().nullable(),
  version: z.int(),
  lines: z.array(
    z.object({
      id: z.string(),
      openItemId: z.string(),
      number: z.string(),
      sourceDocument: z.string(),
      sourceDocumentId: z.string(),
      partyId: z.string(),
      party: z.string(),
      partyBankAccountId: z.string().nullable(),
      bankAccount: z.string().nullable(),
      dueDate: z.string(),
      remaining: z.string(),
      amount: z.string(),
      discount: z.string(),
      hold: z.enum(proposalHolds).nullable(),
      holdReleaseReason: z.string().nullable(),
      holdReleasedBy: z.string().nullable(),
      leftOut: z.boolean(),
      paymentId: z.string().nullable(),
    }),
  ),
})
export type PaymentProposalView = z.infer<typeof paymentProposalOut>

export const paymentProposalList = defineListColumns({
  name: 'finance.paymentProposals',
  messages: 'finance.paymentProposal',
  columns: {
    number: { type: 'text' },
    executionDate: { type: 'date' },
    status: {
      type: 'enum',
      values: paymentProposalStates,
      enumLabels: 'finance.paymentProposalStatus',
      groupable: true,
    },
    bankAccount: { type: 'text', groupable: true },
    total: { type: 'money', currency: 'currency', total: true },
    currency: { type: 'text', groupable: true },
    dueUntil: { type: 'date', hidden: true },
  },
  defaultSort: [{ column: 'executionDate', direction: 'desc' }],
})
