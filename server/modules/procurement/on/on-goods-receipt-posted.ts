import { reaction } from '@/server/platform/events/reaction'
import { matchLate } from '../supplier-invoices/match-late'

/** Invoices that came before their goods are matched when the goods come, and paid if nothing else stands against it. */
export const onGoodsReceiptPosted = reaction({
  name: 'procurement.invoice-retest',
  on: ['procurement.goods_receipt.posted'],
  handler: (ctx, event) => matchLate(ctx, event.payload.orderLineIds),
})
