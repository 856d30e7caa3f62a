import { type CalendarDate, todayIn } from '@/server/kernel/calendar-date'
import { type Id, newId } from '@/server/kernel/ids'
import { type Decimal, dec, plain, ZERO } from '@/server/kernel/money'
import type { CommandContext } from '@/server/platform/commands/context'
import type { ReleaseInput, ReserveInput, ReserveResult } from '../types'
import { loadReservations, type Place } from './load'
import { setAside } from './places.rules'

interface FreeRow extends Omit<Place, 'onHand' | 'reserved'> {
  onHand: string
  reserved: string
  minShelfLifeDays: number
  timeZone: string
}

/**
 * Sets stock aside for demands, first expired first, in warehouses of the normal kind and never from quarantine. Never more than is available, under any
 * concurrency: the places are locked in key order first. Adds to what a demand has already; what is missing is `short`, not an error.
 * Two statements, however many demands.
 */
export async function reserve(ctx: CommandContext, input: ReserveInput): Promise<ReserveResult[]> {
  const { demands, source, companyId } = input
  const free = await lockFree(ctx, companyId, demands)
  const rows: object[] = []
  const results = demands.map((demand): ReserveResult => {
    const places = free.filter((p) => p.itemId === demand.itemId && p.warehouseId === demand.warehouseId)
    const first = places[0]
    const wanted = dec(demand.quantity)
    if (!first || !wanted.greaterThan(0)) return { demandId: demand.demandId, reserved: '0', short: plain(wanted) }
    const date = later(demand.requiredDate, todayIn(first.timeZone, ctx.now))
    const { placed, short } = setAside({ quantity: wanted, item: first, date }, places)
    for (const p of placed)
      rows.push({
        id: newId(),
        demand_id: demand.demandId,
        item_id: demand.itemId,
        warehouse_id: demand.warehouseId,
        bin_id: p.binId,
        lot_id: p.lotId,
        quantity: p.quantity.toFixed(),
        required_date: demand.requiredDate ?? null,
        source_document: (demand.source ?? source).document,
        source_id: (demand.source ?? source).documentId,
        source_label: (demand.source ?? source).label,
      })
    return { demandId: demand.demandId, reserved: plain(wanted.minus(short)), short: plain(short) }
  })
  if (rows.length > 0)
    await ctx.sql`
      insert into reservation as r (tenant_id, id, company_id, demand_id, item_id, warehouse_id, bin_id, lot_id, quantity,
        source_document, source_id, source_label, required_date, created_by)
      select ${ctx.tenantId}, n.id, ${companyId}, n.demand_id, n.item_id, n.warehouse_id, n.bin_id, n.lot_id, n.quantity,
        n.source_document, n.source_id, n.source_label, n.required_date, ${ctx.actor.userId}
      from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as n(id uuid, demand_id uuid, item_id uuid, warehouse_id uuid, bin_id uuid,
        lot_id uuid, quantity numeric, required_date date, source_document text, source_id uuid, source_label text)
      on conflict (tenant_id, demand_id, item_id, bin_id, lot_key) do update set quantity = r.quantity + excluded.quantity`
  return results
}

const later = (a: CalendarDate | null | undefined, b: CalendarDate): CalendarDate => (a && a > b ? a : b)

async function lockFree(
  ctx: CommandContext,
  companyId: Id,
  demands: ReserveInput['demands'],
): Promise<(Place & Pick<FreeRow, 'minShelfLifeDays' | 'timeZone'>)[]> {
  if (demands.length === 0) return []
  const keys = [...new Map(demands.map((d) => [`${d.itemId}${d.warehouseId}`, d])).values()]
  const rows = await ctx.sql<FreeRow[]>`
    select b.item_id as "itemId", b.warehouse_id as "warehouseId", b.bin_id as "binId", b.lot_id as "lotId",
      n.code as "binCode", n.kind as "binKind", l.code as "lotCode", l.status as "lotStatus", l.expiry_date as "expiryDate",
      l.received_date as "receivedDate", b.on_hand as "onHand", b.reserved, i.min_shelf_life_days as "minShelfLifeDays",
      c.time_zone as "timeZone"
    from unnest(${keys.map((k) => k.itemId)}::uuid[], ${keys.map((k) => k.warehouseId)}::uuid[]) as k(item_id, warehouse_id)
    join stock_balance b on b.tenant_id = ${ctx.tenantId} and b.item_id = k.item_id and b.warehouse_id = k.warehouse_id
    join item i on i.tenant_id = ${ctx.tenantId} and i.id = b.item_id
    join warehouse w on w.tenant_id = ${ctx.tenantId} and w.id = b.warehouse_id and w.kind = 'normal'
    join company c on c.tenant_id = ${ctx.tenantId} and c.id = w.company_id
    join bin n on n.tenant_id = ${ctx.tenantId} and n.id = b.bin_id and n.kind = 'storage'
    left join lot l on l.tenant_id = ${ctx.tenantId} and l.id = b.lot_id
    where b.company_id = ${companyId} and b.on_hand > b.reserved
    order by b.item_id, b.warehouse_id, b.bin_id, b.lot_key for update of b`
  return rows.map((row) => ({ ...row, onHand: dec(row.onHand), reserved: dec(row.reserved) }))
}

/** Frees what demands have set aside: all of these demands, or a quantity of one (what was set aside last goes first). */
export async function release(ctx: CommandContext, input: ReleaseInput): Promise<void> {
  const demandIds = 'demandIds' in input ? [...input.demandIds] : [input.demandId]
  if (demandIds.length === 0) return
  await ctx.sql`
    select 1 from stock_balance b
    where b.tenant_id = ${ctx.tenantId} and (b.item_id, b.warehouse_id, b.bin_id, b.lot_key) in
      (select item_id, warehouse_id, bin_id, lot_key from reservation
       where tenant_id = ${ctx.tenantId} and demand_id = any(${demandIds}::uuid[]))
    order by b.item_id, b.warehouse_id, b.bin_id, b.lot_key for update of b`
  if ('demandIds' in input) {
    await ctx.sql`delete from reservation where tenant_id = ${ctx.tenantId} and demand_id = any(${demandIds}::uuid[])`
    return
  }
  const rows = (await loadReservations(ctx, demandIds)).reverse()
  let left = dec(input.quantity)
  const changes: ReservationChange[] = []
  for (const row of rows) {
    if (!left.greaterThan(0)) break
    const part = row.quantity.lessThan(left) ? row.quantity : left
    left = left.minus(part)
    changes.push({ id: row.id, remaining: row.quantity.minus(part), taken: part })
  }
  await Promise.all(writeReservationChanges(ctx, changes))
}

export interface ReservationChange {
  readonly id: Id
  readonly taken: Decimal
  readonly remaining: Decimal
}

/** Sends, without waiting, the statements that lower reservations; the caller holds the locks of their places. */
export function writeReservationChanges(
  ctx: CommandContext,
  changes: readonly ReservationChange[],
): Promise<unknown>[] {
  const gone = changes.filter((c) => !c.remaining.greaterThan(ZERO)).map((c) => c.id)
  const lowered = changes
    .filter((c) => c.remaining.greaterThan(ZERO))
    .map((c) => ({ id: c.id, taken: c.taken.toFixed() }))
  const sent: Promise<unknown>[] = []
  if (gone.length > 0)
    sent.push(
      ctx.sql`delete from reservation where tenant_id = ${ctx.tenantId} and id = any(${gone}::uuid[])`.execute(),
    )
  if (lowered.length > 0)
    sent.push(
      ctx.sql`update reservation r set quantity = r.quantity - c.taken
        from jsonb_to_recordset(${JSON.stringify(lowered)}::text::jsonb) as c(id uuid, taken numeric)
        where r.tenant_id = ${ctx.tenantId} and r.id = c.id`.execute(),
    )
  return sent
}
