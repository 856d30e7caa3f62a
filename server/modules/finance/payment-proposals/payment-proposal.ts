import { and, eq } from 'drizzle-orm'
import { companyBankAccount } from '@/db/schema/finance/bank-account'
import { paymentProposal, paymentProposalLine } from '@/db/schema/finance/payment-proposal'
import { created, done } from '@/server/contracts/finance/common'
import {
  createPaymentProposalInput,
  paymentProposalMachine,
  releaseProposalHoldInput,
  returnPaymentProposalInput,
  updatePaymentProposalInput,
} from '@/server/contracts/finance/payment-proposal'
import { documentRef } from '@/server/contracts/platform/field'
import { currencyDigits } from '@/server/kernel/currency'
import { AppError, conflict, invalid, notFound, validation } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { dec, plain } from '@/server/kernel/money'
import { closeAlerts, raiseAlerts } from '@/server/platform/alerts/raise'
import { command, type DocumentKind, documentCommand, type RowOf } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { leasedNumber } from '@/server/platform/numbering/leased'
import { keepClearance } from '../bank-accounts/bank-change'
import { author } from '../changes'
import { exchangeRate } from '../currencies/exchange-rate'
import { company } from '../settings/company-settings'
import { debts, payees, termsOf } from './load-debts'
import { propose } from './propose.rules'

export type ProposalRow = RowOf<typeof paymentProposal>
type State = (typeof paymentProposalMachine.states)[number]
type Action = 'submit' | 'return' | 'approve' | 'export' | 'settle' | 'cancel'

export const paymentProposalKind: DocumentKind<typeof paymentProposal, State, Action> = {
  type: 'payment_proposal',
  table: paymentProposal,
  machine: paymentProposalMachine,
  label: (row) => row.number,
  amount: (row) => plain(row.baseTotal),
}
const permission = (action: string) => `finance.payment_proposal.${action}`
const result = (doc: ProposalRow) => ({ id: doc.id, version: doc.version + 1 })

/** Proposes what to pay: debts by due date, less discounts, within the cash; what may not be paid yet is there with its reason. */
export const createPaymentProposal = command({
  name: 'finance.createPaymentProposal',
  permission: permission('create'),
  input: createPaymentProposalInput,
  output: created,
  constraints: {
    payment_proposal_company_bank_account_id_fk: { code: 'common.reference', path: 'companyBankAccountId' },
    payment_proposal_line_item: { code: 'finance.proposal_item_taken', path: '' },
  },
  handler: async (ctx, { partyIds, ...columns }) => {
    const { companyId, currency, executionDate } = columns
    await demandBankAccount(ctx, columns)
    const id = newId()
    const cashLimit = columns.cashLimit ?? null
    const found = await debts(ctx, { ...columns, partyIds })
    const accounts = await payees(ctx, { companyId, currency, partyIds: [...new Set(found.map((d) => d.partyId))] })
    const lines = propose(found, accounts, await termsOf(ctx, { companyId, executionDate, currency, cashLimit }))
    if (lines.length === 0) throw conflict('finance.proposal_empty')
    const number = await leasedNumber(ctx, { companyId, document: 'payment_proposal', date: executionDate })
    await ctx.tx.insert(paymentProposal).values({ ...author(ctx), ...columns, id, number, status: 'draft' })
    const parties = [...new Set(lines.map((line) => line.partyId))]
    await ctx.tx.insert(paymentProposalLine).values(
      lines.map((line) => ({
        ...line,
        tenantId: ctx.tenantId,
        id: newId(),
        companyId,
        proposalId: id,
        endToEndId: `${number}-${parties.indexOf(line.partyId) + 1}`.slice(-35),
      })),
    )
    await refreshTotals(ctx, { id, companyId, currency, executionDate })
    await tellBankChanges(ctx, { id, companyId, number }, lines.filter((line) => line.hold === 'bank_change').length)
    ctx.record({
      action: 'create',
      document: 'payment_proposal',
      documentId: id,
      companyId,
      label: number,
      after: columns,
    })
    return { id }
  },
})

const alertKey = (id: Id) => `payment_proposal:${id}`

/** Tells those who may release it that debts wait because the account to pay to is new. */
async function tellBankChanges(
  ctx: CommandContext,
  doc: Pick<ProposalRow, 'id' | 'companyId' | 'number'>,
  count: number,
): Promise<void> {
  if (count === 0) return
  await raiseAlerts(ctx, [
    {
      kind: 'finance.bank_change',
      severity: 'warning',
      messageKey: 'payment_proposal_bank_change',
      params: { number: doc.number, count },
      companyId: doc.companyId,
      document: 'payment_proposal',
      documentId: doc.id,
      audience: { permission: permission('release') },
      dedupeKey: alertKey(doc.id),
    },
  ])
}

async function demandBankAccount(
  ctx: CommandContext,
  p: { companyId: Id; companyBankAccountId: Id; currency: string },
) {
  const [bank] = await ctx.tx
    .select({ currency: companyBankAccount.currency, companyId: companyBankAccount.companyId })
    .from(companyBankAccount)
    .where(and(eq(companyBankAccount.tenantId, ctx.tenantId), eq(companyBankAccount.id, p.companyBankAccountId)))
  if (!bank || bank.companyId !== p.companyId) throw notFound('company_bank_account')
  if (bank.currency !== p.currency)
    throw validation('finance.bank_account_currency', 'currency', { currency: bank.currency })
}

type Totalled = Pick<ProposalRow, 'id' | 'companyId' | 'currency' | 'executionDate'>

/** The total is the lines that would be paid: not left out, not held unless released. */
async function refreshTotals(ctx: CommandContext, doc: Totalled): Promise<{ total: string; baseTotal: string }> {
  const { digits } = await company(ctx, doc.companyId)
  const rate = await exchangeRate(ctx, { companyId: doc.companyId, currency: doc.currency, date: doc.executionDate })
  const [row] = await ctx.sql<{ total: string; baseTotal: string }[]>`
    update payment_proposal p set total = t.total, base_total = round(t.total * ${rate}::numeric, ${digits})
    from (select coalesce(sum(amount), 0) as total from payment_proposal_line
          where tenant_id = ${ctx.tenantId} and proposal_id = ${doc.id} and active and not left_out
            and (hold is null or hold_released_by is not null)) t
    where p.tenant_id = ${ctx.tenantId} and p.id = ${doc.id}
    returning p.total, p.base_total as "baseTotal"`
  if (!row) throw notFound('payment_proposal')
  return row
}

interface ChangedLine {
  id: Id
  remaining: string
  discount: string
  amount: string
}

/** Leaves debts out, takes them in again, or pays less of one. Less than proposed loses the discount. */
export const updatePaymentProposal = documentCommand({
  name: 'finance.updatePaymentProposal',
  permission: permission('create'),
  input: updatePaymentProposalInput,
  output: done,
  document: { kind: paymentProposalKind, states: ['draft'] },
  handler: async (ctx, { lines }, doc, patch) => {
    const known = await ctx.sql<ChangedLine[]>`
      select l.id, trim_scale(-o.remaining) as remaining, l.discount, l.amount from payment_proposal_line l
      join open_item o on o.tenant_id = l.tenant_id and o.id = l.open_item_id
      where l.tenant_id = ${ctx.tenantId} and l.proposal_id = ${doc.id}`
    const byId = new Map(known.map((line) => [line.id, line]))
    const digits = currencyDigits(doc.currency)
    const changes = lines.map((line, index) => {
      const old = byId.get(line.id)
      if (!old) throw notFound('payment_proposal')
      const amount = line.amount ?? old.amount
      if (dec(amount).decimalPlaces() > digits)
        throw invalid([{ path: `lines.${index}.amount`, code: 'validation.precision', params: { digits } }])
      if (
        dec(amount)
          .plus(dec(amount).equals(old.amount) ? old.discount : 0)
          .greaterThan(old.remaining)
      )
        throw validation('finance.proposal_too_much', `lines.${index}.amount`, { remaining: plain(old.remaining) })
      return {
        id: line.id,
        left_out: line.leftOut,
        amount,
        discount: dec(amount).equals(old.amount) ? plain(old.discount) : '0',
      }
    })
    await ctx.sql`
      update payment_proposal_line l set left_out = c.left_out, amount = c.amount, discount = c.discount
      from jsonb_to_recordset(${JSON.stringify(changes)}::text::jsonb) as c(id uuid, left_out boolean, amount numeric, discount numeric)
      where l.tenant_id = ${ctx.tenantId} and l.proposal_id = ${doc.id} and l.id = c.id`
    patch(await refreshTotals(ctx, doc))
    return result(doc)
  },
})

/**
 * Pays a held debt nevertheless, with a reason. Only someone else than who made the proposal may; what its document holds has to be
 * released there, and without a bank account nothing can be paid.
 */
export const releaseProposalHold = documentCommand({
  name: 'finance.releaseProposalHold',
  permission: permission('release'),
  input: releaseProposalHoldInput,
  output: done,
  document: { kind: paymentProposalKind, states: ['draft', 'in_approval'] },
  handler: async (ctx, { lineId, reason }, doc, patch) => {
    demandSecondPerson(ctx, doc)
    const [line] = await ctx.sql<{ hold: string | null; bank: Id | null; source: Id }[]>`
      select l.hold, l.party_bank_account_id as bank, o.source_document_id as source from payment_proposal_line l
      join open_item o on o.tenant_id = l.tenant_id and o.id = l.open_item_id
      where l.tenant_id = ${ctx.tenantId} and l.proposal_id = ${doc.id} and l.id = ${lineId}`
    if (!line) throw notFound('payment_proposal')
    if (line.hold !== 'bank_change' && line.hold !== 'cash') throw conflict('finance.hold_not_releasable')
    await ctx.sql`
      update payment_proposal_line set hold_released_by = ${ctx.actor.userId}, hold_release_reason = ${reason}
      where tenant_id = ${ctx.tenantId} and id = ${lineId}`
    if (line.hold === 'bank_change' && line.bank)
      await keepClearance(ctx, {
        ...{ companyId: doc.companyId, openItemSourceId: line.source, bankAccountId: line.bank, reason },
      })
    await closeWhenReleased(ctx, doc.id)
    ctx.record({
      action: 'release_hold',
      document: 'payment_proposal',
      documentId: doc.id,
      companyId: doc.companyId,
      label: doc.number,
      after: { lineId, hold: line.hold, reason },
    })
    patch(await refreshTotals(ctx, doc))
    return result(doc)
  },
})

/** The alert is done with when no line waits for a look at its account any more. */
async function closeWhenReleased(ctx: CommandContext, id: Id): Promise<void> {
  const [waiting] = await ctx.sql`
    select 1 from payment_proposal_line where tenant_id = ${ctx.tenantId} and proposal_id = ${id} and active and not left_out
      and hold = 'bank_change' and hold_released_by is null limit 1`
  if (!waiting) await closeAlerts(ctx, [alertKey(id)])
}

/** By an approval flow the command runs in the author's name, and somebody else has agreed: nobody decides about what they asked for. */
function demandSecondPerson(ctx: CommandContext, doc: ProposalRow): void {
  if (ctx.approvedBy?.some((id) => id !== doc.createdBy)) return
  if (doc.createdBy === ctx.actor.userId) throw new AppError('forbidden', 'finance.second_person_needed')
}

export const submitPaymentProposal = documentCommand({
  name: 'finance.submitPaymentProposal',
  permission: permission('create'),
  input: documentRef,
  output: done,
  document: { kind: paymentProposalKind, transition: 'submit' },
  handler: async (_ctx, _input, doc) => {
    if (dec(doc.total).isZero()) throw conflict('finance.proposal_empty')
    return result(doc)
  },
})

export const returnPaymentProposal = documentCommand({
  name: 'finance.returnPaymentProposal',
  permission: permission('approve'),
  input: returnPaymentProposalInput,
  output: done,
  document: { kind: paymentProposalKind, transition: 'return' },
  handler: async (_ctx, { reason }, doc, patch) => {
    patch({ note: reason })
    return result(doc)
  },
})

/** Agrees to pay. Never by who made the proposal (finance.second_person_needed). */
export const approvePaymentProposal = documentCommand({
  name: 'finance.approvePaymentProposal',
  permission: permission('approve'),
  input: documentRef,
  output: done,
  document: { kind: paymentProposalKind, transition: 'approve' },
  handler: async (ctx, _input, doc) => {
    demandSecondPerson(ctx, doc)
    return result(doc)
  },
})

/** Gives the debts free again for other proposals. Error finance.proposal_part_paid when the bank has carried out some: settle it. */
export const cancelPaymentProposal = documentCommand({
  name: 'finance.cancelPaymentProposal',
  permission: permission('create'),
  input: documentRef,
  output: done,
  document: { kind: paymentProposalKind, transition: 'cancel' },
  handler: async (ctx, _input, doc) => {
    const [paid] = await ctx.sql`
      select 1 from payment_proposal_line where tenant_id = ${ctx.tenantId} and proposal_id = ${doc.id} and payment_id is not null limit 1`
    if (paid) throw conflict('finance.proposal_part_paid')
    await ctx.sql`
      update payment_proposal_line set active = false where tenant_id = ${ctx.tenantId} and proposal_id = ${doc.id}`
    await closeAlerts(ctx, [alertKey(doc.id)])
    return result(doc)
  },
})
