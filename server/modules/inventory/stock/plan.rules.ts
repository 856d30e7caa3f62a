import { AppError, notFound, validation } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { type Decimal, dec, plain, round, sum } from '@/server/kernel/money'
import type { AccountRole } from '@/server/modules/finance'
import type { MoveInput, MoveKind, PostMovesInput } from '../types'
import { addClaim, type Claims, claimValue } from '../valuation/claims.rules'
import type { CostFrom } from '../valuation/replay.rules'
import type { Masters, Place, ReservationRow, StockItem, StockLot, StockWarehouse } from './load'
import type { Movement } from './movement'
import { deliverable, type PlacedQuantity, take } from './places.rules'

/** Which way a kind moves goods (`count` by its sign), and the account role against inventory. */
const KINDS: Readonly<Record<MoveKind, { direction: 'in' | 'out' | 'signed'; contra: AccountRole }>> = {
  delivery: { direction: 'out', contra: 'cogs' },
  customer_return: { direction: 'in', contra: 'cogs' },
  supplier_return: { direction: 'out', contra: 'grni' },
  receipt: { direction: 'in', contra: 'grni' },
  issue: { direction: 'out', contra: 'stock_adjustment' },
  transfer_out: { direction: 'out', contra: 'goods_in_transit' },
  transfer_in: { direction: 'in', contra: 'goods_in_transit' },
  count: { direction: 'signed', contra: 'stock_count_variance' },
  opening: { direction: 'in', contra: 'opening_balance' },
  scrap: { direction: 'out', contra: 'scrap' },
}

/** Which way a move goes. */
export const directionOf = (kind: MoveKind, quantity: Decimal): 'in' | 'out' => {
  const { direction } = KINDS[kind]
  return direction === 'signed' ? (quantity.isNegative() ? 'out' : 'in') : direction
}

export interface Planning {
  readonly input: PostMovesInput
  readonly masters: Masters
  readonly places: readonly Place[]
  readonly reservations: readonly ReservationRow[]
  /** What of earlier moves has not come back yet. */
  readonly claims: Claims
  readonly itemOf: ReadonlyMap<Id, Id>
  /** The same where a back-dated move stands in the order of its item. */
  readonly claimsThen: (itemId: Id) => Claims | undefined
  readonly account: (role: AccountRole) => Id
  readonly digits: number
}

/** Checks one move and decides where its goods come from or go to. Counts places, reservations and originals down. */
export function planMove(planning: Planning, move: MoveInput, index: number): Movement {
  const { input, masters } = planning
  const item = stockItem(masters, move, index)
  const warehouse = masters.warehouses.get(move.warehouseId)
  if (!warehouse) throw notFound('warehouse')
  const lot = placeOf(masters, move, item, warehouse)
  const signed = dec(move.quantity)
  const quantity = signed.abs()
  if (quantity.isZero() || (input.kind !== 'count' && signed.isNegative()))
    throw validation('validation.positive', `moves.${index}.quantity`)
  if (quantity.decimalPlaces() > item.digits)
    throw validation('inventory.quantity_digits', `moves.${index}.quantity`, { item: item.code, digits: item.digits })
  const direction = directionOf(input.kind, signed)
  const parts = direction === 'in' ? comingIn(planning, move, item, warehouse, quantity) : undefined
  const places = parts?.places ?? goingOut(planning, move, item, warehouse, quantity, lot)
  const original =
    input.kind === 'supplier_return' && move.originalMoveId ? parted(planning, move, item, quantity, places) : null
  return {
    ...accountsOf(planning, item, move.contraAccountId ?? null),
    requestId: move.id,
    kind: input.kind,
    item,
    direction,
    warehouseId: warehouse.id,
    places,
    quantity,
    value: parts?.value ?? null,
    costFrom: original ? 'receipt' : (parts?.costFrom ?? 'current'),
    layerDate: input.postingDate,
    comesBack: input.kind === 'customer_return',
    atCostOf: original && move.originalMoveId ? { requestId: move.originalMoveId, value: original.value } : null,
    isReceipt: input.kind === 'receipt' || input.kind === 'opening',
    transit: transitOf(planning, warehouse),
    originalRequestId: move.originalMoveId ?? null,
    reversesRequestId: null,
    demandId: move.demandId ?? null,
    partyId: move.partyId ?? null,
  }
}

function stockItem(masters: Masters, move: MoveInput, index: number): StockItem {
  const item = masters.items.get(move.itemId)
  if (!item) throw notFound('item')
  if (item.kind !== 'stock')
    throw validation('inventory.not_a_stock_item', `moves.${index}.itemId`, { item: item.code })
  return item
}

function placeOf(masters: Masters, move: MoveInput, item: StockItem, warehouse: StockWarehouse): StockLot | null {
  if (move.binId && masters.bins.get(move.binId)?.warehouseId !== warehouse.id) throw notFound('bin')
  if (!move.lotId) return null
  const lot = masters.lots.get(move.lotId)
  if (lot?.itemId !== item.id) throw notFound('lot')
  return lot
}

/** Accounts of an item: its own or its category's, else the company's. */
export function accountsOf(
  planning: Pick<Planning, 'account'> & { input: { kind: MoveKind } },
  item: StockItem,
  contra: Id | null,
) {
  const own = (role: 'inventory' | 'cogs' | 'cost_variance') => item.accounts[role] ?? planning.account(role)
  const role = KINDS[planning.input.kind].contra
  return {
    inventoryAccountId: own('inventory'),
    contraAccountId: contra ?? (role === 'cogs' ? own('cogs') : planning.account(role)),
    cogsAccountId: own('cogs'),
    varianceAccountId: own('cost_variance'),
  }
}

/** Where settlements and variances of an item are posted. */
export const itemAccounts =
  (masters: Masters, account: (role: AccountRole) => Id) =>
  (itemId: Id): { cogs: Id; variance: Id } => {
    const own = masters.items.get(itemId)?.accounts
    return { cogs: own?.cogs ?? account('cogs'), variance: own?.cost_variance ?? account('cost_variance') }
  }

function transitOf({ input, masters, account }: Planning, warehouse: StockWarehouse): Movement['transit'] {
  if (input.kind !== 'transfer_out' && input.kind !== 'transfer_in') return null
  const { transit } = masters
  if (!transit) throw new AppError('conflict', 'inventory.no_transit_warehouse')
  if (warehouse.kind === 'transit')
    throw new AppError('conflict', 'inventory.transit_warehouse', { warehouse: warehouse.code })
  return { warehouseId: transit.id, binId: transit.defaultBinId, accountId: account('goods_in_transit') }
}

function goingOut(
  planning: Planning,
  move: MoveInput,
  item: StockItem,
  warehouse: StockWarehouse,
  quantity: Decimal,
  lot: StockLot | null,
): PlacedQuantity[] {
  const { input, places, reservations } = planning
  const toCustomer = input.kind === 'delivery'
  if (
    toCustomer &&
    lot &&
    !deliverable({ lotId: lot.id, lotStatus: lot.status, expiryDate: lot.expiryDate }, item, input.postingDate)
  )
    throw new AppError('conflict', 'inventory.lot_not_deliverable', { item: item.code, lot: lot.code })
  const own = move.demandId
    ? reservations.filter((r) => r.demandId === move.demandId && r.itemId === item.id && r.warehouseId === warehouse.id)
    : []
  return take(
    {
      item,
      warehouseId: warehouse.id,
      binId: move.binId ?? null,
      lotId: move.lotId ?? null,
      quantity,
      toCustomer,
      date: input.postingDate,
      defaultBinId: warehouse.defaultBinId,
    },
    places,
    own,
  )
}

function comingIn(
  planning: Planning,
  move: MoveInput,
  item: StockItem,
  warehouse: StockWarehouse,
  quantity: Decimal,
): { places: PlacedQuantity[]; value: Decimal | null; costFrom: CostFrom } {
  const { input, digits } = planning
  const binId = move.binId ?? warehouse.defaultBinId
  if (input.kind === 'transfer_in' || (input.kind === 'customer_return' && move.originalMoveId)) {
    const { lots, value } = parted(planning, move, item, quantity)
    return { places: lots.map((l) => ({ ...l, binId })), value, costFrom: 'original' }
  }
  const lotId = move.lotId ?? null
  if (item.tracking !== 'none' && !lotId)
    throw new AppError('validation', 'inventory.lot_required', { item: item.code })
  if (item.tracking === 'none' && lotId)
    throw new AppError('validation', 'inventory.lot_not_allowed', { item: item.code })
  if (item.tracking === 'serial' && !quantity.equals(1))
    throw new AppError('validation', 'inventory.serial_quantity', { item: item.code })
  const given = move.value ?? (move.unitCost ? dec(move.unitCost).times(quantity) : null)
  const places = [{ binId, lotId, quantity }]
  return given === null
    ? { places, value: null, costFrom: 'current' }
    : { places, value: round(given, digits), costFrom: 'given' }
}

/**
 * The part of an earlier move that comes back now: which lots (`from` when they are decided), and at what of its value; its last part
 * takes the last cent.
 */
function parted(
  planning: Planning,
  move: MoveInput,
  item: StockItem,
  quantity: Decimal,
  from?: readonly { lotId: Id | null; quantity: Decimal }[],
): { lots: { lotId: Id | null; quantity: Decimal }[]; value: Decimal } {
  const { claims, digits } = planning
  const original = move.originalMoveId
  const parts = (original && planning.itemOf.get(original) === item.id ? claims.get(original) : undefined)?.filter(
    (p) => !move.lotId || p.lotId === move.lotId,
  )
  if (!original || !parts || parts.length === 0) throw notFound('stock_move')
  const left = sum(parts.map((p) => p.quantity.abs()))
  if (quantity.greaterThan(left))
    throw new AppError('conflict', 'inventory.over_original', {
      item: item.code,
      requested: plain(quantity),
      left: plain(left),
    })
  const lots = from ?? firstLots(parts, quantity)
  const then = planning.claimsThen(item.id)
  const value =
    (then && claimValue(then, original, lots, digits)) ?? claimValue(claims, original, lots, digits) ?? dec(0)
  const sign = from ? -1 : 1
  const taken = lots.map((l) => ({ lotId: l.lotId, quantity: l.quantity.times(sign) }))
  for (const book of then ? [claims, then] : [claims]) addClaim(book, original, taken, value.times(sign), digits)
  return { lots: lots.map(({ lotId, quantity }) => ({ lotId, quantity })), value }
}

function firstLots(parts: readonly { lotId: Id | null; quantity: Decimal }[], quantity: Decimal) {
  const lots: { lotId: Id | null; quantity: Decimal }[] = []
  let open = quantity
  for (const part of parts) {
    const there = part.quantity.abs()
    const taken = open.lessThan(there) ? open : there
    if (taken.isZero()) continue
    open = open.minus(taken)
    lots.push({ lotId: part.lotId, quantity: taken })
  }
  return lots
}
