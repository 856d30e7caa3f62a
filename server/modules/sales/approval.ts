import { type PreviewRow, registerApprovalPreview } from '@/server/platform/approvals/preview'

registerApprovalPreview('sales_order', async ({ sql, tenantId }, id) => {
  const [order] = await sql<{ currency: string; rows: PreviewRow[] }[]>`
    select o.currency, coalesce((
      select json_agg(json_build_object('id', l.id, 'text', concat_ws(' ', i.code, l.description), 'quantity', trim_scale(l.quantity)::text,
               'unit', u.code, 'price', trim_scale(l.unit_price)::text, 'amount', trim_scale(l.net)::text) order by l.position)
      from (select * from sales_order_line x where x.tenant_id = o.tenant_id and x.order_id = o.id and x.kind <> 'component'
            order by x.position limit 100) l
      left join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
      left join unit_of_measure u on u.tenant_id = l.tenant_id and u.id = l.unit_id), '[]') as rows
    from sales_order o where o.tenant_id = ${tenantId} and o.id = ${id}`
  return order ?? null
})

registerApprovalPreview('customer_invoice', async ({ sql, tenantId }, id) => {
  const [invoice] = await sql<{ currency: string; rows: PreviewRow[] }[]>`
    select o.currency, coalesce((
      select json_agg(json_build_object('id', l.id, 'text', l.description, 'quantity', trim_scale(l.quantity)::text, 'unit', null,
               'price', null, 'amount', trim_scale(l.net)::text) order by l.position)
      from (select * from customer_invoice_line x where x.tenant_id = o.tenant_id and x.invoice_id = o.id order by x.position limit 100) l), '[]') as rows
    from customer_invoice o where o.tenant_id = ${tenantId} and o.id = ${id}`
  return invoice ?? null
})
