import { Decimal, type DecimalString, dec, round, ZERO } from '@/server/kernel/money'

/** A balance in the order's currency and in base currency. */
export interface Balance {
  readonly amount: Decimal
  readonly base: Decimal
}
export const NO_BALANCE: Balance = { amount: ZERO, base: ZERO }

export interface RevenueLine {
  /** Net amount and quantity (stock unit) as ordered: what one delivered unit is worth. */
  readonly net: DecimalString
  readonly stockQuantity: DecimalString
  /** Delivered less returned. */
  readonly kept: Decimal
  /** Invoiced less credited by quantity, and what it came to. */
  readonly billed: Decimal
  readonly billedNet: Decimal
  readonly billedBase: Decimal
  /** What stands on the two accounts for the line now; both >= 0. */
  readonly unbilled: Balance
  readonly deferred: Balance
}

export interface RevenueTarget {
  readonly unbilled: Balance
  readonly deferred: Balance
}

interface At {
  readonly digits: number
  readonly baseDigits: number
  /** Base currency for one unit, of the day: for what is newly delivered and not billed. */
  readonly rate: DecimalString
}

/**
 * How many units are billed. What came back and was credited is not; any other credit takes back what is not delivered yet, and
 * beyond that is for goods that are kept: it lowers revenue and leaves nothing to be billed again.
 */
export function billedQuantity(line: {
  invoiced: Decimal
  /** Credited for goods that came back, and without goods. */
  creditedBack: Decimal
  credited: Decimal
  kept: Decimal
}): Decimal {
  const billed = line.invoiced.minus(line.creditedBack)
  if (billed.lessThanOrEqualTo(line.kept)) return billed
  return Decimal.max(line.kept, billed.minus(line.credited))
}

/**
 * What has to stand on the accounts for a line when revenue is recognised on delivery. Delivered and not billed: its share of the
 * ordered net, at the rate of the day it was delivered (a receivable without a bill). Billed and not delivered: its share of what
 * was billed, at the rates of the bills (an obligation, not translated again). Never both.
 */
export function revenueTarget(line: RevenueLine, at: At): RevenueTarget {
  const ahead = Decimal.max(ZERO, line.kept.minus(line.billed))
  const behind = Decimal.max(ZERO, line.billed.minus(line.kept))
  return { unbilled: unbilledOf(line, ahead, at), deferred: deferredOf(line, behind, at) }
}

function unbilledOf(line: RevenueLine, quantity: Decimal, at: At): Balance {
  const ordered = dec(line.stockQuantity)
  if (quantity.isZero() || ordered.isZero()) return NO_BALANCE
  const amount = round(dec(line.net).times(quantity).div(ordered), at.digits)
  const { unbilled } = line
  if (amount.greaterThanOrEqualTo(unbilled.amount))
    return { amount, base: unbilled.base.plus(round(amount.minus(unbilled.amount).times(at.rate), at.baseDigits)) }
  return { amount, base: round(unbilled.base.times(amount).div(unbilled.amount), at.baseDigits) }
}

function deferredOf(line: RevenueLine, quantity: Decimal, at: At): Balance {
  if (quantity.isZero() || line.billed.isZero()) return NO_BALANCE
  const amount = round(line.billedNet.times(quantity).div(line.billed), at.digits)
  if (line.billedNet.isZero()) return NO_BALANCE
  return { amount, base: round(line.billedBase.times(amount).div(line.billedNet), at.baseDigits) }
}

const minus = (a: Balance, b: Balance): Balance => ({ amount: a.amount.minus(b.amount), base: a.base.minus(b.base) })

/** Signed postings (debit > 0) that bring a line to its target. */
export interface RevenuePosting {
  readonly unbilled: Balance
  readonly deferred: Balance
  /** To revenue, or to sales returns. */
  readonly revenue: Balance
  /** Exchange difference between delivery and bill, base currency only: a loss > 0. */
  readonly exchange: Decimal
}

/**
 * The entry from where a line stands to its target. `bill`: what one unit of currency is worth on the bill that clears what was
 * delivered before; the difference to the rate of the delivery is an exchange difference. Without a bill revenue takes all.
 */
export function revenuePosting(
  line: RevenueLine,
  target: RevenueTarget,
  bill: { net: Decimal; base: Decimal; baseDigits: number } | null,
): RevenuePosting {
  const unbilled = minus(target.unbilled, line.unbilled)
  const grown = minus(target.deferred, line.deferred)
  const deferred = { amount: grown.amount.negated(), base: grown.base.negated() }
  const amount = unbilled.amount.plus(deferred.amount).negated()
  const all = unbilled.base.plus(deferred.base).negated()
  const clears = bill && unbilled.amount.isNegative() && !bill.net.isZero()
  if (!clears) return { unbilled, deferred, revenue: { amount, base: all }, exchange: ZERO }
  const cleared = round(bill.base.times(unbilled.amount).div(bill.net), bill.baseDigits)
  const base = cleared.plus(deferred.base).negated()
  return { unbilled, deferred, revenue: { amount, base }, exchange: cleared.minus(unbilled.base) }
}
