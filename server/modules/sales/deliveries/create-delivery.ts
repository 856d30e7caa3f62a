import { delivery, deliveryLine } from '@/db/schema/sales'
import { documentResult } from '@/server/contracts/sales/common'
import { createDeliveryInput } from '@/server/contracts/sales/delivery'
import { shippedSalesOrder, shipSalesOrderInput } from '@/server/contracts/sales/sales-order'
import { conflict, notFound } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import { company } from '@/server/modules/finance'
import { refuseShortcut } from '@/server/platform/approvals/gate'
import { command } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { leasedNumber } from '@/server/platform/numbering/leased'
import { insertRows } from '@/server/platform/tenancy/bulk'
import { advanceLines, lockOrders } from '../orders/line-progress'
import type { OrderRow } from '../orders/order'
import { moveDelivery } from './move-delivery'
import { planDelivery } from './plan-delivery'

/** Orders that go into one delivery: of one customer, of this company, approved; and the customer takes deliveries. */
async function oneCustomer(ctx: CommandContext, orders: readonly OrderRow[], companyId: string): Promise<OrderRow> {
  const [first] = orders
  if (!first) throw conflict('sales.nothing_to_ship')
  for (const o of orders) {
    if (o.companyId !== companyId) throw conflict('common.reference')
    if (o.customerId !== first.customerId) throw conflict('sales.one_customer')
    if (o.status !== 'approved') throw conflict('sales.order_not_approved', { order: o.number })
  }
  await refuseBlocked(ctx, first)
  return first
}

async function refuseBlocked(ctx: CommandContext, order: OrderRow): Promise<void> {
  const blocked = await ctx.sql`
    select 1 from customer where tenant_id = ${ctx.tenantId} and id = ${order.customerId} and block = 'all'`
  if (blocked.length > 0) throw conflict('sales.customer_blocked', { customer: order.customerName })
}

const headerOf = (ctx: CommandContext, order: OrderRow) => ({
  companyId: order.companyId,
  customerId: order.customerId,
  partyId: order.partyId,
  customerName: order.customerName,
  address: order.deliveryAddress,
  createdBy: ctx.actor.userId,
  updatedBy: ctx.actor.userId,
})

/** A draft delivery of what is ready, or of what is wanted, from one or several orders of one customer. */
export const createDelivery = command({
  name: 'sales.createDelivery',
  permission: 'sales.delivery.create',
  input: createDeliveryInput,
  output: documentResult,
  handler: async (ctx, input) => {
    const { companyId } = input
    const from = await lockOrders(ctx, input.orderIds)
    const first = await oneCustomer(ctx, [...from.orders.values()], companyId)
    const lines = await planDelivery(ctx, companyId, from, input.lines)
    const { today } = await company(ctx, companyId)
    const documentDate = input.documentDate ?? today
    const number = await leasedNumber(ctx, { companyId, document: 'delivery', date: documentDate })
    const id = newId()
    await insertRows(ctx, delivery, [
      {
        id,
        ...headerOf(ctx, first),
        status: 'draft' as const,
        number,
        documentDate,
        ...(input.address && { address: input.address }),
        carrier: input.carrier,
        note: input.note,
      },
    ])
    await Promise.all([
      insertRows(
        ctx,
        deliveryLine,
        lines.map((l) => ({ ...l, deliveryId: id })),
      ),
      advanceLines(
        ctx,
        lines.map((l) => ({ id: l.orderLineId, planned: l.quantity })),
      ),
    ])
    ctx.record({
      action: 'create',
      document: 'delivery',
      documentId: id,
      companyId,
      label: number,
      after: { orders: [...from.orders.values()].map((o) => o.number), lines: lines.length },
    })
    return { id, number, status: 'draft', version: 1 }
  },
})

/**
 * Delivers everything that is set aside for an order in one step: the delivery is made and posted.
 * Errors: sales.nothing_to_ship, sales.ship_complete, sales.customer_blocked and inventory's.
 */
export const shipSalesOrder = command({
  name: 'sales.shipSalesOrder',
  permission: 'sales.delivery.post',
  input: shipSalesOrderInput,
  output: shippedSalesOrder,
  handler: async (ctx, input) => {
    const from = await lockOrders(ctx, [input.id])
    const order = from.orders.get(input.id)
    if (!order) throw notFound('sales_order')
    const { companyId } = order
    if (order.status !== 'approved') throw conflict('sales.order_not_approved', { order: order.number })
    const [planned, { today }] = await Promise.all([
      planDelivery(ctx, companyId, from),
      company(ctx, companyId),
      refuseBlocked(ctx, order),
    ])
    await refuseShortcut(ctx, { document: 'delivery', transition: 'post', companyId, amount: null })
    const id = newId()
    const postingDate = input.postingDate ?? today
    const number = await leasedNumber(ctx, { companyId, document: 'delivery', date: postingDate })
    const { partyId, customerName, customerId } = order
    const header = { id, companyId, number, partyId, customerName, documentDate: postingDate, postingDate }
    const { cost, costs } = await moveDelivery(ctx, header, planned, false)
    ctx.send(
      insertRows(ctx, delivery, [
        {
          id,
          ...headerOf(ctx, order),
          status: 'posted' as const,
          number,
          documentDate: postingDate,
          postingDate,
          postedAt: ctx.now.toISOString(),
          cost,
        },
      ]),
    )
    ctx.send(
      insertRows(
        ctx,
        deliveryLine,
        planned.map((l) => ({ ...l, deliveryId: id, cost: costs.get(l.id) ?? null })),
      ),
    )
    ctx.record({ action: 'post', document: 'delivery', documentId: id, companyId, label: number, after: { cost } })
    ctx.emit('sales.delivery.posted', {
      document: 'delivery',
      documentId: id,
      companyId,
      payload: { customerId, customerName, number, orderIds: [order.id] },
    })
    const [row] = await ctx.sql<{ progress: 'none' | 'part' | 'full' | 'over' }[]>`
      select delivery_progress as progress from sales_order where tenant_id = ${ctx.tenantId} and id = ${order.id}`
    return { deliveryId: id, number, orderId: order.id, deliveryProgress: row?.progress ?? 'none', cost }
  },
})
