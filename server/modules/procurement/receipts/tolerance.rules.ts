import { Decimal, type DecimalString, dec, HUNDRED, plain, ZERO } from '@/server/kernel/money'

export interface Tolerance {
  /** Percent of the ordered quantity, inclusive. */
  readonly overPercent: DecimalString
  readonly underPercent: DecimalString
  /** What happens with what comes beyond `overPercent`. */
  readonly overAction: 'accept' | 'hold' | 'refuse'
}

export interface Ordered {
  /** What is to come: ordered less closed short, stock unit. */
  readonly open: DecimalString
  /** Received by all earlier receipts, less what went back. */
  readonly received: DecimalString
}

/**
 * How a row of a receipt is taken: `take` as ordered, `hold` on hold, or refused as a whole. Percentages are of the ordered
 * quantity; `before` = earlier rows of the same receipt and order line.
 */
export function splitReceipt(
  ordered: Ordered,
  before: DecimalString | Decimal,
  quantity: DecimalString,
  tolerance: Tolerance,
): { take: DecimalString; hold: DecimalString } | 'refused' {
  const most = dec(ordered.open).times(HUNDRED.plus(tolerance.overPercent)).div(HUNDRED)
  const reached = dec(ordered.received).plus(before)
  const beyond = Decimal.min(quantity, Decimal.max(ZERO, reached.plus(quantity).minus(most)))
  if (beyond.isZero() || tolerance.overAction === 'accept') return { take: quantity, hold: '0' }
  if (tolerance.overAction === 'refuse') return 'refused'
  return { take: plain(dec(quantity).minus(beyond)), hold: plain(beyond) }
}

/**
 * What will not come any more once `received` has come: the supplier said it was the last (`final`), or what is missing lies within
 * the tolerance below. Nothing when more is still expected.
 */
export function shortBy(
  ordered: DecimalString,
  received: DecimalString | Decimal,
  tolerance: Pick<Tolerance, 'underPercent'>,
  final: boolean,
): DecimalString {
  const missing = dec(ordered).minus(received)
  if (missing.lessThanOrEqualTo(0)) return '0'
  const tolerated = dec(ordered).times(tolerance.underPercent).div(HUNDRED)
  const within = dec(tolerance.underPercent).greaterThan(0) && missing.lessThanOrEqualTo(tolerated)
  return final || within ? plain(missing) : '0'
}
