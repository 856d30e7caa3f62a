import { and, eq } from 'drizzle-orm'
import { payment, paymentLine } from '@/db/schema/finance/document'
import { created, done } from '@/server/contracts/finance/common'
import {
  type CreatePayment,
  createPaymentInput,
  postedPayment,
  postPaymentInput,
  reversePaymentInput,
  updatePaymentInput,
} from '@/server/contracts/finance/payment'
import { currencyDigits } from '@/server/kernel/currency'
import { invalid } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { dec, plain } from '@/server/kernel/money'
import { refuseShortcut } from '@/server/platform/approvals/gate'
import { command, documentCommand } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { accounts } from '../accounts/account-roles'
import { author } from '../changes'
import { exchangeRate } from '../currencies/exchange-rate'
import { paymentKind } from './payment-kind'
import { postPayment } from './post-payment'
import { reversePaymentEntry } from './reverse-payment'

type Fields = Omit<CreatePayment, 'direction' | 'companyId'>

const constraints = {
  payment_party_id_fk: { code: 'common.reference', path: 'partyId' },
  payment_bank_account_id_fk: { code: 'common.reference', path: 'bankAccountId' },
  payment_line_open_item_id_fk: { code: 'common.reference', path: 'lines' },
  payment_line_item: { code: 'finance.item_twice', path: 'lines' },
  payment_amounts: { code: 'finance.fee_too_high', path: 'feeAmount' },
}

/** Every amount of a payment has the currency's precision. */
function checkDigits(input: Fields): void {
  const digits = currencyDigits(input.currency)
  const issues = [
    ['amount', input.amount] as const,
    ['feeAmount', input.feeAmount] as const,
    ...input.lines.flatMap((l, i) =>
      (['amount', 'discount', 'writeOff'] as const).map((key) => [`lines.${i}.${key}`, l[key]] as const),
    ),
  ].filter(([, value]) => dec(value).decimalPlaces() > digits)
  if (issues.length > 0)
    throw invalid(issues.map(([path]) => ({ path, code: 'validation.precision', params: { digits } })))
}

async function columnsOf(ctx: CommandContext, companyId: Id, { lines: _lines, ...input }: Fields) {
  return {
    ...input,
    bankAccountId: input.bankAccountId ?? (await accounts(ctx, companyId))('bank'),
    postingDate: input.postingDate ?? input.paymentDate,
    rate: input.rate ?? (await exchangeRate(ctx, { companyId, currency: input.currency, date: input.paymentDate })),
  }
}

async function insertLines(ctx: CommandContext, companyId: Id, paymentId: Id, lines: Fields['lines']): Promise<void> {
  if (lines.length === 0) return
  await ctx.tx
    .insert(paymentLine)
    .values(lines.map((l) => ({ tenantId: ctx.tenantId, id: newId(), companyId, paymentId, ...l })))
}

async function insertPayment(ctx: CommandContext, input: CreatePayment, status: 'draft' | 'posted', entryId?: Id) {
  checkDigits(input)
  const id = newId()
  const { companyId, direction } = input
  const columns = await columnsOf(ctx, companyId, input)
  const row = { ...author(ctx), ...columns, companyId, direction, id, status }
  await ctx.tx.insert(payment).values({ ...row, entryId: entryId ?? null })
  await insertLines(ctx, companyId, id, input.lines)
  ctx.record({ action: 'create', document: 'payment', documentId: id, companyId, after: input })
  return row
}

export const createPayment = command({
  name: 'finance.createPayment',
  permission: 'finance.payment.create',
  input: createPaymentInput,
  output: created,
  constraints,
  handler: async (ctx, input) => ({ id: (await insertPayment(ctx, input, 'draft')).id }),
})

export const updatePayment = documentCommand({
  name: 'finance.updatePayment',
  permission: 'finance.payment.update',
  input: updatePaymentInput,
  output: created,
  constraints,
  document: { kind: paymentKind, states: ['draft'] },
  handler: async (ctx, { id, version: _version, ...input }, doc, patch) => {
    checkDigits(input)
    patch(await columnsOf(ctx, doc.companyId, input))
    await ctx.tx.delete(paymentLine).where(and(eq(paymentLine.tenantId, ctx.tenantId), eq(paymentLine.paymentId, id)))
    await insertLines(ctx, doc.companyId, id, input.lines)
    return { id }
  },
})

/** Books a draft. Its number is given at the commit. */
export const postPaymentCommand = documentCommand({
  name: 'finance.postPayment',
  permission: 'finance.payment.post',
  input: postPaymentInput,
  output: postedPayment,
  document: { kind: paymentKind, transition: 'post' },
  handler: async (ctx, _input, doc, patch) => {
    const { entryId, out } = await postPayment(ctx, doc)
    patch({ entryId })
    return out
  },
})

/** Makes and books a payment in one step inside a running command (an import, a point of sale). */
export async function receivePayment(ctx: CommandContext, input: CreatePayment): Promise<{ id: Id; number: string }> {
  const row = await insertPayment(ctx, input, 'posted')
  const { entryId, out } = await postPayment(ctx, row)
  await ctx.tx
    .update(payment)
    .set({ entryId })
    .where(and(eq(payment.tenantId, ctx.tenantId), eq(payment.id, row.id)))
  return out
}

export const receivePaymentCommand = command({
  name: 'finance.receivePayment',
  permission: 'finance.payment.post',
  input: createPaymentInput,
  output: postedPayment,
  constraints,
  handler: async (ctx, input) => {
    const { rate } = await columnsOf(ctx, input.companyId, input)
    const amount = plain(dec(input.amount).times(rate))
    await refuseShortcut(ctx, { document: 'payment', transition: 'post', companyId: input.companyId, amount })
    return receivePayment(ctx, input)
  },
})

/** Takes a posted payment back: its allocations, its items and its entry. What it had settled is open again. */
export const reversePayment = documentCommand({
  name: 'finance.reversePayment',
  permission: 'finance.payment.reverse',
  input: reversePaymentInput,
  output: done,
  document: { kind: paymentKind, transition: 'reverse' },
  handler: async (ctx, { postingDate, reason }, doc, patch) => {
    patch({ reversalEntryId: await reversePaymentEntry(ctx, doc, postingDate, reason) })
    return { id: doc.id, version: doc.version + 1 }
  },
})
