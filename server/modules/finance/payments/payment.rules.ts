import type { CalendarDate } from '@/server/kernel/calendar-date'
import { conflict } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import {
  allocate,
  type Decimal,
  type DecimalString,
  dec,
  HUNDRED,
  plain,
  round,
  sum,
  ZERO,
} from '@/server/kernel/money'
import type { AccountRole, EntryLine, OpenItemDraft, Side } from '../door'
import type { AllocationRow } from '../open-items/insert-allocations'
import type { OpenItemInfo } from '../open-items/open-item.queries'

/** How a payment is booked: pure, so that every figure can be worked by hand beside it. */

export interface PaymentTerms {
  readonly direction: 'incoming' | 'outgoing'
  readonly partyId: Id
  readonly bankAccountId: Id
  readonly paymentDate: CalendarDate
  readonly currency: string
  readonly rate: DecimalString
  readonly amount: DecimalString
  readonly feeAmount: DecimalString
  /** What the money is worth in base currency, when that is known better than by the rate: paid from an account in another currency. */
  readonly base?: Decimal
}
export interface Settlement {
  readonly item: OpenItemInfo
  readonly amount: DecimalString
  readonly discount: DecimalString
  readonly writeOff: DecimalString
  /** Taxes of the item's document that a discount lowers: amount and base as posted, per unit of the document's total. */
  readonly taxes: readonly {
    accountId: Id
    taxCodeId: Id
    amount: DecimalString
    taxBase: DecimalString
    total: DecimalString
  }[]
}
export interface PaymentInput {
  readonly payment: PaymentTerms
  readonly settlements: readonly Settlement[]
  /** Where what is not allocated waits. */
  readonly onAccount: { readonly accountId: Id; readonly side: Side }
  readonly account: (role: AccountRole) => Id
  readonly digits: number
  readonly baseDigits: number
  readonly writeOffTolerance: DecimalString
}
export interface PaymentPlan {
  readonly lines: EntryLine[]
  readonly openItems: OpenItemDraft[]
  readonly allocations: AllocationRow[]
}

/** The largest discount for settling `settled` (discount included) of an item on a day; inclusive. */
export function discountAllowed(
  item: Pick<OpenItemInfo, 'discountDate' | 'discountPercent'>,
  settled: Decimal,
  date: CalendarDate,
  digits: number,
): Decimal {
  if (!item.discountDate || !item.discountPercent || date > item.discountDate) return ZERO
  return round(settled.abs().times(item.discountPercent).div(HUNDRED), digits)
}

/** The base value of a part of an item: its share of what remains, all of it when the part is the last. */
export function baseShare(item: OpenItemInfo, part: Decimal, digits: number): Decimal {
  const remaining = dec(item.remaining).abs()
  const base = dec(item.remainingBase).abs()
  return part.equals(remaining) ? base : round(base.times(part).div(remaining), digits)
}

function check({ payment, settlements, digits, writeOffTolerance, baseDigits }: PaymentInput): Decimal {
  const paid = sum(settlements.map((s) => s.amount))
  if (paid.greaterThan(payment.amount))
    throw conflict('finance.payment_exceeded', { amount: payment.amount, allocated: plain(paid) })
  const sign = payment.direction === 'incoming' ? 1 : -1
  for (const { item, amount, discount, writeOff } of settlements) {
    const number = item.number
    if (item.partyId !== payment.partyId) throw conflict('finance.item_other_party', { number })
    if (item.currency !== payment.currency)
      throw conflict('finance.item_other_currency', { number, currency: item.currency })
    if (dec(item.amount).s !== sign) throw conflict('finance.item_wrong_side', { number })
    const settled = sum([amount, discount, writeOff])
    if (settled.greaterThan(dec(item.remaining).abs()))
      throw conflict('finance.over_allocated', { number, remaining: plain(dec(item.remaining).abs()) })
    const allowed = discountAllowed(item, dec(amount).plus(discount), payment.paymentDate, digits)
    if (dec(discount).greaterThan(allowed))
      throw conflict('finance.discount_exceeded', { number, allowed: plain(allowed) })
    if (!dec(writeOff).isZero() && baseShare(item, dec(writeOff), baseDigits).greaterThan(writeOffTolerance))
      throw conflict('finance.write_off_exceeded', { number, tolerance: writeOffTolerance })
  }
  return dec(payment.amount).minus(paid)
}

interface Draft extends PaymentPlan {
  readonly input: PaymentInput
  /** Sign of what the payment opens: a credit when money comes in, a debit when it goes out. */
  readonly sign: 1 | -1
}

const signed = (sign: 1 | -1, value: Decimal) => plain(value.times(sign))

function addItem(
  draft: Draft,
  kind: OpenItemDraft['kind'],
  target: { accountId: Id; side: Side },
  amount: Decimal,
  base: Decimal,
): Id {
  const { payment } = draft.input
  const id = newId()
  const both = { amount: signed(draft.sign, amount), baseAmount: signed(draft.sign, base) }
  const { partyId, currency, rate, paymentDate } = payment
  draft.lines.push({ accountId: target.accountId, partyId, ...both })
  draft.openItems.push({
    ...{ id, partyId, kind, currency, rate, ...both },
    side: target.side,
    accountId: target.accountId,
    documentDate: paymentDate,
    dueDate: paymentDate,
    number: '',
  })
  return id
}

function addAllocation(
  draft: Draft,
  item: OpenItemInfo,
  ownId: Id,
  amount: Decimal,
  itemBase: Decimal,
  ownBase: Decimal,
): void {
  const incoming = draft.sign < 0
  draft.allocations.push({
    debitItemId: incoming ? item.id : ownId,
    creditItemId: incoming ? ownId : item.id,
    date: draft.input.payment.paymentDate,
    amount: plain(amount),
    debitBase: plain(incoming ? itemBase : ownBase),
    creditBase: plain(incoming ? ownBase : itemBase),
  })
  addExchangeLines(
    draft.lines,
    draft.input.account,
    item,
    (incoming ? itemBase : ownBase).minus(incoming ? ownBase : itemBase),
  )
}

/** Debit worth more than credit: the party's account is over by the difference, a loss; less: a gain. */
export function addExchangeLines(
  lines: EntryLine[],
  account: (role: AccountRole) => Id,
  item: Pick<OpenItemInfo, 'accountId' | 'partyId'>,
  difference: Decimal,
): void {
  if (difference.isZero()) return
  const { accountId, partyId } = item
  lines.push(
    { accountId, partyId, amount: '0', baseAmount: plain(difference.negated()) },
    { accountId: account(difference.isPositive() ? 'fx_loss' : 'fx_gain'), amount: '0', baseAmount: plain(difference) },
  )
}

function addDiscount(draft: Draft, { item, discount, taxes }: Settlement, base: Decimal): void {
  const { account, digits, baseDigits } = draft.input
  const amount = dec(discount)
  const own = addItem(draft, 'discount', item, amount, base)
  addAllocation(draft, item, own, amount, base, base)
  let leftAmount = amount
  let leftBase = base
  for (const tax of taxes) {
    // What was posted, times the share of the document that the discount takes back.
    const share = amount.times(draft.sign).div(tax.total)
    const part = round(share.times(tax.amount), digits)
    const partBase = round(part.times(base).div(amount), baseDigits)
    draft.lines.push({
      accountId: tax.accountId,
      taxCodeId: tax.taxCodeId,
      amount: plain(part),
      baseAmount: plain(partBase),
      taxBase: plain(round(share.times(tax.taxBase), digits)),
    })
    leftAmount = leftAmount.minus(part.times(-draft.sign))
    leftBase = leftBase.minus(partBase.times(-draft.sign))
  }
  draft.lines.push({
    accountId: account(draft.sign < 0 ? 'early_payment_discount' : 'purchase_discount'),
    amount: signed(draft.sign, leftAmount.negated()),
    baseAmount: signed(draft.sign, leftBase.negated()),
  })
}

function addWriteOff(draft: Draft, { item, writeOff }: Settlement, base: Decimal): void {
  const amount = dec(writeOff)
  const own = addItem(draft, 'write_off', item, amount, base)
  addAllocation(draft, item, own, amount, base, base)
  draft.lines.push({
    accountId: draft.input.account('write_off'),
    amount: signed(draft.sign, amount.negated()),
    baseAmount: signed(draft.sign, base.negated()),
  })
}

/** The settled item's base, for money, discount and write-off: together never more than what remains. */
function itemBases({ item, amount, discount, writeOff }: Settlement, digits: number): Decimal[] {
  const parts = [dec(amount), dec(discount), dec(writeOff)]
  return allocate(baseShare(item, sum(parts), digits), parts, digits)
}

function addMoney(draft: Draft, rest: Decimal): void {
  const { payment, settlements, account, baseDigits, onAccount } = draft.input
  const total = dec(payment.amount)
  const totalBase = payment.base ?? round(total.times(payment.rate), baseDigits)
  const fee = dec(payment.feeAmount)
  const feeBase = round(fee.times(payment.rate), baseDigits)
  const bank = total.times(-draft.sign).minus(fee)
  draft.lines.push({
    accountId: payment.bankAccountId,
    amount: plain(bank),
    baseAmount: plain(totalBase.times(-draft.sign).minus(feeBase)),
  })
  if (!fee.isZero())
    draft.lines.push({ accountId: account('bank_fee'), amount: plain(fee), baseAmount: plain(feeBase) })
  const paying = settlements.filter((s) => !dec(s.amount).isZero())
  const bases = allocate(totalBase, [...paying.map((s) => s.amount), rest], baseDigits)
  const parts = [
    ...paying.map((s, i) => ({
      settlement: s,
      target: s.item as { accountId: Id; side: Side },
      amount: dec(s.amount),
      base: bases[i] ?? ZERO,
    })),
    { settlement: null, target: onAccount, amount: rest, base: bases[paying.length] ?? ZERO },
  ].filter((p) => !p.amount.isZero())
  for (const accountId of [...new Set(parts.map((p) => p.target.accountId))]) {
    const group = parts.filter((p) => p.target.accountId === accountId)
    const target = group[0]?.target ?? onAccount
    const own = addItem(draft, 'payment', target, sum(group.map((p) => p.amount)), sum(group.map((p) => p.base)))
    for (const { settlement, amount, base } of group)
      if (settlement)
        addAllocation(draft, settlement.item, own, amount, itemBases(settlement, baseDigits)[0] ?? ZERO, base)
  }
}

/**
 * The entry, open items and allocations of a payment: money to the bank less the fee, each settled item at the rate it was
 * opened with and the money at today's, their difference to realised exchange gain or loss; discount (with the tax it lowers)
 * and write-off as items of their own; what is left waits on account.
 * Errors: finance.payment_exceeded, over_allocated, discount_exceeded, write_off_exceeded, item_other_party/currency/side.
 */
export function planPayment(input: PaymentInput): PaymentPlan {
  const rest = check(input)
  const sign = input.payment.direction === 'incoming' ? -1 : 1
  const draft: Draft = { input, sign, lines: [], openItems: [], allocations: [] }
  addMoney(draft, rest)
  for (const settlement of input.settlements) {
    const [, discountBase = ZERO, writeOffBase = ZERO] = itemBases(settlement, input.baseDigits)
    if (!dec(settlement.discount).isZero()) addDiscount(draft, settlement, discountBase)
    if (!dec(settlement.writeOff).isZero()) addWriteOff(draft, settlement, writeOffBase)
  }
  return { lines: draft.lines, openItems: draft.openItems, allocations: draft.allocations }
}
