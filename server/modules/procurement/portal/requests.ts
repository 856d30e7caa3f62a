import { z } from 'zod'
import { idField } from '@/server/contracts/platform/field'
import {
  type PortalRequestRow,
  portalDeclineInput,
  portalDone,
  portalQuoteInput,
  portalRequestDocument,
  portalRequestRow,
} from '@/server/contracts/procurement/portal'
import { conflict, notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { command, query } from '@/server/platform/commands/command'
import type { CommandContext, QueryContext } from '@/server/platform/commands/context'
import { parseInput } from '@/server/platform/commands/parse'
import { supplierTerms } from '../masters'
import {
  cancelSupplierQuotation,
  createSupplierQuotation,
  submitSupplierQuotation,
} from '../quotations/quotation.commands'
import { declineRequestForQuotation } from '../quotations/rfq-transitions'
import { forGuest, perform, supplierOfGuest } from './guest'
import { ownRequest, ownRequests } from './own'
import { tellBuyer } from './tell-buyer'

/** The guest's last answer that was given: a draft is the buyer's own writing. */
const quotation = (ctx: QueryContext, column: 'id' | 'number' | 'status') => ctx.sql`
  (select q.${ctx.sql(column)} from supplier_quotation q where q.tenant_id = x.tenant_id and q.rfq_id = x.rfq_id
    and q.supplier_id = x.supplier_id and q.status not in ('draft', 'cancelled') order by q.id desc limit 1)`
const head = (ctx: QueryContext) => ctx.sql`
  r.id, r.number, r.status, r.title, r.document_date as "documentDate", r.due_date as "dueDate", x.declined,
  ${quotation(ctx, 'number')} as "quotationNumber", ${quotation(ctx, 'status')} as "quotationStatus"`

/** The requests that the guest was asked by, open ones first; the latest 200. */
export const portalRequests = query({
  name: 'procurement.portalRequests',
  permission: 'procurement.portal.read',
  input: z.strictObject({}),
  output: z.array(portalRequestRow),
  handler: (ctx) => ctx.sql<PortalRequestRow[]>`
    select ${head(ctx)} from ${ownRequests(ctx)} order by r.status = 'sent' desc, r.document_date desc, r.id desc limit 200`,
})

export const portalRequest = query({
  name: 'procurement.portalRequest',
  permission: 'procurement.portal.read',
  input: z.strictObject({ id: idField }),
  output: portalRequestDocument,
  handler: async (ctx, { id }) => {
    const supplierId = supplierOfGuest(ctx)
    const [request] = await ctx.sql<Omit<z.input<typeof portalRequestDocument>, 'lines' | 'currency'>[]>`
      select ${head(ctx)}, r.needed_on as "neededOn", r.note from ${ownRequests(ctx)} and r.id = ${id}`
    if (!request) throw notFound('request_for_quotation')
    const [lines, { currency }] = await Promise.all([
      ctx.sql<z.input<typeof portalRequestDocument>['lines']>`
        select l.id, l.position, i.code as "itemCode", l.description, u.code as "unitCode", l.quantity, l.needed_on as "neededOn", l.note,
          (select jsonb_build_object('quantity', trim_scale(q.quantity)::text, 'unitPrice', trim_scale(q.unit_price)::text,
              'discountPercent', trim_scale(q.discount_percent)::text, 'leadTimeDays', q.lead_time_days)
            from supplier_quotation_line q join supplier_quotation h on h.tenant_id = q.tenant_id and h.id = q.quotation_id
              and h.supplier_id = ${supplierId} and h.status not in ('draft', 'cancelled')
            where q.tenant_id = l.tenant_id and q.rfq_line_id = l.id order by h.id desc limit 1) as offered
        from request_for_quotation_line l
        left join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
        left join unit_of_measure u on u.tenant_id = l.tenant_id and u.id = l.unit_id
        where l.tenant_id = ${ctx.tenantId} and l.rfq_id = ${id} order by l.position`.execute(),
      supplierTerms(ctx, supplierId),
    ])
    return { ...request, currency, lines: [...lines] }
  },
})

/** The offers of this supplier that a new one replaces. Error procurement.portal_awarded: an order has come of one already. */
async function replaced(ctx: CommandContext, rfqId: Id, supplierId: Id): Promise<Id[]> {
  const rows = await ctx.sql<{ id: Id; status: string; number: string }[]>`
    select id, status, number from supplier_quotation
    where tenant_id = ${ctx.tenantId} and rfq_id = ${rfqId} and supplier_id = ${supplierId} and status in ('submitted', 'awarded') order by id`
  const awarded = rows.find((r) => r.status === 'awarded')
  if (awarded) throw conflict('procurement.portal_awarded', { number: awarded.number })
  return rows.map((r) => r.id)
}

/** The supplier offers on a request; an earlier offer is taken back with the number of the new one as its reason. */
export const portalQuote = command({
  name: 'procurement.portalQuote',
  permission: 'procurement.portal.quote',
  input: portalQuoteInput,
  output: portalDone,
  handler: (ctx, { id: rfqId, lines, ...header }) =>
    forGuest(async () => {
      const { number, companyId, declined } = await ownRequest(ctx, rfqId)
      const supplierId = supplierOfGuest(ctx)
      const earlier = await replaced(ctx, rfqId, supplierId)
      const asked = new Map(
        (
          await ctx.sql<{ id: Id; quantity: string }[]>`
          select id, quantity from request_for_quotation_line where tenant_id = ${ctx.tenantId} and rfq_id = ${rfqId}`
        ).map((l) => [l.id, l.quantity]),
      )
      const offered = lines.map((l) => ({ ...l, quantity: l.quantity ?? asked.get(l.rfqLineId) ?? '1' }))
      const input = parseInput(createSupplierQuotation.input, {
        ...{ ...header, companyId, supplierId, rfqId },
        lines: offered,
      })
      const made = await createSupplierQuotation.handler(ctx, input, undefined, () => {})
      for (const id of earlier) await perform(ctx, cancelSupplierQuotation, { id, reason: made.number ?? made.id })
      if (declined) await perform(ctx, declineRequestForQuotation, { id: rfqId, supplierId, declined: false })
      const done = await perform(ctx, submitSupplierQuotation, { id: made.id })
      await tellBuyer(ctx, {
        ...{ what: 'portal_quoted', document: 'supplier_quotation', documentId: made.id, companyId },
        ...{ on: { table: 'request_for_quotation', id: rfqId }, params: { number } },
      })
      return done
    }),
  constraints: { supplier_quotation_line_once: { code: 'procurement.answered_twice', path: 'lines' } },
})

/** The supplier will not offer. */
export const portalDecline = command({
  name: 'procurement.portalDecline',
  permission: 'procurement.portal.quote',
  input: portalDeclineInput,
  output: portalDone,
  handler: (ctx, { id, reason }) =>
    forGuest(async () => {
      const { number, companyId } = await ownRequest(ctx, id)
      const done = await perform(ctx, declineRequestForQuotation, { id, supplierId: supplierOfGuest(ctx), reason })
      await tellBuyer(ctx, {
        ...{ what: 'portal_declined', document: 'request_for_quotation', documentId: id, companyId },
        ...{ on: { table: 'request_for_quotation', id }, params: { number } },
      })
      return done
    }),
})
