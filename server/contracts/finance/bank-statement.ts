import { z } from 'zod'
import { amountField, idField, nonNegative, note, positive, text } from '../platform/field'
import { defineListColumns } from '../platform/list'
import { companyRef } from './common'

/** Bank statements: what the bank says has happened, and what it is in the books. */

export const importBankStatementInput = z.strictObject({
  ...companyRef,
  fileName: text(200),
  content: z.base64().min(1).max(7_200_000),
  /** Whose lines a table is; a camt.053 file names its account itself. */
  companyBankAccountId: idField.nullish(),
})
export const importedStatements = z.object({
  statements: z.array(z.object({ id: z.string(), statementId: z.string(), lines: z.int() })),
})
export const bankStatementRef = z.strictObject({ id: idField })

const item = z.strictObject({
  openItemId: idField,
  amount: positive(amountField),
  discount: nonNegative(amountField).default('0'),
})
/** What a line is: transfers of a payment proposal, items of a party, money on account, another account, or a payment that is there already. */
export const statementMeaning = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('proposal'),
    proposalId: idField,
    endToEndIds: z.array(text(35)).min(1).max(2000),
  }),
  z.strictObject({ kind: z.literal('items'), partyId: idField, items: z.array(item).min(1).max(200) }),
  z.strictObject({ kind: z.literal('party'), partyId: idField }),
  z.strictObject({
    kind: z.literal('account'),
    accountId: idField,
    costCenterId: idField.nullable().default(null),
    memo: note(200),
  }),
  z.strictObject({ kind: z.literal('payment'), paymentId: idField }),
])
export type StatementMeaning = z.output<typeof statementMeaning>
export const settleStatementLineInput = z.strictObject({ lineId: idField, meaning: statementMeaning })
export const settledLine = z.object({ id: z.string(), settled: z.string() })
export const settledStatement = z.object({ id: z.string(), settled: z.int(), left: z.int() })
export const releaseStatementPaymentInput = z.strictObject({ paymentId: idField })

const s = z.string()
const n = z.string().nullable()
const suggestedItem = z.object({ openItemId: s, number: s, amount: s, discount: s, remaining: s })
export const suggestion = z.object({
  kind: z.enum(['proposal', 'items', 'party', 'payment']),
  /** `sure`: the references say so; `likely`: amount and name do. */
  certainty: z.enum(['sure', 'likely']),
  partyId: n,
  party: n,
  /** The proposal or payment. */
  documentId: n,
  number: n,
  endToEndIds: z.array(s),
  items: z.array(suggestedItem),
})
export type StatementSuggestion = z.output<typeof suggestion>

export const bankStatementLineOut = z.object({
  id: s,
  lineNo: z.int(),
  bookingDate: s,
  valueDate: s,
  amount: s,
  settled: s,
  counterparty: n,
  counterpartyMasked: n,
  partyId: n,
  reference: n,
  endToEndId: n,
  documents: z.array(z.object({ document: z.enum(['payment', 'manual_entry']), id: s, number: n, label: s })),
  suggestion: suggestion.nullable(),
})
export const bankStatementOut = z.object({
  id: s,
  companyId: s,
  statementId: s,
  sequence: n,
  bankAccount: s,
  accountId: s,
  currency: s,
  fromDate: s,
  toDate: s,
  openingBalance: n,
  closingBalance: n,
  fileName: s,
  lines: z.array(bankStatementLineOut),
})
export type BankStatementView = z.output<typeof bankStatementOut>

export const bankStatementList = defineListColumns({
  name: 'finance.bankStatements',
  messages: 'finance.bankStatement',
  columns: {
    statementId: { type: 'text' },
    bankAccount: { type: 'text', groupable: true },
    fromDate: { type: 'date' },
    toDate: { type: 'date' },
    lines: { type: 'integer' },
    open: { type: 'integer' },
    closingBalance: { type: 'money', currency: 'currency' },
    currency: { type: 'text', groupable: true, hidden: true },
    fileName: { type: 'text', hidden: true },
  },
  defaultSort: [{ column: 'toDate', direction: 'desc' }],
})
