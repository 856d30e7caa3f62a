import { purchaseOrderLine } from '@/db/schema/procurement'
import { documentRef } from '@/server/contracts/platform/field'
import { documentResult } from '@/server/contracts/procurement/common'
import {
  approvedPurchaseOrder,
  approvePurchaseOrderInput,
  confirmPurchaseOrderInput,
  purchaseOrderReason,
  sendPurchaseOrderInput,
} from '@/server/contracts/procurement/purchase-order'
import { conflict } from '@/server/kernel/errors'
import { dec, plain } from '@/server/kernel/money'
import { documentCommand } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { updateRows } from '@/server/platform/tenancy/bulk'
import { supplierTerms } from '../masters'
import { demandBlanket } from './blanket'
import { setOrderBudget } from './budget-use'
import { commitOrder, demandOpenSupplier, orderSubject, someLines, uncommitOrder } from './commit-order'
import {
  linesOf,
  type OrderLineRow,
  type OrderRow,
  orderResult,
  purchaseOrderKind,
  refreshPurchaseOrders,
  settled,
  supplierOf,
} from './order'

const kind = purchaseOrderKind
const eventOf = (order: OrderRow) => ({
  document: 'purchase_order',
  documentId: order.id,
  companyId: order.companyId,
})

/** Refuses when anything has come, is billed or is called off: then the rest can be closed short. */
function untouched(lines: readonly OrderLineRow[]): void {
  for (const line of lines) {
    const { position } = line
    if (dec(line.receivedQuantity).greaterThan(0)) throw conflict('procurement.already_received', { position })
    if (!dec(line.billedQuantity).isZero()) throw conflict('procurement.already_billed', { position })
    if (dec(line.calledQuantity).greaterThan(0)) throw conflict('procurement.already_called', { position })
  }
}

export const submitPurchaseOrder = documentCommand({
  name: 'procurement.submitPurchaseOrder',
  permission: 'procurement.purchase_order.submit',
  input: documentRef,
  output: documentResult,
  document: { kind, transition: 'submit' },
  check: orderSubject('submit'),
  handler: async (ctx, _input, order) => {
    someLines(await linesOf(ctx, order.id))
    ctx.emit('procurement.purchase_order.submitted', {
      ...eventOf(order),
      payload: { ...supplierOf(order), number: order.number },
    })
    return orderResult(order, 'in_approval')
  },
})

/** Hands an order that waits for approval back to its author. */
export const returnPurchaseOrder = documentCommand({
  name: 'procurement.returnPurchaseOrder',
  permission: 'procurement.purchase_order.approve',
  input: purchaseOrderReason,
  output: documentResult,
  document: { kind, transition: 'return' },
  handler: async (_ctx, { reason }, order, patch) => {
    patch({ reason })
    return orderResult(order, 'draft')
  },
})

/**
 * Commits to the supplier in one transaction: rules, approval flow, blanket order, budgets, and the event. Errors:
 * procurement.no_lines, no_warehouse, no_account, supplier_blocked, blanket_*, finance.over_budget.
 */
export const approvePurchaseOrder = documentCommand({
  name: 'procurement.approvePurchaseOrder',
  permission: 'procurement.purchase_order.approve',
  input: approvePurchaseOrderInput,
  output: approvedPurchaseOrder,
  document: { kind, transition: 'approve' },
  check: orderSubject('approve'),
  handler: async (ctx, _input, order, patch) => {
    const lines = await linesOf(ctx, order.id)
    patch(await commitOrder(ctx, order, lines))
    // Of what was never approved nothing has come; a call-off counts on its blanket order from now on.
    if (order.revision > 0 || order.blanketId)
      await refreshPurchaseOrders(ctx, order.companyId, [order.id], { status: 'approved' })
    return orderResult(order, 'approved')
  },
})

/** Sends an order to its supplier: the mail with the paper follows. Without an address of the supplier one must be given. */
export const sendPurchaseOrder = documentCommand({
  name: 'procurement.sendPurchaseOrder',
  permission: 'procurement.purchase_order.send',
  input: sendPurchaseOrderInput,
  output: documentResult,
  document: { kind, transition: 'send' },
  handler: async (ctx, input, order, patch) => {
    const email = input.email === undefined ? (await supplierTerms(ctx, order.supplierId)).email : input.email
    if (email === null && input.email === undefined)
      throw conflict('procurement.no_email', { supplier: order.supplierName })
    patch({ sentAt: ctx.now.toISOString(), sentTo: email })
    ctx.emit('procurement.purchase_order.sent', {
      ...eventOf(order),
      payload: { ...supplierOf(order), number: order.number, email },
    })
    return orderResult(order, 'sent')
  },
})

/** Writes down what the supplier has confirmed: dates and quantities; a line that is left out is confirmed as ordered. */
export const confirmPurchaseOrder = documentCommand({
  name: 'procurement.confirmPurchaseOrder',
  permission: 'procurement.purchase_order.confirm',
  input: confirmPurchaseOrderInput,
  output: documentResult,
  document: { kind, transition: 'confirm' },
  handler: async (ctx, input, order, patch) => {
    const lines = await linesOf(ctx, order.id)
    const said = new Map(input.lines.map((l) => [l.id, l]))
    if (input.lines.some((l) => !lines.some((known) => known.id === l.id))) throw conflict('procurement.unknown_line')
    const rows = lines.map((l) => ({
      id: l.id,
      confirmedQuantity: said.get(l.id)?.quantity ?? l.stockQuantity,
      promisedDate: said.get(l.id)?.promisedDate ?? l.promisedDate,
    }))
    await updateRows(ctx, purchaseOrderLine, rows)
    // A promise in another month falls on another budget month.
    const promised = new Map(rows.map((r) => [r.id, r.promisedDate]))
    await setOrderBudget(
      ctx,
      order,
      lines.map((l) => ({ ...l, promisedDate: promised.get(l.id) ?? l.promisedDate })),
      true,
    )
    patch({
      confirmedAt: ctx.now.toISOString(),
      supplierReference: input.supplierReference ?? order.supplierReference,
    })
    ctx.emit('procurement.purchase_order.confirmed', {
      ...eventOf(order),
      payload: { ...supplierOf(order), number: order.number },
    })
    return orderResult(order, 'confirmed')
  },
})

/** Takes back an order of which nothing has come; its budgets are freed and its requisitions are open again. */
export const cancelPurchaseOrder = documentCommand({
  name: 'procurement.cancelPurchaseOrder',
  permission: 'procurement.purchase_order.cancel',
  input: purchaseOrderReason,
  output: documentResult,
  document: { kind, transition: 'cancel' },
  handler: async (ctx, { reason }, order, patch) => {
    const lines = await linesOf(ctx, order.id)
    untouched(lines)
    await refreshPurchaseOrders(ctx, order.companyId, [order.id], { status: 'cancelled' })
    await uncommitOrder(ctx, order, lines, true)
    patch({ reason })
    ctx.emit('procurement.purchase_order.cancelled', {
      ...eventOf(order),
      payload: { ...supplierOf(order), number: order.number, reason },
    })
    return orderResult(order, 'cancelled')
  },
})

const closed = (ctx: CommandContext, order: OrderRow, short: boolean) =>
  ctx.emit('procurement.purchase_order.closed', {
    ...eventOf(order),
    payload: { ...supplierOf(order), number: order.number, short },
  })

/** Closes an order that has come and is billed in full, or a blanket order. Error: procurement.not_complete. */
export const closePurchaseOrder = documentCommand({
  name: 'procurement.closePurchaseOrder',
  permission: 'procurement.purchase_order.close',
  input: documentRef,
  output: documentResult,
  document: { kind, transition: 'close' },
  handler: async (ctx, _input, order) => {
    const lines = await linesOf(ctx, order.id)
    const wanted = (l: OrderLineRow) => dec(l.stockQuantity).minus(l.shortQuantity)
    const open = lines.find(
      (l) =>
        wanted(l).greaterThan(l.billedQuantity) ||
        (l.kind !== 'freight' && wanted(l).greaterThan(dec(l.receivedQuantity).minus(l.returnedQuantity))),
    )
    if (open && order.kind !== 'blanket') throw conflict('procurement.not_complete', { position: open.position })
    await setOrderBudget(ctx, order, lines, false)
    closed(ctx, order, false)
    return orderResult(order, 'closed')
  },
})

/** Ends an order short: what has not come will not come, and its budgets are freed. What came can still be billed. */
export const closeShortPurchaseOrder = documentCommand({
  name: 'procurement.closeShortPurchaseOrder',
  permission: 'procurement.purchase_order.close',
  input: purchaseOrderReason,
  output: documentResult,
  document: { kind, transition: 'close_short' },
  handler: async (ctx, { reason }, order, patch) => {
    if (order.kind === 'blanket') throw conflict('procurement.blanket_closes')
    const lines = await linesOf(ctx, order.id)
    const came = lines.some((l) => l.kind !== 'freight' && settled(l).greaterThan(0))
    // Freight is still owed for what came.
    const short = (l: OrderLineRow) => {
      if (l.kind === 'freight' && came) return '0'
      const left = dec(l.stockQuantity).minus(settled(l))
      return left.isNegative() ? '0' : plain(left)
    }
    const after = lines.map((l) => ({ ...l, shortQuantity: short(l) }))
    await updateRows(
      ctx,
      purchaseOrderLine,
      after.map((l) => ({ id: l.id, shortQuantity: l.shortQuantity })),
    )
    await refreshPurchaseOrders(ctx, order.companyId, [order.id], { status: 'closed' })
    await setOrderBudget(ctx, order, after, false)
    patch({ reason })
    closed(ctx, order, true)
    return orderResult(order, 'closed')
  },
})

/** Opens a closed order again for all that was ordered: supplier, blanket order and budgets are asked anew. */
export const reopenPurchaseOrder = documentCommand({
  name: 'procurement.reopenPurchaseOrder',
  permission: 'procurement.purchase_order.reopen',
  input: documentRef,
  output: documentResult,
  document: { kind, transition: 'reopen' },
  check: orderSubject('approve'),
  handler: async (ctx, _input, order, patch) => {
    const lines = (await linesOf(ctx, order.id)).map((l) => ({ ...l, shortQuantity: '0' }))
    await demandOpenSupplier(ctx, order.supplierId)
    await ctx.sql`
      update purchase_order_line set short_quantity = 0 where tenant_id = ${ctx.tenantId} and order_id = ${order.id}`
    await refreshPurchaseOrders(ctx, order.companyId, [order.id], { status: 'approved' })
    if (order.blanketId) await demandBlanket(ctx, order.blanketId, order.documentDate)
    await setOrderBudget(ctx, order, lines, true)
    patch({ reason: null })
    ctx.emit('procurement.purchase_order.reopened', {
      ...eventOf(order),
      payload: { ...supplierOf(order), number: order.number },
    })
    return orderResult(order, 'approved')
  },
})

/**
 * Opens the next revision of an order as a draft. The budgets of the approved revision stay held until the next one is approved; what has
 * come stays on it, and nothing is received meanwhile.
 */
export const revisePurchaseOrder = documentCommand({
  name: 'procurement.revisePurchaseOrder',
  permission: 'procurement.purchase_order.update',
  input: purchaseOrderReason,
  output: documentResult,
  document: { kind, transition: 'revise' },
  handler: async (_ctx, { reason }, order, patch) => {
    // A draft that a rule had stopped was never approved: it stays the same revision.
    patch({ revision: order.status === 'blocked' ? order.revision : order.revision + 1, reason, confirmedAt: null })
    return orderResult(order, 'draft')
  },
})
