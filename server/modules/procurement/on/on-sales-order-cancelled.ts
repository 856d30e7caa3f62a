import { reaction } from '@/server/platform/events/reaction'

/** What a cancelled sales order lacked is not needed any more: what was asked for it and is not approved yet is cancelled too. */
export const onSalesOrderCancelled = reaction({
  name: 'procurement.drop-shortage',
  on: ['sales.sales_order.cancelled'],
  handler: async (ctx, { documentId, payload }) => {
    const dropped = await ctx.sql<{ id: string; number: string; companyId: string }[]>`
      update purchase_requisition set status = 'cancelled', reason = ${payload.reason}, version = version + 1, updated_at = now(),
        updated_by = ${ctx.actor.userId}
      where tenant_id = ${ctx.tenantId} and source_id = ${documentId} and origin = 'sales_order' and status = 'draft'
      returning id, number, company_id as "companyId"`
    for (const { id, number, companyId } of dropped)
      ctx.record({
        action: 'cancel',
        document: 'purchase_requisition',
        documentId: id,
        companyId,
        label: number,
        before: { status: 'draft' },
        after: { status: 'cancelled', reason: payload.reason },
      })
  },
})
