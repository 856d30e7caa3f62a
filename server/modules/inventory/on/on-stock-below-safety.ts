import { raiseAlerts } from '@/server/platform/alerts/raise'
import { reaction } from '@/server/platform/events/reaction'

/** Stock under its safety level is told to whoever looks after the items; the same item and warehouse is one alert until it is dealt with. */
export const onStockBelowSafety = reaction({
  name: 'inventory.alert-below-safety',
  on: ['inventory.stock.below_safety'],
  handler: async (ctx, { payload, companyId }) => {
    const { itemId, itemCode, warehouseId, warehouseCode, onHand, safety } = payload
    await raiseAlerts(ctx, [
      {
        kind: 'stock_below_safety',
        severity: 'warning',
        messageKey: 'stock_below_safety',
        params: { item: itemCode, warehouse: warehouseCode, onHand, safety },
        companyId,
        document: 'item',
        documentId: itemId,
        audience: { permission: 'inventory.item.update' },
        dedupeKey: `below-safety:${itemId}:${warehouseId}`,
      },
    ])
  },
})
