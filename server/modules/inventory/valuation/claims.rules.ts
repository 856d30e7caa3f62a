import type { Id } from '@/server/kernel/ids'
import { allocate, type Decimal, ZERO } from '@/server/kernel/money'
import { share } from './state'

/** A quantity of one lot and what it is worth, both signed by the direction of the move. */
export interface Part {
  readonly lotId: Id | null
  quantity: Decimal
  value: Decimal
}
/** What of earlier moves has not come back yet, by request: their parts less what was taken of them. */
export type Claims = Map<Id, Part[]>

/** Puts a move's quantities by lot into the claims on `requestId`, the value spread over them. Signs decide what adds and what takes. */
export function addClaim(
  claims: Claims,
  requestId: Id,
  rows: readonly { lotId: Id | null; quantity: Decimal }[],
  value: Decimal,
  digits: number,
): void {
  const parts = claims.get(requestId) ?? []
  const values =
    rows.length === 1
      ? [value]
      : allocate(
          value,
          rows.map((r) => r.quantity.abs()),
          digits,
        )
  rows.forEach((row, i) => {
    const worth = values[i] ?? ZERO
    const part = parts.find((p) => p.lotId === row.lotId)
    if (part) {
      part.quantity = part.quantity.plus(row.quantity)
      part.value = part.value.plus(worth)
    } else parts.push({ lotId: row.lotId, quantity: row.quantity, value: worth })
  })
  claims.set(requestId, parts)
}

/**
 * What quantities (signs do not matter) of an earlier move are worth, > 0: each lot its share, the last of it the last cent. Lots that
 * are not of that move share in all that is left of it. Null when there is not so much left.
 */
export function claimValue(
  claims: Claims,
  requestId: Id,
  rows: readonly { lotId: Id | null; quantity: Decimal }[],
  digits: number,
): Decimal | null {
  const left = (claims.get(requestId) ?? []).map((p) => ({
    lotId: p.lotId,
    quantity: p.quantity.abs(),
    value: p.value.abs(),
  }))
  let worth = ZERO
  for (const row of rows) {
    let wanted = row.quantity.abs()
    for (const part of [...left.filter((p) => p.lotId === row.lotId), ...left.filter((p) => p.lotId !== row.lotId)]) {
      if (wanted.isZero()) break
      if (part.quantity.isZero()) continue
      const taken = part.quantity.lessThan(wanted) ? part.quantity : wanted
      const value = share(part.value, taken, part.quantity, digits)
      part.quantity = part.quantity.minus(taken)
      part.value = part.value.minus(value)
      wanted = wanted.minus(taken)
      worth = worth.plus(value)
    }
    if (!wanted.isZero()) return null
  }
  return worth
}

export const cloneClaims = (claims: Claims): Claims =>
  new Map([...claims].map(([id, parts]) => [id, parts.map((p) => ({ ...p }))]))
