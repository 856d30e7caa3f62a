import { type Id, newId } from '@/server/kernel/ids'
import { allocate, type Decimal, type DecimalString, dec, toFixed, UNIT_PRICE_DIGITS } from '@/server/kernel/money'
import { enter } from '../valuation/enter.rules'
import { leave } from '../valuation/leave.rules'
import { type Booked, bookedOf } from '../valuation/replay.rules'
import type { Effect, Layer } from '../valuation/state'
import type { Values } from './load-values'
import type { Movement } from './movement'

/** A row of the stock ledger as it will be written. */
export interface LedgerRow {
  readonly id: Id
  readonly requestId: Id
  readonly kind: string
  readonly itemId: Id
  readonly warehouseId: Id
  readonly binId: Id
  readonly lotId: Id | null
  readonly quantity: Decimal
  readonly value: Decimal
  readonly accountId: Id
  readonly contraAccountId: Id
  /** The contra account is posted by this row; the two sides of a transfer post each its own account. */
  readonly postsContra: boolean
  readonly movement: Movement
  readonly sequence: number
}
export interface ValuedMovement {
  readonly movement: Movement
  /** What it did to value, by part. */
  readonly booked: Booked
  /** Signed like the goods. */
  readonly value: Decimal
  readonly rows: readonly LedgerRow[]
  readonly layers: readonly { layer: Layer; moveId: Id }[]
  readonly uses: readonly { layerId: Id; moveId: Id; quantity: Decimal; value: Decimal }[]
}

/** Prices movements in their order, each on the state that the one before left. */
export function valueMovements(movements: readonly Movement[], values: Values, digits: number): ValuedMovement[] {
  return movements.map((movement) => {
    const held = values.byItem.get(movement.item.id)
    if (!held) throw new Error('valuation row expected')
    held.sequence += 1
    if (held.lastDate === null || movement.layerDate > held.lastDate) held.lastDate = movement.layerDate
    const effect = price(movement, held.state, held.sequence)
    if (movement.transit) {
      const sign = movement.direction === 'out' ? 1 : -1
      held.transitQuantity = held.transitQuantity.plus(movement.quantity.times(sign))
      held.transitValue = held.transitValue.minus(effect.value)
    }
    if (movement.isReceipt) held.lastReceiptCost = unitCost(effect.value, movement.quantity)
    return rowsOf(movement, effect, held.sequence, digits)
  })
}

const price = (m: Movement, state: Parameters<typeof enter>[0], sequence: number): Effect =>
  m.direction === 'in'
    ? enter(state, {
        requestId: m.requestId,
        date: m.layerDate,
        sequence,
        quantity: m.quantity,
        value: m.value,
        comesBack: m.comesBack,
      })
    : leave(state, { quantity: m.quantity, ...(m.atCostOf && { atCostOf: m.atCostOf }) })

export const unitCost = (value: Decimal, quantity: Decimal): DecimalString =>
  quantity.isZero() ? '0' : toFixed(value.div(quantity).abs(), UNIT_PRICE_DIGITS)

/** One row a place, the value spread over them; transit sides mirrored; value-only rows for adjustments. */
function rowsOf(movement: Movement, effect: Effect, sequence: number, digits: number): ValuedMovement {
  const { item, warehouseId, transit } = movement
  const sign = movement.direction === 'in' ? 1 : -1
  const shares = allocate(
    effect.value,
    movement.places.map((p) => p.quantity),
    digits,
  )
  const base = { requestId: movement.requestId, itemId: item.id, movement, sequence }
  const rows: LedgerRow[] = movement.places.map((place, index) => ({
    ...base,
    id: newId(),
    kind: movement.kind,
    warehouseId,
    binId: place.binId,
    lotId: place.lotId,
    quantity: place.quantity.times(sign),
    value: shares[index] ?? dec(0),
    accountId: movement.inventoryAccountId,
    contraAccountId: transit?.accountId ?? movement.contraAccountId,
    postsContra: !transit,
  }))
  const [first] = rows
  if (!first) throw new Error('a movement has a place')
  const sides = transit
    ? rows.map((row) => ({
        ...row,
        id: newId(),
        warehouseId: transit.warehouseId,
        binId: transit.binId,
        quantity: row.quantity.negated(),
        value: row.value.negated(),
        accountId: transit.accountId,
        contraAccountId: movement.inventoryAccountId,
      }))
    : []
  const adjustments = effect.adjustments.map((a) => ({
    ...first,
    id: newId(),
    kind: a.kind,
    quantity: dec(0),
    value: a.value,
    contraAccountId: a.kind === 'settlement' ? movement.cogsAccountId : movement.varianceAccountId,
    postsContra: true,
  }))
  return {
    movement,
    booked: bookedOf(effect),
    value: effect.value,
    rows: [...rows, ...sides, ...adjustments],
    layers: effect.layer ? [{ layer: effect.layer, moveId: first.id }] : [],
    uses: effect.uses.map((use) => ({ ...use, moveId: first.id })),
  }
}
