import { and, eq } from 'drizzle-orm'
import { salesOrder } from '@/db/schema/sales'
import { documentResult } from '@/server/contracts/sales/common'
import { duplicateSalesOrderInput } from '@/server/contracts/sales/sales-order'
import { notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { dec } from '@/server/kernel/money'
import { command } from '@/server/platform/commands/command'
import type { QueryContext } from '@/server/platform/commands/context'
import { linesOf, type PricedLine, pricedLines } from './order'
import { storeNewOrder } from './save-order'

/** A price that came from a list is asked for again; one that was typed stays. */
const copyOf = (line: PricedLine) => {
  const fromList = line.listPrice !== null && dec(line.listPrice).equals(line.unitPrice)
  return {
    kind: line.kind,
    itemId: line.itemId,
    description: line.description,
    unitId: line.unitId,
    quantity: line.quantity,
    unitPrice: fromList ? null : line.unitPrice,
    discountPercent: line.discountPercent,
    taxCodeIds: line.taxCodeIds,
    warehouseId: line.warehouseId,
    note: line.note,
  }
}

async function source(ctx: QueryContext, id: Id) {
  const [order] = await ctx.tx
    .select()
    .from(salesOrder)
    .where(and(eq(salesOrder.tenantId, ctx.tenantId), eq(salesOrder.id, id)))
  if (!order) throw notFound('sales_order')
  return order
}

/** A new draft like an existing order, priced of today. */
export const duplicateSalesOrder = command({
  name: 'sales.duplicateSalesOrder',
  permission: 'sales.sales_order.create',
  input: duplicateSalesOrderInput,
  output: documentResult,
  handler: async (ctx, input) => {
    const order = await source(ctx, input.id)
    const { saved } = await storeNewOrder(
      ctx,
      {
        companyId: order.companyId,
        customerId: order.customerId,
        ...(input.documentDate && { documentDate: input.documentDate }),
        currency: order.currency,
        customerReference: null,
        paymentTermId: order.paymentTermId,
        salesPersonId: order.salesPersonId,
        shipPolicy: order.shipPolicy,
        invoicePolicy: order.invoicePolicy,
        warehouseId: order.warehouseId,
        discountPercent: order.discountPercent,
        discountAmount: order.discountAmount,
        note: order.note,
        internalNote: null,
        lines: pricedLines(await linesOf(ctx, order.id)).map(copyOf),
      },
      { copiedFromId: order.id },
    )
    return { id: saved.id, number: saved.number, status: saved.status, version: saved.version }
  },
})
