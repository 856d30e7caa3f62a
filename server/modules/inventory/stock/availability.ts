import type { Id } from '@/server/kernel/ids'
import type { QueryContext } from '@/server/platform/commands/context'
import type { Availability, ReservedPlace } from '../types'

/**
 * On hand, reserved, on hold and available per item and warehouse. On hold is what lies in quarantine (bin or warehouse) or is of a lot on
 * hold or rejected. Available leaves that out, lots with less than the item's minimum shelf life, and transit. Places without stock are
 * absent.
 */
export async function availability(
  ctx: QueryContext,
  input: { itemIds: readonly Id[]; warehouseId?: Id | null; companyId?: Id | null },
): Promise<Availability[]> {
  if (input.itemIds.length === 0) return []
  return ctx.sql<Availability[]>`
    select b.item_id as "itemId", b.warehouse_id as "warehouseId", sum(b.on_hand)::text as "onHand", sum(b.reserved)::text as reserved,
      coalesce(sum(b.on_hand) filter (where w.kind = 'quarantine' or n.kind = 'quarantine' or l.status <> 'available'), 0)::text as "onHold",
      coalesce(sum(greatest(b.on_hand - b.reserved, 0)) filter (where w.kind = 'normal' and n.kind = 'storage' and (b.lot_id is null or
        (l.status = 'available' and (l.expiry_date is null or l.expiry_date >= current_date + i.min_shelf_life_days)))), 0)::text as available
    from stock_balance b
    join item i on i.tenant_id = b.tenant_id and i.id = b.item_id
    join warehouse w on w.tenant_id = b.tenant_id and w.id = b.warehouse_id
    join bin n on n.tenant_id = b.tenant_id and n.id = b.bin_id
    left join lot l on l.tenant_id = b.tenant_id and l.id = b.lot_id
    where b.tenant_id = ${ctx.tenantId} and b.item_id = any(${[...input.itemIds]}::uuid[])
      and (b.on_hand <> 0 or b.reserved <> 0)
      and (${input.warehouseId ?? null}::uuid is null or b.warehouse_id = ${input.warehouseId ?? null}::uuid)
      and (${input.companyId ?? null}::uuid is null or b.company_id = ${input.companyId ?? null}::uuid)
    group by b.item_id, b.warehouse_id order by b.item_id, b.warehouse_id`
}

/** Where the stock of these demands is set aside. A demand without reservation is absent. */
export async function reserved(ctx: QueryContext, demandIds: readonly Id[]): Promise<Map<Id, ReservedPlace[]>> {
  const places = new Map<Id, ReservedPlace[]>()
  if (demandIds.length === 0) return places
  const rows = await ctx.sql<(ReservedPlace & { demandId: Id })[]>`
    select demand_id as "demandId", item_id as "itemId", warehouse_id as "warehouseId", bin_id as "binId", lot_id as "lotId",
      quantity::text as quantity
    from reservation where tenant_id = ${ctx.tenantId} and demand_id = any(${[...demandIds]}::uuid[]) order by id`
  for (const { demandId, ...place } of rows) places.set(demandId, [...(places.get(demandId) ?? []), place])
  return places
}
