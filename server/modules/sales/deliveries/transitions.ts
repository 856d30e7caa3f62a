import { deliveryLine } from '@/db/schema/sales'
import { documentRef } from '@/server/contracts/platform/field'
import { documentResult } from '@/server/contracts/sales/common'
import {
  cancelDeliveryInput,
  packDeliveryInput,
  pickDeliveryInput,
  postDeliveryInput,
  reverseDeliveryInput,
} from '@/server/contracts/sales/delivery'
import { conflict, validation } from '@/server/kernel/errors'
import { Decimal, dec, plain, sum } from '@/server/kernel/money'
import { company } from '@/server/modules/finance'
import { release, reverseMoves } from '@/server/modules/inventory'
import { documentCommand } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { updateRows } from '@/server/platform/tenancy/bulk'
import { reserveOpen } from '../orders/commit-order'
import { advanceLines, linesOfOrders, lockOrders } from '../orders/line-progress'
import { customerOf, refreshOrders } from '../orders/order'
import { recogniseMoved } from '../revenue/recognise'
import { type DeliveryRow, deliveryLines, deliveryResult, deliveryKind as kind } from './delivery'
import { moveDelivery, writeCosts } from './move-delivery'
import type { DeliveryLineRow } from './plan-delivery'

const ordersOf = (lines: readonly DeliveryLineRow[]) => [...new Set(lines.map((l) => l.orderId))]

/** Hands the delivery to the warehouse. */
export const releaseDelivery = documentCommand({
  name: 'sales.releaseDelivery',
  permission: 'sales.delivery.release',
  input: documentRef,
  output: documentResult,
  document: { kind, transition: 'release' },
  handler: async (ctx, _input, row) => {
    ctx.emit('sales.delivery.released', {
      document: 'delivery',
      documentId: row.id,
      companyId: row.companyId,
      payload: { ...customerOf(row), number: row.number },
    })
    return deliveryResult(row, 'released')
  },
})

/** A pick that is short gives the rest of the reservation back; more than planned needs a new delivery. */
async function applyPick(
  ctx: CommandContext,
  lines: readonly DeliveryLineRow[],
  picked: ReadonlyMap<
    string,
    { quantity: string; binId?: string | null | undefined; lotId?: string | null | undefined }
  >,
): Promise<void> {
  const changed = lines.flatMap((l) => {
    const p = picked.get(l.id)
    if (!p) return []
    if (dec(p.quantity).greaterThan(l.plannedQuantity))
      throw conflict('sales.picked_too_much', { position: l.position, planned: plain(l.plannedQuantity) })
    return [{ line: l, ...p }]
  })
  await updateRows(
    ctx,
    deliveryLine,
    changed.map((c) => ({
      id: c.line.id,
      quantity: c.quantity,
      binId: c.binId ?? c.line.binId,
      lotId: c.lotId ?? c.line.lotId,
    })),
  )
  const short = changed.filter((c) => dec(c.quantity).lessThan(c.line.quantity))
  for (const c of short)
    await release(ctx, { demandId: c.line.orderLineId, quantity: plain(dec(c.line.quantity).minus(c.quantity)) })
  await advanceLines(
    ctx,
    short.map((c) => {
      const less = plain(dec(c.quantity).minus(c.line.quantity))
      return { id: c.line.orderLineId, planned: less, reserved: less }
    }),
  )
}

/** Starts picking, with what was found; called again from the packing table it corrects the quantities. */
export const pickDelivery = documentCommand({
  name: 'sales.pickDelivery',
  permission: 'sales.delivery.pick',
  input: pickDeliveryInput,
  output: documentResult,
  document: { kind, transition: 'pick' },
  handler: async (ctx, input, row) => {
    const lines = await deliveryLines(ctx, row.id)
    await lockOrders(ctx, ordersOf(lines))
    input.lines.forEach((p, i) => {
      if (!lines.some((l) => l.id === p.id)) throw validation('sales.unknown_line', `lines.${i}.id`)
    })
    await applyPick(ctx, lines, new Map(input.lines.map((l) => [l.id, l])))
    await refreshOrders(ctx, row.companyId, ordersOf(lines))
    return deliveryResult(row, 'picking')
  },
})

export const packDelivery = documentCommand({
  name: 'sales.packDelivery',
  permission: 'sales.delivery.pick',
  input: packDeliveryInput,
  output: documentResult,
  document: { kind, transition: 'pack' },
  handler: async (_ctx, input, row, patch) => {
    patch({
      packages: input.packages ?? row.packages,
      carrier: input.carrier ?? row.carrier,
      trackingNumber: input.trackingNumber ?? row.trackingNumber,
    })
    return deliveryResult(row, 'packed')
  },
})

/** The goods leave: stock and cost of sales are posted, the orders advance. Errors: inventory.insufficient_stock and others of inventory. */
export const postDelivery = documentCommand({
  name: 'sales.postDelivery',
  permission: 'sales.delivery.post',
  input: postDeliveryInput,
  output: documentResult,
  document: { kind, transition: 'post' },
  handler: async (ctx, input, row, patch) => {
    const lines = await deliveryLines(ctx, row.id)
    const { orders } = await lockOrders(ctx, ordersOf(lines))
    if (sum(lines.map((l) => l.quantity)).isZero()) throw conflict('sales.nothing_to_ship')
    for (const o of orders.values())
      if (o.status !== 'approved') throw conflict('sales.order_not_approved', { order: o.number })
    const { today } = await company(ctx, row.companyId)
    const postingDate = input.postingDate ?? today
    const { cost, costs } = await moveDelivery(ctx, { ...row, postingDate }, lines, true)
    await writeCosts(ctx, costs)
    patch({ postingDate, postedAt: ctx.now.toISOString(), cost })
    ctx.emit('sales.delivery.posted', {
      document: 'delivery',
      documentId: row.id,
      companyId: row.companyId,
      payload: { ...customerOf(row), number: row.number, orderIds: ordersOf(lines) },
    })
    return deliveryResult(row, 'posted')
  },
})

/** What was billed or came back cannot be undelivered: credit or return it. */
function refuseUsed(
  row: DeliveryRow,
  lines: readonly DeliveryLineRow[],
  orderLines: Awaited<ReturnType<typeof linesOfOrders>>,
) {
  const returned = lines.find((l) => dec(l.returnedQuantity).greaterThan(0))
  if (returned) throw conflict('sales.delivery_returned', { number: row.number, position: returned.position })
  for (const l of orderLines) {
    const mine = sum(lines.filter((d) => d.orderLineId === l.id).map((d) => d.quantity))
    const left = dec(l.deliveredQuantity).minus(mine)
    if (mine.greaterThan(0) && Decimal.max(left, l.openedQuantity).lessThan(l.invoicedQuantity))
      throw conflict('sales.delivery_invoiced', { number: row.number, position: l.position })
  }
  const billed = lines.find((l) => dec(l.invoicedQuantity).greaterThan(0))
  if (billed) throw conflict('sales.delivery_invoiced', { number: row.number, position: billed.position })
}

/** Takes a posted delivery back: stock returns at its cost, the orders are open again and set aside anew. */
export const reverseDelivery = documentCommand({
  name: 'sales.reverseDelivery',
  permission: 'sales.delivery.reverse',
  input: reverseDeliveryInput,
  output: documentResult,
  document: { kind, transition: 'reverse' },
  handler: async (ctx, input, row, patch) => {
    if (row.historical) throw conflict('sales.historical', { number: row.number })
    const lines = await deliveryLines(ctx, row.id)
    const { orders, lines: before } = await lockOrders(ctx, ordersOf(lines))
    refuseUsed(row, lines, before)
    const { today } = await company(ctx, row.companyId)
    await reverseMoves(ctx, {
      source: { document: 'delivery', documentId: row.id, label: row.number },
      postingDate: input.postingDate ?? today,
    })
    await advanceLines(
      ctx,
      lines.map((l) => ({ id: l.orderLineId, delivered: plain(dec(l.quantity).negated()) })),
    )
    const after = await linesOfOrders(ctx, ordersOf(lines))
    for (const order of orders.values())
      if (order.status === 'approved')
        await reserveOpen(
          ctx,
          order,
          after.filter((l) => l.orderId === order.id),
        )
    await refreshOrders(ctx, row.companyId, ordersOf(lines), { reversed: true })
    await recogniseMoved(ctx, {
      companyId: row.companyId,
      lineIds: lines.map((l) => l.orderLineId),
      postingDate: input.postingDate ?? today,
      documentDate: row.documentDate,
      description: row.customerName,
      source: { document: 'delivery', documentId: row.id, label: row.number },
      counter: 'revenue',
    })
    patch({ reason: input.reason })
    ctx.emit('sales.delivery.reversed', {
      document: 'delivery',
      documentId: row.id,
      companyId: row.companyId,
      payload: { ...customerOf(row), number: row.number, reason: input.reason },
    })
    return deliveryResult(row, 'reversed')
  },
})

/** Gives up a delivery that has not left; the goods stay set aside for the orders. */
export const cancelDelivery = documentCommand({
  name: 'sales.cancelDelivery',
  permission: 'sales.delivery.cancel',
  input: cancelDeliveryInput,
  output: documentResult,
  document: { kind, transition: 'cancel' },
  handler: async (ctx, input, row, patch) => {
    const lines = await deliveryLines(ctx, row.id)
    await lockOrders(ctx, ordersOf(lines))
    await advanceLines(
      ctx,
      lines.map((l) => ({ id: l.orderLineId, planned: plain(dec(l.quantity).negated()) })),
    )
    patch({ reason: input.reason ?? null })
    return deliveryResult(row, 'cancelled')
  },
})
