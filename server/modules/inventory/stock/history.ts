import type { CalendarDate } from '@/server/kernel/calendar-date'
import { AppError } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { type Decimal, type DecimalString, dec, ZERO } from '@/server/kernel/money'
import type { CommandContext } from '@/server/platform/commands/context'
import type { Claims } from '../valuation/claims.rules'
import type { CostFrom, Run, StockEvent } from '../valuation/replay.rules'
import type { ValuationState } from '../valuation/state'
import { claimRows, claimsOf } from './load-claims'
import type { ItemValue } from './load-values'

/** A place in the order of an item's moves. */
export interface Position {
  readonly date: CalendarDate
  readonly sequence: number
}
export const comparePositions = (a: Position, b: Position): number =>
  a.date === b.date ? a.sequence - b.sequence : a.date < b.date ? -1 : 1

/** A posted move with the places and accounts that a correction of it is booked to. */
export interface LedgerEvent extends StockEvent {
  readonly itemId: Id
  readonly warehouseId: Id
  readonly binId: Id
  readonly accountId: Id
  readonly contraAccountId: Id
  readonly transit: { warehouseId: Id; binId: Id; accountId: Id } | null
}
/** What is known of an item from the last checkpoint before a position. */
export interface History {
  readonly start: Run
  readonly checkpoint: Position
  readonly events: readonly LedgerEvent[]
  /** Requests that others take back from. */
  readonly claimed: ReadonlySet<Id>
  /** What is left of the open layers now. */
  readonly layers: ReadonlyMap<Id, { quantity: Decimal; value: Decimal }>
}
/** Before every move. */
const ORIGIN: Position = { date: '0001-01-01', sequence: 0 }
/** After every move of a day. */
export const endOf = (date: CalendarDate): Position => ({ date, sequence: Number.MAX_SAFE_INTEGER })

interface MoveRow extends Position {
  itemId: Id
  requestId: Id
  kind: string
  quantity: DecimalString
  value: DecimalString
  unitCost: DecimalString
  warehouseId: Id
  binId: Id
  lotId: Id | null
  accountId: Id
  contraAccountId: Id
  originalRequestId: Id | null
  reversesRequestId: Id | null
  costFrom: CostFrom
  inTransit: boolean
}
interface CostRow {
  itemId: Id
  requestId: Id
  goods: DecimalString
  settlement: DecimalString
  variance: DecimalString
  adjusted: DecimalString
  adjustedSame: DecimalString
}
interface CheckpointRow extends Position {
  itemId: Id
  quantity: DecimalString
  value: DecimalString
  lastCost: DecimalString
  lastReceiptCost: DecimalString | null
  standardCost: DecimalString | null
  layers: { id: Id; requestId: Id; date: CalendarDate; sequence: number; quantity: string; value: string }[]
}
interface LayerRow {
  id: Id
  itemId: Id
  requestId: Id
}
interface OpenLayerRow {
  id: Id
  itemId: Id
  quantity: DecimalString
  value: DecimalString
}

/**
 * What happened to items from the last checkpoint at or before a position on: the state there, all moves since, and what they refer to.
 * The caller holds the items' valuation rows. Error inventory.before_method_change: another method valued what lies there. Costs what lies after the checkpoint, whatever other items have moved.
 */
export async function loadHistory(
  ctx: CommandContext,
  input: {
    companyId: Id
    digits: number
    cuts: ReadonlyMap<Id, Position>
    values: ReadonlyMap<Id, ItemValue>
    /** Moves that the caller refers to. */
    originals: readonly Id[]
  },
): Promise<Map<Id, History>> {
  const { companyId, cuts } = input
  if (cuts.size === 0) return new Map()
  for (const [itemId, cut] of cuts) {
    const since = input.values.get(itemId)?.methodSince
    if (since && comparePositions(cut, since) < 0)
      throw new AppError('conflict', 'inventory.before_method_change', { date: since.date })
  }
  const checkpoints = await checkpointRows(ctx, companyId, cuts)
  const from = new Map([...cuts.keys()].map((id) => [id, checkpoints.find((c) => c.itemId === id) ?? ORIGIN] as const))
  const keys = ctx.sql`unnest(${[...from.keys()]}::uuid[], ${literal([...from.values()].map((p) => p.date))}::text::date[],
    ${literal([...from.values()].map((p) => p.sequence))}::text::bigint[]) as k(item_id, date, sequence)`
  const [moves, costs, layers, open] = await Promise.all([
    ctx.sql<MoveRow[]>`
      select m.item_id as "itemId", m.posting_date as date, m.sequence::float8 as sequence, m.request_id as "requestId", m.kind, m.quantity, m.value,
        m.unit_cost as "unitCost", m.warehouse_id as "warehouseId", m.bin_id as "binId", m.lot_id as "lotId",
        m.account_id as "accountId", m.contra_account_id as "contraAccountId", m.original_request_id as "originalRequestId",
        m.reverses_request_id as "reversesRequestId", m.cost_from as "costFrom", w.kind = 'transit' as "inTransit"
      from ${keys} join stock_move m on m.tenant_id = ${ctx.tenantId} and m.company_id = ${companyId} and m.item_id = k.item_id
        and (m.posting_date, m.sequence) > (k.date, k.sequence)
      join warehouse w on w.tenant_id = ${ctx.tenantId} and w.id = m.warehouse_id
      where m.sequence > 0 order by m.item_id, m.posting_date, m.sequence, m.id`.execute(),
    ctx.sql<CostRow[]>`
      select c.item_id as "itemId", c.request_id as "requestId", c.goods, c.settlement, c.variance, c.adjusted,
        c.adjusted_same as "adjustedSame"
      from ${keys} join stock_move_cost c on c.tenant_id = ${ctx.tenantId} and c.company_id = ${companyId} and c.item_id = k.item_id
        and (c.posting_date, c.sequence) > (k.date, k.sequence)`.execute(),
    ctx.sql<LayerRow[]>`
      select l.id, l.item_id as "itemId", l.request_id as "requestId"
      from ${keys} join stock_layer l on l.tenant_id = ${ctx.tenantId} and l.company_id = ${companyId} and l.item_id = k.item_id
        and (l.date, l.sequence) > (k.date, k.sequence)`.execute(),
    ctx.sql<OpenLayerRow[]>`
      select id, item_id as "itemId", quantity, value from stock_layer_balance
      where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and item_id = any(${[...cuts.keys()]}::uuid[])
        and quantity > 0`.execute(),
  ])
  const events = eventsOf(moves, costs, layers)
  const known = new Set(events.map((e) => e.requestId))
  const linked = new Set([...input.originals, ...events.flatMap((e) => e.links)])
  const outside = [...linked].filter((id) => !known.has(id))
  const claims = claimsOf(await claimRows(ctx, outside), outside, input.digits, known)
  const byItem = grouped(events)
  const histories = new Map<Id, History>()
  for (const [itemId, value] of input.values) {
    if (!cuts.has(itemId)) continue
    const row = checkpoints.find((c) => c.itemId === itemId)
    histories.set(itemId, {
      start: startOf(row, value, claims),
      checkpoint: row ?? ORIGIN,
      events: byItem.get(itemId) ?? [],
      claimed: linked,
      layers: new Map(
        open
          .filter((l) => l.itemId === itemId)
          .map((l) => [l.id, { quantity: dec(l.quantity), value: dec(l.value) }] as const),
      ),
    })
  }
  return histories
}

/** As a literal: drizzle takes the driver's serialisers of these arrays away. */
const literal = (values: readonly (string | number)[]): string => `{${values.join(',')}}`

const checkpointRows = (ctx: CommandContext, companyId: Id, cuts: ReadonlyMap<Id, Position>) =>
  ctx.sql<CheckpointRow[]>`
    select k.item_id as "itemId", c.posting_date as date, c.sequence::float8 as sequence, c.quantity, c.value, c.last_cost as "lastCost",
      c.last_receipt_cost as "lastReceiptCost", c.standard_cost as "standardCost", c.layers
    from unnest(${[...cuts.keys()]}::uuid[], ${literal([...cuts.values()].map((p) => p.date))}::text::date[],
      ${literal([...cuts.values()].map((p) => p.sequence))}::text::bigint[]) as k(item_id, date, sequence)
    join lateral (select * from stock_checkpoint p
      where p.tenant_id = ${ctx.tenantId} and p.company_id = ${companyId} and p.item_id = k.item_id
        and (p.posting_date, p.sequence) <= (k.date, k.sequence)
      order by p.posting_date desc, p.sequence desc limit 1) c on true`

function startOf(row: CheckpointRow | undefined, value: ItemValue, claims: Claims): Run {
  const { state } = value
  const opening = value.originCost
  const at: ValuationState = {
    ...state,
    quantity: dec(row?.quantity ?? 0),
    value: dec(row?.value ?? 0),
    lastCost: dec(row?.lastCost ?? 0),
    standardCost: row?.standardCost ? dec(row.standardCost) : opening,
    layers: (row?.layers ?? []).map((l) => ({ ...l, quantity: dec(l.quantity), value: dec(l.value) })),
  }
  return { state: at, claims, lastReceiptCost: row?.lastReceiptCost ?? null }
}

function grouped(events: readonly LedgerEvent[]): Map<Id, LedgerEvent[]> {
  const byItem = new Map<Id, LedgerEvent[]>()
  for (const event of events) {
    const list = byItem.get(event.itemId)
    if (list) list.push(event)
    else byItem.set(event.itemId, [event])
  }
  return byItem
}

/** Rows of one request follow each other. */
function eventsOf(rows: readonly MoveRow[], costs: readonly CostRow[], layers: readonly LayerRow[]): LedgerEvent[] {
  const costOf = new Map(costs.map((c) => [c.requestId, c]))
  const layerOf = new Map(layers.map((l) => [l.requestId, l.id]))
  const events: LedgerEvent[] = []
  for (let i = 0; i < rows.length; ) {
    const first = rows[i]
    let end = i + 1
    while (end < rows.length && rows[end]?.requestId === first?.requestId) end++
    if (first)
      events.push(eventOf(rows.slice(i, end), costOf.get(first.requestId), layerOf.get(first.requestId) ?? null))
    i = end
  }
  return events
}

const RECEIPTS = new Set(['receipt', 'opening'])

function eventOf(rows: readonly MoveRow[], cost: CostRow | undefined, layerId: Id | null): LedgerEvent {
  const worthOf = (kept: readonly MoveRow[]) =>
    kept.length === 1 && kept[0] ? dec(kept[0].value) : kept.reduce((total, r) => total.plus(r.value), ZERO)
  const transfers = rows[0]?.kind === 'transfer_out' || rows[0]?.kind === 'transfer_in'
  const aside = transfers ? rows.find((r) => r.inTransit && Number(r.quantity) !== 0) : undefined
  // Nearly always one row, whose cost was never touched: exact numbers are made of what there is.
  const goods =
    rows.length === 1
      ? rows
      : rows.filter((r) => r.kind !== 'settlement' && r.kind !== 'variance' && !(transfers && r.inTransit))
  const partOf = (kind: string, touched: DecimalString | undefined) => {
    const own = rows.length === 1 ? ZERO : worthOf(rows.filter((r) => r.kind === kind))
    return touched === undefined ? own : own.plus(touched)
  }
  const [first] = goods
  if (!first) throw new Error('a move has goods')
  const parts = goods.map((r) => ({ lotId: r.lotId, quantity: dec(r.quantity) }))
  const [part] = parts
  const moved = parts.length === 1 && part ? part.quantity : parts.reduce((total, p) => total.plus(p.quantity), ZERO)
  const given = worthOf(goods)
  const adjusted = cost ? dec(cost.adjusted) : ZERO
  const links = [first.originalRequestId, first.reversesRequestId].filter((id) => id !== null)
  return {
    itemId: first.itemId,
    requestId: first.requestId,
    date: first.date,
    sequence: first.sequence,
    action: first.kind === 'revaluation' ? 'revalue' : moved.isNegative() ? 'out' : 'in',
    quantity: moved.abs(),
    rows: parts,
    costFrom: first.costFrom,
    given,
    comesBack: first.kind === 'customer_return' || first.reversesRequestId !== null,
    isReceipt: RECEIPTS.has(first.kind) && first.reversesRequestId === null,
    link: first.reversesRequestId ?? first.originalRequestId,
    links,
    layerId,
    unitCost: dec(first.unitCost),
    booked: {
      goods: cost ? given.plus(cost.goods).plus(adjusted) : given,
      settlement: partOf('settlement', cost?.settlement),
      variance: partOf('variance', cost?.variance),
    },
    adjusted,
    adjustedSame: cost ? dec(cost.adjustedSame) : ZERO,
    warehouseId: first.warehouseId,
    binId: first.binId,
    accountId: first.accountId,
    contraAccountId: first.contraAccountId,
    transit: aside ? { warehouseId: aside.warehouseId, binId: aside.binId, accountId: aside.accountId } : null,
  }
}
