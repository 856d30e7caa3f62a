import { documentRef } from '@/server/contracts/platform/field'
import { documentResult } from '@/server/contracts/procurement/common'
import { conflict } from '@/server/kernel/errors'
import { dec } from '@/server/kernel/money'
import { documentCommand } from '@/server/platform/commands/command'
import { setNeedsBudget } from '../orders/budget-use'
import { linesOfRequisitions, purchaseRequisitionKind, requisitionResult } from './requisition'

/** Opens a requisition again that was closed by hand, for what is not ordered. Error procurement.nothing_to_order. */
export const reopenPurchaseRequisition = documentCommand({
  name: 'procurement.reopenPurchaseRequisition',
  permission: 'procurement.purchase_requisition.close',
  input: documentRef,
  output: documentResult,
  document: { kind: purchaseRequisitionKind, transition: 'reopen' },
  constraints: { purchase_requisition_reorder: { code: 'procurement.reorder_exists', path: 'id' } },
  handler: async (ctx, _input, row, patch) => {
    const lines = await linesOfRequisitions(ctx, [row.id])
    if (lines.every((l) => dec(l.orderedQuantity).greaterThanOrEqualTo(l.stockQuantity)))
      throw conflict('procurement.nothing_to_order')
    await ctx.sql`update purchase_requisition set reason = null where tenant_id = ${ctx.tenantId} and id = ${row.id}`
    await setNeedsBudget(ctx, row.companyId, [row.id])
    patch({ reason: null })
    return requisitionResult(row, 'approved')
  },
})
