import { and, eq } from 'drizzle-orm'
import { bankStatement, bankStatementLine } from '@/db/schema/finance/bank-statement'
import {
  bankStatementRef,
  releaseStatementPaymentInput,
  type StatementMeaning,
  settledLine,
  settledStatement,
  settleStatementLineInput,
} from '@/server/contracts/finance/bank-statement'
import { conflict, notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { type DecimalString, dec, plain, sum } from '@/server/kernel/money'
import { refuseShortcut } from '@/server/platform/approvals/gate'
import { command } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { exchangeRate } from '../currencies/exchange-rate'
import { enterManually } from '../manual-entries/manual-entry.commands'
import { settleTransfers } from '../payment-proposals/carry-out'
import { receivePayment } from '../payments/payment.commands'
import { freeStatementLine } from './free-line'
import { suggestionsOf } from './statement.queries'

type Line = typeof bankStatementLine.$inferSelect
const PERMISSION = 'finance.bank_statement.settle'

async function lockLine(ctx: CommandContext, id: Id): Promise<Line & { accountId: Id }> {
  const mine = and(eq(bankStatementLine.tenantId, ctx.tenantId), eq(bankStatementLine.id, id))
  const [line] = await ctx.tx.select().from(bankStatementLine).where(mine).for('update')
  if (!line) throw notFound('bank_statement')
  const [bank] = await ctx.sql<{ accountId: Id }[]>`
    select account_id as "accountId" from company_bank_account where tenant_id = ${ctx.tenantId} and id = ${line.companyBankAccountId}`
  if (!bank) throw notFound('company_bank_account')
  return { ...line, ...bank }
}

type Locked = Awaited<ReturnType<typeof lockLine>>
const restOf = (line: Line) => dec(line.amount).minus(line.settled)

/** An approval flow that asks about a document of this kind and amount is not gone around. */
async function demandNoFlow(
  ctx: CommandContext,
  line: Locked,
  document: 'payment' | 'manual_entry',
  money: DecimalString,
) {
  const { companyId, currency, bookingDate: date } = line
  const rate = await exchangeRate(ctx, { companyId, currency, date })
  const facts = { currency, ...(document === 'payment' && { direction: directionOf(line) }) } as const
  await refuseShortcut(ctx, { document, transition: 'post', companyId, amount: plain(dec(money).times(rate)), facts })
}

const directionOf = (line: Line) => (dec(line.amount).isNegative() ? ('outgoing' as const) : ('incoming' as const))

/** A payment on the day of the line, from or to its account. */
async function pay(
  ctx: CommandContext,
  line: Locked,
  partyId: Id,
  money: DecimalString,
  lines: PaidItem[],
): Promise<Id[]> {
  await demandNoFlow(ctx, line, 'payment', money)
  const { id } = await receivePayment(ctx, {
    ...{ companyId: line.companyId, direction: directionOf(line), partyId, bankAccountId: line.accountId },
    ...{ paymentDate: line.bookingDate, currency: line.currency, amount: money, feeAmount: '0' },
    reference: line.endToEndId ?? line.reference?.slice(0, 120) ?? null,
    memo: null,
    lines: lines.map((l) => ({ ...l, writeOff: '0' })),
  })
  return [id]
}
interface PaidItem {
  openItemId: Id
  amount: DecimalString
  discount: DecimalString
}

const tie = (ctx: CommandContext, line: Locked, paymentIds: readonly Id[]) => ctx.sql`
  update payment set statement_line_id = ${line.id} where tenant_id = ${ctx.tenantId} and id = any (${[...paymentIds]}::uuid[])`

/** A payment that is there already: of this account, posted, not shown by another line. Returns what it moved. */
async function tieExisting(ctx: CommandContext, line: Locked, paymentId: Id): Promise<DecimalString> {
  const [found] = await ctx.sql<{ entries: Id[] }[]>`
    select array_remove(array[entry_id, bank_entry_id], null) as entries from payment
    where tenant_id = ${ctx.tenantId} and id = ${paymentId} and company_id = ${line.companyId} and bank_account_id = ${line.accountId}
      and status = 'posted' and statement_line_id is null and coalesce(bank_currency, currency) = ${line.currency} for update`
  if (!found) throw conflict('finance.statement_payment')
  const [sums] = await ctx.sql<{ moved: string }[]>`
    select coalesce(sum(amount), 0)::text as moved from journal_line
    where tenant_id = ${ctx.tenantId} and entry_id = any (${found.entries}::uuid[]) and account_id = ${line.accountId}`
  await tie(ctx, line, [paymentId])
  return plain(sums?.moved ?? '0')
}

/** Books what a line is; returns how much of it that explains, with its sign. */
async function book(ctx: CommandContext, line: Locked, meaning: StatementMeaning): Promise<DecimalString> {
  const rest = restOf(line)
  const sign = (money: DecimalString) => (rest.isNegative() ? plain(dec(money).negated()) : money)
  if (meaning.kind === 'payment') return tieExisting(ctx, line, meaning.paymentId)
  if (meaning.kind === 'account') {
    const { accountId, costCenterId, memo } = meaning
    await demandNoFlow(ctx, line, 'manual_entry', plain(rest.abs()))
    const whole = { projectId: null, taxCodeId: null, taxBase: null, memo }
    await enterManually(
      ctx,
      line.companyId,
      {
        ...{ postingDate: line.bookingDate, currency: line.currency },
        description: (memo ?? line.reference ?? line.counterparty ?? line.bankReference ?? line.lineKey).slice(0, 200),
        lines: [
          { ...whole, accountId: line.accountId, amount: plain(rest), costCenterId: null },
          { ...whole, accountId, amount: plain(rest.negated()), costCenterId },
        ],
      },
      line.id,
    )
    return plain(rest)
  }
  if (meaning.kind === 'proposal') {
    const { proposalId, endToEndIds } = meaning
    const { companyBankAccountId, bookingDate: date } = line
    const { paymentIds, total } = await settleTransfers(ctx, { proposalId, endToEndIds, companyBankAccountId, date })
    await tie(ctx, line, paymentIds)
    return plain(dec(total).negated())
  }
  const items = meaning.kind === 'items' ? meaning.items : []
  const money = meaning.kind === 'items' ? plain(sum(items.map((i) => i.amount))) : plain(rest.abs())
  await tie(ctx, line, await pay(ctx, line, meaning.partyId, money, items))
  return sign(money)
}

/** Books it and keeps that the line is explained. Error finance.statement_too_much when it is worth more than what is left of the line. */
async function settle(ctx: CommandContext, line: Locked, meaning: StatementMeaning): Promise<DecimalString> {
  const rest = restOf(line)
  if (rest.isZero()) throw conflict('finance.statement_settled')
  const moved = dec(await book(ctx, line, meaning))
  if (moved.s !== rest.s || moved.abs().greaterThan(rest.abs()))
    throw conflict('finance.statement_too_much', { left: plain(rest) })
  const settled = plain(dec(line.settled).plus(moved))
  await ctx.tx
    .update(bankStatementLine)
    .set({ settled, version: line.version + 1, updatedBy: ctx.actor.userId, updatedAt: ctx.now.toISOString() })
    .where(and(eq(bankStatementLine.tenantId, ctx.tenantId), eq(bankStatementLine.id, line.id)))
  ctx.record({
    ...{ action: 'settle_line', document: 'bank_statement', documentId: line.statementId, companyId: line.companyId },
    label: String(line.lineNo),
    before: { settled: plain(line.settled) },
    after: { settled, ...meaning },
  })
  return settled
}

/**
 * Says what a line of a bank statement is and books it on its day: transfers of a payment proposal, open items or money on account of a
 * party, another account, or a payment that is booked already. What is left of the line stays open; a reversal opens it again.
 * Errors: finance.statement_settled, .statement_too_much, .statement_payment; those of payments and entries.
 */
export const settleStatementLine = command({
  name: 'finance.settleStatementLine',
  permission: PERMISSION,
  input: settleStatementLineInput,
  output: settledLine,
  handler: async (ctx, { lineId, meaning }) => {
    const line = await lockLine(ctx, lineId)
    return { id: lineId, settled: await settle(ctx, line, meaning) }
  },
})

/** Settles every line of a statement whose references leave no doubt. */
export const settleBankStatement = command({
  name: 'finance.settleBankStatement',
  permission: PERMISSION,
  input: bankStatementRef,
  output: settledStatement,
  handler: async (ctx, { id }) => {
    const open = await ctx.sql<{ id: Id }[]>`
      select id from bank_statement_line where tenant_id = ${ctx.tenantId} and statement_id = ${id} and settled <> amount order by line_no for update`
    const suggested = await suggestionsOf(ctx, id)
    let settled = 0
    for (const { id: lineId } of open) {
      const s = suggested.get(lineId)
      if (s?.certainty !== 'sure') continue
      const meaning: StatementMeaning | null =
        s.kind === 'proposal'
          ? { kind: 'proposal', proposalId: s.documentId ?? '', endToEndIds: s.endToEndIds }
          : s.kind === 'payment'
            ? { kind: 'payment', paymentId: s.documentId ?? '' }
            : s.kind === 'items'
              ? {
                  kind: 'items',
                  partyId: s.partyId ?? '',
                  items: s.items.map(({ openItemId, amount, discount }) => ({ openItemId, amount, discount })),
                }
              : null
      if (!meaning) continue
      await settle(ctx, await lockLine(ctx, lineId), meaning)
      settled++
    }
    return { id, settled, left: open.length - settled }
  },
})

/** Unties a payment from the line that shows it; the payment stays. */
export const releaseStatementPayment = command({
  name: 'finance.releaseStatementPayment',
  permission: PERMISSION,
  input: releaseStatementPaymentInput,
  output: bankStatementRef,
  handler: async (ctx, { paymentId }) => {
    const [line] = await ctx.sql<{ id: Id; statementId: Id; companyId: Id; entries: Id[]; number: string | null }[]>`
      select l.id, l.statement_id as "statementId", l.company_id as "companyId", p.number, array_remove(array[p.entry_id, p.bank_entry_id], null) as entries
      from payment p join bank_statement_line l on l.tenant_id = p.tenant_id and l.id = p.statement_line_id
      where p.tenant_id = ${ctx.tenantId} and p.id = ${paymentId} and p.status = 'posted' for update of l, p`
    if (!line) throw notFound('payment')
    await ctx.sql`update payment set statement_line_id = null where tenant_id = ${ctx.tenantId} and id = ${paymentId}`
    await freeStatementLine(ctx, line.id, line.entries)
    ctx.record({
      ...{
        action: 'release_payment',
        document: 'bank_statement',
        documentId: line.statementId,
        companyId: line.companyId,
      },
      label: line.number,
      after: { paymentId },
    })
    return { id: line.statementId }
  },
})

/** Throws a statement away of which nothing was settled: it was the wrong file. Error finance.statement_in_use. */
export const deleteBankStatement = command({
  name: 'finance.deleteBankStatement',
  permission: 'finance.bank_statement.import',
  input: bankStatementRef,
  output: bankStatementRef,
  handler: async (ctx, { id }) => {
    const mine = and(eq(bankStatement.tenantId, ctx.tenantId), eq(bankStatement.id, id))
    const [doc] = await ctx.tx.select().from(bankStatement).where(mine).for('update')
    if (!doc) throw notFound('bank_statement')
    const [used] = await ctx.sql`
      select 1 from bank_statement_line l where l.tenant_id = ${ctx.tenantId} and l.statement_id = ${id} and (l.settled <> 0
        or exists (select 1 from payment p where p.tenant_id = l.tenant_id and p.statement_line_id = l.id)
        or exists (select 1 from manual_entry m where m.tenant_id = l.tenant_id and m.statement_line_id = l.id)) limit 1`
    if (used) throw conflict('finance.statement_in_use')
    await ctx.sql`delete from bank_statement_line where tenant_id = ${ctx.tenantId} and statement_id = ${id}`
    await ctx.tx.delete(bankStatement).where(mine)
    const { statementId, companyId, fileName } = doc
    ctx.record({
      action: 'delete',
      document: 'bank_statement',
      documentId: id,
      companyId,
      label: statementId,
      before: { fileName },
    })
    return { id }
  },
})
