import type { Id } from '@/server/kernel/ids'
import { Decimal, round, UNIT_PRICE_DIGITS, ZERO } from '@/server/kernel/money'
import { atStandard, type Effect, knownCost, type Layer, share, type ValuationState, variance } from './state'

export interface Departure {
  /** > 0 */
  readonly quantity: Decimal
  /** Leaves at the cost of the receipt `of`: a return to the supplier, a receipt taken back. */
  readonly atCostOf?: { readonly requestId: Id; readonly value: Decimal }
}

/**
 * Goods go out. What empties the stock takes the last cent. What is not there (the caller has checked that the item allows it) goes
 * out at the last known cost.
 */
export function leave(state: ValuationState, departure: Departure): Effect {
  const { quantity, atCostOf } = departure
  const uses: Effect['uses'][number][] = []
  const cost = costOfLeaving(state, quantity, uses, atCostOf?.requestId)
  state.quantity = state.quantity.minus(quantity)
  state.value = state.value.minus(cost)
  if (state.method === 'average' && state.quantity.greaterThan(0))
    state.lastCost = round(state.value.div(state.quantity), UNIT_PRICE_DIGITS)
  const told = atCostOf?.value ?? cost
  return { value: told.negated(), adjustments: variance(told.minus(cost)), uses, layer: null }
}

function costOfLeaving(
  state: ValuationState,
  quantity: Decimal,
  uses: Effect['uses'][number][],
  preferred: Id | undefined,
): Decimal {
  if (state.method === 'standard') return state.value.minus(atStandard(state, state.quantity.minus(quantity)))
  const present = Decimal.min(quantity, Decimal.max(state.quantity, 0))
  let cost = ZERO
  if (present.greaterThan(0)) {
    if (state.method === 'average') {
      // Where stock is left its cost is said after the move.
      if (!state.quantity.greaterThan(quantity))
        state.lastCost = round(state.value.div(state.quantity), UNIT_PRICE_DIGITS)
      cost = share(state.value, present, state.quantity, state.digits)
    } else cost = takeLayers(state, present, uses, preferred)
  }
  const missing = quantity.minus(present)
  if (missing.isZero()) return cost
  state.lastCost = knownCost(state)
  return cost.plus(round(missing.times(state.lastCost), state.digits))
}

/** Oldest first; the layers of `preferred` before all others. */
function takeLayers(
  state: ValuationState,
  quantity: Decimal,
  uses: Effect['uses'][number][],
  preferred: Id | undefined,
): Decimal {
  const own = (layer: Layer) => layer.requestId === preferred
  const order = preferred ? [...state.layers.filter(own), ...state.layers.filter((layer) => !own(layer))] : state.layers
  let left = quantity
  let cost = ZERO
  for (const layer of order) {
    if (left.isZero()) break
    const taken = Decimal.min(left, layer.quantity)
    const value = share(layer.value, taken, layer.quantity, state.digits)
    layer.quantity = layer.quantity.minus(taken)
    layer.value = layer.value.minus(value)
    uses.push({ layerId: layer.id, quantity: taken, value })
    left = left.minus(taken)
    cost = cost.plus(value)
  }
  if (!left.isZero()) throw new Error('layers and quantity on hand disagree')
  if (preferred) state.layers = state.layers.filter((layer) => !layer.quantity.isZero())
  else {
    const open = state.layers.findIndex((layer) => !layer.quantity.isZero())
    state.layers.splice(0, open < 0 ? state.layers.length : open)
  }
  return cost
}
