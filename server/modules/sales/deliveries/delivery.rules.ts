import type { Id } from '@/server/kernel/ids'
import { Decimal, type DecimalString, dec, HUNDRED, plain, ZERO } from '@/server/kernel/money'

/** Whether `delivered` (all deliveries of the line, this one too) stays within the tolerance; exactly at it passes. */
export const withinTolerance = (input: {
  ordered: DecimalString
  delivered: Decimal
  percent: DecimalString
}): boolean => input.delivered.lessThanOrEqualTo(dec(input.ordered).times(HUNDRED.plus(input.percent)).div(HUNDRED))

export interface Take {
  readonly lotId: Id | null
  readonly quantity: DecimalString
}

/**
 * Divides `quantity` over reserved places, in their order, one take a lot; what no place covers is taken without a lot and found
 * at posting. `planned` = lots that open deliveries have taken already.
 */
export function takeLots(
  quantity: DecimalString,
  places: readonly { lotId: Id | null; quantity: DecimalString }[],
  planned: readonly Take[] = [],
): Take[] {
  const spoken = new Map<Id | null, Decimal>()
  for (const p of planned) spoken.set(p.lotId, (spoken.get(p.lotId) ?? ZERO).plus(p.quantity))
  const taken = new Map<Id | null, Decimal>()
  let left = dec(quantity)
  for (const place of places) {
    const gone = Decimal.min(spoken.get(place.lotId) ?? ZERO, place.quantity)
    spoken.set(place.lotId, (spoken.get(place.lotId) ?? ZERO).minus(gone))
    const take = Decimal.min(left, dec(place.quantity).minus(gone))
    if (take.greaterThan(0)) taken.set(place.lotId, (taken.get(place.lotId) ?? ZERO).plus(take))
    left = left.minus(take)
  }
  if (left.greaterThan(0)) taken.set(null, (taken.get(null) ?? ZERO).plus(left))
  return [...taken].map(([lotId, q]) => ({ lotId, quantity: plain(q) }))
}
