import { type Decimal, type DecimalLike, type DecimalString, dec, HUNDRED } from '@/server/kernel/money'

/**
 * Limits of the match. A limit that is left out does not limit; of a percentage and an absolute limit of one side the stricter
 * decides; exactly at a limit passes. Amounts in base currency, quantities in the stock unit.
 */
export interface Limits {
  readonly priceAbovePercent?: DecimalString | null
  readonly priceAboveAmount?: DecimalString | null
  readonly priceBelowPercent?: DecimalString | null
  readonly priceBelowAmount?: DecimalString | null
  readonly quantityAbovePercent?: DecimalString | null
  readonly quantityAboveQuantity?: DecimalString | null
  readonly quantityBelowPercent?: DecimalString | null
  readonly quantityBelowQuantity?: DecimalString | null
  readonly freightAbovePercent?: DecimalString | null
  readonly freightAboveAmount?: DecimalString | null
}

/** Lays the nearer settings over the wider ones: company, item kind, supplier. What a nearer one leaves out is the wider one's. */
export function overlay(...layers: readonly (Limits | null | undefined)[]): Limits {
  const given = layers.flatMap((layer) => Object.entries(layer ?? {}).filter(([, v]) => v !== null && v !== undefined))
  return Object.fromEntries(given) as Limits
}

/** One side of one measure: how far a value may lie from what is expected. */
export interface Bound {
  readonly percent?: DecimalString | null | undefined
  readonly absolute?: DecimalString | null | undefined
}

/** The distance that a bound allows around `base`, or null when it does not limit. */
export function allowance(bound: Bound, base: DecimalLike): Decimal | null {
  const limits = [
    ...(bound.percent == null ? [] : [dec(base).abs().times(bound.percent).div(HUNDRED)]),
    ...(bound.absolute == null ? [] : [dec(bound.absolute)]),
  ]
  return limits.reduce<Decimal | null>((least, l) => (least === null || l.lessThan(least) ? l : least), null)
}

/** How far `value` lies outside `expected`; null = within. `base` is what the percentages are of. */
export function outside(
  value: DecimalLike,
  expected: DecimalLike,
  base: DecimalLike,
  above: Bound,
  below: Bound,
): { side: 'above' | 'below'; difference: Decimal; allowed: Decimal } | null {
  const difference = dec(value).minus(expected)
  if (difference.isZero()) return null
  const side = difference.greaterThan(0) ? 'above' : 'below'
  const allowed = allowance(side === 'above' ? above : below, base)
  return allowed === null || difference.abs().lessThanOrEqualTo(allowed) ? null : { side, difference, allowed }
}
