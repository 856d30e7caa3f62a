import { sql } from 'drizzle-orm'
import { boolean, customType, date, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core'
import { amount, belongsTo, companyTable, exchangeRate, instant, searchIndex } from '../../columns'
import { account, costCenter, project } from './account'
import { party } from './party'
import { fiscalPeriod } from './period'

const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' })

/** What was posted. Append-only; period and xid are set by a trigger. */
export const journalEntry = companyTable(
  'journal_entry',
  {
    number: text('number').notNull(),
    journal: text('journal', { enum: ['sales', 'purchase', 'cash', 'stock', 'general'] }).notNull(),
    /** `closing` = year end: left out of income statements. */
    kind: text('kind', { enum: ['normal', 'closing'] })
      .notNull()
      .default('normal'),
    periodId: uuid('period_id').notNull(),
    postingDate: date('posting_date').notNull(),
    documentDate: date('document_date').notNull(),
    taxDate: date('tax_date').notNull(),
    description: text('description').notNull(),
    sourceDocument: text('source_document').notNull(),
    sourceDocumentId: uuid('source_document_id').notNull(),
    sourceLabel: text('source_label'),
    currency: text('currency').notNull(),
    rate: exchangeRate('rate').notNull(),
    reversesId: uuid('reverses_id'),
    /** The author may post into a period that is being closed. */
    postClosing: boolean('post_closing').notNull().default(false),
    xid: xid8('xid').notNull().default(sql`pg_current_xact_id()`),
    postedAt: instant('posted_at').notNull().defaultNow(),
    postedBy: uuid('posted_by'),
  },
  (t) => [
    unique('journal_entry_number').on(t.tenantId, t.companyId, t.journal, t.number),
    unique('journal_entry_reverses').on(t.tenantId, t.reversesId),
    index('journal_entry_date').on(t.tenantId, t.companyId, t.postingDate, t.id),
    searchIndex('journal_entry_search', t, t.number, t.description, t.sourceLabel),
    index('journal_entry_source').on(t.tenantId, t.sourceDocumentId),
    belongsTo(t, t.periodId, () => fiscalPeriod),
    belongsTo(t, t.reversesId, () => t),
  ],
  'append',
)

/** One side of an entry: amount in the entry's currency and in base currency, debit > 0. */
export const journalLine = companyTable(
  'journal_line',
  {
    entryId: uuid('entry_id').notNull(),
    lineNo: integer('line_no').notNull(),
    periodId: uuid('period_id').notNull(),
    postingDate: date('posting_date').notNull(),
    accountId: uuid('account_id').notNull(),
    currency: text('currency').notNull(),
    amount: amount('amount').notNull(),
    baseAmount: amount('base_amount').notNull(),
    partyId: uuid('party_id'),
    costCenterId: uuid('cost_center_id'),
    projectId: uuid('project_id'),
    taxCodeId: uuid('tax_code_id'),
    taxBase: amount('tax_base'),
    memo: text('memo'),
  },
  (t) => [
    unique('journal_line_no').on(t.tenantId, t.entryId, t.lineNo),
    index('journal_line_account').on(t.tenantId, t.accountId, t.postingDate, t.id),
    index('journal_line_party')
      .on(t.tenantId, t.partyId, t.accountId, t.postingDate, t.id)
      .where(sql`party_id is not null`),
    belongsTo(t, t.entryId, () => journalEntry),
    belongsTo(t, t.accountId, () => account),
    belongsTo(t, t.partyId, () => party),
    belongsTo(t, t.costCenterId, () => costCenter),
    belongsTo(t, t.projectId, () => project),
  ],
  'append',
)

const turnover = () => ({
  /** Debit and credit turnover in base currency; `amount` = net in `currency`. */
  baseDebit: amount('base_debit').notNull().default('0'),
  baseCredit: amount('base_credit').notNull().default('0'),
})

/** Turnover per account, period, currency and cost center; closing entries apart. Written by triggers only. */
export const accountBalance = companyTable(
  'account_balance',
  {
    accountId: uuid('account_id').notNull(),
    periodId: uuid('period_id').notNull(),
    kind: text('kind', { enum: ['normal', 'closing'] }).notNull(),
    currency: text('currency').notNull(),
    costCenterId: uuid('cost_center_id'),
    amount: amount('amount').notNull().default('0'),
    ...turnover(),
  },
  (t) => [
    unique('account_balance_key')
      .on(t.tenantId, t.companyId, t.accountId, t.periodId, t.kind, t.currency, t.costCenterId)
      .nullsNotDistinct(),
  ],
  'read',
)

/** Turnover per account and day. Written by triggers only. */
export const accountDay = companyTable(
  'account_day',
  {
    accountId: uuid('account_id').notNull(),
    date: date('date').notNull(),
    kind: text('kind', { enum: ['normal', 'closing'] }).notNull(),
    ...turnover(),
  },
  (t) => [unique('account_day_key').on(t.tenantId, t.companyId, t.date, t.accountId, t.kind)],
  'read',
)

/** What a party owes (debit > 0) per control account and currency. Written by triggers only. */
export const partyBalance = companyTable(
  'party_balance',
  {
    partyId: uuid('party_id').notNull(),
    accountId: uuid('account_id').notNull(),
    currency: text('currency').notNull(),
    amount: amount('amount').notNull().default('0'),
    baseAmount: amount('base_amount').notNull().default('0'),
  },
  (t) => [unique('party_balance_key').on(t.tenantId, t.companyId, t.partyId, t.accountId, t.currency)],
  'read',
)
