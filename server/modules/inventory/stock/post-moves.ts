import { AppError } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { type Decimal, dec, plain, sum, ZERO } from '@/server/kernel/money'
import { accounts, company } from '@/server/modules/finance'
import type { CommandContext } from '@/server/platform/commands/context'
import type { MoveResult, PostMovesInput } from '../types'
import { loadMasters, loadReservations, lockPlaces, type Masters, type Place, type ReservationRow } from './load'
import { lockValues, toValues } from './load-values'
import type { Movement, PostingHeader } from './movement'
import { openPast } from './past'
import { directionOf, itemAccounts, planMove } from './plan.rules'
import { recost } from './recost'
import { writeReservationChanges } from './reserve'
import { postStockJournals } from './stock-journal'
import { tellAvailable } from './tell-available'
import { unitCost, type ValuedMovement, valueMovements } from './value-movements'
import { writeMovements } from './write-movements'

const unique = <T>(values: Iterable<T | null | undefined>): T[] => [
  ...new Set([...values].filter((v) => v !== null && v !== undefined)),
]

/**
 * Moves goods: decides bins and lots, consumes reservations, values by the item's method, writes the stock ledger with its layers and
 * balances, and posts the journal in the same transaction, so that stock value and inventory accounts agree at the commit.
 * Places are locked in key order, then valuations in item order; three flights however many moves. A move that is dated before others of
 * its item is valued where it stands in their order; what that changes in the cost of the later ones is posted with it.
 * Errors: inventory.insufficient_stock, .lot_required, .lot_not_allowed, .lot_not_deliverable, .over_original, .quantity_digits,
 * .not_a_stock_item, .serial_on_hand, and finance's (period, accounts).
 */
export async function postMoves(ctx: CommandContext, input: PostMovesInput): Promise<MoveResult[]> {
  const { companyId, moves } = input
  if (moves.length === 0) return []
  const itemIds = unique(moves.map((m) => m.itemId))
  const leaving = new Map<Id, Decimal>()
  for (const m of moves)
    if (directionOf(input.kind, dec(m.quantity)) === 'out')
      leaving.set(
        m.itemId,
        dec(m.quantity)
          .abs()
          .plus(leaving.get(m.itemId) ?? ZERO),
      )
  const originals = unique(moves.map((m) => m.originalMoveId))
  const [masters, account, settings, places, reservations, raw] = await Promise.all([
    loadMasters(ctx, companyId, {
      itemIds,
      warehouseIds: unique(moves.map((m) => m.warehouseId)),
      binIds: unique(moves.map((m) => m.binId)),
      lotIds: unique(moves.map((m) => m.lotId)),
    }),
    accounts(ctx, companyId),
    company(ctx, companyId),
    lockPlaces(ctx, moves),
    loadReservations(ctx, unique(moves.map((m) => m.demandId))),
    lockValues(ctx, {
      companyId,
      itemIds,
      leaving,
      ownLayersOf: input.kind === 'supplier_return' ? originals : [],
      originals,
    }),
  ])
  const { digits } = settings
  const values = toValues(raw, masters.items, digits, originals)
  const pasts = await openPast(ctx, { companyId, date: input.postingDate, digits, values, originals })
  const before = stockOf(places)
  const untouched = new Map(reservations.map((r) => [r.id, r.quantity]))
  const planning = {
    input,
    masters,
    places,
    reservations,
    claims: values.claims,
    itemOf: values.itemOf,
    claimsThen: (itemId: Id) => pasts.get(itemId)?.run.claims,
    account,
    digits,
  }
  const movements = moves.map((move, index) => planMove(planning, move, index))
  await refuseSerialsOnHand(ctx, movements)
  const valued = valueMovements(movements, values, digits)
  const header: PostingHeader = {
    companyId,
    postingDate: input.postingDate,
    documentDate: input.documentDate,
    source: input.source,
    description: input.description ?? input.kind,
  }
  const recosted = await recost(ctx, { header, pasts, valued, values, accountsOf: itemAccounts(masters, account) })
  for (const written of [
    ...writeReservationChanges(ctx, consumed(reservations, untouched)),
    ...writeMovements(ctx, header, valued, values, recosted),
  ])
    ctx.send(written)
  await postStockJournals(
    ctx,
    header,
    settings,
    valued.flatMap((v) => v.rows),
    recosted.rows,
  )
  tellBelowSafety(ctx, companyId, masters, before, valued)
  tellAvailable(ctx, companyId, input.source, arrived(masters, valued))
  return valued.map(toResult)
}

/** Where goods came in that can be set aside. */
export const arrived = (masters: Masters, valued: readonly ValuedMovement[]) =>
  valued
    .filter(({ movement }) => movement.direction === 'in')
    .flatMap(({ rows }) => rows)
    .filter((r) => r.quantity.greaterThan(0) && masters.warehouses.get(r.warehouseId)?.kind === 'normal')

const toResult = ({ movement, value }: ValuedMovement): MoveResult => {
  const sign = movement.direction === 'in' ? 1 : -1
  return {
    moveId: movement.requestId,
    quantity: plain(movement.quantity.times(sign)),
    value: plain(value),
    unitCost: unitCost(value, movement.quantity),
    places: movement.places.map((p) => ({ binId: p.binId, lotId: p.lotId, quantity: plain(p.quantity) })),
  }
}

const consumed = (rows: readonly ReservationRow[], untouched: ReadonlyMap<Id, Decimal>) =>
  rows
    .map((r) => ({ id: r.id, remaining: r.quantity, taken: (untouched.get(r.id) ?? ZERO).minus(r.quantity) }))
    .filter((r) => r.taken.greaterThan(0))

/** A serial number is one piece: it comes in only when it is nowhere. The item's valuation row is locked, so nobody else brings it. */
export async function refuseSerialsOnHand(ctx: CommandContext, movements: readonly Movement[]): Promise<void> {
  const serials = movements
    .filter((m) => m.direction === 'in' && m.item.tracking === 'serial' && m.kind !== 'transfer_in')
    .flatMap((m) => m.places.map((p) => p.lotId))
    .filter((id) => id !== null)
  if (serials.length === 0) return
  const [there] = await ctx.sql<{ code: string }[]>`
    select l.code from stock_balance b join lot l on l.tenant_id = b.tenant_id and l.id = b.lot_id
    where b.tenant_id = ${ctx.tenantId} and b.lot_id = any(${serials}::uuid[]) and b.on_hand > 0 limit 1`
  const twice = serials.length !== new Set(serials).size
  if (there || twice) throw new AppError('conflict', 'inventory.serial_on_hand', { serial: there?.code ?? '' })
}

const keyOf = (p: { itemId: Id; warehouseId: Id }) => `${p.itemId}/${p.warehouseId}`

export function stockOf(places: readonly Place[]): Map<string, Decimal> {
  const stock = new Map<string, Decimal>()
  for (const p of places) stock.set(keyOf(p), p.onHand.plus(stock.get(keyOf(p)) ?? ZERO))
  return stock
}

/** Tells once, when stock on hand in a warehouse crosses from at or above its safety level to strictly below it. */
export function tellBelowSafety(
  ctx: CommandContext,
  companyId: Id,
  masters: Masters,
  before: ReadonlyMap<string, Decimal>,
  valued: readonly ValuedMovement[],
): void {
  const rows = valued.flatMap((v) => v.rows)
  for (const level of masters.levels) {
    const change = sum(rows.filter((r) => keyOf(r) === keyOf(level)).map((r) => r.quantity))
    const old = before.get(keyOf(level)) ?? ZERO
    const now = old.plus(change)
    if (old.lessThan(level.safety) || !now.lessThan(level.safety)) continue
    ctx.emit('inventory.stock.below_safety', {
      document: 'item',
      documentId: level.itemId,
      companyId,
      payload: {
        itemId: level.itemId,
        itemCode: masters.items.get(level.itemId)?.code ?? '',
        warehouseId: level.warehouseId,
        warehouseCode: masters.warehouses.get(level.warehouseId)?.code ?? '',
        onHand: plain(now),
        safety: plain(level.safety),
        reorder: plain(level.reorder),
        maximum: level.maximum === null ? null : plain(level.maximum),
      },
    })
  }
}
