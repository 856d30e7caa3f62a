import { type InboxItem, registerInbox } from '@/server/platform/inbox/inbox'

type Found = Omit<InboxItem, 'kind'>

registerInbox({
  kind: 'purchase_order',
  permission: 'procurement.purchase_order.approve',
  find: (ctx, grant, limit) => ctx.sql<Found[]>`
    select o.id, o.version, o.number as label, o.supplier_name as hint, o.company_id as "companyId", o.gross as amount, o.currency,
           m.name as by, o.updated_at as since
    from purchase_order o left join membership m on m.tenant_id = o.tenant_id and m.user_id = o.created_by
    where o.tenant_id = ${ctx.tenantId} and o.status = 'in_approval'
      and (${grant.amountLimit}::numeric is null or o.base_net <= ${grant.amountLimit}::numeric)
      and (${grant.scope} <> 'own' or o.created_by = ${ctx.actor.userId})
    order by o.updated_at limit ${limit}`,
})

registerInbox({
  kind: 'purchase_requisition',
  permission: 'procurement.purchase_requisition.approve',
  find: (ctx, grant, limit) => ctx.sql<Found[]>`
    select r.id, r.version, r.number as label, coalesce(r.purpose, r.source_label, '') as hint, r.company_id as "companyId", r.base_net as amount,
           k.base_currency as currency, m.name as by, r.updated_at as since
    from purchase_requisition r
    join company k on k.tenant_id = r.tenant_id and k.id = r.company_id
    left join membership m on m.tenant_id = r.tenant_id and m.user_id = r.created_by
    where r.tenant_id = ${ctx.tenantId} and r.status = 'in_approval'
      and (${grant.amountLimit}::numeric is null or r.base_net <= ${grant.amountLimit}::numeric)
      and (${grant.scope} <> 'own' or r.created_by = ${ctx.actor.userId})
    order by r.updated_at limit ${limit}`,
})
