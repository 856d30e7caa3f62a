import { type InboxItem, registerInbox } from '@/server/platform/inbox/inbox'

registerInbox({
  kind: 'stock_count',
  permission: 'inventory.stock_count.post',
  find: (ctx, grant, limit) => ctx.sql<Omit<InboxItem, 'kind'>[]>`
    select d.id, d.version, coalesce(d.number, '–') as label, w.code || ' ' || w.name as hint, d.company_id as "companyId",
           null as amount, null as currency, m.name as by, d.updated_at as since
    from stock_count d join warehouse w on w.tenant_id = d.tenant_id and w.id = d.warehouse_id
    left join membership m on m.tenant_id = d.tenant_id and m.user_id = d.created_by
    where d.tenant_id = ${ctx.tenantId} and d.status = 'review' and (${grant.scope} <> 'own' or d.created_by = ${ctx.actor.userId})
    order by d.updated_at limit ${limit}`,
})
