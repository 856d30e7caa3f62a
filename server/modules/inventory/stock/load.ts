import type { CalendarDate } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import { type Decimal, type DecimalString, dec } from '@/server/kernel/money'
import type { CommandContext } from '@/server/platform/commands/context'
import type { ItemKind, Tracking, Valuation } from '../types'

/** What posting needs to know of the masters, read in one statement. */
export interface Masters {
  readonly items: Map<Id, StockItem>
  readonly warehouses: Map<Id, StockWarehouse>
  readonly bins: Map<Id, { warehouseId: Id }>
  readonly lots: Map<Id, StockLot>
  readonly levels: readonly StockLevel[]
  readonly transit: StockWarehouse | undefined
}
export interface StockItem {
  readonly id: Id
  readonly code: string
  readonly kind: ItemKind
  readonly status: string
  readonly tracking: Tracking
  readonly valuation: Valuation
  readonly standardCost: DecimalString | null
  readonly allowNegative: boolean
  readonly minShelfLifeDays: number
  readonly digits: number
  readonly accounts: Readonly<Partial<Record<'inventory' | 'cogs' | 'cost_variance', Id>>>
}
export interface StockWarehouse {
  readonly id: Id
  readonly companyId: Id
  readonly code: string
  readonly kind: 'normal' | 'transit' | 'quarantine'
  readonly defaultBinId: Id
}
export interface StockLot {
  readonly id: Id
  readonly itemId: Id
  readonly code: string
  readonly status: 'available' | 'hold' | 'rejected'
  readonly expiryDate: CalendarDate | null
}
export interface StockLevel {
  readonly itemId: Id
  readonly warehouseId: Id
  readonly safety: DecimalString
  readonly reorder: DecimalString
  readonly maximum: DecimalString | null
}

interface MasterRow {
  items: StockItem[]
  warehouses: StockWarehouse[]
  bins: { id: Id; warehouseId: Id }[]
  lots: StockLot[]
  levels: StockLevel[]
}

const byId = <T extends { id: Id }>(rows: readonly T[]) => new Map(rows.map((row) => [row.id, row]))

export async function loadMasters(
  ctx: CommandContext,
  companyId: Id,
  wanted: { itemIds: readonly Id[]; warehouseIds: readonly Id[]; binIds: readonly Id[]; lotIds: readonly Id[] },
): Promise<Masters> {
  const tenant = ctx.tenantId
  const [row] = await ctx.sql<MasterRow[]>`
    with recursive path as (
      select i.id as item_id, i.category_id, 0 as depth from item i
      where i.tenant_id = ${tenant} and i.id = any(${wanted.itemIds}::uuid[]) and i.category_id is not null
      union all
      select p.item_id, c.parent_id, p.depth + 1 from path p
      join item_category c on c.tenant_id = ${tenant} and c.id = p.category_id where c.parent_id is not null and p.depth < 20
    ),
    override as (
      select distinct on (o.item_id, o.role) o.item_id, o.role, o.account_id from (
        select a.item_id, a.role, a.account_id, -1 as depth from item_account a
        where a.tenant_id = ${tenant} and a.company_id = ${companyId} and a.item_id = any(${wanted.itemIds}::uuid[])
        union all
        select p.item_id, a.role, a.account_id, p.depth from path p
        join item_account a on a.tenant_id = ${tenant} and a.company_id = ${companyId} and a.category_id = p.category_id
      ) o order by o.item_id, o.role, o.depth
    )
    select
      coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'code', i.code, 'kind', i.kind, 'status', i.status,
          'tracking', i.tracking, 'valuation', i.valuation, 'standardCost', i.standard_cost::text, 'allowNegative', i.allow_negative,
          'minShelfLifeDays', i.min_shelf_life_days, 'digits', u.digits, 'accounts',
          coalesce((select jsonb_object_agg(o.role, o.account_id) from override o where o.item_id = i.id), '{}')))
        from item i join unit_of_measure u on u.tenant_id = ${tenant} and u.id = i.stock_unit_id
        where i.tenant_id = ${tenant} and i.id = any(${wanted.itemIds}::uuid[])), '[]') as items,
      coalesce((select jsonb_agg(jsonb_build_object('id', w.id, 'companyId', w.company_id, 'code', w.code, 'kind', w.kind,
          'defaultBinId', b.id))
        from warehouse w join bin b on b.tenant_id = ${tenant} and b.warehouse_id = w.id and b.is_default
        where w.tenant_id = ${tenant} and w.company_id = ${companyId}
          and (w.id = any(${wanted.warehouseIds}::uuid[]) or w.kind = 'transit')), '[]') as warehouses,
      coalesce((select jsonb_agg(jsonb_build_object('id', b.id, 'warehouseId', b.warehouse_id)) from bin b
        where b.tenant_id = ${tenant} and b.id = any(${wanted.binIds}::uuid[])), '[]') as bins,
      coalesce((select jsonb_agg(jsonb_build_object('id', l.id, 'itemId', l.item_id, 'code', l.code, 'status', l.status,
          'expiryDate', l.expiry_date)) from lot l
        where l.tenant_id = ${tenant} and l.id = any(${wanted.lotIds}::uuid[])), '[]') as lots,
      coalesce((select jsonb_agg(jsonb_build_object('itemId', v.item_id, 'warehouseId', v.warehouse_id, 'safety', v.safety::text,
          'reorder', v.reorder::text, 'maximum', v.maximum::text)) from item_level v
        where v.tenant_id = ${tenant} and v.item_id = any(${wanted.itemIds}::uuid[])
          and v.warehouse_id = any(${wanted.warehouseIds}::uuid[])), '[]') as levels`
  if (!row) throw new Error('one row expected')
  return {
    items: byId(row.items),
    warehouses: byId(row.warehouses),
    bins: byId(row.bins),
    lots: byId(row.lots),
    levels: row.levels,
    transit: row.warehouses.find((w) => w.kind === 'transit'),
  }
}

/** A place with stock, locked. `onHand` and `reserved` are counted down while moves are planned. */
export interface Place {
  readonly itemId: Id
  readonly warehouseId: Id
  readonly binId: Id
  readonly lotId: Id | null
  readonly binCode: string
  readonly binKind: 'storage' | 'quarantine'
  readonly lotCode: string | null
  readonly lotStatus: StockLot['status'] | null
  readonly expiryDate: CalendarDate | null
  readonly receivedDate: CalendarDate | null
  onHand: Decimal
  reserved: Decimal
}
type PlaceRow = Omit<Place, 'onHand' | 'reserved'> & { onHand: string; reserved: string }

/** Locks the stocked places of these items and warehouses in the order of their key, the order that every posting uses. */
export async function lockPlaces(
  ctx: CommandContext,
  pairs: readonly { itemId: Id; warehouseId: Id }[],
): Promise<Place[]> {
  const keys = [...new Map(pairs.map((p) => [`${p.itemId}${p.warehouseId}`, p])).values()]
  const rows = await ctx.sql<PlaceRow[]>`
    select b.item_id as "itemId", b.warehouse_id as "warehouseId", b.bin_id as "binId", b.lot_id as "lotId",
      n.code as "binCode", n.kind as "binKind", l.code as "lotCode", l.status as "lotStatus", l.expiry_date as "expiryDate",
      l.received_date as "receivedDate", b.on_hand as "onHand", b.reserved
    from unnest(${keys.map((k) => k.itemId)}::uuid[], ${keys.map((k) => k.warehouseId)}::uuid[]) as k(item_id, warehouse_id)
    join stock_balance b on b.tenant_id = ${ctx.tenantId} and b.item_id = k.item_id and b.warehouse_id = k.warehouse_id
    join bin n on n.tenant_id = ${ctx.tenantId} and n.id = b.bin_id
    left join lot l on l.tenant_id = ${ctx.tenantId} and l.id = b.lot_id
    where b.on_hand <> 0 or b.reserved <> 0
    order by b.item_id, b.warehouse_id, b.bin_id, b.lot_key for update of b`
  return rows.map((row) => ({ ...row, onHand: dec(row.onHand), reserved: dec(row.reserved) }))
}

/** What a demand has set aside; `quantity` is counted down while moves are planned. */
export interface ReservationRow {
  readonly id: Id
  readonly demandId: Id
  readonly itemId: Id
  readonly warehouseId: Id
  readonly binId: Id
  readonly lotId: Id | null
  quantity: Decimal
}

export async function loadReservations(ctx: CommandContext, demandIds: readonly Id[]): Promise<ReservationRow[]> {
  if (demandIds.length === 0) return []
  const rows = await ctx.sql<(Omit<ReservationRow, 'quantity'> & { quantity: string })[]>`
    select id, demand_id as "demandId", item_id as "itemId", warehouse_id as "warehouseId", bin_id as "binId",
      lot_id as "lotId", quantity
    from reservation where tenant_id = ${ctx.tenantId} and demand_id = any(${demandIds}::uuid[]) order by id`
  return rows.map((row) => ({ ...row, quantity: dec(row.quantity) }))
}
