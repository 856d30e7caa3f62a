import { and, eq } from 'drizzle-orm'
import { purchaseOrder } from '@/db/schema/procurement'
import { documentResult } from '@/server/contracts/procurement/common'
import {
  callOffInput,
  duplicatePurchaseOrderInput,
  savedPurchaseOrder,
} from '@/server/contracts/procurement/purchase-order'
import { conflict, notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { dec } from '@/server/kernel/money'
import { command } from '@/server/platform/commands/command'
import type { QueryContext } from '@/server/platform/commands/context'
import { judge } from '@/server/platform/rules/judge'
import { linesOf, lockPurchaseOrders, type OrderLineRow } from './order'
import type { OrderInput } from './prepare-order'
import { savedOrder, storeNewOrder, subjectOfPrepared } from './save-order'

type LineInput = OrderInput['lines'][number]

const copyOf = (line: OrderLineRow): LineInput => ({
  kind: line.kind,
  itemId: line.itemId,
  description: line.description,
  unitId: line.unitId,
  quantity: line.quantity,
  unitPrice: line.unitPrice,
  discountPercent: line.discountPercent,
  taxCodeIds: line.taxCodeIds,
  expenseAccountId: line.expenseAccountId,
  costCenterId: line.costCenterId,
  projectId: line.projectId,
  warehouseId: line.warehouseId,
  note: line.note,
})

/** A price that was agreed is asked for again; one that was typed stays. */
const repriced = (line: OrderLineRow): LineInput => {
  const agreed = line.listPrice !== null && dec(line.listPrice).equals(line.unitPrice)
  return agreed ? { ...copyOf(line), unitPrice: null, discountPercent: null } : copyOf(line)
}

async function source(ctx: QueryContext, id: Id) {
  const [order] = await ctx.tx
    .select()
    .from(purchaseOrder)
    .where(and(eq(purchaseOrder.tenantId, ctx.tenantId), eq(purchaseOrder.id, id)))
  if (!order) throw notFound('purchase_order')
  return order
}

/** A new draft like an existing order, priced of today. Of a call-off: an order of its own. */
export const duplicatePurchaseOrder = command({
  name: 'procurement.duplicatePurchaseOrder',
  permission: 'procurement.purchase_order.create',
  input: duplicatePurchaseOrderInput,
  output: documentResult,
  handler: async (ctx, input) => {
    const order = await source(ctx, input.id)
    const { saved } = await storeNewOrder(
      ctx,
      {
        companyId: order.companyId,
        supplierId: order.supplierId,
        ...(input.documentDate && { documentDate: input.documentDate }),
        currency: order.currency,
        supplierReference: null,
        paymentTermId: order.paymentTermId,
        buyerId: order.buyerId,
        warehouseId: order.warehouseId,
        discountPercent: order.discountPercent,
        discountAmount: order.discountAmount,
        blanketAmount: order.blanketAmount,
        allowancePercent: order.allowancePercent,
        note: order.note,
        internalNote: null,
        lines: (await linesOf(ctx, order.id)).map(repriced),
      },
      { copiedFromId: order.id, kind: order.kind === 'blanket' ? 'blanket' : 'standard' },
    )
    return { id: saved.id, number: saved.number, status: saved.status, version: saved.version }
  },
})

/**
 * Orders a part of a blanket order at its prices, as a draft that counts against it at once. Exactly at what is agreed with its allowance
 * passes. Errors: procurement.blanket_not_open, blanket_period, blanket_quantity, blanket_amount, unknown_line.
 */
export const callOffBlanketOrder = command({
  name: 'procurement.callOffBlanketOrder',
  permission: 'procurement.purchase_order.create',
  input: callOffInput,
  output: savedPurchaseOrder,
  handler: async (ctx, input) => {
    const { orders, lines: agreed } = await lockPurchaseOrders(ctx, [input.blanketId])
    const blanket = orders.get(input.blanketId)
    if (!blanket) throw notFound('purchase_order')
    if (blanket.kind !== 'blanket') throw conflict('procurement.blanket_not_open', { number: blanket.number })
    const byId = new Map(agreed.map((l) => [l.id, l]))
    const order: OrderInput = {
      companyId: blanket.companyId,
      supplierId: blanket.supplierId,
      ...(input.documentDate && { documentDate: input.documentDate }),
      requestedDate: input.requestedDate,
      currency: blanket.currency,
      supplierReference: blanket.supplierReference,
      paymentTermId: blanket.paymentTermId,
      buyerId: blanket.buyerId,
      warehouseId: input.warehouseId ?? blanket.warehouseId,
      discountPercent: blanket.discountPercent,
      discountAmount: '0',
      allowancePercent: '0',
      note: input.note,
      internalNote: null,
      lines: input.lines.map((l) => {
        const line = byId.get(l.blanketLineId)
        if (!line) throw conflict('procurement.unknown_line')
        const { blanketLineId, quantity, requestedDate } = l
        return {
          ...copyOf(line),
          warehouseId: input.warehouseId ?? line.warehouseId,
          quantity,
          requestedDate,
          blanketLineId,
        }
      }),
    }
    const made = await storeNewOrder(ctx, order, { kind: 'call_off', blanketId: blanket.id })
    const subject = await subjectOfPrepared(ctx, 'save', made.order, order, made.prepared)
    return savedOrder(made.saved, made.prepared, await judge(ctx, subject))
  },
})
