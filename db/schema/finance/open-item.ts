import { sql } from 'drizzle-orm'
import { check, date, index, text, unique, uuid } from 'drizzle-orm/pg-core'
import { amount, belongsTo, companyTable, exchangeRate, instant, percent } from '../../columns'
import { account } from './account'
import { journalEntry } from './ledger'
import { party } from './party'

/** One claim or debt of a party: debit > 0. `remaining…` and `settledOn` are kept by the allocation trigger. */
export const openItem = companyTable(
  'open_item',
  {
    partyId: uuid('party_id').notNull(),
    side: text('side', { enum: ['receivable', 'payable'] }).notNull(),
    kind: text('kind', { enum: ['invoice', 'credit_note', 'payment', 'opening', 'discount', 'write_off'] }).notNull(),
    accountId: uuid('account_id').notNull(),
    entryId: uuid('entry_id').notNull(),
    sourceDocument: text('source_document').notNull(),
    sourceDocumentId: uuid('source_document_id').notNull(),
    number: text('number').notNull(),
    currency: text('currency').notNull(),
    rate: exchangeRate('rate').notNull(),
    amount: amount('amount').notNull(),
    baseAmount: amount('base_amount').notNull(),
    remaining: amount('remaining').notNull().default('0'),
    remainingBase: amount('remaining_base').notNull().default('0'),
    documentDate: date('document_date').notNull(),
    postingDate: date('posting_date').notNull(),
    dueDate: date('due_date').notNull(),
    discountDate: date('discount_date'),
    discountPercent: percent('discount_percent'),
    settledOn: date('settled_on'),
  },
  (t) => [
    check(
      'open_item_remaining',
      sql`case when amount >= 0 then remaining between 0 and amount else remaining between amount and 0 end`,
    ),
    index('open_item_open').on(t.tenantId, t.companyId, t.side, t.partyId, t.dueDate).where(sql`settled_on is null`),
    index('open_item_settled').on(t.tenantId, t.companyId, t.side, t.settledOn),
    index('open_item_party').on(t.tenantId, t.partyId, t.postingDate, t.id),
    index('open_item_source').on(t.tenantId, t.sourceDocumentId),
    index('open_item_entry').on(t.tenantId, t.entryId),
    belongsTo(t, t.partyId, () => party),
    belongsTo(t, t.accountId, () => account),
    belongsTo(t, t.entryId, () => journalEntry),
  ],
  'append',
)

/** A debit item settled by a credit item. Taken back by a row of opposite sign. */
export const allocation = companyTable(
  'allocation',
  {
    debitItemId: uuid('debit_item_id').notNull(),
    creditItemId: uuid('credit_item_id').notNull(),
    date: date('date').notNull(),
    amount: amount('amount').notNull(),
    /** What the amount is worth on either side; their difference is realised exchange gain or loss, posted in `entryId`. */
    debitBase: amount('debit_base').notNull(),
    creditBase: amount('credit_base').notNull(),
    entryId: uuid('entry_id'),
    /** The payment that made it; null = allocated by hand or by a reversal. */
    paymentId: uuid('payment_id'),
    reversesId: uuid('reverses_id'),
    createdAt: instant('created_at').notNull().defaultNow(),
    createdBy: uuid('created_by'),
  },
  (t) => [
    unique('allocation_reverses').on(t.tenantId, t.reversesId),
    check('allocation_sign', sql`case when reverses_id is null then amount > 0 else amount < 0 end`),
    index('allocation_debit').on(t.tenantId, t.debitItemId),
    index('allocation_credit').on(t.tenantId, t.creditItemId),
    index('allocation_payment').on(t.tenantId, t.paymentId),
    index('allocation_entry').on(t.tenantId, t.entryId).where(sql`entry_id is not null`),
    belongsTo(t, t.debitItemId, () => openItem),
    belongsTo(t, t.creditItemId, () => openItem),
    belongsTo(t, t.entryId, () => journalEntry),
    belongsTo(t, t.reversesId, () => t),
  ],
  'append',
)
