import type { CalendarDate } from '@/server/kernel/calendar-date'
import { type Id, newId } from '@/server/kernel/ids'
import { type Decimal, type DecimalString, dec } from '@/server/kernel/money'
import type { CommandContext } from '@/server/platform/commands/context'
import type { ValuationState } from '../valuation/state'
import type { StockItem } from './load'

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
}
interface LayerRow {
  id: Id
  itemId: Id
  requestId: Id
  date: CalendarDate
  quantity: DecimalString
  value: DecimalString
}
/** What an earlier request moved of one lot, and what of it has not come back yet (both > 0). */
export interface OriginalRow {
  readonly requestId: Id
  readonly itemId: Id
  readonly lotId: Id | null
  readonly direction: 'in' | 'out'
  readonly quantity: Decimal
  readonly value: Decimal
  outstanding: Decimal
  outstandingValue: Decimal
}

/** The valuation of one item in the company, locked, with what changes beside it. */
export interface ItemValue {
  readonly itemId: Id
  readonly state: ValuationState
  transitQuantity: Decimal
  transitValue: Decimal
  lastReceiptCost: DecimalString | null
}
export interface Values {
  readonly byItem: Map<Id, ItemValue>
  readonly originals: readonly OriginalRow[]
}
export interface RawValues {
  readonly rows: ValuationRow[]
  readonly layers: LayerRow[]
  readonly originals: OriginalRow[]
}

/** Locks the valuation rows in item order, then reads layers and originals as they are under that lock. One flight. */
export async function lockValues(ctx: CommandContext, needs: ValueNeeds): Promise<RawValues> {
  const load = () => Promise.all([valuationRows(ctx, needs), layerRows(ctx, needs), originalRows(ctx, needs)])
  let [rows, layers, originals] = await load()
  if (rows.length < new Set(needs.itemIds).size) {
    const fresh = [...new Set(needs.itemIds)].sort().map((itemId) => ({ id: newId(), item_id: itemId }))
    await ctx.sql`
      insert into item_valuation (tenant_id, id, company_id, item_id)
      select ${ctx.tenantId}, n.id, ${needs.companyId}, n.item_id
      from jsonb_to_recordset(${JSON.stringify(fresh)}::text::jsonb) as n(id uuid, item_id uuid)
      join item i on i.tenant_id = ${ctx.tenantId} and i.id = n.item_id order by n.item_id
      on conflict (tenant_id, company_id, item_id) do nothing`
    ;[rows, layers, originals] = await load()
  }
  return { rows, layers, originals }
}

const valuationRows = async (ctx: CommandContext, { companyId, itemIds }: ValueNeeds) =>
  ctx.sql<ValuationRow[]>`
    select item_id as "itemId", quantity, value, transit_quantity as "transitQuantity", transit_value as "transitValue",
      last_cost as "lastCost", last_receipt_cost as "lastReceiptCost", standard_cost as "standardCost"
    from item_valuation where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and item_id = any(${itemIds}::uuid[])
    order by item_id for update`

async function layerRows(ctx: CommandContext, needs: ValueNeeds): Promise<LayerRow[]> {
  if (needs.leaving.size === 0) return []
  return ctx.sql<LayerRow[]>`
    select l.id, l.item_id as "itemId", l.request_id as "requestId", l.date, l.quantity, l.value
    from (select b.*, sum(b.quantity) over (partition by b.item_id order by b.date, b.id) - b.quantity as before
          from stock_layer_balance b
          where b.tenant_id = ${ctx.tenantId} and b.company_id = ${needs.companyId} and b.quantity > 0
            and b.item_id = any(${[...needs.leaving.keys()]}::uuid[])) l
    join unnest(${[...needs.leaving.keys()]}::uuid[], ${numericArray([...needs.leaving.values()])}::text::numeric[])
      as n(item_id, leaving) on n.item_id = l.item_id
    where l.before < n.leaving or l.request_id = any(${needs.ownLayersOf}::uuid[])
    order by l.date, l.id`
}

/** As a literal: drizzle takes the driver's serialiser of this array type away. */
const numericArray = (values: readonly Decimal[]): string => `{${values.map((v) => v.toFixed()).join(',')}}`

async function originalRows(ctx: CommandContext, { originals }: ValueNeeds): Promise<OriginalRow[]> {
  if (originals.length === 0) return []
  const rows = await ctx.sql<
    { requestId: Id; itemId: Id; lotId: Id | null; quantity: string; value: string; back: string; backValue: string }[]
  >`
    with moved as (
      select m.* from stock_move m join warehouse w on w.tenant_id = m.tenant_id and w.id = m.warehouse_id
      where m.tenant_id = ${ctx.tenantId} and m.quantity <> 0 and m.kind <> 'bin_transfer' and w.kind <> 'transit'
        and (m.request_id = any(${originals}::uuid[]) or m.original_request_id = any(${originals}::uuid[])
          or m.reverses_request_id = any(${originals}::uuid[]))
    ),
    back as (
      select b.request_id, b.lot_id, sum(b.quantity) as quantity, sum(b.value) as value from (
        select original_request_id as request_id, lot_id, quantity, value from moved where original_request_id is not null
        union all
        select reverses_request_id, lot_id, quantity, value from moved where reverses_request_id is not null) b
      group by 1, 2
    )
    select m.request_id as "requestId", m.item_id as "itemId", m.lot_id as "lotId", sum(m.quantity) as quantity,
      sum(m.value) as value, coalesce(max(b.quantity), 0) as back, coalesce(max(b.value), 0) as "backValue"
    from moved m left join back b on b.request_id = m.request_id and b.lot_id is not distinct from m.lot_id
    where m.request_id = any(${originals}::uuid[]) group by 1, 2, 3 order by 1, 3`
  return rows.map(({ requestId, itemId, lotId, ...row }) => ({
    requestId,
    itemId,
    lotId,
    direction: dec(row.quantity).isNegative() ? 'out' : 'in',
    quantity: dec(row.quantity).abs(),
    value: dec(row.value).abs(),
    outstanding: dec(row.quantity).plus(row.back).abs(),
    outstandingValue: dec(row.value).plus(row.backValue).abs(),
  }))
}

/** Joins the locked rows with the items' methods. */
export function toValues(raw: RawValues, items: ReadonlyMap<Id, StockItem>, digits: number): Values {
  const byItem = new Map<Id, ItemValue>()
  for (const row of raw.rows) {
    const item = items.get(row.itemId)
    if (!item) continue
    const standard = dec(row.standardCost ?? item.standardCost ?? '0')
    const last = dec(row.lastCost)
    byItem.set(row.itemId, {
      itemId: row.itemId,
      transitQuantity: dec(row.transitQuantity),
      transitValue: dec(row.transitValue),
      lastReceiptCost: row.lastReceiptCost,
      state: {
        method: item.valuation,
        digits,
        quantity: dec(row.quantity),
        value: dec(row.value),
        lastCost: last.isZero() ? standard : last,
        standardCost: standard,
        layers: raw.layers
          .filter((l) => l.itemId === row.itemId)
          .map((l) => ({ ...l, quantity: dec(l.quantity), value: dec(l.value) })),
      },
    })
  }
  return { byItem, originals: raw.originals }
}
