import { Decimal, type DecimalLike, type DecimalString, dec, plain, ZERO } from '@/server/kernel/money'

/** The least quantity that covers `need`, is not under the minimum and is a multiple of `multiple`. Stock units. */
export function orderQuantity(
  need: DecimalLike,
  { minimum, multiple }: { minimum: DecimalString | null; multiple: DecimalString | null },
): Decimal {
  const wanted = Decimal.max(need, minimum ?? ZERO)
  if (multiple === null || dec(multiple).isZero()) return wanted
  return wanted.div(multiple).ceil().times(multiple)
}

/**
 * What a reorder point asks for: nothing while what is there and what is coming reach the safety level (exactly at it passes), else up to
 * the maximum, or without one up to the reorder level; by the supplier's minimum and multiple, which may take it above.
 */
export function reorderQuantity(input: {
  available: DecimalLike
  incoming: DecimalLike
  safety: DecimalLike
  reorder: DecimalLike
  maximum: DecimalLike | null
  minimum: DecimalString | null
  multiple: DecimalString | null
}): DecimalString {
  const there = dec(input.available).plus(input.incoming)
  if (there.greaterThanOrEqualTo(input.safety)) return '0'
  const level =
    input.maximum === null ? Decimal.max(input.reorder, input.safety) : Decimal.max(input.maximum, input.safety)
  return plain(orderQuantity(level.minus(there), input))
}
