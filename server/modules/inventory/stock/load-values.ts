import type { CalendarDate } from '@/server/kernel/calendar-date'
import { type Id, newId } from '@/server/kernel/ids'
import { type Decimal, type DecimalString, dec } from '@/server/kernel/money'
import type { CommandContext } from '@/server/platform/commands/context'
import type { Claims } from '../valuation/claims.rules'
import type { ValuationState } from '../valuation/state'
import type { StockItem } from './load'
import { type ClaimRow, claimRows, claimsOf } from './load-claims'

export interface ValueNeeds {
  readonly companyId: Id
  readonly itemIds: readonly Id[]
  /** How much of each item may leave: only so many FIFO layers are read. */
  readonly leaving: ReadonlyMap<Id, Decimal>
  /** Receipts whose own layers leave first. */
  readonly ownLayersOf: readonly Id[]
  /** Earlier requests whose cost is taken. */
  readonly originals: readonly Id[]
}

interface ValuationRow {
  itemId: Id
  quantity: DecimalString
  value: DecimalString
  transitQuantity: DecimalString
  transitValue: DecimalString
  lastCost: DecimalString
  lastReceiptCost: DecimalString | null
  standardCost: DecimalString | null
  originCost: DecimalString | null
  sequence: number
  lastDate: CalendarDate | null
  methodSince: CalendarDate | null
  methodSequence: number
  checkpointSequence: number
}
interface LayerRow {
  id: Id
  itemId: Id
  requestId: Id
  date: CalendarDate
  sequence: number
  quantity: DecimalString
  value: DecimalString
}
/** The valuation of one item in the company, locked, with what changes beside it. */
export interface ItemValue {
  readonly itemId: Id
  state: ValuationState
  /** Standard cost before the first move; a replay of all moves starts with it. */
  originCost: Decimal
  /** Rank of the last move that was posted, and the latest posting date of any. */
  sequence: number
  lastDate: CalendarDate | null
  /** Where the present method began, when it was changed. */
  readonly methodSince: { readonly date: CalendarDate; readonly sequence: number } | null
  checkpointSequence: number
  transitQuantity: Decimal
  transitValue: Decimal
  lastReceiptCost: DecimalString | null
}
export interface Values {
  readonly byItem: Map<Id, ItemValue>
  /** What of the moves that were asked for has not come back yet. */
  readonly claims: Claims
  /** The items of those moves. */
  readonly itemOf: ReadonlyMap<Id, Id>
}
export interface RawValues {
  readonly rows: ValuationRow[]
  readonly layers: LayerRow[]
  readonly claims: ClaimRow[]
}

/** Locks the valuation rows in item order, then reads layers and originals as they are under that lock. One flight. */
export async function lockValues(ctx: CommandContext, needs: ValueNeeds): Promise<RawValues> {
  const load = () => Promise.all([valuationRows(ctx, needs), layerRows(ctx, needs), claimRows(ctx, needs.originals)])
  let [rows, layers, claims] = await load()
  if (rows.length < new Set(needs.itemIds).size) {
    const fresh = [...new Set(needs.itemIds)].sort().map((itemId) => ({ id: newId(), item_id: itemId }))
    await ctx.sql`
      insert into item_valuation (tenant_id, id, company_id, item_id)
      select ${ctx.tenantId}, n.id, ${needs.companyId}, n.item_id
      from jsonb_to_recordset(${JSON.stringify(fresh)}::text::jsonb) as n(id uuid, item_id uuid)
      join item i on i.tenant_id = ${ctx.tenantId} and i.id = n.item_id order by n.item_id
      on conflict (tenant_id, company_id, item_id) do nothing`
    ;[rows, layers, claims] = await load()
  }
  return { rows, layers, claims }
}

const valuationRows = async (ctx: CommandContext, { companyId, itemIds }: ValueNeeds) =>
  ctx.sql<ValuationRow[]>`
    select item_id as "itemId", quantity, value, transit_quantity as "transitQuantity", transit_value as "transitValue",
      last_cost as "lastCost", last_receipt_cost as "lastReceiptCost", standard_cost as "standardCost",
      origin_cost as "originCost", sequence::float8 as sequence, last_date as "lastDate",
      method_since as "methodSince", method_sequence::float8 as "methodSequence",
      checkpoint_sequence::float8 as "checkpointSequence"
    from item_valuation where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and item_id = any(${itemIds}::uuid[])
    order by item_id for update`

async function layerRows(ctx: CommandContext, needs: ValueNeeds): Promise<LayerRow[]> {
  if (needs.leaving.size === 0) return []
  return ctx.sql<LayerRow[]>`
    select l.id, l.item_id as "itemId", l.request_id as "requestId", l.date, l.sequence::float8 as sequence, l.quantity, l.value
    from (select b.*, sum(b.quantity) over (partition by b.item_id order by b.date, b.sequence) - b.quantity as before
          from stock_layer_balance b
          where b.tenant_id = ${ctx.tenantId} and b.company_id = ${needs.companyId} and b.quantity > 0
            and b.item_id = any(${[...needs.leaving.keys()]}::uuid[])) l
    join unnest(${[...needs.leaving.keys()]}::uuid[], ${numericArray([...needs.leaving.values()])}::text::numeric[])
      as n(item_id, leaving) on n.item_id = l.item_id
    where l.before < n.leaving or l.request_id = any(${needs.ownLayersOf}::uuid[])
    order by l.date, l.sequence`
}

/** As a literal: drizzle takes the driver's serialiser of this array type away. */
const numericArray = (values: readonly Decimal[]): string => `{${values.map((v) => v.toFixed()).join(',')}}`

/** Joins the locked rows with the items' methods; `originals` are the moves whose claims were asked for. */
export function toValues(
  raw: RawValues,
  items: ReadonlyMap<Id, StockItem>,
  digits: number,
  originals: readonly Id[],
): Values {
  const byItem = new Map<Id, ItemValue>()
  for (const row of raw.rows) {
    const item = items.get(row.itemId)
    if (!item) continue
    const origin = dec(row.originCost ?? row.standardCost ?? item.standardCost ?? '0')
    const standard = item.valuation === 'standard' ? dec(row.standardCost ?? item.standardCost ?? '0') : origin
    byItem.set(row.itemId, {
      itemId: row.itemId,
      originCost: origin,
      sequence: row.sequence,
      lastDate: row.lastDate,
      methodSince: row.methodSince === null ? null : { date: row.methodSince, sequence: row.methodSequence },
      checkpointSequence: row.checkpointSequence,
      transitQuantity: dec(row.transitQuantity),
      transitValue: dec(row.transitValue),
      lastReceiptCost: row.lastReceiptCost,
      state: {
        method: item.valuation,
        digits,
        quantity: dec(row.quantity),
        value: dec(row.value),
        lastCost: dec(row.lastCost),
        standardCost: standard,
        layers: raw.layers
          .filter((l) => l.itemId === row.itemId)
          .map((l) => ({ ...l, quantity: dec(l.quantity), value: dec(l.value) })),
      },
    })
  }
  return {
    byItem,
    claims: claimsOf(raw.claims, originals, digits),
    itemOf: new Map(raw.claims.map((r) => [r.requestId, r.itemId])),
  }
}
