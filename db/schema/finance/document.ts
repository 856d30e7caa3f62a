import { sql } from 'drizzle-orm'
import { check, date, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core'
import { amount, belongsTo, companyTable, exchangeRate, searchIndex, stamps } from '../../columns'
import { company } from '../platform/tenant'
import { account, costCenter, project } from './account'
import { bankStatementLine } from './bank-statement'
import { journalEntry } from './ledger'
import { openItem } from './open-item'
import { party } from './party'

/** Money in from a customer or out to a supplier. */
export const payment = companyTable(
  'payment',
  {
    status: text('status', { enum: ['draft', 'in_approval', 'posted', 'reversed'] }).notNull(),
    direction: text('direction', { enum: ['incoming', 'outgoing'] }).notNull(),
    number: text('number'),
    partyId: uuid('party_id').notNull(),
    bankAccountId: uuid('bank_account_id').notNull(),
    paymentDate: date('payment_date').notNull(),
    postingDate: date('posting_date').notNull(),
    currency: text('currency').notNull(),
    rate: exchangeRate('rate').notNull(),
    /** What the party paid (or was paid), fee included. */
    amount: amount('amount').notNull(),
    /** Kept back by the bank; an incoming payment reaches the account less the fee. */
    feeAmount: amount('fee_amount').notNull().default('0'),
    /** Of an account in another currency: what it paid or took, at its own rate; then `rate` is what that makes the amount worth. */
    bankCurrency: text('bank_currency'),
    bankAmount: amount('bank_amount'),
    bankRate: exchangeRate('bank_rate'),
    bankEntryId: uuid('bank_entry_id'),
    reference: text('reference'),
    memo: text('memo'),
    /** The line of a bank statement that shows it. */
    statementLineId: uuid('statement_line_id'),
    entryId: uuid('entry_id'),
    reversalEntryId: uuid('reversal_entry_id'),
    ...stamps,
  },
  (t) => [
    unique('payment_number').on(t.tenantId, t.companyId, t.number),
    check('payment_amounts', sql`amount > 0 and fee_amount >= 0 and fee_amount < amount`),
    check(
      'payment_bank_currency',
      sql`num_nulls(bank_currency, bank_amount, bank_rate) in (0, 3) and (bank_currency is null or (bank_amount > 0 and bank_rate > 0 and fee_amount = 0 and bank_currency <> currency))`,
    ),
    index('payment_date').on(t.tenantId, t.companyId, t.paymentDate, t.id),
    searchIndex('payment_search', t, t.number, t.reference),
    index('payment_party').on(t.tenantId, t.partyId, t.paymentDate),
    index('payment_statement_line').on(t.tenantId, t.statementLineId).where(sql`statement_line_id is not null`),
    belongsTo(t, t.statementLineId, () => bankStatementLine),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.partyId, () => party),
    belongsTo(t, t.bankAccountId, () => account),
    belongsTo(t, t.entryId, () => journalEntry),
    belongsTo(t, t.bankEntryId, () => journalEntry),
    belongsTo(t, t.reversalEntryId, () => journalEntry),
  ],
)

/** What a payment settles: paid amount, discount taken and difference written off, all in the payment's currency. */
export const paymentLine = companyTable(
  'payment_line',
  {
    paymentId: uuid('payment_id').notNull(),
    openItemId: uuid('open_item_id').notNull(),
    amount: amount('amount').notNull(),
    discount: amount('discount').notNull().default('0'),
    writeOff: amount('write_off').notNull().default('0'),
  },
  (t) => [
    unique('payment_line_item').on(t.tenantId, t.paymentId, t.openItemId),
    check(
      'payment_line_amounts',
      sql`amount >= 0 and discount >= 0 and write_off >= 0 and amount + discount + write_off > 0`,
    ),
    belongsTo(t, t.paymentId, () => payment),
    belongsTo(t, t.openItemId, () => openItem),
  ],
)

/** An entry written by hand. */
export const manualEntry = companyTable(
  'manual_entry',
  {
    status: text('status', { enum: ['draft', 'in_approval', 'posted', 'reversed'] }).notNull(),
    number: text('number'),
    postingDate: date('posting_date').notNull(),
    documentDate: date('document_date').notNull(),
    description: text('description').notNull(),
    currency: text('currency').notNull(),
    rate: exchangeRate('rate').notNull(),
    /** The line of a bank statement that it explains. */
    statementLineId: uuid('statement_line_id'),
    entryId: uuid('entry_id'),
    reversalEntryId: uuid('reversal_entry_id'),
    ...stamps,
  },
  (t) => [
    index('manual_entry_date').on(t.tenantId, t.companyId, t.postingDate, t.id),
    index('manual_entry_statement_line').on(t.tenantId, t.statementLineId).where(sql`statement_line_id is not null`),
    belongsTo(t, t.statementLineId, () => bankStatementLine),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.entryId, () => journalEntry),
    belongsTo(t, t.reversalEntryId, () => journalEntry),
  ],
)

export const manualEntryLine = companyTable(
  'manual_entry_line',
  {
    manualEntryId: uuid('manual_entry_id').notNull(),
    lineNo: integer('line_no').notNull(),
    accountId: uuid('account_id').notNull(),
    amount: amount('amount').notNull(),
    costCenterId: uuid('cost_center_id'),
    projectId: uuid('project_id'),
    taxCodeId: uuid('tax_code_id'),
    taxBase: amount('tax_base'),
    memo: text('memo'),
  },
  (t) => [
    unique('manual_entry_line_no').on(t.tenantId, t.manualEntryId, t.lineNo),
    belongsTo(t, t.manualEntryId, () => manualEntry),
    belongsTo(t, t.accountId, () => account),
    belongsTo(t, t.costCenterId, () => costCenter),
    belongsTo(t, t.projectId, () => project),
  ],
)
