import { Decimal } from 'decimal.js'

/**
 * Exact decimals for money and quantities. Round half away from zero ("commercial"), 40 significant digits:
 * enough that no intermediate product of two `numeric(28,10)` values is ever cut.
 */
Decimal.set({ precision: 40, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -40, toExpPos: 40 })

export { Decimal }

/** A decimal on the wire and in the database: digits, optional sign and point, no exponent. */
export type DecimalString = string
export type DecimalLike = Decimal | DecimalString | number

/** Digits after the point of a unit price or unit cost (`docs` conventions: 6). */
export const UNIT_PRICE_DIGITS = 6

export const dec = (value: DecimalLike): Decimal => new Decimal(value)
export const ZERO = new Decimal(0)
export const ONE = new Decimal(1)
export const HUNDRED = new Decimal(100)

/** Rounds half away from zero to `digits` places: the one rounding function of the house. */
export const round = (value: DecimalLike, digits: number): Decimal =>
  new Decimal(value).toDecimalPlaces(digits, Decimal.ROUND_HALF_UP)

/** A decimal string with exactly `digits` places, rounded half away from zero. */
export const toFixed = (value: DecimalLike, digits: number): DecimalString => {
  const rounded = round(value, digits)
  return (rounded.isZero() ? ZERO : rounded).toFixed(digits)
}

/** A decimal string without trailing zeros. */
export const plain = (value: DecimalLike): DecimalString => {
  const d = new Decimal(value)
  return (d.isZero() ? ZERO : d).toFixed()
}

export const sum = (values: Iterable<DecimalLike>): Decimal => {
  let total = ZERO
  for (const value of values) total = total.plus(value)
  return total
}

/**
 * Spreads `total` over `weights` so that the parts, each with `digits` places, add up to it exactly.
 * Largest remainder: every part is first cut towards zero, the units left go to the largest cut-off remainders
 * (earlier index first on a tie). All weights zero: spread evenly. An empty list returns an empty list.
 */
export function allocate(total: DecimalLike, weights: readonly DecimalLike[], digits: number): Decimal[] {
  if (weights.length === 0) return []
  const target = round(total, digits)
  const given = weights.map(dec)
  const weightSum = sum(given)
  const shares = weightSum.isZero() ? given.map(() => ONE) : given
  const divisor = weightSum.isZero() ? dec(given.length) : weightSum
  const exact = shares.map((w) => target.times(w).div(divisor))
  const parts = exact.map((e) => e.toDecimalPlaces(digits, Decimal.ROUND_DOWN))
  const unit = dec(10)
    .pow(-digits)
    .times(target.isNegative() ? -1 : 1)
  let left = target.minus(sum(parts)).div(unit).round().toNumber()
  const order = exact
    .map((e, index) => ({ index, remainder: e.minus(parts[index] ?? ZERO).abs() }))
    .sort((a, b) => b.remainder.comparedTo(a.remainder) || a.index - b.index)
  for (let k = 0; left > 0; k = (k + 1) % order.length, left--) {
    const slot = order[k]
    if (slot) parts[slot.index] = (parts[slot.index] ?? ZERO).plus(unit)
  }
  return parts
}

/**
 * Base-currency amounts of the lines of a document: the document total is converted and rounded once,
 * then spread by largest remainder, so the lines add up in both currencies.
 * `rate` = units of base currency for one unit of the document currency.
 */
export function toBase(amounts: readonly DecimalLike[], rate: DecimalLike, baseDigits: number): Decimal[] {
  const total = round(sum(amounts).times(rate), baseDigits)
  const exact = amounts.map((a) => dec(a).times(rate))
  const rounded = exact.map((e) => round(e, baseDigits))
  let left = total.minus(sum(rounded))
  if (left.isZero()) return rounded
  const unit = dec(10)
    .pow(-baseDigits)
    .times(left.isNegative() ? -1 : 1)
  const order = exact
    .map((e, index) => ({ index, gain: e.minus(rounded[index] ?? ZERO).times(unit.isNegative() ? -1 : 1) }))
    .sort((a, b) => b.gain.comparedTo(a.gain) || a.index - b.index)
  for (let k = 0; !left.isZero(); k = (k + 1) % order.length, left = left.minus(unit)) {
    const slot = order[k]
    if (slot) rounded[slot.index] = (rounded[slot.index] ?? ZERO).plus(unit)
  }
  return rounded
}

/** The middle of a list; of an even number the mean of the two in the middle. Null of nothing. */
export function median(values: readonly DecimalLike[]): Decimal | null {
  const sorted = values.map(dec).sort((a, b) => a.comparedTo(b))
  const half = sorted.length >> 1
  const upper = sorted[half]
  if (!upper) return null
  return sorted.length % 2 === 1 ? upper : upper.plus(sorted[half - 1] ?? upper).div(2)
}
