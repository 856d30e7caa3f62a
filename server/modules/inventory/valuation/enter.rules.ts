import type { CalendarDate } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import { Decimal, round, UNIT_PRICE_DIGITS } from '@/server/kernel/money'
import {
  type Adjustment,
  atStandard,
  currentCost,
  type Effect,
  newLayer,
  share,
  type ValuationState,
  variance,
} from './state'

export interface Entry {
  readonly requestId: Id
  readonly date: CalendarDate
  /** Rank of the move among those of the item. */
  readonly sequence: number
  /** The layer it brought when it was first valued. */
  readonly layerId?: Id | null
  /** > 0 */
  readonly quantity: Decimal
  /** What came in is worth this (base currency, rounded); null = the current cost. */
  readonly value: Decimal | null
  /** Comes back at the cost it left at: a moving average stays as it is, the difference is a variance. */
  readonly comesBack: boolean
}

/**
 * Goods come in. Over a shortage (quantity below zero, where the item allows it) the difference between what the missing goods were
 * issued at and what they cost now is settled to cost of sales.
 */
export function enter(state: ValuationState, entry: Entry): Effect {
  return state.method === 'standard' ? enterAtStandard(state, entry) : enterAtCost(state, entry)
}

/** What goods that come in are worth when nobody says what they cost. */
export function worthAtCurrent(state: ValuationState, quantity: Decimal): Decimal {
  return state.method === 'standard'
    ? atStandard(state, state.quantity.plus(quantity)).minus(state.value)
    : round(currentCost(state).times(quantity), state.digits)
}

function enterAtStandard(state: ValuationState, { quantity, value }: Entry): Effect {
  const after = state.quantity.plus(quantity)
  const worth = atStandard(state, after)
  const booked = worth.minus(state.value)
  state.quantity = after
  state.value = worth
  const given = value ?? booked
  return { value: given, adjustments: variance(booked.minus(given)), uses: [], layer: null }
}

function enterAtCost(state: ValuationState, entry: Entry): Effect {
  const { quantity, digits } = { quantity: entry.quantity, digits: state.digits }
  const given = entry.value ?? worthAtCurrent(state, quantity)
  const adjustments: Adjustment[] = []
  const covered = Decimal.min(quantity, Decimal.max(state.quantity.negated(), 0))
  const layer = state.method === 'fifo' ? newLayer(entry, given) : null
  const uses: Effect['uses'][number][] = []
  if (covered.greaterThan(0)) {
    const provisional = share(state.value.negated(), covered, state.quantity.negated(), digits)
    const actual = share(given, covered, quantity, digits)
    const difference = actual.minus(provisional)
    if (!difference.isZero()) adjustments.push({ kind: 'settlement', value: difference.negated() })
    state.value = state.value.plus(given).minus(difference)
    if (layer) uses.push({ layerId: layer.id, quantity: covered, value: actual })
  } else if (entry.comesBack && state.method === 'average' && state.quantity.greaterThan(0)) {
    const atAverage = share(state.value, quantity, state.quantity, digits)
    adjustments.push(...variance(atAverage.minus(given)))
    state.value = state.value.plus(atAverage)
  } else {
    state.value = state.value.plus(given)
  }
  state.quantity = state.quantity.plus(quantity)
  if (layer && quantity.greaterThan(covered)) {
    const left = { quantity: quantity.minus(covered), value: given.minus(uses[0]?.value ?? 0) }
    state.layers.push({ ...layer, ...left })
  }
  rememberCost(state, entry, given)
  return { value: given, adjustments, uses, layer }
}

function rememberCost(state: ValuationState, entry: Entry, given: Decimal): void {
  if (state.method === 'average' && state.quantity.greaterThan(0))
    state.lastCost = round(state.value.div(state.quantity), UNIT_PRICE_DIGITS)
  else if (!entry.comesBack) state.lastCost = round(given.div(entry.quantity), UNIT_PRICE_DIGITS)
}
