import { sql } from 'drizzle-orm'
import { boolean, check, date, index, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { amount, belongsTo, companyTable, instant, stamps } from '../../columns'
import { company } from '../platform/tenant'
import { companyBankAccount, partyBankAccount } from './bank-account'
import { payment } from './document'
import { openItem } from './open-item'
import { party } from './party'

/** Debts proposed to be paid together from one bank account. */
export const paymentProposal = companyTable(
  'payment_proposal',
  {
    status: text('status', {
      enum: ['draft', 'in_approval', 'approved', 'exported', 'paid', 'cancelled'],
    }).notNull(),
    number: text('number').notNull(),
    companyBankAccountId: uuid('company_bank_account_id').notNull(),
    currency: text('currency').notNull(),
    executionDate: date('execution_date').notNull(),
    dueUntil: date('due_until').notNull(),
    cashLimit: amount('cash_limit'),
    /** What is proposed and neither left out nor held, in the proposal's currency and in base. */
    total: amount('total').notNull().default('0'),
    baseTotal: amount('base_total').notNull().default('0'),
    note: text('note'),
    exportedAt: instant('exported_at'),
    paidOn: date('paid_on'),
    ...stamps,
  },
  (t) => [
    unique('payment_proposal_number').on(t.tenantId, t.companyId, t.number),
    index('payment_proposal_date').on(t.tenantId, t.companyId, t.executionDate, t.id),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.companyBankAccountId, () => companyBankAccount),
  ],
)

export const paymentProposalLine = companyTable(
  'payment_proposal_line',
  {
    proposalId: uuid('proposal_id').notNull(),
    openItemId: uuid('open_item_id').notNull(),
    partyId: uuid('party_id').notNull(),
    partyBankAccountId: uuid('party_bank_account_id'),
    amount: amount('amount').notNull(),
    discount: amount('discount').notNull().default('0'),
    /** Why it is not paid yet; null = nothing against it. */
    hold: text('hold', { enum: ['no_bank_account', 'bank_change', 'payment_hold', 'cash'] }),
    holdReleasedBy: uuid('hold_released_by'),
    holdReleaseReason: text('hold_release_reason'),
    leftOut: boolean('left_out').notNull().default(false),
    /** While true no other proposal may take the item. */
    active: boolean('active').notNull().default(true),
    endToEndId: text('end_to_end_id').notNull(),
    paymentId: uuid('payment_id'),
  },
  (t) => [
    uniqueIndex('payment_proposal_line_item').on(t.tenantId, t.openItemId).where(sql`active`),
    check('payment_proposal_line_amounts', sql`amount > 0 and discount >= 0`),
    index('payment_proposal_line_proposal').on(t.tenantId, t.proposalId),
    belongsTo(t, t.proposalId, () => paymentProposal),
    belongsTo(t, t.openItemId, () => openItem),
    belongsTo(t, t.partyId, () => party),
    belongsTo(t, t.partyBankAccountId, () => partyBankAccount),
    belongsTo(t, t.paymentId, () => payment),
  ],
)
