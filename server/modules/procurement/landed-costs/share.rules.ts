import type { Id } from '@/server/kernel/ids'
import { allocate, type DecimalString, dec, sum, toFixed, ZERO } from '@/server/kernel/money'

export const SHARE_METHODS = ['quantity', 'value', 'weight', 'volume'] as const
export type ShareMethod = (typeof SHARE_METHODS)[number]

/** A receipt line that bears a cost: what of it was not sent back. Weight and volume of one stock unit; null = not known. */
export interface Bearer {
  readonly id: Id
  readonly quantity: DecimalString
  readonly value: DecimalString
  readonly weightKg: DecimalString | null
  readonly volumeM3: DecimalString | null
}

function weightOf(b: Bearer, method: ShareMethod): DecimalString | null {
  if (method === 'quantity') return b.quantity
  if (method === 'value') return b.value
  const each = method === 'weight' ? b.weightKg : b.volumeM3
  return each === null ? null : dec(each).times(b.quantity).toFixed()
}

/**
 * Spreads a cost (base currency) over receipt lines by quantity, value, weight or volume; largest remainder, so that the shares
 * add up to the cost. A line without weight or volume cannot bear a share of it: `missing` names the first such line.
 */
export function shareCost(
  amount: DecimalString,
  method: ShareMethod,
  bearers: readonly Bearer[],
  digits: number,
): { shares: Map<Id, DecimalString> } | { missing: Id } {
  const weights = bearers.map((b) => weightOf(b, method))
  const missing = bearers[weights.indexOf(null)]
  if (missing) return { missing: missing.id }
  const given = weights.map((w) => w ?? '0')
  // Nothing to go by (all values zero): by quantity.
  const by = sum(given).isZero() ? bearers.map((b) => b.quantity) : given
  const parts = allocate(amount, by, digits)
  return { shares: new Map(bearers.map((b, i) => [b.id, toFixed(parts[i] ?? ZERO, digits)])) }
}
