import { z } from 'zod'
import { idField } from '@/server/contracts/platform/field'
import {
  purchaseOrderDocument,
  purchaseOrderRevisionInput,
  purchaseOrderRevisionOut,
} from '@/server/contracts/procurement/documents'
import {
  openNeed,
  openNeedsInput,
  purchaseRequisitionDocument,
} from '@/server/contracts/procurement/purchase-requisition'
import { requestForQuotationDocument, supplierQuotationDocument } from '@/server/contracts/procurement/quotation'
import { notFound } from '@/server/kernel/errors'
import { query } from '@/server/platform/commands/command'
import type { QueryContext } from '@/server/platform/commands/context'
import { demand } from '@/server/platform/identity/actor'
import { relatedPurchasesOf } from './related'

const byId = z.strictObject({ id: idField })
type Row = Record<string, unknown>

/** Snake-case columns of a row as the camel-case keys of the contract. */
const camel = <T extends object>(row: T): Row =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key.replace(/_([a-z])/g, (_, c: string) => c.toUpperCase()), value]),
  )

/** Refuses a document that is not there or, for those who may only see their own, somebody else's. */
function found(ctx: QueryContext, document: string, header: Row | undefined): Row {
  const own = demand(ctx.actor, `procurement.${document}.read`).scope === 'own'
  if (!header || (own && header.created_by !== ctx.actor.userId)) throw notFound(document)
  return camel(header)
}

const codes = (ctx: QueryContext) =>
  ctx.sql`i.code as item_code, u.code as unit_code, su.code as stock_unit_code, w.code as warehouse_code`
const joins = (ctx: QueryContext) => ctx.sql`
  left join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
  left join unit_of_measure u on u.tenant_id = l.tenant_id and u.id = l.unit_id
  left join unit_of_measure su on su.tenant_id = i.tenant_id and su.id = i.stock_unit_id
  left join warehouse w on w.tenant_id = l.tenant_id and w.id = l.warehouse_id`

export const getPurchaseOrder = query({
  name: 'procurement.getPurchaseOrder',
  permission: 'procurement.purchase_order.read',
  input: byId,
  output: purchaseOrderDocument,
  handler: async (ctx, { id }) => {
    const [[header], lines, revisions, related] = await Promise.all([
      ctx.sql<Row[]>`
        select o.*, s.code as supplier_code, s.block as supplier_block, k.base_currency, m.name as requester_name, b.number as blanket_number,
          coalesce(v.whole, 0) as billed_amount, coalesce(v.whole - v.remaining, 0) as paid_amount,
          coalesce(s.order_email, (select c.email from party_contact c where c.tenant_id = s.tenant_id and c.party_id = s.party_id
            and c.email is not null order by c.main desc, c.id limit 1), p.email) as supplier_email
        from purchase_order o
        join supplier s on s.tenant_id = o.tenant_id and s.id = o.supplier_id
        join party p on p.tenant_id = s.tenant_id and p.id = s.party_id
        join company k on k.tenant_id = o.tenant_id and k.id = o.company_id
        left join purchase_order b on b.tenant_id = o.tenant_id and b.id = o.blanket_id
        left join membership m on m.tenant_id = o.tenant_id and m.user_id = o.requester_id
        left join lateral (select sum(abs(i.amount)) as whole, sum(abs(i.remaining)) as remaining from open_item i
          where i.tenant_id = o.tenant_id and i.kind = 'invoice' and i.source_document_id in (
            select x.invoice_id from purchase_order_line l
            join supplier_invoice_line x on x.tenant_id = l.tenant_id and x.order_line_id = l.id
            where l.tenant_id = o.tenant_id and l.order_id = o.id)) v on true
        where o.tenant_id = ${ctx.tenantId} and o.id = ${id}`.execute(),
      ctx.sql<Row[]>`
        select l.*, ${codes(ctx)}, a.code as expense_account_code, cc.code as cost_center_code, pj.code as project_code,
          array(select t.code from unnest(l.tax_code_ids) with ordinality x(id, n)
            join tax_code t on t.tenant_id = l.tenant_id and t.id = x.id order by x.n) as tax_codes,
          coalesce((select jsonb_agg(jsonb_build_object('requisitionId', r.id, 'requisitionLineId', x.requisition_line_id, 'number', r.number,
              'quantity', trim_scale(x.quantity)::text) order by r.number)
            from purchase_order_source x join purchase_requisition r on r.tenant_id = x.tenant_id and r.id = x.requisition_id
            where x.tenant_id = l.tenant_id and x.order_line_id = l.id), '[]'::jsonb) as sources
        from purchase_order_line l ${joins(ctx)}
        left join account a on a.tenant_id = l.tenant_id and a.id = l.expense_account_id
        left join cost_center cc on cc.tenant_id = l.tenant_id and cc.id = l.cost_center_id
        left join project pj on pj.tenant_id = l.tenant_id and pj.id = l.project_id
        where l.tenant_id = ${ctx.tenantId} and l.order_id = ${id} order by l.position`.execute(),
      ctx.sql<Row[]>`
        select v.revision, v.net, v.gross, v.approved_at, v.approved_by, m.name as approved_by_name, v.reason from purchase_order_revision v
        left join membership m on m.tenant_id = v.tenant_id and m.user_id = v.approved_by
        where v.tenant_id = ${ctx.tenantId} and v.order_id = ${id} order by v.revision`.execute(),
      relatedPurchasesOf(ctx, id),
    ])
    const order = found(ctx, 'purchase_order', header)
    return { ...order, lines: lines.map(camel), revisions: revisions.map(camel), related } as z.input<
      typeof purchaseOrderDocument
    >
  },
})

/** One revision of an order as it was approved. */
export const getPurchaseOrderRevision = query({
  name: 'procurement.getPurchaseOrderRevision',
  permission: 'procurement.purchase_order.read',
  input: purchaseOrderRevisionInput,
  output: purchaseOrderRevisionOut,
  handler: async (ctx, { id, revision }) => {
    const [row] = await ctx.sql<Row[]>`
      select v.revision, v.currency, v.net, v.gross, v.approved_at, v.approved_by, v.reason, v.lines, o.created_by from purchase_order_revision v
      join purchase_order o on o.tenant_id = v.tenant_id and o.id = v.order_id
      where v.tenant_id = ${ctx.tenantId} and v.order_id = ${id} and v.revision = ${revision}`
    return found(ctx, 'purchase_order', row) as z.input<typeof purchaseOrderRevisionOut>
  },
})

export const getPurchaseRequisition = query({
  name: 'procurement.getPurchaseRequisition',
  permission: 'procurement.purchase_requisition.read',
  input: byId,
  output: purchaseRequisitionDocument,
  handler: async (ctx, { id }) => {
    const [[header], lines, related] = await Promise.all([
      ctx.sql<Row[]>`
        select r.*, k.base_currency, m.name as requester_name from purchase_requisition r
        join company k on k.tenant_id = r.tenant_id and k.id = r.company_id
        left join membership m on m.tenant_id = r.tenant_id and m.user_id = r.requester_id
        where r.tenant_id = ${ctx.tenantId} and r.id = ${id}`.execute(),
      ctx.sql<Row[]>`
        select l.*, ${codes(ctx)}, s.name as supplier_name, a.code as expense_account_code, cc.code as cost_center_code,
          pj.code as project_code
        from purchase_requisition_line l ${joins(ctx)}
        left join supplier s on s.tenant_id = l.tenant_id and s.id = l.supplier_id
        left join account a on a.tenant_id = l.tenant_id and a.id = l.expense_account_id
        left join cost_center cc on cc.tenant_id = l.tenant_id and cc.id = l.cost_center_id
        left join project pj on pj.tenant_id = l.tenant_id and pj.id = l.project_id
        where l.tenant_id = ${ctx.tenantId} and l.requisition_id = ${id} order by l.position`.execute(),
      relatedPurchasesOf(ctx, id),
    ])
    const requisition = found(ctx, 'purchase_requisition', header)
    return { ...requisition, lines: lines.map(camel), related } as z.input<typeof purchaseRequisitionDocument>
  },
})

/** What is open of approved requisitions, the most urgent first; a thousand lines at most. */
export const openNeeds = query({
  name: 'procurement.openNeeds',
  permission: 'procurement.purchase_requisition.read',
  input: openNeedsInput,
  output: z.array(openNeed),
  handler: async (ctx, { companyId }) => {
    const own = demand(ctx.actor, 'procurement.purchase_requisition.read').scope === 'own'
    const rows = await ctx.sql<Row[]>`
      select l.id, r.id as requisition_id, r.number, l.item_id, ${codes(ctx)}, l.description,
        trim_scale(l.stock_quantity - l.ordered_quantity)::text as open, coalesce(l.needed_on, r.needed_on) as needed_on,
        l.supplier_id, s.name as supplier_name
      from purchase_requisition r
      join purchase_requisition_line l on l.tenant_id = r.tenant_id and l.requisition_id = r.id ${joins(ctx)}
      left join supplier s on s.tenant_id = l.tenant_id and s.id = l.supplier_id
      where r.tenant_id = ${ctx.tenantId} and r.company_id = ${companyId} and r.status = 'approved' and r.order_progress <> 'full'
        and l.ordered_quantity < l.stock_quantity and (${!own} or r.created_by = ${ctx.actor.userId})
      order by coalesce(l.needed_on, r.needed_on), r.number, l.position limit 1000`
    return rows.map(camel) as z.input<typeof openNeed>[]
  },
})

export const getRequestForQuotation = query({
  name: 'procurement.getRequestForQuotation',
  permission: 'procurement.request_for_quotation.read',
  input: byId,
  output: requestForQuotationDocument,
  handler: async (ctx, { id }) => {
    const [[header], lines, suppliers, related] = await Promise.all([
      ctx.sql<Row[]>`select * from request_for_quotation where tenant_id = ${ctx.tenantId} and id = ${id}`.execute(),
      ctx.sql<Row[]>`
        select l.*, ${codes(ctx)}, r.number as requisition_number from request_for_quotation_line l ${joins(ctx)}
        left join purchase_requisition_line n on n.tenant_id = l.tenant_id and n.id = l.requisition_line_id
        left join purchase_requisition r on r.tenant_id = n.tenant_id and r.id = n.requisition_id
        where l.tenant_id = ${ctx.tenantId} and l.rfq_id = ${id} order by l.position`.execute(),
      ctx.sql<Row[]>`
        select x.id, x.supplier_id, s.code as supplier_code, s.name as supplier_name, x.sent_at, x.sent_to, x.declined, x.decline_reason,
          coalesce(s.order_email, (select c.email from party_contact c where c.tenant_id = s.tenant_id and c.party_id = s.party_id
            and c.email is not null order by c.main desc, c.id limit 1), p.email) as email,
          q.id as quotation_id, q.number as quotation_number, q.status as quotation_status
        from request_for_quotation_supplier x
        join supplier s on s.tenant_id = x.tenant_id and s.id = x.supplier_id
        join party p on p.tenant_id = s.tenant_id and p.id = s.party_id
        left join lateral (select q.id, q.number, q.status from supplier_quotation q where q.tenant_id = x.tenant_id and q.rfq_id = x.rfq_id
          and q.supplier_id = x.supplier_id and q.status <> 'cancelled' order by q.id desc limit 1) q on true
        where x.tenant_id = ${ctx.tenantId} and x.rfq_id = ${id} order by s.name`.execute(),
      relatedPurchasesOf(ctx, id),
    ])
    const rfq = found(ctx, 'request_for_quotation', header)
    return { ...rfq, lines: lines.map(camel), suppliers: suppliers.map(camel), related } as z.input<
      typeof requestForQuotationDocument
    >
  },
})

export const getSupplierQuotation = query({
  name: 'procurement.getSupplierQuotation',
  permission: 'procurement.supplier_quotation.read',
  input: byId,
  output: supplierQuotationDocument,
  handler: async (ctx, { id }) => {
    const [[header], lines, related] = await Promise.all([
      ctx.sql<Row[]>`
        select q.*, k.base_currency, r.number as rfq_number from supplier_quotation q
        join company k on k.tenant_id = q.tenant_id and k.id = q.company_id
        left join request_for_quotation r on r.tenant_id = q.tenant_id and r.id = q.rfq_id
        where q.tenant_id = ${ctx.tenantId} and q.id = ${id}`.execute(),
      ctx.sql<Row[]>`
        select l.*, i.code as item_code, u.code as unit_code from supplier_quotation_line l
        left join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
        left join unit_of_measure u on u.tenant_id = l.tenant_id and u.id = l.unit_id
        where l.tenant_id = ${ctx.tenantId} and l.quotation_id = ${id} order by l.position`.execute(),
      relatedPurchasesOf(ctx, id),
    ])
    const quotation = found(ctx, 'supplier_quotation', header)
    return { ...quotation, lines: lines.map(camel), related } as z.input<typeof supplierQuotationDocument>
  },
})
