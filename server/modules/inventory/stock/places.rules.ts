import { addDays, type CalendarDate } from '@/server/kernel/calendar-date'
import { AppError } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { Decimal, plain, ZERO } from '@/server/kernel/money'
import type { Place, ReservationRow, StockItem } from './load'

export interface PlacedQuantity {
  readonly binId: Id
  readonly lotId: Id | null
  readonly quantity: Decimal
}

export interface Taking {
  readonly item: StockItem
  readonly warehouseId: Id
  readonly binId: Id | null
  readonly lotId: Id | null
  readonly quantity: Decimal
  /** To a customer: only lots that are released and good for long enough. */
  readonly toCustomer: boolean
  readonly date: CalendarDate
  readonly defaultBinId: Id
}

/** First expired first out, then first in, then by name. */
export const byExpiry = (a: Place, b: Place): number =>
  compare(a.expiryDate ?? '9999', b.expiryDate ?? '9999') ||
  compare(a.receivedDate ?? '', b.receivedDate ?? '') ||
  compare(a.lotCode ?? '', b.lotCode ?? '') ||
  compare(a.binCode, b.binCode)
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** A lot may go to a customer when it is released and still good for the item's minimum shelf life; the last day counts. */
export const deliverable = (
  lot: Pick<Place, 'lotId' | 'lotStatus' | 'expiryDate'>,
  item: Pick<StockItem, 'minShelfLifeDays'>,
  date: CalendarDate,
): boolean =>
  lot.lotId === null ||
  (lot.lotStatus === 'available' && (lot.expiryDate === null || lot.expiryDate >= addDays(date, item.minShelfLifeDays)))

interface Spot {
  readonly binId: Id
  readonly lotId: Id | null
}
const at = (place: Place, spot: Spot) => place.binId === spot.binId && place.lotId === spot.lotId

/**
 * Decides where goods are taken from: first what the demand has set aside, then what is free, first expired first. Counts places and
 * reservations down. What is missing goes below zero where the item allows it, else `inventory.insufficient_stock`.
 */
export function take(taking: Taking, places: readonly Place[], own: readonly ReservationRow[]): PlacedQuantity[] {
  const { item } = taking
  const here = places.filter((p) => p.itemId === item.id && p.warehouseId === taking.warehouseId)
  const fits = (spot: Spot) =>
    (taking.binId === null || spot.binId === taking.binId) && (taking.lotId === null || spot.lotId === taking.lotId)
  const taken: PlacedQuantity[] = []
  let left = taking.quantity
  let ownUsed = ZERO
  const use = (place: Place, most: Decimal): Decimal => {
    const part = Decimal.min(left, most)
    place.onHand = place.onHand.minus(part)
    left = left.minus(part)
    taken.push({ binId: place.binId, lotId: place.lotId, quantity: part })
    return part
  }
  for (const row of own) {
    const place = here.find((p) => at(p, row))
    if (left.isZero() || !place || !fits(row) || row.quantity.isZero()) continue
    if (taking.toCustomer && !deliverable(place, item, taking.date)) continue
    const part = use(place, row.quantity)
    giveBack(row, place, part)
    ownUsed = ownUsed.plus(part)
  }
  for (const place of [...here].sort(byExpiry)) {
    const available = place.onHand.minus(place.reserved)
    if (left.isZero() || !fits(place) || !available.greaterThan(0) || !usable(taking, place)) continue
    use(place, available)
  }
  if (left.greaterThan(0)) taken.push(belowZero(taking, left))
  // Delivered from elsewhere: what the demand had set aside for this quantity is no longer needed.
  let done = taking.quantity.minus(ownUsed)
  for (const row of own) {
    const place = here.find((p) => at(p, row))
    if (!place || done.isZero() || row.quantity.isZero()) continue
    const part = Decimal.min(done, row.quantity)
    done = done.minus(part)
    giveBack(row, place, part)
  }
  return merged(taken)
}

function giveBack(row: ReservationRow, place: Place, quantity: Decimal): void {
  row.quantity = row.quantity.minus(quantity)
  place.reserved = place.reserved.minus(quantity)
}

/**
 * A lot that is named may be moved whatever its state, but not to a customer; without a name only released lots are taken. So with bins:
 * what lies in quarantine is moved when its bin is named, and never to a customer.
 */
function usable(taking: Taking, place: Place): boolean {
  if (place.binKind === 'quarantine' && (taking.toCustomer || taking.binId === null)) return false
  if (taking.toCustomer) return deliverable(place, taking.item, taking.date)
  return taking.lotId !== null || place.lotId === null || place.lotStatus === 'available'
}

function belowZero(taking: Taking, missing: Decimal): PlacedQuantity {
  const { item, lotId, quantity } = taking
  if (!item.allowNegative || (item.tracking !== 'none' && lotId === null))
    throw new AppError('conflict', 'inventory.insufficient_stock', {
      item: item.code,
      requested: plain(quantity),
      available: plain(quantity.minus(missing)),
    })
  return { binId: taking.binId ?? taking.defaultBinId, lotId, quantity: missing }
}

function merged(taken: readonly PlacedQuantity[]): PlacedQuantity[] {
  const sums = new Map<string, PlacedQuantity>()
  for (const t of taken) {
    const key = `${t.binId}${t.lotId ?? ''}`
    sums.set(key, { ...t, quantity: t.quantity.plus(sums.get(key)?.quantity ?? 0) })
  }
  return [...sums.values()]
}

/** Sets stock aside for a demand from what is free; returns where, and what could not be found. */
export function setAside(
  demand: { quantity: Decimal; item: Pick<StockItem, 'minShelfLifeDays'>; date: CalendarDate },
  places: readonly Place[],
): { placed: PlacedQuantity[]; short: Decimal } {
  let left = demand.quantity
  const placed: PlacedQuantity[] = []
  for (const place of [...places].sort(byExpiry)) {
    const available = place.onHand.minus(place.reserved)
    if (left.isZero() || !available.greaterThan(0) || !deliverable(place, demand.item, demand.date)) continue
    const part = Decimal.min(left, available)
    place.reserved = place.reserved.plus(part)
    left = left.minus(part)
    placed.push({ binId: place.binId, lotId: place.lotId, quantity: part })
  }
  return { placed, short: left }
}
