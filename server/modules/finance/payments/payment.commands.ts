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
import { invalid, validation } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { dec, plain } from '@/server/kernel/money'
import { refuseShortcut } from '@/server/platform/approvals/gate'
import { command, documentCommand } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { accounts } from '../accounts/account-roles'
import { freeStatementLine } from '../bank-statements/free-line'
import { author } from '../changes'
import { exchangeRate } from '../currencies/exchange-rate'
import { paymentSubject } from '../documents/approval'
import { company } from '../settings/company-settings'
import { worthOf } from './other-currency.rules'
import { paymentKind } from './payment-kind'
import { postPayment } from './post-payment'
import { reversePaymentEntry } from './reverse-payment'

type Fields = Omit<CreatePayment, 'direction' | 'companyId'>

const constraints = {
  payment_party_id_fk: { code: 'common.reference', path: 'partyId' },
  payment_bank_account_id_fk: { code: 'common.reference', path: 'bankAccountId' },
  payment_line_open_item_id_fk: { code: 'common.reference', path: 'lines' },
  payment_line_item: { code: 'finance.item_twice', path: 'lines' },
  payment_bank_entry_id_fk: { code: 'common.reference', path: 'bankAccountId' },
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

const NO_BANK_SIDE = { bankCurrency: null, bankAmount: null, bankRate: null }

/** The account's own currency, amount and rate, and the rate that they give the payment. Error finance.bank_amount. */
async function bankColumns(ctx: CommandContext, companyId: Id, input: Omit<Fields, 'lines'>) {
  const { bankCurrency, bankAmount, currency, paymentDate } = input
  if (!bankCurrency || bankCurrency === currency) return NO_BANK_SIDE
  const digits = currencyDigits(bankCurrency)
  if (!bankAmount) throw validation('validation.required', 'bankAmount')
  if (dec(bankAmount).decimalPlaces() > digits) throw validation('validation.precision', 'bankAmount', { digits })
  if (!dec(input.feeAmount).isZero()) throw validation('finance.fee_other_currency', 'feeAmount')
  const bankRate = input.bankRate ?? (await exchangeRate(ctx, { companyId, currency: bankCurrency, date: paymentDate }))
  const settings = await company(ctx, companyId)
  const bank = { currency: bankCurrency, amount: bankAmount, rate: bankRate }
  const { rate } = worthOf(input, bank, { currency: settings.baseCurrency, digits: settings.digits })
  return { bankCurrency, bankAmount, bankRate, rate }
}

async function columnsOf(ctx: CommandContext, companyId: Id, { lines: _lines, ...input }: Fields) {
  const bank = await bankColumns(ctx, companyId, input)
  return {
    ...input,
    ...bank,
    bankAccountId: input.bankAccountId ?? (await accounts(ctx, companyId))('bank'),
    postingDate: input.postingDate ?? input.paymentDate,
    rate:
      'rate' in bank
        ? bank.rate
        : (input.rate ?? (await exchangeRate(ctx, { companyId, currency: input.currency, date: input.paymentDate }))),
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
  check: paymentSubject,
  handler: async (ctx, _input, doc, patch) => {
    const { entryId, bankEntryId, out } = await postPayment(ctx, doc)
    patch({ entryId, bankEntryId })
    return out
  },
})

/** Makes and books a payment in one step inside a running command (an import, a point of sale). */
export async function receivePayment(ctx: CommandContext, input: CreatePayment): Promise<{ id: Id; number: string }> {
  const row = await insertPayment(ctx, input, 'posted')
  const { entryId, bankEntryId, out } = await postPayment(ctx, row)
  await ctx.tx
    .update(payment)
    .set({ entryId, bankEntryId })
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
    const { companyId, direction, currency } = input
    const facts = { direction, currency }
    await refuseShortcut(ctx, { document: 'payment', transition: 'post', companyId, amount, facts })
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
    await freeStatementLine(ctx, doc.statementLineId, [doc.entryId, doc.bankEntryId])
    patch({ reversalEntryId: await reversePaymentEntry(ctx, doc, postingDate, reason) })
    return { id: doc.id, version: doc.version + 1 }
  },
})
