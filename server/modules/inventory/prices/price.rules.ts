import type { CalendarDate } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import { type DecimalString, dec, plain, toFixed, UNIT_PRICE_DIGITS } from '@/server/kernel/money'

/** A row of prices in force on the date: a customer's or a supplier's. */
export interface PriceCandidate {
  readonly itemId: Id | null
  readonly categoryId: Id | null
  readonly unitId: Id | null
  readonly minQuantity: DecimalString
  readonly validFrom: CalendarDate | null
  readonly unitPrice: DecimalString
  /** How near the row is to whom it is for; the lowest wins. Left out = all are equally near. */
  readonly nearness?: number
}

export interface PricedItem {
  readonly itemId: Id
  /** The item's category and those above it, nearest first. */
  readonly categoryPath: readonly Id[]
  readonly stockUnitId: Id
  /** Stock units in one unit. */
  readonly factorOf: (unitId: Id) => DecimalString | undefined
}

interface Ranked<C extends PriceCandidate> {
  readonly candidate: C
  readonly rank: readonly number[]
  readonly perStockUnit: ReturnType<typeof dec>
}

function rankOf<C extends PriceCandidate>(candidate: C, item: PricedItem, unitId: Id): Ranked<C> | undefined {
  const depth = candidate.itemId ? 0 : item.categoryPath.indexOf(candidate.categoryId ?? '') + 1
  if (candidate.itemId ? candidate.itemId !== item.itemId : depth === 0) return undefined
  const priceUnit = candidate.unitId ?? item.stockUnitId
  const factor = item.factorOf(priceUnit)
  if (factor === undefined) return undefined
  const unitRank = priceUnit === unitId ? 0 : priceUnit === item.stockUnitId ? 1 : 2
  return {
    candidate,
    // Lower wins; tier and start are compared apart, they are not small numbers.
    rank: [candidate.nearness ?? 0, depth, unitRank],
    perStockUnit: dec(candidate.unitPrice).div(factor),
  }
}

function before(a: Ranked<PriceCandidate>, b: Ranked<PriceCandidate>): number {
  const [levelA = 0, depthA = 0, unitA = 0] = a.rank
  const [levelB = 0, depthB = 0, unitB = 0] = b.rank
  return (
    levelA - levelB ||
    depthA - depthB ||
    dec(b.candidate.minQuantity).comparedTo(a.candidate.minQuantity) ||
    (b.candidate.validFrom ?? '').localeCompare(a.candidate.validFrom ?? '') ||
    unitA - unitB ||
    a.perStockUnit.comparedTo(b.perStockUnit)
  )
}

export interface ChosenPrice<C extends PriceCandidate> {
  readonly candidate: C
  /** Price of one `unitId`, at 6 decimals. */
  readonly unitPrice: DecimalString
}

/**
 * The price that wins: the nearest (customer before group before general); item before category (nearest category first); longer quantity
 * tier; later start; then the line's own unit before the stock unit before others, and the lower price. The quantity is
 * compared in the stock unit, the lower end inclusive. Undefined when no row applies.
 */
export function choosePrice<C extends PriceCandidate>(
  candidates: readonly C[],
  item: PricedItem,
  line: { unitId: Id; stockQuantity: DecimalString },
): ChosenPrice<C> | undefined {
  const best = candidates
    .filter((c) => dec(c.minQuantity).lessThanOrEqualTo(line.stockQuantity))
    .flatMap((c) => rankOf(c, item, line.unitId) ?? [])
    .sort(before)[0]
  if (!best) return undefined
  const { candidate } = best
  const own = (candidate.unitId ?? item.stockUnitId) === line.unitId
  const price = own ? dec(candidate.unitPrice) : best.perStockUnit.times(item.factorOf(line.unitId) ?? '1')
  return { candidate, unitPrice: plain(toFixed(price, UNIT_PRICE_DIGITS)) }
}
