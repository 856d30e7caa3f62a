import { z } from 'zod'
import { idField } from '@/server/contracts/platform/field'
import { quotationComparison } from '@/server/contracts/procurement/quotation'
import { notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { company } from '@/server/modules/finance'
import { query } from '@/server/platform/commands/command'
import { compareOffers, type Offered, type OfferLine } from './compare.rules'

/** The offers on a request side by side; drafts and cancelled ones are left out. */
export const compareQuotations = query({
  name: 'procurement.compareQuotations',
  permission: 'procurement.supplier_quotation.read',
  input: z.strictObject({ id: idField }),
  output: quotationComparison,
  handler: async (ctx, { id }) => {
    const [rfq] = await ctx.sql<{ companyId: Id }[]>`
      select company_id as "companyId" from request_for_quotation where tenant_id = ${ctx.tenantId} and id = ${id}`
    if (!rfq) throw notFound('request_for_quotation')
    const { baseCurrency, digits, today } = await company(ctx, rfq.companyId)
    const [quotations, asked, offers] = await Promise.all([
      ctx.sql<Offered[]>`
        select id, number, status, supplier_id as "supplierId", supplier_name as "supplierName", currency, rate, valid_until as "validUntil",
          coalesce(valid_until < ${today}::date, false) as expired, lead_time_days as "leadTimeDays", freight
        from supplier_quotation where tenant_id = ${ctx.tenantId} and rfq_id = ${id} and status in ('submitted', 'awarded', 'lost') order by number`,
      ctx.sql<Parameters<typeof compareOffers>[0]['asked'][number][]>`
        select l.id, l.position, i.code as "itemCode", l.description, u.code as "unitCode", l.quantity, l.stock_quantity as "stockQuantity"
        from request_for_quotation_line l
        left join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
        left join unit_of_measure u on u.tenant_id = l.tenant_id and u.id = l.unit_id
        where l.tenant_id = ${ctx.tenantId} and l.rfq_id = ${id} order by l.position`,
      ctx.sql<OfferLine[]>`
        select l.id as "quotationLineId", l.quotation_id as "quotationId", l.rfq_line_id as "rfqLineId", q.supplier_id as "supplierId", l.quantity,
          l.stock_quantity as "stockQuantity", l.unit_price as "unitPrice", l.discount_percent as "discountPercent", l.base_net as "baseNet",
          coalesce(l.lead_time_days, q.lead_time_days) as "leadTimeDays", l.awarded_quantity as "awardedQuantity"
        from supplier_quotation_line l join supplier_quotation q on q.tenant_id = l.tenant_id and q.id = l.quotation_id
        where l.tenant_id = ${ctx.tenantId} and q.rfq_id = ${id} and q.status in ('submitted', 'awarded', 'lost') and l.rfq_line_id is not null`,
    ])
    return { rfqId: id, baseCurrency, ...compareOffers({ asked, quotations, offers, digits }) }
  },
})
