import type { CalendarDate } from '@/server/kernel/calendar-date'
import { AppError } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { type Decimal, dec, plain, sum, ZERO } from '@/server/kernel/money'
import { type AccountRole, accounts, company } from '@/server/modules/finance'
import type { CommandContext } from '@/server/platform/commands/context'
import type { MoveKind, MoveResult, Source } from '../types'
import { addClaim, type Claims, claimValue } from '../valuation/claims.rules'
import { loadMasters, lockPlaces, type Masters, type Place } from './load'
import { lockValues, toValues } from './load-values'
import type { Movement, PostingHeader } from './movement'
import { openPast } from './past'
import type { PlacedQuantity } from './places.rules'
import { itemAccounts } from './plan.rules'
import { arrived, refuseSerialsOnHand, stockOf, tellBelowSafety } from './post-moves'
import { recost } from './recost'
import { postStockJournals } from './stock-journal'
import { tellAvailable } from './tell-available'
import { unitCost, valueMovements } from './value-movements'
import { writeMovements } from './write-movements'

interface PostedRow {
  requestId: Id
  kind: MoveKind
  companyId: Id
  itemId: Id
  warehouseId: Id
  binId: Id
  lotId: Id | null
  quantity: string
  value: string
  accountId: Id
  contraAccountId: Id
  originalRequestId: Id | null
  partyId: Id | null
}

/**
 * Takes back every move that a document posted: goods go back where they came from at the value they moved at, linked to what they
 * reverse; the posted rows stay. Moves reversed before are left alone. Errors: inventory.already_returned when a part has come back,
 * inventory.insufficient_stock when received goods are gone or set aside, inventory.nothing_to_reverse.
 */
export async function reverseMoves(
  ctx: CommandContext,
  input: { source: Source; postingDate: CalendarDate; description?: string },
): Promise<MoveResult[]> {
  const groups = await postedRequests(ctx, input.source)
  const first = groups[0]?.[0]
  if (!first) throw new AppError('conflict', 'inventory.nothing_to_reverse')
  const { companyId } = first
  const rows = groups.flat()
  const leaving = new Map<Id, Decimal>()
  for (const row of rows)
    if (dec(row.quantity).greaterThan(0))
      leaving.set(row.itemId, dec(row.quantity).plus(leaving.get(row.itemId) ?? ZERO))
  const itemIds = [...new Set(rows.map((r) => r.itemId))]
  const requests = groups.map((g) => g[0]?.requestId).filter((id) => id !== undefined)
  const [masters, account, settings, places, raw] = await Promise.all([
    loadMasters(ctx, companyId, {
      itemIds,
      warehouseIds: [...new Set(rows.map((r) => r.warehouseId))],
      binIds: [],
      lotIds: [],
    }),
    accounts(ctx, companyId),
    company(ctx, companyId),
    lockPlaces(ctx, rows),
    lockValues(ctx, { companyId, itemIds, leaving, ownLayersOf: requests, originals: requests }),
  ])
  const { digits } = settings
  const values = toValues(raw, masters.items, digits, requests)
  const pasts = await openPast(ctx, { companyId, date: input.postingDate, digits, values, originals: requests })
  const before = stockOf(places)
  const movements = groups.map((group) => {
    const then = pasts.get(group[0]?.itemId ?? '')?.run.claims
    const movement = reversed(group, { masters, claims: values.claims, then, account, digits }, input.postingDate)
    return movement.direction === 'out' ? { ...movement, places: whereNow(movement, places) } : movement
  })
  await refuseSerialsOnHand(ctx, movements)
  const valued = valueMovements(movements, values, digits)
  const header: PostingHeader = {
    companyId,
    postingDate: input.postingDate,
    documentDate: input.postingDate,
    source: input.source,
    description: input.description ?? 'reversal',
  }
  const recosted = await recost(ctx, { header, pasts, valued, values, accountsOf: itemAccounts(masters, account) })
  await Promise.all(writeMovements(ctx, header, valued, values, recosted))
  const written = valued.flatMap((v) => v.rows)
  await postStockJournals(ctx, header, settings, written, recosted.rows)
  tellBelowSafety(ctx, companyId, masters, before, valued)
  tellAvailable(ctx, companyId, input.source, arrived(masters, valued))
  return valued.map(({ movement: m, value }) => ({
    moveId: m.requestId,
    quantity: plain(m.quantity.times(m.direction === 'in' ? 1 : -1)),
    value: plain(value),
    unitCost: unitCost(value, m.quantity),
    places: m.places.map((p) => ({ binId: p.binId, lotId: p.lotId, quantity: plain(p.quantity) })),
  }))
}

/** What the document has posted and not yet taken back, by request; the company's side of transfers. */
async function postedRequests(ctx: CommandContext, source: Source): Promise<PostedRow[][]> {
  const rows = await ctx.sql<PostedRow[]>`
    select m.request_id as "requestId", m.kind, m.company_id as "companyId", m.item_id as "itemId",
      m.warehouse_id as "warehouseId", m.bin_id as "binId", m.lot_id as "lotId", m.quantity, m.value,
      m.account_id as "accountId", m.contra_account_id as "contraAccountId", m.original_request_id as "originalRequestId",
      m.party_id as "partyId"
    from stock_move m join warehouse w on w.tenant_id = m.tenant_id and w.id = m.warehouse_id
    where m.tenant_id = ${ctx.tenantId} and m.source_id = ${source.documentId} and m.source_document = ${source.document}
      and m.quantity <> 0 and m.kind <> 'bin_transfer' and m.reverses_request_id is null
      and (w.kind <> 'transit' or m.kind not in ('transfer_out', 'transfer_in'))
      and not exists (select 1 from stock_move r where r.tenant_id = m.tenant_id and r.reverses_request_id = m.request_id)
    order by m.id`
  const groups = new Map<Id, PostedRow[]>()
  for (const row of rows) groups.set(row.requestId, [...(groups.get(row.requestId) ?? []), row])
  return [...groups.values()]
}

function reversed(
  group: readonly PostedRow[],
  known: {
    masters: Masters
    claims: Claims
    /** The same where a back-dated reversal stands in the order of the item. */
    then: Claims | undefined
    account: (role: AccountRole) => Id
    digits: number
  },
  layerDate: CalendarDate,
): Movement {
  const { masters, claims, then, account, digits } = known
  const [row] = group
  const item = row && masters.items.get(row.itemId)
  if (!row || !item) throw new Error('a request has rows')
  const quantity = sum(group.map((r) => r.quantity)).abs()
  const left = sum((claims.get(row.requestId) ?? []).map((p) => p.quantity)).abs()
  if (!left.equals(quantity)) throw new AppError('conflict', 'inventory.already_returned', { item: item.code })
  const direction = dec(row.quantity).isNegative() ? 'in' : 'out'
  const back = group.map((r) => ({ lotId: r.lotId, quantity: dec(r.quantity).negated() }))
  const value =
    (then && claimValue(then, row.requestId, back, digits)) ?? claimValue(claims, row.requestId, back, digits) ?? ZERO
  for (const link of [row.requestId, row.originalRequestId])
    if (then && link) addClaim(then, link, back, direction === 'in' ? value : value.negated(), digits)
  const isTransfer = row.kind === 'transfer_out' || row.kind === 'transfer_in'
  const { transit } = masters
  return {
    requestId: newId(),
    kind: row.kind,
    item,
    direction,
    warehouseId: row.warehouseId,
    places: group.map((r) => ({ binId: r.binId, lotId: r.lotId, quantity: dec(r.quantity).abs() })),
    quantity,
    value: direction === 'in' ? value : null,
    costFrom: direction === 'in' ? 'original' : 'receipt',
    layerDate,
    comesBack: true,
    atCostOf: direction === 'out' ? { requestId: row.requestId, value } : null,
    isReceipt: false,
    inventoryAccountId: row.accountId,
    contraAccountId: row.contraAccountId,
    cogsAccountId: item.accounts.cogs ?? account('cogs'),
    varianceAccountId: item.accounts.cost_variance ?? account('cost_variance'),
    transit:
      isTransfer && transit
        ? { warehouseId: transit.id, binId: transit.defaultBinId, accountId: row.contraAccountId }
        : null,
    originalRequestId: row.originalRequestId,
    reversesRequestId: row.requestId,
    demandId: null,
    partyId: row.partyId,
  }
}

/**
 * Goods that came in must still be there and free: where they were put, else in another bin of the warehouse, quarantine among them.
 */
function whereNow(movement: Movement, places: readonly Place[]): PlacedQuantity[] {
  const { item, warehouseId } = movement
  return movement.places.flatMap((spot) => {
    const here = places.filter((p) => p.itemId === item.id && p.warehouseId === warehouseId && p.lotId === spot.lotId)
    const own = here.filter((p) => p.binId === spot.binId)
    const taken: PlacedQuantity[] = []
    let left = spot.quantity
    let available = ZERO
    for (const place of [...own, ...here.filter((p) => p.binId !== spot.binId)]) {
      const free = place.onHand.minus(place.reserved)
      if (!free.greaterThan(0)) continue
      available = available.plus(free)
      const part = free.lessThan(left) ? free : left
      if (part.isZero()) continue
      place.onHand = place.onHand.minus(part)
      left = left.minus(part)
      taken.push({ binId: place.binId, lotId: place.lotId, quantity: part })
    }
    if (left.isZero()) return taken
    if (!item.allowNegative)
      throw new AppError('conflict', 'inventory.insufficient_stock', {
        item: item.code,
        requested: plain(spot.quantity),
        available: plain(available),
      })
    const first = taken.find((t) => t.binId === spot.binId)
    const rest = { ...spot, quantity: left.plus(first?.quantity ?? 0) }
    return [rest, ...taken.filter((t) => t !== first)]
  })
}
