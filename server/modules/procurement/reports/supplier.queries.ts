import { z } from 'zod'
import { idField } from '@/server/contracts/platform/field'
import { type RelatedPurchase, relatedPurchase } from '@/server/contracts/procurement/common'
import { supplierHistoryInput, supplierPerformance } from '@/server/contracts/procurement/documents'
import { supplierDocument, supplierOption, supplierOptionsInput } from '@/server/contracts/procurement/supplier'
import { notFound } from '@/server/kernel/errors'
import { query } from '@/server/platform/commands/command'
import { likePattern } from '@/server/platform/lists/conditions'

const byId = z.strictObject({ id: idField })

/** A supplier with its terms, addresses and contacts: what its page needs. */
export const getSupplier = query({
  name: 'procurement.getSupplier',
  permission: 'procurement.supplier.read',
  input: byId,
  output: supplierDocument,
  handler: async (ctx, { id }) => {
    const [row] = await ctx.sql<z.input<typeof supplierDocument>[]>`
      select s.id, s.company_id as "companyId", s.party_id as "partyId", s.code, s.name, s.tax_country as "taxCountry", p.tax_id as "taxId",
        p.email, p.phone, p.website, p.legal_name as "legalName", p.locale, s.currency, k.base_currency as "baseCurrency",
        s.payment_term_id as "paymentTermId", s.buyer_id as "buyerId", s.tax_code_ids as "taxCodeIds", s.tax_exempt as "taxExempt",
        s.lead_time_days as "leadTimeDays", s.minimum_order as "minimumOrder", s.order_multiple as "orderMultiple",
        s.over_receipt_percent as "overReceiptPercent", s.under_receipt_percent as "underReceiptPercent",
        s.over_receipt_action as "overReceiptAction", s.match_policy as "matchPolicy", s.match_limits as "matchLimits",
        s.warehouse_id as "warehouseId", s.order_email as "orderEmail", s.block, s.block_reason as "blockReason", s.note, s.version,
        s.created_at as "createdAt", s.created_by as "createdBy", s.updated_at as "updatedAt", s.updated_by as "updatedBy",
        coalesce((select sum(round(l.base_net * greatest(l.stock_quantity - l.short_quantity
            - greatest(l.received_quantity - l.returned_quantity, 0), 0) / l.stock_quantity, 4))
          from purchase_order o join purchase_order_line l on l.tenant_id = o.tenant_id and l.order_id = o.id and l.kind <> 'freight'
          where o.tenant_id = s.tenant_id and o.supplier_id = s.id and o.kind <> 'blanket'
            and o.status in ('approved', 'sent', 'confirmed')), 0) as "openOrders",
        coalesce((select -sum(b.base_amount) from party_balance b join account a on a.tenant_id = b.tenant_id and a.id = b.account_id
          and a.control = 'payable' where b.tenant_id = s.tenant_id and b.company_id = s.company_id and b.party_id = s.party_id), 0) as payable,
        coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'label', a.label, 'recipient', a.recipient, 'lines', a.lines, 'city', a.city,
            'region', a.region, 'postalCode', a.postal_code, 'country', a.country, 'billing', a.billing, 'shipping', a.shipping) order by a.id)
          from party_address a where a.tenant_id = s.tenant_id and a.party_id = s.party_id), '[]'::jsonb) as addresses,
        coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'position', c.position, 'email', c.email, 'phone', c.phone,
            'main', c.main) order by c.main desc, c.id)
          from party_contact c where c.tenant_id = s.tenant_id and c.party_id = s.party_id), '[]'::jsonb) as contacts
      from supplier s
      join company k on k.tenant_id = s.tenant_id and k.id = s.company_id
      join party p on p.tenant_id = s.tenant_id and p.id = s.party_id
      where s.tenant_id = ${ctx.tenantId} and s.id = ${id}`
    if (!row) throw notFound('supplier')
    return row
  },
})

/** Suppliers for a lookup by code or name, or by their ids; twenty at most unless ids are given. */
export const supplierOptions = query({
  name: 'procurement.supplierOptions',
  permission: 'procurement.supplier.read',
  input: supplierOptionsInput,
  output: z.array(supplierOption),
  handler: async ({ sql, tenantId }, { companyId, text, ids }) => {
    const wanted = ids
      ? sql`and s.id = any(${ids}::uuid[])`
      : sql`and (s.code ilike ${likePattern(text)} or s.name ilike ${likePattern(text)})`
    return sql<z.input<typeof supplierOption>[]>`
      select s.id, s.party_id as "partyId", s.code, s.name, s.currency, s.payment_term_id as "paymentTermId",
        coalesce(s.warehouse_id, g.default_warehouse_id) as "warehouseId", s.lead_time_days as "leadTimeDays", s.block
      from supplier s left join purchase_setting g on g.tenant_id = s.tenant_id and g.company_id = s.company_id
      where s.tenant_id = ${tenantId} and s.company_id = ${companyId} ${wanted}
      order by lower(s.code) = lower(${text}) desc, s.name, s.id limit ${ids ? 100 : 20}`
  },
})

/** The latest documents of a supplier; each kind is read from its own index, so the length of the history does not matter. */
export const supplierHistory = query({
  name: 'procurement.supplierHistory',
  permission: 'procurement.supplier.read',
  input: supplierHistoryInput,
  output: z.array(relatedPurchase),
  handler: (ctx, { supplierId, limit }) => ctx.sql<RelatedPurchase[]>`
    select * from (
      (select 'purchase_order' as document, id, number, status, document_date as date, gross as amount, currency, kind
       from purchase_order where tenant_id = ${ctx.tenantId} and supplier_id = ${supplierId} order by document_date desc, id desc limit ${limit})
      union all (select 'supplier_quotation', id, number, status, document_date, net, currency, null
       from supplier_quotation where tenant_id = ${ctx.tenantId} and supplier_id = ${supplierId} order by document_date desc, id desc limit ${limit})
      union all (select 'goods_receipt', id, number, status, document_date, null, null, null
       from goods_receipt where tenant_id = ${ctx.tenantId} and supplier_id = ${supplierId} order by document_date desc, id desc limit ${limit})
      union all (select 'supplier_return', id, number, status, document_date, null, null, null
       from supplier_return where tenant_id = ${ctx.tenantId} and supplier_id = ${supplierId} order by document_date desc, id desc limit ${limit})
      union all (select 'supplier_invoice', id, number, status, document_date, gross, currency, null
       from supplier_invoice where tenant_id = ${ctx.tenantId} and supplier_id = ${supplierId} order by document_date desc, id desc limit ${limit})
    ) x order by date desc, id desc limit ${limit}`,
})

/** How a supplier kept its promises in the last year: a line is on time when its last goods came on the promised day or before. */
export const supplierOnTime = query({
  name: 'procurement.supplierPerformance',
  permission: 'procurement.supplier.read',
  input: z.strictObject({ supplierId: idField }),
  output: supplierPerformance,
  handler: async (ctx, { supplierId }) => {
    const since = `${Number(ctx.now.toISOString().slice(0, 4)) - 1}${ctx.now.toISOString().slice(4, 10)}`
    const [row] = await ctx.sql<z.input<typeof supplierPerformance>[]>`
      with line as (
        select l.id, l.promised_date, l.received_quantity, l.returned_quantity, l.rejected_quantity, max(g.posting_date) as came
        from purchase_order o
        join purchase_order_line l on l.tenant_id = o.tenant_id and l.order_id = o.id and l.received_quantity > 0 and l.promised_date is not null
        join goods_receipt_line x on x.tenant_id = l.tenant_id and x.order_line_id = l.id
        join goods_receipt g on g.tenant_id = x.tenant_id and g.id = x.receipt_id and g.status = 'posted'
        where o.tenant_id = ${ctx.tenantId} and o.supplier_id = ${supplierId} and o.document_date >= ${since}::date
        group by 1, 2, 3, 4, 5
      )
      select k.base_currency as currency, count(line.id)::int as lines,
        (count(*) filter (where came <= promised_date))::int as "onTime",
        round(100.0 * count(*) filter (where came <= promised_date) / nullif(count(line.id), 0), 1)::text as "onTimePercent",
        round(avg(greatest(came - promised_date, 0)), 1)::text as "averageDaysLate",
        round(100 * sum(returned_quantity) / nullif(sum(received_quantity), 0), 1)::text as "returnedPercent",
        round(100 * sum(rejected_quantity) / nullif(sum(received_quantity), 0), 1)::text as "rejectedPercent",
        coalesce((select sum(o.base_net) from purchase_order o where o.tenant_id = s.tenant_id and o.supplier_id = s.id
          and o.approved_base_net is not null and o.status <> 'cancelled' and o.kind <> 'blanket' and o.document_date >= ${since}::date), 0) as "orderedNet"
      from supplier s join company k on k.tenant_id = s.tenant_id and k.id = s.company_id left join line on true
      where s.tenant_id = ${ctx.tenantId} and s.id = ${supplierId} group by s.tenant_id, s.id, k.base_currency`
    if (!row) throw notFound('supplier')
    return row
  },
})
