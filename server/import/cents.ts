import { Decimal, type DecimalLike, dec, round, sum } from '@/server/kernel/money'

/**
 * Rounds exact values so that the rounded ones add up to `target` (default: their rounded sum): each is cut down to `digits`
 * places, the units left go to the largest remainders (earlier first on a tie). No value moves by a whole unit.
 */
export function roundTogether(values: readonly DecimalLike[], digits: number, target?: DecimalLike): Decimal[] {
  const exact = values.map(dec)
  const unit = dec(10).pow(-digits)
  const parts = exact.map((v) => v.toDecimalPlaces(digits, Decimal.ROUND_FLOOR))
  const goal = target === undefined ? round(sum(exact), digits) : dec(target)
  let left = goal.minus(sum(parts)).div(unit).round().toNumber()
  const order = exact
    .map((v, i) => ({ i, remainder: v.minus(parts[i] ?? v) }))
    .filter((o) => !o.remainder.isZero())
    .sort((a, b) => b.remainder.comparedTo(a.remainder) || a.i - b.i)
  for (const { i } of order) {
    if (left <= 0) break
    parts[i] = (parts[i] ?? dec(0)).plus(unit)
    left--
  }
  if (left !== 0) throw new RangeError(`${left} units cannot be spread over ${order.length} remainders`)
  return parts
}
