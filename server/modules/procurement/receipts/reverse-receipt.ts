import { documentResult } from '@/server/contracts/procurement/common'
import { reverseGoodsReceiptInput } from '@/server/contracts/procurement/goods-receipt'
import { conflict } from '@/server/kernel/errors'
import { dec } from '@/server/kernel/money'
import { company, reverseJournalEntry } from '@/server/modules/finance'
import { reverseMoves } from '@/server/modules/inventory'
import { documentCommand } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { advanceOrderLines } from '../orders/advance-lines'
import { reopenCommitments } from '../orders/lower-commitments'
import { lockPurchaseOrders } from '../orders/order'
import { goodsReceiptKind as kind, type ReceiptLineRow, type ReceiptRow, receiptLines, receiptResult } from './receipt'
import { moveShipments } from './shipment-notices'
import { progressOf } from './take-in'

/** What was billed, went back, was inspected or bears a landed cost is not undone: it is returned. */
async function refuseUsed(ctx: CommandContext, row: ReceiptRow, lines: readonly ReceiptLineRow[]): Promise<void> {
  if (row.historical) throw conflict('procurement.historical', { number: row.number })
  for (const l of lines) {
    const at = { number: row.number, position: l.position }
    if (dec(l.billedQuantity).greaterThan(0)) throw conflict('procurement.receipt_billed', at)
    if (dec(l.returnedQuantity).greaterThan(0)) throw conflict('procurement.receipt_returned', at)
    if (l.held && dec(l.heldQuantity).lessThan(l.quantity)) throw conflict('procurement.receipt_inspected', at)
  }
  const [landed] = await ctx.sql<{ number: string }[]>`
    select c.number from landed_cost_line l join landed_cost c on c.tenant_id = l.tenant_id and c.id = l.landed_cost_id
    where l.tenant_id = ${ctx.tenantId} and l.receipt_id = ${row.id} and c.status = 'posted' limit 1`
  if (landed) throw conflict('procurement.receipt_landed', { number: row.number, landed: landed.number })
}

/** Takes a posted receipt back: stock, entries and orders stand as before it. Errors: procurement.receipt_billed and others, inventory's. */
export const reverseGoodsReceipt = documentCommand({
  name: 'procurement.reverseGoodsReceipt',
  permission: 'procurement.goods_receipt.reverse',
  input: reverseGoodsReceiptInput,
  output: documentResult,
  document: { kind, transition: 'reverse' },
  handler: async (ctx, input, row, patch) => {
    const orderIds = (await receiptLines(ctx, row.id)).map((l) => l.orderId)
    const { orders } = await lockPurchaseOrders(ctx, orderIds)
    // Read again behind the lock: an invoice or a return may have come meanwhile.
    const lines = await receiptLines(ctx, row.id)
    await refuseUsed(ctx, row, lines)
    const { today } = await company(ctx, row.companyId)
    const postingDate = input.postingDate ?? today
    if (lines.some((l) => l.stocked && dec(l.quantity).greaterThan(0)))
      await reverseMoves(ctx, {
        source: { document: kind.type, documentId: row.id, label: row.number },
        postingDate,
      })
    if (row.entryId)
      await reverseJournalEntry(ctx, {
        entryId: row.entryId,
        postingDate,
        description: `${row.supplierName}: ${input.reason}`,
      })
    advanceOrderLines(ctx, progressOf(lines, -1))
    await reopenCommitments(ctx, row.companyId, orders)
    await moveShipments(ctx, row.id, 'announced')
    patch({ reason: input.reason })
    ctx.emit('procurement.goods_receipt.reversed', {
      document: kind.type,
      documentId: row.id,
      companyId: row.companyId,
      payload: { supplierId: row.supplierId, supplierName: row.supplierName, number: row.number, reason: input.reason },
    })
    return receiptResult(row, 'reversed')
  },
})
