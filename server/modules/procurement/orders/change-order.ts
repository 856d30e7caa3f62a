import { changePurchaseOrderInput, savedPurchaseOrder } from '@/server/contracts/procurement/purchase-order'
import { conflict } from '@/server/kernel/errors'
import { dec, HUNDRED, plain } from '@/server/kernel/money'
import { documentCommand } from '@/server/platform/commands/command'
import { purchaseSettingsOf } from '../masters'
import { commitOrder } from './commit-order'
import { linesOf, linesOfOrders, purchaseOrderKind } from './order'
import { prepareOrder } from './prepare-order'
import { demandSettledKept, fullInput, headerOf, rewriteLines, savedOrder, subjectOfPrepared } from './save-order'

/**
 * Changes an approved order as its next revision at once, where that adds no more than the company allows without a new approval
 * (settings `revisionPercent` and `revisionAmount`, both; exactly at them passes; less is always allowed). The budgets take the difference.
 * Errors: procurement.revision_needs_approval, those of updatePurchaseOrder and approvePurchaseOrder.
 */
export const changePurchaseOrder = documentCommand({
  name: 'procurement.changePurchaseOrder',
  permission: 'procurement.purchase_order.update',
  input: changePurchaseOrderInput,
  output: savedPurchaseOrder,
  document: { kind: purchaseOrderKind, transition: 'change' },
  check: async (ctx, { reason: _reason, ...input }, doc) => {
    const known = new Set((await linesOf(ctx, doc.id)).map((l) => l.id))
    const full = fullInput(input, doc, known)
    return subjectOfPrepared(ctx, 'approve', doc, full, await prepareOrder(ctx, full))
  },
  handler: async (ctx, { reason, ...input }, doc, patch) => {
    const before = await linesOfOrders(ctx, [doc.id])
    const known = new Set(before.map((l) => l.id))
    const full = fullInput(input, doc, known)
    const [prepared, settings] = await Promise.all([prepareOrder(ctx, full), purchaseSettingsOf(ctx, doc.companyId)])
    demandSettledKept(before, prepared)
    const approved = doc.approvedBaseNet ?? '0'
    const added = dec(prepared.amounts.baseNet).minus(approved)
    const allowed = dec(approved).times(settings.revisionPercent).div(HUNDRED)
    if (added.greaterThan(0) && (added.greaterThan(settings.revisionAmount) || added.greaterThan(allowed)))
      throw conflict('procurement.revision_needs_approval', {
        added: plain(added),
        currency: prepared.company.baseCurrency,
      })
    await rewriteLines(ctx, doc, known, prepared, 'approved')
    const header = headerOf(full, prepared)
    const next = { ...doc, ...header, revision: doc.revision + 1, reason }
    const committed = await commitOrder(ctx, next, await linesOfOrders(ctx, [doc.id]))
    patch({ ...header, ...committed, revision: next.revision, reason, confirmedAt: null })
    const { id, number, companyId, version } = doc
    return savedOrder({ id, number, companyId, status: 'approved', version: version + 1 }, prepared, [])
  },
})
