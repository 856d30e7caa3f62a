import { sql } from 'drizzle-orm'
import { check, date, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core'
import { amount, belongsTo, companyTable, stamps } from '../../columns'
import { company } from '../platform/tenant'
import { companyBankAccount } from './bank-account'
import { party } from './party'

/** What a bank says has happened on one of the company's accounts. */
export const bankStatement = companyTable(
  'bank_statement',
  {
    companyBankAccountId: uuid('company_bank_account_id').notNull(),
    /** The bank's own id of the statement; of a table of lines what its content hashes to. */
    statementId: text('statement_id').notNull(),
    sequence: text('sequence'),
    currency: text('currency').notNull(),
    fromDate: date('from_date').notNull(),
    toDate: date('to_date').notNull(),
    openingBalance: amount('opening_balance'),
    closingBalance: amount('closing_balance'),
    fileName: text('file_name').notNull(),
    lineCount: integer('line_count').notNull(),
    ...stamps,
  },
  (t) => [
    // The same statement is not taken in twice, whoever sends it at the same time.
    unique('bank_statement_once').on(t.tenantId, t.companyBankAccountId, t.statementId),
    index('bank_statement_date').on(t.tenantId, t.companyId, t.toDate, t.id),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.companyBankAccountId, () => companyBankAccount),
  ],
)

/** One movement of money; what came in is positive. Payments and entries by hand that explain it name it. */
export const bankStatementLine = companyTable(
  'bank_statement_line',
  {
    statementId: uuid('statement_id').notNull(),
    companyBankAccountId: uuid('company_bank_account_id').notNull(),
    lineNo: integer('line_no').notNull(),
    /** What tells the movement from every other of the account, over all statements. */
    lineKey: text('line_key').notNull(),
    bookingDate: date('booking_date').notNull(),
    valueDate: date('value_date').notNull(),
    currency: text('currency').notNull(),
    amount: amount('amount').notNull(),
    /** How much of it payments and entries explain; the same sign. */
    settled: amount('settled').notNull().default('0'),
    counterparty: text('counterparty'),
    /** The last four characters of the other account; and whose it is, where it is known. */
    counterpartyMasked: text('counterparty_masked'),
    partyId: uuid('party_id'),
    reference: text('reference'),
    endToEndId: text('end_to_end_id'),
    /** Of the order that it came of: the id of our message to the bank. */
    messageId: text('message_id'),
    bankReference: text('bank_reference'),
    ...stamps,
  },
  (t) => [
    unique('bank_statement_line_once').on(t.tenantId, t.companyBankAccountId, t.lineKey),
    unique('bank_statement_line_no').on(t.tenantId, t.statementId, t.lineNo),
    index('bank_statement_line_open').on(t.tenantId, t.companyId, t.bookingDate).where(sql`settled <> amount`),
    check('bank_statement_line_settled', sql`amount <> 0 and settled between least(amount, 0) and greatest(amount, 0)`),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.statementId, () => bankStatement),
    belongsTo(t, t.companyBankAccountId, () => companyBankAccount),
    belongsTo(t, t.partyId, () => party),
  ],
)
