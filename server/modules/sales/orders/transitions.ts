import { documentRef } from '@/server/contracts/platform/field'
import { documentResult } from '@/server/contracts/sales/common'
import { approvedSalesOrder, approveSalesOrderInput, salesOrderReason } from '@/server/contracts/sales/sales-order'
import { conflict } from '@/server/kernel/errors'
import { Decimal, dec, plain } from '@/server/kernel/money'
import { company } from '@/server/modules/finance'
import { documentCommand } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { commitOrder, releaseOrder } from './commit-order'
import {
  customerOf,
  linesOf,
  type OrderLineRow,
  type OrderRow,
  orderResult,
  orderSubject,
  salesOrderKind,
} from './order'

const kind = salesOrderKind

const someLines = (lines: readonly OrderLineRow[]) => {
  if (lines.length === 0) throw conflict('sales.no_lines')
}

/** Refuses when anything has been delivered, is in a delivery, or is billed: then the rest can be closed short. */
function untouched(lines: readonly OrderLineRow[]): void {
  for (const line of lines) {
    if (dec(line.deliveredQuantity).greaterThan(0)) throw conflict('sales.already_shipped', { position: line.position })
    if (dec(line.plannedQuantity).greaterThan(0)) throw conflict('sales.in_delivery', { position: line.position })
    if (dec(line.invoicedQuantity).greaterThan(0)) throw conflict('sales.already_invoiced', { position: line.position })
  }
}

/** A quotation that is out of date is not accepted unseen; its last day still is. */
async function stillValid(ctx: CommandContext, order: OrderRow): Promise<void> {
  if (order.status !== 'quoted' || !order.validUntil) return
  const { today } = await company(ctx, order.companyId)
  if (order.validUntil < today) throw conflict('sales.quote_expired', { date: order.validUntil })
}

export const quoteSalesOrder = documentCommand({
  name: 'sales.quoteSalesOrder',
  permission: 'sales.sales_order.quote',
  input: documentRef,
  output: documentResult,
  document: { kind, transition: 'quote' },
  check: orderSubject('quote'),
  handler: async (ctx, _input, order) => {
    someLines(await linesOf(ctx, order.id))
    ctx.emit('sales.sales_order.quoted', {
      document: 'sales_order',
      documentId: order.id,
      companyId: order.companyId,
      payload: { ...customerOf(order), number: order.number, validUntil: order.validUntil },
    })
    return orderResult(order, 'quoted')
  },
})

export const submitSalesOrder = documentCommand({
  name: 'sales.submitSalesOrder',
  permission: 'sales.sales_order.submit',
  input: documentRef,
  output: documentResult,
  document: { kind, transition: 'submit' },
  check: orderSubject('submit'),
  handler: async (ctx, _input, order) => {
    someLines(await linesOf(ctx, order.id))
    await stillValid(ctx, order)
    ctx.emit('sales.sales_order.submitted', {
      document: 'sales_order',
      documentId: order.id,
      companyId: order.companyId,
      payload: { ...customerOf(order), number: order.number },
    })
    return orderResult(order, 'in_approval')
  },
})

/**
 * Commits to the customer in one transaction: rules, credit, reservation, and the events from which shipping, production and
 * purchasing start. Errors: sales.credit_limit, sales.customer_blocked, sales.no_warehouse, sales.quote_expired.
 */
export const approveSalesOrder = documentCommand({
  name: 'sales.approveSalesOrder',
  permission: 'sales.sales_order.approve',
  input: approveSalesOrderInput,
  output: approvedSalesOrder,
  document: { kind, transition: 'approve' },
  check: orderSubject('approve'),
  handler: async (ctx, _input, order) => {
    const lines = await linesOf(ctx, order.id)
    someLines(lines)
    await stillValid(ctx, order)
    const reservations = await commitOrder(ctx, order, lines)
    const of = new Map(reservations.map((r) => [r.id, r]))
    ctx.emit('sales.sales_order.approved', {
      document: 'sales_order',
      documentId: order.id,
      companyId: order.companyId,
      payload: {
        ...customerOf(order),
        number: order.number,
        shipPolicy: order.shipPolicy,
        requestedDate: order.requestedDate,
        lines: lines.flatMap((l) =>
          l.stocked && l.itemId
            ? [
                {
                  lineId: l.id,
                  itemId: l.itemId,
                  warehouseId: l.warehouseId,
                  ordered: plain(l.openedQuantity),
                  reserved: of.get(l.id)?.reserved ?? '0',
                  short: of.get(l.id)?.short ?? '0',
                  requestedDate: l.requestedDate,
                },
              ]
            : [],
        ),
      },
    })
    return { ...orderResult(order, 'approved'), lines: reservations.map((r) => ({ ...r })) }
  },
})

/** Takes back an order of which nothing has left; reservations and exposure are freed. */
export const cancelSalesOrder = documentCommand({
  name: 'sales.cancelSalesOrder',
  permission: 'sales.sales_order.cancel',
  input: salesOrderReason,
  output: documentResult,
  document: { kind, transition: 'cancel' },
  handler: async (ctx, { reason }, order, patch) => {
    const lines = await linesOf(ctx, order.id)
    untouched(lines)
    if (order.status === 'approved') await releaseOrder(ctx, order, lines, 'cancelled')
    patch({ reason })
    ctx.emit('sales.sales_order.cancelled', {
      document: 'sales_order',
      documentId: order.id,
      companyId: order.companyId,
      payload: { ...customerOf(order), number: order.number, reason },
    })
    return orderResult(order, 'cancelled')
  },
})

const closed = (ctx: CommandContext, order: OrderRow, short: boolean) =>
  ctx.emit('sales.sales_order.closed', {
    document: 'sales_order',
    documentId: order.id,
    companyId: order.companyId,
    payload: { ...customerOf(order), number: order.number, short },
  })

/** Closes an order that has been delivered and billed in full. Error: sales.not_complete. */
export const closeSalesOrder = documentCommand({
  name: 'sales.closeSalesOrder',
  permission: 'sales.sales_order.close',
  input: documentRef,
  output: documentResult,
  document: { kind, transition: 'close' },
  handler: async (ctx, _input, order) => {
    const lines = await linesOf(ctx, order.id)
    const open = lines.find(
      (l) =>
        (l.kind !== 'component' && dec(l.invoicedQuantity).lessThan(l.openedQuantity)) ||
        (l.stocked && dec(l.deliveredQuantity).lessThan(l.openedQuantity)),
    )
    if (open) throw conflict('sales.not_complete', { position: open.position })
    closed(ctx, order, false)
    return orderResult(order, 'closed')
  },
})

/** Ends an order short: what is not delivered will not come, its reservations and exposure are freed. */
export const closeShortSalesOrder = documentCommand({
  name: 'sales.closeShortSalesOrder',
  permission: 'sales.sales_order.close',
  input: salesOrderReason,
  output: documentResult,
  document: { kind, transition: 'close_short' },
  handler: async (ctx, { reason }, order, patch) => {
    const lines = await linesOf(ctx, order.id)
    const planned = lines.find((l) => dec(l.plannedQuantity).greaterThan(0))
    if (planned) throw conflict('sales.in_delivery', { position: planned.position })
    const shipped = lines.some((l) => l.stocked && dec(l.deliveredQuantity).greaterThan(0))
    // Freight is still owed for what was delivered; a service is owed as far as it was billed.
    const billedKits = new Map(lines.filter((l) => l.kit).map((l) => [l.id, l.invoicedQuantity]))
    const left = (l: OrderLineRow) => {
      if (l.kit) return plain(Decimal.max(l.deliveredQuantity, l.invoicedQuantity))
      if (l.kitLineId) {
        const owed = dec(billedKits.get(l.kitLineId) ?? '0').times(l.kitQuantity ?? '0')
        return plain(Decimal.max(l.deliveredQuantity, Decimal.min(l.openedQuantity, owed)))
      }
      if (l.stocked) return plain(Decimal.max(l.deliveredQuantity, l.invoicedQuantity))
      return l.kind === 'freight' && shipped ? l.openedQuantity : l.invoicedQuantity
    }
    await releaseOrder(ctx, order, lines, 'closed', left)
    patch({ reason })
    closed(ctx, order, true)
    return orderResult(order, 'closed')
  },
})

/** Opens a closed order again for all that was ordered: credit and reservation are asked anew. */
export const reopenSalesOrder = documentCommand({
  name: 'sales.reopenSalesOrder',
  permission: 'sales.sales_order.reopen',
  input: documentRef,
  output: documentResult,
  document: { kind, transition: 'reopen' },
  check: orderSubject('approve'),
  handler: async (ctx, _input, order) => {
    const lines = (await linesOf(ctx, order.id)).map((l) => ({ ...l, openedQuantity: l.stockQuantity }))
    await ctx.sql`
      update sales_order_line set opened_quantity = stock_quantity where tenant_id = ${ctx.tenantId} and order_id = ${order.id}`
    await commitOrder(ctx, order, lines)
    ctx.emit('sales.sales_order.reopened', {
      document: 'sales_order',
      documentId: order.id,
      companyId: order.companyId,
      payload: { ...customerOf(order), number: order.number },
    })
    return orderResult(order, 'approved')
  },
})

export const loseSalesOrder = documentCommand({
  name: 'sales.loseSalesOrder',
  permission: 'sales.sales_order.cancel',
  input: salesOrderReason,
  output: documentResult,
  document: { kind, transition: 'lose' },
  handler: async (ctx, { reason }, order, patch) => {
    patch({ reason })
    ctx.emit('sales.sales_order.lost', {
      document: 'sales_order',
      documentId: order.id,
      companyId: order.companyId,
      payload: { ...customerOf(order), number: order.number, reason },
    })
    return orderResult(order, 'lost')
  },
})

/** Takes an order back to a draft of the next revision; one that was approved gives its reservations and exposure back. */
export const reviseSalesOrder = documentCommand({
  name: 'sales.reviseSalesOrder',
  permission: 'sales.sales_order.update',
  input: documentRef,
  output: documentResult,
  document: { kind, transition: 'revise' },
  handler: async (ctx, _input, order, patch) => {
    const lines = await linesOf(ctx, order.id)
    untouched(lines)
    if (order.status === 'approved') await releaseOrder(ctx, order, lines, 'draft')
    patch({ revision: order.revision + 1, reason: null })
    return orderResult(order, 'draft')
  },
})
