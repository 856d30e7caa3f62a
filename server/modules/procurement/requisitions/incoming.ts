import type { Id } from '@/server/kernel/ids'
import type { DecimalString } from '@/server/kernel/money'
import type { QueryContext } from '@/server/platform/commands/context'

/** What is on its way of an item to a place by a day, stock units. */
export interface Incoming {
  readonly itemId: Id
  readonly warehouseId: Id
  /** When it is promised. */
  readonly date: string | null
  /** On approved orders and not yet come. */
  readonly ordered: DecimalString
  /** On orders that are not approved yet. */
  readonly planned: DecimalString
}

/** What suppliers still have to bring of these items, by item, place and promised day. */
export function incoming(
  ctx: QueryContext,
  input: { companyId?: Id | null; itemIds: readonly Id[]; warehouseId?: Id | null },
): Promise<Incoming[]> {
  if (input.itemIds.length === 0) return Promise.resolve([])
  return ctx.sql<Incoming[]>`
    with open as (
      select l.item_id, l.warehouse_id, l.promised_date, o.status,
        greatest(l.stock_quantity - l.short_quantity - greatest(l.received_quantity - l.returned_quantity, 0), 0) as quantity
      from purchase_order_line l
      join purchase_order o on o.tenant_id = l.tenant_id and o.id = l.order_id
      where l.tenant_id = ${ctx.tenantId} and l.item_id = any(${[...new Set(input.itemIds)]}::uuid[]) and l.stocked and l.warehouse_id is not null
        and o.kind <> 'blanket' and o.status in ('draft', 'in_approval', 'blocked', 'approved', 'sent', 'confirmed')
        and (${input.companyId ?? null}::uuid is null or o.company_id = ${input.companyId ?? null}::uuid)
        and (${input.warehouseId ?? null}::uuid is null or l.warehouse_id = ${input.warehouseId ?? null}::uuid)
    )
    select item_id as "itemId", warehouse_id as "warehouseId", promised_date as date,
      trim_scale(coalesce(sum(quantity) filter (where status in ('approved', 'sent', 'confirmed')), 0))::text as ordered,
      trim_scale(coalesce(sum(quantity) filter (where status not in ('approved', 'sent', 'confirmed')), 0))::text as planned
    from open where quantity > 0 group by 1, 2, 3 order by 1, 2, 3`
}
