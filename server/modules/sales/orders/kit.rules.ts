import type { Id } from '@/server/kernel/ids'
import { Decimal, type DecimalString, dec, plain, ZERO } from '@/server/kernel/money'

export interface KitPart {
  readonly itemId: Id
  /** Stock units of the component in one stock unit of the kit. */
  readonly quantity: DecimalString
  /** Places that the component's stock unit has. */
  readonly digits: number
}
export interface KitLine {
  readonly id: Id
  readonly stockQuantity: DecimalString
  readonly warehouseId: Id | null
  readonly parts: readonly KitPart[]
}

/**
 * What the kits of an order need of each component, by line: rounded up to the component's unit once per order and warehouse, so
 * that two lines of half a metre cost one metre and not two. The line that passes a whole unit carries it.
 */
export function componentDemand(lines: readonly KitLine[]): Map<Id, { itemId: Id; quantity: DecimalString }[]> {
  const exact = new Map<string, Decimal>()
  const given = new Map<string, Decimal>()
  return new Map(
    lines.map((line) => [
      line.id,
      line.parts.map((part) => {
        const key = `${part.itemId}:${line.warehouseId}`
        const total = (exact.get(key) ?? ZERO).plus(dec(line.stockQuantity).times(part.quantity))
        const whole = total.toDecimalPlaces(part.digits, Decimal.ROUND_UP)
        const quantity = whole.minus(given.get(key) ?? ZERO)
        exact.set(key, total)
        given.set(key, whole)
        return { itemId: part.itemId, quantity: plain(quantity) }
      }),
    ]),
  )
}
