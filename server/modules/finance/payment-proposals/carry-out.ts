import { and, eq } from 'drizzle-orm'
import { paymentProposal } from '@/db/schema/finance/payment-proposal'
import {
  exportedProposal,
  paymentProposalMachine,
  settledProposal,
  settlePaymentProposalInput,
} from '@/server/contracts/finance/payment-proposal'
import { documentRef } from '@/server/contracts/platform/field'
import type { CalendarDate } from '@/server/kernel/calendar-date'
import { AppError, conflict, notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { type DecimalString, plain, sum } from '@/server/kernel/money'
import { canTransit } from '@/server/kernel/state-machine'
import { documentCommand } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { openDetails } from '../bank-accounts/details'
import { receivePayment } from '../payments/payment.commands'
import { type BankParty, pain001 } from './pain001'
import { type ProposalRow, paymentProposalKind } from './payment-proposal'

interface DueLine {
  id: Id
  openItemId: Id
  partyId: Id
  partyBankAccountId: Id
  endToEndId: string
  amount: string
  discount: string
  number: string
  accountStatus: string
  held: boolean
  owed: string
}

/** The lines that are paid. Refuses when one of them may not be paid any more: its account was retired, it was held, or settled otherwise. */
async function payableLines(ctx: CommandContext, doc: ProposalRow, only?: readonly string[]): Promise<DueLine[]> {
  const lines = await ctx.sql<DueLine[]>`
    select l.id, l.open_item_id as "openItemId", l.party_id as "partyId", l.party_bank_account_id as "partyBankAccountId",
      l.end_to_end_id as "endToEndId", trim_scale(l.amount) as amount, trim_scale(l.discount) as discount, o.number,
      b.status as "accountStatus", h.id is not null as held, trim_scale(-o.remaining) as owed
    from payment_proposal_line l
    join open_item o on o.tenant_id = l.tenant_id and o.id = l.open_item_id
    join party_bank_account b on b.tenant_id = l.tenant_id and b.id = l.party_bank_account_id
    left join payment_hold h on h.tenant_id = o.tenant_id and h.source_document_id = o.source_document_id
    where l.tenant_id = ${ctx.tenantId} and l.proposal_id = ${doc.id} and l.active and not l.left_out
      and (l.hold is null or l.hold_released_by is not null)
      and (${only === undefined} or l.end_to_end_id = any (${[...(only ?? [])]}::text[]))
    order by l.end_to_end_id, l.id`
  const bad = lines.find((l) => l.accountStatus !== 'active' || l.held || Number(l.owed) < Number(l.amount))
  if (bad) throw conflict('finance.proposal_line_changed', { number: bad.number })
  if (lines.length === 0) throw conflict('finance.proposal_empty')
  return lines
}

const groups = (lines: readonly DueLine[]): DueLine[][] => [
  ...lines
    .reduce(
      (map, line) => map.set(line.endToEndId, [...(map.get(line.endToEndId) ?? []), line]),
      new Map<string, DueLine[]>(),
    )
    .values(),
]

interface BankRow {
  id: Id
  holder: string
  bic: string | null
  country: string
  sealed: string
}

async function bankParties(ctx: CommandContext, doc: ProposalRow, ids: readonly Id[]): Promise<Map<Id, BankParty>> {
  const rows = await ctx.sql<BankRow[]>`
    select id, holder, bic, country, sealed from party_bank_account where tenant_id = ${ctx.tenantId} and id = any (${[...ids]}::uuid[])
    union all
    select id, holder, bic, country, sealed from company_bank_account where tenant_id = ${ctx.tenantId} and id = ${doc.companyBankAccountId}`
  const opened = await openDetails(
    ctx,
    rows.map((row) => row.sealed),
  )
  return new Map(
    rows.flatMap((row, index) => {
      const details = opened[index]
      return details ? [[row.id, { holder: row.holder, bic: row.bic, country: row.country, details }]] : []
    }),
  )
}

/** The file for the bank (ISO 20022 pain.001.001.09), one transfer a supplier. It may be fetched again until the proposal is paid. */
export const exportPaymentProposal = documentCommand({
  name: 'finance.exportPaymentProposal',
  permission: 'finance.payment_proposal.export',
  input: documentRef,
  output: exportedProposal,
  document: { kind: paymentProposalKind, transition: 'export' },
  handler: async (ctx, _input, doc, patch) => {
    const lines = await payableLines(ctx, doc)
    const parties = await bankParties(
      ctx,
      doc,
      lines.map((l) => l.partyBankAccountId),
    )
    const of = (id: Id): BankParty => {
      const found = parties.get(id)
      if (!found) throw conflict('finance.bank_account_replaced')
      return found
    }
    const content = pain001({
      messageId: `${doc.number}-${doc.version}`,
      createdAt: ctx.now,
      executionDate: doc.executionDate,
      currency: doc.currency,
      debtor: of(doc.companyBankAccountId),
      transfers: groups(lines).map((group) => ({
        endToEndId: group[0]?.endToEndId ?? '',
        creditor: of(group[0]?.partyBankAccountId ?? ''),
        amount: plain(sum(group.map((l) => l.amount))),
        remittance: group.map((l) => l.number).join(' '),
      })),
    })
    patch({ exportedAt: ctx.now.toISOString() })
    return { id: doc.id, fileName: `${doc.number}.xml`, content }
  },
})

/**
 * Books what the bank has paid: one payment a supplier, on the day. What failed is open for another proposal. The approval of the
 * proposal is that of its payments: a flow on posting payments is not asked again.
 */
export const settlePaymentProposal = documentCommand({
  name: 'finance.settlePaymentProposal',
  permission: 'finance.payment_proposal.settle',
  input: settlePaymentProposalInput,
  output: settledProposal,
  document: { kind: paymentProposalKind, transition: 'settle' },
  handler: async (ctx, { date, failedLineIds }, doc, patch) => {
    const failed = new Set(failedLineIds)
    const lines = (await payableLines(ctx, doc)).filter((line) => !failed.has(line.id))
    const paid = await payLines(ctx, doc, lines, date)
    await freeLines(ctx, doc.id)
    patch({ paidOn: date })
    return { id: doc.id, version: doc.version + 1, payments: paid.length }
  },
})

/** No line of a finished proposal keeps its debt from other proposals. */
const freeLines = (ctx: CommandContext, id: Id) =>
  ctx.sql`update payment_proposal_line set active = false where tenant_id = ${ctx.tenantId} and proposal_id = ${id}`

/** One payment a supplier; its ids. */
async function payLines(ctx: CommandContext, doc: ProposalRow, lines: readonly DueLine[], date: CalendarDate) {
  const [bank] = await ctx.sql<{ account_id: Id }[]>`
    select account_id from company_bank_account where tenant_id = ${ctx.tenantId} and id = ${doc.companyBankAccountId}`
  const made: Id[] = []
  for (const group of groups(lines)) {
    const { id } = await receivePayment(ctx, {
      companyId: doc.companyId,
      direction: 'outgoing',
      partyId: group[0]?.partyId ?? '',
      ...(bank && { bankAccountId: bank.account_id }),
      paymentDate: date,
      currency: doc.currency,
      amount: plain(sum(group.map((l) => l.amount))),
      feeAmount: '0',
      reference: group[0]?.endToEndId ?? null,
      memo: null,
      lines: group.map((l) => ({ openItemId: l.openItemId, amount: l.amount, discount: l.discount, writeOff: '0' })),
    })
    await ctx.sql`
      update payment_proposal_line set payment_id = ${id}, active = false
      where tenant_id = ${ctx.tenantId} and id = any (${group.map((l) => l.id)}::uuid[])`
    made.push(id)
  }
  return made
}

/**
 * Books transfers of a proposal that the bank shows as carried out, in a running command; when nothing is left of it the proposal is
 * paid. Returns the payments and their total. Errors: common.wrong_state, finance.proposal_line_changed, .proposal_empty.
 */
export async function settleTransfers(
  ctx: CommandContext,
  of: { proposalId: Id; endToEndIds: readonly string[]; companyBankAccountId: Id; date: CalendarDate },
): Promise<{ paymentIds: Id[]; total: DecimalString }> {
  const mine = and(eq(paymentProposal.tenantId, ctx.tenantId), eq(paymentProposal.id, of.proposalId))
  const [doc] = await ctx.tx.select().from(paymentProposal).where(mine).for('update')
  if (!doc || doc.companyBankAccountId !== of.companyBankAccountId) throw notFound('payment_proposal')
  const state = { document: 'payment_proposal', state: doc.status }
  if (!canTransit(paymentProposalMachine, doc.status, 'settle'))
    throw new AppError('illegal_transition', 'common.wrong_state', state)
  const lines = await payableLines(ctx, doc, of.endToEndIds)
  const paymentIds = await payLines(ctx, doc, lines, of.date)
  const [left] = await ctx.sql`
    select 1 from payment_proposal_line where tenant_id = ${ctx.tenantId} and proposal_id = ${doc.id} and active and not left_out
      and (hold is null or hold_released_by is not null) limit 1`
  const change = left ? {} : { status: 'paid' as const, paidOn: of.date }
  await ctx.tx
    .update(paymentProposal)
    .set({ ...change, version: doc.version + 1, updatedBy: ctx.actor.userId, updatedAt: ctx.now.toISOString() })
    .where(mine)
  if (!left) await freeLines(ctx, doc.id)
  ctx.record({
    ...{ action: left ? 'settle_part' : 'settle', document: 'payment_proposal', documentId: doc.id, label: doc.number },
    companyId: doc.companyId,
    before: { status: doc.status },
    after: { ...change, endToEndIds: [...of.endToEndIds] },
  })
  return { paymentIds, total: plain(sum(lines.map((l) => l.amount))) }
}
