import type { Id } from '@/server/kernel/ids'
import type { QueryContext } from '@/server/platform/commands/context'

/**
 * From whom each item is best bought: the preferred supplier of the company, else the one whose agreed price in force is the lowest in base
 * currency, else the one who delivered it last. Blocked suppliers are passed over; an item that nobody sells is absent.
 */
export async function preferredSuppliers(
  ctx: QueryContext,
  companyId: Id,
  itemIds: readonly Id[],
): Promise<Map<Id, Id>> {
  if (itemIds.length === 0) return new Map()
  const today = ctx.now.toISOString().slice(0, 10)
  const rows = await ctx.sql<{ itemId: Id; supplierId: Id | null }[]>`
    select i.id as "itemId", coalesce(
      (select s.id from purchase_item_setting p join supplier s on s.tenant_id = p.tenant_id and s.id = p.preferred_supplier_id
        where p.tenant_id = i.tenant_id and p.company_id = ${companyId} and p.item_id = i.id and s.block = 'none'),
      (select s.id from supplier_price p
        join supplier s on s.tenant_id = p.tenant_id and s.id = p.supplier_id and s.block = 'none'
        join company c on c.tenant_id = s.tenant_id and c.id = s.company_id
        left join item_unit u on u.tenant_id = p.tenant_id and u.item_id = i.id and u.unit_id = p.unit_id
        left join lateral (select r.rate from exchange_rate r where r.tenant_id = p.tenant_id and r.company_id = s.company_id and r.currency = p.currency
          and r.date <= ${today}::date order by r.date desc limit 1) x on true
        where p.tenant_id = i.tenant_id and s.company_id = ${companyId} and p.item_id = i.id
          and (p.valid_from is null or p.valid_from <= ${today}::date) and (p.valid_to is null or p.valid_to >= ${today}::date)
        order by p.unit_price * (100 - p.discount_percent) / coalesce(u.factor, 1)
          * case when p.currency = c.base_currency then 1 else x.rate end nulls last, s.code limit 1),
      (select o.supplier_id from purchase_order_line l
        join purchase_order o on o.tenant_id = l.tenant_id and o.id = l.order_id and o.approved_base_net is not null and o.company_id = ${companyId}
        join supplier s on s.tenant_id = o.tenant_id and s.id = o.supplier_id and s.block = 'none'
        where l.tenant_id = i.tenant_id and l.item_id = i.id order by l.order_id desc limit 1)) as "supplierId"
    from item i where i.tenant_id = ${ctx.tenantId} and i.id = any(${[...new Set(itemIds)]}::uuid[])`
  return new Map(rows.flatMap((r) => (r.supplierId ? [[r.itemId, r.supplierId] as const] : [])))
}
