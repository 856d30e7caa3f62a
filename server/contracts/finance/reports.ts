import { z } from 'zod'
import { dateField, idField } from '../platform/field'
import { companyRef, sideField } from './common'

/** Reports are in base currency. Balances: debit > 0; in statements every section has its natural sign. */

const range = { from: dateField, to: dateField }
export const trialBalanceInput = z.strictObject({
  ...companyRef,
  ...range,
  /** Also accounts on which nothing ever happened. */
  empty: z.boolean().default(false),
  compare: z.strictObject(range).nullish(),
})
const accountRef = {
  accountId: z.string(),
  code: z.string(),
  nameEn: z.string(),
  nameZh: z.string(),
  type: z.enum(['asset', 'liability', 'equity', 'income', 'expense']),
  subtype: z.string(),
}
const figures = { opening: z.string(), debit: z.string(), credit: z.string(), closing: z.string() }
export const trialBalanceOut = z.object({
  currency: z.string(),
  rows: z.array(z.object({ ...accountRef, ...figures, compare: z.object(figures).nullable() })),
  totals: z.object(figures),
})

export const incomeStatementInput = z.strictObject({
  ...companyRef,
  ...range,
  compare: z.strictObject(range).nullish(),
})
export const statementSections = [
  'revenue',
  'cost_of_sales',
  'operating_expense',
  'other_income',
  'finance_cost',
  'income_tax',
] as const
const statementRow = z.object({ ...accountRef, amount: z.string(), compare: z.string().nullable() })
const statementTotal = z.object({ key: z.string(), amount: z.string(), compare: z.string().nullable() })
export const incomeStatementOut = z.object({
  currency: z.string(),
  sections: z.array(z.object({ key: z.string(), rows: z.array(statementRow), total: statementTotal })),
  /** gross_profit, operating_profit, profit_before_tax, net_profit. */
  results: z.array(statementTotal),
})

export const balanceSheetInput = z.strictObject({ ...companyRef, date: dateField, compareDate: dateField.nullish() })
export const balanceSheetOut = z.object({
  currency: z.string(),
  sections: z.array(z.object({ key: z.string(), rows: z.array(statementRow), total: statementTotal })),
  /** Profit of the year so far, and of earlier years that have no closing entry: computed, part of equity. */
  currentResult: statementTotal,
  earlierResult: statementTotal,
  /** assets, liabilities, equity (with both results). */
  totals: z.array(statementTotal),
})

const cursor = z.string().max(400).nullish()
export const generalLedgerInput = z.strictObject({
  ...companyRef,
  accountId: idField,
  ...range,
  cursor,
  /** Sent along by infinite queries; pages only go forward. */
  direction: z.literal('forward').optional(),
  limit: z.int().min(1).max(500).default(100),
})
export const generalLedgerOut = z.object({
  currency: z.string(),
  opening: z.string(),
  closing: z.string(),
  rows: z.array(
    z.object({
      id: z.string(),
      entryId: z.string(),
      number: z.string(),
      journal: z.string(),
      date: z.string(),
      description: z.string(),
      memo: z.string().nullable(),
      partyId: z.string().nullable(),
      partyName: z.string().nullable(),
      sourceDocument: z.string(),
      sourceDocumentId: z.string(),
      sourceLabel: z.string().nullable(),
      documentCurrency: z.string(),
      amount: z.string(),
      debit: z.string(),
      credit: z.string(),
      balance: z.string(),
    }),
  ),
  nextCursor: z.string().nullable(),
})

export const ageingInput = z.strictObject({
  ...companyRef,
  side: sideField.default('receivable'),
  date: dateField,
  by: z.enum(['due', 'document']).default('due'),
  /** Upper days of the buckets, inclusive; what is older goes to the last one. */
  bounds: z.array(z.int().min(1).max(3650)).min(1).max(8).default([30, 60, 90]),
  partyId: idField.nullish(),
})
const aged = { current: z.string(), buckets: z.array(z.string()), total: z.string() }
export const ageingOut = z.object({
  currency: z.string(),
  bounds: z.array(z.int()),
  rows: z.array(z.object({ partyId: z.string(), code: z.string(), name: z.string(), ...aged })),
  totals: z.object(aged),
})

export const statementInput = z.strictObject({
  ...companyRef,
  partyId: idField,
  side: sideField.default('receivable'),
  ...range,
})
export const statementOut = z.object({
  currency: z.string(),
  opening: z.string(),
  closing: z.string(),
  rows: z.array(
    z.object({
      entryId: z.string(),
      date: z.string(),
      number: z.string(),
      description: z.string(),
      sourceDocument: z.string(),
      sourceDocumentId: z.string(),
      sourceLabel: z.string().nullable(),
      documentCurrency: z.string(),
      amount: z.string(),
      debit: z.string(),
      credit: z.string(),
      balance: z.string(),
    }),
  ),
})

export const partyBalanceInput = z.strictObject({ ...companyRef, partyId: idField })
export const partyBalanceOut = z.object({
  currency: z.string(),
  receivable: z.string(),
  payable: z.string(),
  overdueReceivable: z.string(),
  byCurrency: z.array(z.object({ side: sideField, currency: z.string(), amount: z.string(), baseAmount: z.string() })),
})
