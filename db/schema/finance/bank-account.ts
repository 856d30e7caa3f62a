import { sql } from 'drizzle-orm'
import { check, index, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { belongsTo, companyTable, instant, stamps } from '../../columns'
import { company } from '../platform/tenant'
import { account } from './account'
import { party } from './party'

/** What a bank knows an account by, sealed with the tenant's key; beside it what people may see and compare. */
const bankDetails = {
  holder: text('holder').notNull(),
  currency: text('currency').notNull(),
  country: text('country').notNull(),
  bic: text('bic'),
  bankName: text('bank_name'),
  sealed: text('sealed').notNull(),
  /** The last four characters. */
  masked: text('masked').notNull(),
  /** Keyed hash of the number: tells equal accounts without opening them. */
  fingerprint: text('fingerprint').notNull(),
}

/** A bank account that a party is paid to. In force only after a second person agreed. */
export const partyBankAccount = companyTable(
  'party_bank_account',
  {
    status: text('status', { enum: ['draft', 'in_approval', 'active', 'retired', 'cancelled'] }).notNull(),
    partyId: uuid('party_id').notNull(),
    ...bankDetails,
    /** The account that this one takes the place of when it comes into force. */
    replacesId: uuid('replaces_id'),
    reason: text('reason').notNull(),
    approvedAt: instant('approved_at'),
    approvedBy: uuid('approved_by'),
    ...stamps,
  },
  (t) => [
    uniqueIndex('party_bank_account_once')
      .on(t.tenantId, t.companyId, t.partyId, t.currency, t.fingerprint)
      .where(sql`status in ('draft', 'in_approval', 'active')`),
    index('party_bank_account_party').on(t.tenantId, t.partyId),
    index('party_bank_account_fingerprint').on(t.tenantId, t.fingerprint),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.partyId, () => party),
    belongsTo(t, t.replacesId, () => t),
  ],
)

/** The bank details of one of the company's own bank accounts in the ledger: what payments leave from. */
export const companyBankAccount = companyTable(
  'company_bank_account',
  { accountId: uuid('account_id').notNull(), ...bankDetails, ...stamps },
  (t) => [
    unique('company_bank_account_once').on(t.tenantId, t.accountId),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.accountId, () => account),
  ],
)

/** Why what is owed for a document is not paid for the time being; kept by the module that owns the document. */
export const paymentHold = companyTable(
  'payment_hold',
  { sourceDocumentId: uuid('source_document_id').notNull(), kinds: text('kinds').array().notNull(), ...stamps },
  (t) => [
    unique('payment_hold_once').on(t.tenantId, t.sourceDocumentId),
    check('payment_hold_kinds', sql`cardinality(kinds) > 0`),
    belongsTo(t, t.companyId, () => company),
  ],
)

/** That somebody agreed to pay a document to a bank account that is new: it is not asked for again while the account is the same. */
export const paymentClearance = companyTable(
  'payment_clearance',
  {
    sourceDocumentId: uuid('source_document_id').notNull(),
    partyBankAccountId: uuid('party_bank_account_id').notNull(),
    reason: text('reason').notNull(),
    ...stamps,
  },
  (t) => [
    unique('payment_clearance_once').on(t.tenantId, t.sourceDocumentId, t.partyBankAccountId),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.partyBankAccountId, () => partyBankAccount),
  ],
)
