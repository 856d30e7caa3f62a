import type { deliveryLine } from '@/db/schema/sales'
import { conflict, validation } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { type Decimal, type DecimalString, dec, plain, sum, ZERO } from '@/server/kernel/money'
import { reserved } from '@/server/modules/inventory'
import type { CommandContext } from '@/server/platform/commands/context'
import type { OrderLineRow, OrderRow } from '../orders/order'
import { type Take, takeLots, withinTolerance } from './delivery.rules'

export type DeliveryLineRow = typeof deliveryLine.$inferSelect
export type NewDeliveryLine = Omit<typeof deliveryLine.$inferInsert, 'tenantId' | 'deliveryId'> & {
  id: Id
  quantity: DecimalString
}

export interface WantedLine {
  readonly orderLineId: Id
  readonly quantity: DecimalString
  readonly binId?: Id | null
  readonly lotId?: Id | null
}

/** What is set aside for a line and in no delivery yet. */
const ready = (line: OrderLineRow) => dec(line.reservedQuantity).minus(line.plannedQuantity)

/** Tolerance per item: its own, else the company's. */
async function tolerances(ctx: CommandContext, companyId: Id, itemIds: readonly Id[]) {
  const rows = await ctx.sql<{ id: Id; percent: DecimalString }[]>`
    select i.id, coalesce(s.over_delivery_percent, c.over_delivery_percent, 0) as percent
    from unnest(${[...itemIds]}::uuid[]) as i(id)
    left join sales_item_setting s on s.tenant_id = ${ctx.tenantId} and s.company_id = ${companyId} and s.item_id = i.id
    left join sales_setting c on c.tenant_id = ${ctx.tenantId} and c.company_id = ${companyId}`
  return new Map(rows.map((r) => [r.id, r.percent]))
}

/** Refuses more than ordered and tolerated, counting every earlier delivery of the line and every row of this one. */
async function refuseOverDelivery(
  ctx: CommandContext,
  companyId: Id,
  lines: readonly OrderLineRow[],
  quantities: ReadonlyMap<Id, Decimal>,
): Promise<void> {
  const total = (l: OrderLineRow) =>
    dec(l.deliveredQuantity)
      .plus(l.plannedQuantity)
      .plus(quantities.get(l.id) ?? ZERO)
  const over = lines.filter((l) => quantities.has(l.id) && total(l).greaterThan(l.openedQuantity))
  if (over.length === 0) return
  const allowed = await tolerances(
    ctx,
    companyId,
    over.flatMap((l) => l.itemId ?? []),
  )
  for (const line of over) {
    const percent = allowed.get(line.itemId ?? '') ?? '0'
    if (!withinTolerance({ ordered: line.openedQuantity, delivered: total(line), percent }))
      throw conflict('sales.over_delivery', {
        position: line.position,
        ordered: plain(line.openedQuantity),
        delivered: plain(total(line)),
        percent: plain(percent),
      })
  }
}

/** Lots that other open deliveries of these lines have taken; asked only when there are such deliveries. */
async function plannedLots(ctx: CommandContext, lines: readonly OrderLineRow[]): Promise<Map<Id, Take[]>> {
  const ids = lines.filter((l) => dec(l.plannedQuantity).greaterThan(0)).map((l) => l.id)
  const planned = new Map<Id, Take[]>()
  if (ids.length === 0) return planned
  const rows = await ctx.sql<{ id: Id; lotId: Id | null; quantity: DecimalString }[]>`
    select d.order_line_id as id, d.lot_id as "lotId", d.quantity from delivery_line d
    join delivery h on h.tenant_id = d.tenant_id and h.id = d.delivery_id and h.status in ('draft', 'released', 'picking', 'packed')
    where d.tenant_id = ${ctx.tenantId} and d.order_line_id = any(${ids}::uuid[])`
  for (const { id, ...take } of rows) planned.set(id, [...(planned.get(id) ?? []), take])
  return planned
}

/** An order that must go complete goes complete: this delivery brings every stocked line to what is open. */
function demandComplete(
  orders: Iterable<OrderRow>,
  lines: readonly OrderLineRow[],
  quantities: ReadonlyMap<Id, Decimal>,
) {
  for (const order of orders) {
    if (order.shipPolicy !== 'complete') continue
    for (const line of lines)
      if (line.orderId === order.id && line.stocked) {
        const reached = sum([line.deliveredQuantity, line.plannedQuantity, quantities.get(line.id) ?? ZERO])
        if (reached.lessThan(line.openedQuantity))
          throw conflict('sales.ship_complete', { order: order.number, position: line.position })
      }
  }
}

/**
 * The lines of a delivery: everything ready, or what is wanted. Lots come from the reservation.
 * Errors: sales.nothing_to_ship, sales.over_delivery, sales.ship_complete, sales.unknown_line.
 */
export async function planDelivery(
  ctx: CommandContext,
  companyId: Id,
  from: { orders: ReadonlyMap<Id, OrderRow>; lines: readonly OrderLineRow[] },
  wanted?: readonly WantedLine[],
): Promise<NewDeliveryLine[]> {
  const stocked = from.lines.filter((l) => l.stocked)
  const byId = new Map(stocked.map((l) => [l.id, l]))
  const asked: readonly WantedLine[] =
    wanted ??
    stocked.filter((l) => ready(l).greaterThan(0)).map((l) => ({ orderLineId: l.id, quantity: plain(ready(l)) }))
  if (asked.length === 0) throw conflict('sales.nothing_to_ship')
  const quantities = new Map<Id, Decimal>()
  asked.forEach((w, i) => {
    if (!byId.has(w.orderLineId)) throw validation('sales.unknown_line', `lines.${i}.orderLineId`)
    quantities.set(w.orderLineId, (quantities.get(w.orderLineId) ?? ZERO).plus(w.quantity))
  })
  demandComplete(from.orders.values(), stocked, quantities)
  await refuseOverDelivery(ctx, companyId, stocked, quantities)
  const [places, planned] = await Promise.all([reserved(ctx, [...quantities.keys()]), plannedLots(ctx, stocked)])
  const drafts = asked.flatMap((w) => {
    const line = byId.get(w.orderLineId)
    if (!line?.itemId || !line.warehouseId) return []
    const { itemId, warehouseId } = line
    const takes = w.lotId
      ? [{ lotId: w.lotId, quantity: w.quantity }]
      : takeLots(w.quantity, places.get(line.id) ?? [], planned.get(line.id))
    return takes.map((t) => ({ line, itemId, warehouseId, binId: w.binId ?? null, ...t }))
  })
  return drafts.map(({ line, ...d }, i) => ({
    id: newId(),
    companyId,
    position: i + 1,
    orderId: line.orderId,
    orderLineId: line.id,
    itemId: d.itemId,
    description: line.description,
    warehouseId: d.warehouseId,
    binId: d.binId,
    lotId: d.lotId,
    plannedQuantity: d.quantity,
    quantity: d.quantity,
  }))
}
