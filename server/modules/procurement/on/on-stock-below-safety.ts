import { reaction } from '@/server/platform/events/reaction'
import { reorderItem } from '../requisitions/reorder'

/** Stock under its safety level is asked for by itself; with what is already coming, and never twice. */
export const onStockBelowSafety = reaction({
  name: 'procurement.reorder-below-safety',
  on: ['inventory.stock.below_safety'],
  handler: async (ctx, { payload, companyId }) => {
    if (companyId) await reorderItem(ctx, companyId, payload.itemId, payload.warehouseId)
  },
})

/** What had been expected will not come: the places that waited for it look again. */
export const onOrderTakenBack = reaction({
  name: 'procurement.reorder-after-cancel',
  on: ['procurement.purchase_order.cancelled', 'procurement.purchase_order.closed'],
  handler: async (ctx, { documentId, companyId }) => {
    if (!companyId) return
    const places = await ctx.sql<{ itemId: string; warehouseId: string }[]>`
      select distinct l.item_id as "itemId", l.warehouse_id as "warehouseId" from purchase_order_line l
      where l.tenant_id = ${ctx.tenantId} and l.order_id = ${documentId} and l.stocked and l.warehouse_id is not null
        and l.received_quantity - l.returned_quantity < l.stock_quantity
      order by 1, 2`
    for (const { itemId, warehouseId } of places) await reorderItem(ctx, companyId, itemId, warehouseId)
  },
})
