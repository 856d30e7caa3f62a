import { dec, plain } from '@/server/kernel/money'
import type { CommandContext } from '@/server/platform/commands/context'
import type { AllocationRow } from './insert-allocations'
import type { OpenItemInfo } from './open-item.queries'

/** Tells the documents behind the items what remains open of them after the allocations. */
export function announceItems(
  ctx: CommandContext,
  items: readonly OpenItemInfo[],
  allocations: readonly AllocationRow[],
): void {
  for (const item of items) {
    let remaining = dec(item.remaining)
    for (const a of allocations) {
      if (a.debitItemId === item.id) remaining = remaining.minus(a.amount)
      if (a.creditItemId === item.id) remaining = remaining.plus(a.amount)
    }
    ctx.emit('finance.open_item.settled', {
      document: item.sourceDocument,
      documentId: item.sourceDocumentId,
      companyId: item.companyId,
      payload: { openItemId: item.id, partyId: item.partyId, currency: item.currency, remaining: plain(remaining) },
    })
  }
}
