import { Decimal, type DecimalLike, type DecimalString, dec, round, toFixed, ZERO } from '@/server/kernel/money'

/**
 * The part of `total` that belongs to the next `quantity` of `full`, when `done` of it have had `already`. Computed on what is
 * then reached, so that the parts add up to the total and the last one takes the residual. More than `full` (over-delivery)
 * goes on at the same price.
 */
export function prorate(input: {
  total: DecimalLike
  full: DecimalLike
  done: DecimalLike
  quantity: DecimalLike
  already: DecimalLike
  digits: number
}): DecimalString {
  const full = dec(input.full)
  const reached = dec(input.done).plus(input.quantity)
  const target = full.isZero() ? dec(input.total) : dec(input.total).times(reached).div(full)
  return toFixed(round(target, input.digits).minus(input.already), input.digits)
}

/**
 * What a charge on the whole document (freight) has come to when `reached` of `full` of its lines is billed: not more than all
 * of it. An order without priced lines is charged at once.
 */
export function chargeShare(input: {
  total: DecimalLike
  full: DecimalLike
  reached: DecimalLike
  already: DecimalLike
  digits: number
}): DecimalString {
  const fraction = fractionOf(input.reached, input.full)
  return toFixed(round(dec(input.total).times(fraction), input.digits).minus(input.already), input.digits)
}

/** How much of `full` is reached, between 0 and 1. */
export function fractionOf(reached: DecimalLike, full: DecimalLike): Decimal {
  const whole = dec(full)
  if (whole.isZero()) return dec(1)
  return Decimal.max(ZERO, Decimal.min(1, dec(reached).div(whole)))
}
