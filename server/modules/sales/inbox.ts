import { type InboxItem, registerInbox } from '@/server/platform/inbox/inbox'

type Found = Omit<InboxItem, 'kind'>

registerInbox({
  kind: 'sales_order',
  permission: 'sales.sales_order.approve',
  find: (ctx, grant, limit) => ctx.sql<Found[]>`
    select o.id, o.version, o.number as label, o.customer_name as hint, o.company_id as "companyId", o.gross as amount, o.currency,
           m.name as by, o.updated_at as since
    from sales_order o left join membership m on m.tenant_id = o.tenant_id and m.user_id = o.created_by
    where o.tenant_id = ${ctx.tenantId} and o.status = 'in_approval'
      and (${grant.amountLimit}::numeric is null or o.base_gross <= ${grant.amountLimit}::numeric)
      and (${grant.scope} <> 'own' or o.created_by = ${ctx.actor.userId})
    order by o.updated_at limit ${limit}`,
})

registerInbox({
  kind: 'sales_return',
  permission: 'sales.sales_return.approve',
  find: (ctx, grant, limit) => ctx.sql<Found[]>`
    select r.id, r.version, r.number as label, r.customer_name as hint, r.company_id as "companyId", null as amount, null as currency,
           m.name as by, r.updated_at as since
    from sales_return r left join membership m on m.tenant_id = r.tenant_id and m.user_id = r.created_by
    where r.tenant_id = ${ctx.tenantId} and r.status = 'draft' and (${grant.scope} <> 'own' or r.created_by = ${ctx.actor.userId})
    order by r.updated_at limit ${limit}`,
})
