import { allocate, type Decimal, round } from '@/server/kernel/money'
import type { ValuationState } from './state'

/**
 * Gives what is on hand a new unit cost; FIFO layers take their share, a standard item gets a new standard. Returns what the value
 * changed by; without stock only the cost is remembered.
 */
export function revalueState(state: ValuationState, cost: Decimal): Decimal {
  const standard = state.method === 'standard'
  state.lastCost = cost
  if (standard) state.standardCost = cost
  else if (!state.quantity.greaterThan(0)) return state.value.minus(state.value)
  const worth = round(state.quantity.times(cost), state.digits)
  const change = worth.minus(state.value)
  const parts = allocate(
    worth,
    state.layers.map((l) => l.quantity),
    state.digits,
  )
  state.layers.forEach((layer, i) => {
    layer.value = parts[i] ?? layer.value
  })
  state.value = worth
  return change
}
