import type { CalendarDate } from '@/server/kernel/calendar-date'
import { type Id, newId } from '@/server/kernel/ids'
import { type Decimal, dec, round, ZERO } from '@/server/kernel/money'
import type { Valuation } from '../types'

/** A FIFO layer with what is left of it. */
export interface Layer {
  readonly id: Id
  /** The move that brought it. */
  readonly requestId: Id
  readonly date: CalendarDate
  /** Of that move: layers are used in the order of date and sequence. */
  readonly sequence: number
  quantity: Decimal
  value: Decimal
}

/** Quantity and value of one item in one company, and what the next move will cost. Changed by `enter` and `leave`. */
export interface ValuationState {
  readonly method: Valuation
  /** Places of the base currency. */
  readonly digits: number
  quantity: Decimal
  value: Decimal
  /** What goes out without being there goes out at this cost. */
  lastCost: Decimal
  standardCost: Decimal
  /** Open layers, oldest first (FIFO). */
  layers: Layer[]
}

/** Value that changes without goods: a shortage settled against cost of sales, or a difference to the cost variance account. */
export interface Adjustment {
  readonly kind: 'settlement' | 'variance'
  readonly value: Decimal
}

/** What a move does to value. Inventory changes by `value` and the adjustments together. */
export interface Effect {
  /** Signed like the goods; the contra account takes it. */
  readonly value: Decimal
  readonly adjustments: readonly Adjustment[]
  readonly uses: readonly { layerId: Id; quantity: Decimal; value: Decimal }[]
  readonly layer: Layer | null
}

/** Cost of one unit now: value / quantity on hand, the standard, or the last known cost. */
export function currentCost(state: ValuationState): Decimal {
  if (state.method === 'standard') return state.standardCost
  return state.quantity.greaterThan(0) ? state.value.div(state.quantity) : knownCost(state)
}

/** What goods cost of which there are none: the last known cost, the standard when there never was one. */
export const knownCost = (state: ValuationState): Decimal =>
  state.lastCost.isZero() ? state.standardCost : state.lastCost

/** What the standard says a quantity is worth. */
export const atStandard = (state: ValuationState, quantity: Decimal): Decimal =>
  round(quantity.times(state.standardCost), state.digits)

export const newLayer = (
  entry: { requestId: Id; layerId?: Id | null; date: CalendarDate; sequence: number; quantity: Decimal },
  value: Decimal,
): Layer => ({
  id: entry.layerId ?? newId(),
  requestId: entry.requestId,
  date: entry.date,
  sequence: entry.sequence,
  quantity: entry.quantity,
  value,
})

export const variance = (value: Decimal): Adjustment[] => (value.isZero() ? [] : [{ kind: 'variance', value }])

/** A part of a value by quantity; all of the quantity takes all of the value, so that no cent is left behind. */
export const share = (value: Decimal, part: Decimal, whole: Decimal, digits: number): Decimal =>
  part.equals(whole) ? value : round(value.times(part).div(whole), digits)

export const emptyState = (method: Valuation, digits: number, standardCost = '0'): ValuationState => ({
  method,
  digits,
  quantity: ZERO,
  value: ZERO,
  lastCost: dec(standardCost),
  standardCost: dec(standardCost),
  layers: [],
})
