import { reaction } from '@/server/platform/events/reaction'
import { reserveShort } from '../orders/reserve-short'

/** Goods have come in or were set free: orders that are short of them get them, who needs them first in front. */
export const onStockAvailable = reaction({
  name: 'sales.reserve-short',
  on: ['inventory.stock.available'],
  handler: async (ctx, { companyId, payload }) => {
    if (companyId) await reserveShort(ctx, companyId, payload.places, payload.source)
  },
})
