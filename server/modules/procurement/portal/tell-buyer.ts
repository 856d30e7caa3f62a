import type { Id } from '@/server/kernel/ids'
import { raiseAlerts } from '@/server/platform/alerts/raise'
import type { CommandContext } from '@/server/platform/commands/context'
import { supplierOfGuest } from './guest'

type Told =
  | 'portal_confirmed_differently'
  | 'portal_declined'
  | 'portal_quoted'
  | 'portal_shipment_announced'
  | 'portal_shipment_withdrawn'
  | 'portal_invoice_received'

/** Who may look after it where no buyer is named. */
const KEEPERS = {
  purchase_order: 'procurement.purchase_order.update',
  request_for_quotation: 'procurement.request_for_quotation.update',
  supplier_quotation: 'procurement.request_for_quotation.update',
  supplier_invoice: 'procurement.supplier_invoice.create',
} as const

/**
 * Tells the buyer what a supplier did by its link: the buyer of the document, else of the supplier, else who wrote the document; where
 * none of them works here any more, whoever keeps such documents.
 */
export async function tellBuyer(
  ctx: CommandContext,
  about: {
    what: Told
    document: keyof typeof KEEPERS
    documentId: Id
    companyId: Id
    /** The order or request that the buyer is named on. */
    on: { table: 'purchase_order' | 'request_for_quotation'; id: Id } | null
    params: Record<string, string | number>
  },
): Promise<void> {
  const { what, document, documentId, companyId, on } = about
  const supplierId = supplierOfGuest(ctx)
  const named = on
    ? ctx.sql`select buyer_id, created_by, 0 as nth from ${ctx.sql(on.table)} where tenant_id = ${ctx.tenantId} and id = ${on.id} union all`
    : ctx.sql``
  const [found] = await ctx.sql<{ supplier: string; buyer: Id | null }[]>`
    select s.name as supplier, (
      select m.user_id from (${named} select buyer_id, null::uuid, 1 from supplier where tenant_id = s.tenant_id and id = s.id) n(buyer_id, created_by, nth)
      join membership m on m.tenant_id = s.tenant_id and m.status = 'active' and m.user_id in (n.buyer_id, n.created_by)
      order by m.user_id = n.buyer_id desc nulls last, n.nth limit 1) as buyer
    from supplier s where s.tenant_id = ${ctx.tenantId} and s.id = ${supplierId}`
  await raiseAlerts(ctx, [
    {
      kind: `procurement.${what}`,
      severity: what === 'portal_confirmed_differently' ? 'warning' : 'info',
      messageKey: what,
      params: { supplier: found?.supplier ?? '', ...about.params },
      ...{ companyId, document, documentId },
      audience: found?.buyer ? { userId: found.buyer } : { permission: KEEPERS[document] },
      dedupeKey: `${what}:${documentId}`,
    },
  ])
}
