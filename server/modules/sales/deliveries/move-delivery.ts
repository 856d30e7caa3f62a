import { deliveryLine } from '@/db/schema/sales'
import type { CalendarDate } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import { type DecimalString, dec, plain, sum } from '@/server/kernel/money'
import { postMoves } from '@/server/modules/inventory'
import type { CommandContext } from '@/server/platform/commands/context'
import { updateRows } from '@/server/platform/tenancy/bulk'
import { advanceLines } from '../orders/line-progress'
import { refreshOrders } from '../orders/order'
import { recogniseMoved } from '../revenue/recognise'

export interface MovedLine {
  readonly id: Id
  readonly orderId: Id
  readonly orderLineId: Id
  readonly itemId: Id
  readonly warehouseId: Id
  readonly binId?: Id | null | undefined
  readonly lotId?: Id | null | undefined
  readonly quantity: DecimalString
}

const negative = (value: DecimalString) => plain(dec(value).negated())

/**
 * Takes the goods out of stock (cost of sales is posted with it) and carries it to the order lines. `planned`: the quantities
 * were in an open delivery until now. Returns the cost in base currency.
 */
export async function moveDelivery(
  ctx: CommandContext,
  delivery: {
    id: Id
    companyId: Id
    number: string
    partyId: Id
    customerName: string
    documentDate: CalendarDate
    postingDate: CalendarDate
  },
  lines: readonly MovedLine[],
  planned: boolean,
): Promise<{ cost: DecimalString; costs: Map<Id, DecimalString> }> {
  const leaving = lines.filter((l) => dec(l.quantity).greaterThan(0))
  const results = await postMoves(ctx, {
    companyId: delivery.companyId,
    kind: 'delivery',
    postingDate: delivery.postingDate,
    documentDate: delivery.documentDate,
    source: { document: 'delivery', documentId: delivery.id, label: delivery.number },
    description: delivery.customerName,
    moves: leaving.map((l) => ({
      id: l.id,
      itemId: l.itemId,
      warehouseId: l.warehouseId,
      binId: l.binId ?? null,
      lotId: l.lotId ?? null,
      quantity: l.quantity,
      demandId: l.orderLineId,
      partyId: delivery.partyId,
    })),
  })
  const costs = new Map(results.map((r) => [r.moveId, negative(r.value)]))
  ctx.send(
    advanceLines(
      ctx,
      leaving.map((l) => ({
        id: l.orderLineId,
        delivered: l.quantity,
        reserved: negative(l.quantity),
        ...(planned && { planned: negative(l.quantity) }),
      })),
    ),
  )
  await refreshOrders(
    ctx,
    delivery.companyId,
    lines.map((l) => l.orderId),
  )
  await recogniseMoved(ctx, {
    companyId: delivery.companyId,
    lineIds: leaving.map((l) => l.orderLineId),
    postingDate: delivery.postingDate,
    documentDate: delivery.documentDate,
    description: delivery.customerName,
    source: { document: 'delivery', documentId: delivery.id, label: delivery.number },
    counter: 'revenue',
  })
  return { cost: plain(sum(costs.values())), costs }
}

/** Writes the cost of each line of a delivery that was there before it was posted. */
export const writeCosts = (ctx: CommandContext, costs: ReadonlyMap<Id, DecimalString>) =>
  updateRows(
    ctx,
    deliveryLine,
    [...costs].map(([id, cost]) => ({ id, cost })),
  )
