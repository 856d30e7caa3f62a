import type { Id } from '@/server/kernel/ids'
import { type DecimalString, dec, plain } from '@/server/kernel/money'
import { availability } from '@/server/modules/inventory'
import type { CommandContext } from '@/server/platform/commands/context'
import { reserveLines } from './commit-order'
import { lockOrders } from './line-progress'
import { type OrderLineRow, refreshOrders } from './order'

interface Place {
  readonly itemId: Id
  readonly warehouseId: Id
}

/** The lines that are short of what is free in these places, whoever needs it first in front, as far as it goes. */
async function waiting(ctx: CommandContext, companyId: Id, places: readonly Place[]) {
  const itemIds = [...new Set(places.map((p) => p.itemId))]
  const free = (await availability(ctx, { companyId, itemIds })).filter(
    (a) =>
      dec(a.available).greaterThan(0) && places.some((p) => p.itemId === a.itemId && p.warehouseId === a.warehouseId),
  )
  if (free.length === 0) return []
  const rows = free.map((f) => ({ item_id: f.itemId, warehouse_id: f.warehouseId, free: f.available }))
  return ctx.sql<{ id: Id; orderId: Id }[]>`
    select w.id, w.order_id as "orderId" from (
      select l.id, l.order_id, f.free, row_number() over next_in_line as place,
        sum(l.short_quantity) over next_in_line - l.short_quantity as before
      from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as f(item_id uuid, warehouse_id uuid, free numeric)
      join sales_order_line l on l.tenant_id = ${ctx.tenantId} and l.item_id = f.item_id and l.warehouse_id = f.warehouse_id
        and l.short_quantity > 0 and l.stocked
      join sales_order o on o.tenant_id = l.tenant_id and o.id = l.order_id and o.status = 'approved' and o.company_id = ${companyId}
      window next_in_line as (partition by l.item_id, l.warehouse_id
        order by coalesce(l.requested_date, o.requested_date, o.document_date), o.document_date, o.id, l.position, l.id)
    ) w where w.before < w.free order by w.place, w.id`
}

const grown = (line: OrderLineRow, reserved: DecimalString) => dec(reserved).minus(line.reservedQuantity)

/**
 * Sets aside what has become free for lines that are short of it: the oldest required date first, never more than is free, and
 * not more than a line still needs, however often it is asked. The orders' progress follows, and their activity says so.
 */
export async function reserveShort(
  ctx: CommandContext,
  companyId: Id,
  places: readonly Place[],
  source: { document: string; label: string | null },
): Promise<void> {
  const candidates = await waiting(ctx, companyId, places)
  if (candidates.length === 0) return
  const { orders, lines } = await lockOrders(
    ctx,
    candidates.map((c) => c.orderId),
  )
  const byId = new Map(lines.map((l) => [l.id, l]))
  const short = candidates.flatMap((c) => {
    const line = byId.get(c.id)
    return line && orders.get(c.orderId)?.status === 'approved' ? [line] : []
  })
  const results = await reserveLines(ctx, companyId, orders, short)
  const more = results.flatMap((r) => {
    const line = byId.get(r.id)
    return line && grown(line, r.reserved).greaterThan(0) ? [{ line, quantity: plain(grown(line, r.reserved)) }] : []
  })
  if (more.length === 0) return
  const served = [...new Set(more.map((m) => m.line.orderId))]
  await refreshOrders(ctx, companyId, served)
  for (const orderId of served)
    ctx.record({
      action: 'reserve',
      document: 'sales_order',
      documentId: orderId,
      companyId,
      label: orders.get(orderId)?.number ?? null,
      after: {
        from: source.label ?? source.document,
        lines: more
          .filter((m) => m.line.orderId === orderId)
          .map((m) => ({ position: m.line.position, description: m.line.description, reserved: m.quantity })),
      },
    })
}
