import type { Id } from '@/server/kernel/ids'
import { dec, plain } from '@/server/kernel/money'
import { items as itemsOf } from '@/server/modules/inventory'
import { reaction } from '@/server/platform/events/reaction'
import { storeNewRequisition } from '../requisitions/save-requisition'

/**
 * What an approved sales order lacks is asked for: one requisition for what its lines are short of and no earlier requisition of the same line
 * asks for. A repeated or late delivery of the event finds what was asked for, and asks for nothing.
 */
export const onSalesOrderApproved = reaction({
  name: 'procurement.cover-shortage',
  on: ['sales.sales_order.approved'],
  handler: async (ctx, { payload, companyId, documentId }) => {
    const short = payload.lines.filter((l) => dec(l.short).greaterThan(0))
    if (!companyId || short.length === 0) return
    // Two deliveries of one order's events meet here.
    await ctx.sql`select pg_advisory_xact_lock(hashtextextended(${`shortage:${documentId}`}, 0))`
    const asked = await ctx.sql<{ lineId: Id; quantity: string }[]>`
      select l.source_line_id as "lineId", sum(l.stock_quantity) as quantity from purchase_requisition_line l
      join purchase_requisition r on r.tenant_id = l.tenant_id and r.id = l.requisition_id
      where l.tenant_id = ${ctx.tenantId} and l.source_line_id = any(${short.map((l) => l.lineId)}::uuid[])
        and r.status not in ('cancelled', 'rejected') group by 1`
    const already = new Map(asked.map((a) => [a.lineId, a.quantity]))
    const items = await itemsOf(ctx, [...new Set(short.map((l) => l.itemId))])
    const wanted = short.flatMap((l) => {
      const item = items.get(l.itemId)
      const left = dec(l.short).minus(already.get(l.lineId) ?? '0')
      if (item?.kind !== 'stock' || item.status !== 'active' || left.lessThanOrEqualTo(0)) return []
      return [{ ...l, unitId: item.stockUnitId, quantity: plain(left) }]
    })
    if (wanted.length === 0) return
    await storeNewRequisition(
      ctx,
      {
        companyId,
        neededOn: payload.requestedDate,
        purpose: null,
        note: null,
        lines: wanted.map((l) => ({
          kind: 'item',
          itemId: l.itemId,
          description: null,
          unitId: l.unitId,
          quantity: l.quantity,
          warehouseId: l.warehouseId,
          neededOn: l.requestedDate,
          note: null,
        })),
      },
      { origin: 'sales_order', sourceId: documentId, sourceLabel: payload.number },
      wanted.map((l) => l.lineId),
    )
  },
})
