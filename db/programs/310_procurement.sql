-- Re-derives what requisitions show of themselves from the orders that cover them. One that is ordered in full closes by itself and
-- opens again when an order is taken back; a reorder requisition stays closed when the place has a newer one.
-- `p_cancelling`: an order that the running transaction is about to cancel. Returns the requisitions whose state it has changed.
drop function if exists procurement_refresh_requisitions(uuid, uuid[], uuid);
create function procurement_refresh_requisitions(p_tenant uuid, p_requisitions uuid[], p_cancelling uuid default null)
returns table (id uuid, status text) language plpgsql as $$
#variable_conflict use_column
begin
  perform 1 from purchase_requisition r where r.tenant_id = p_tenant and r.id = any (p_requisitions) order by r.id for update;
  update purchase_requisition_line l set ordered_quantity = c.ordered
  from (
    select x.id, coalesce(sum(s.quantity) filter (where o.status <> 'cancelled' and o.id is distinct from p_cancelling), 0) as ordered
    from purchase_requisition_line x
    left join purchase_order_source s on s.tenant_id = x.tenant_id and s.requisition_line_id = x.id
    left join purchase_order o on o.tenant_id = s.tenant_id and o.id = s.order_id
    where x.tenant_id = p_tenant and x.requisition_id = any (p_requisitions)
    group by x.id
  ) c
  where l.tenant_id = p_tenant and l.id = c.id and l.ordered_quantity <> c.ordered;
  update purchase_requisition r set order_progress = p.progress
  from (
    select l.requisition_id,
      case when bool_and(l.ordered_quantity >= l.stock_quantity) then case when bool_or(l.ordered_quantity > l.stock_quantity) then 'over' else 'full' end
        when bool_or(l.ordered_quantity > 0) then 'part' else 'none' end as progress
    from purchase_requisition_line l
    where l.tenant_id = p_tenant and l.requisition_id = any (p_requisitions)
    group by 1
  ) p
  where r.tenant_id = p_tenant and r.id = p.requisition_id and r.order_progress <> p.progress;
  return query
    update purchase_requisition r
    set status = case r.status when 'approved' then 'closed' else 'approved' end, version = r.version + 1, updated_at = now()
    where r.tenant_id = p_tenant and r.id = any (p_requisitions)
      and ((r.status = 'approved' and r.order_progress in ('full', 'over'))
        or (r.status = 'closed' and r.reason is null and r.order_progress in ('none', 'part')
          and not exists (select 1 from purchase_requisition n
            where n.tenant_id = r.tenant_id and n.company_id = r.company_id and n.id <> r.id
              and n.reorder_item_id = r.reorder_item_id and n.reorder_warehouse_id = r.reorder_warehouse_id
              and n.status in ('draft', 'in_approval', 'blocked', 'approved'))))
    returning r.id, r.status;
end $$;

-- Re-derives what an order shows of itself from its lines, and a blanket order from its call-offs. Called in the transaction that
-- changed the lines. `p_status`: the state that the running transition of the order itself is about to write; without it an order
-- that has become complete is closed, and with `p_reopen` (something was reversed) a closed one that no longer is goes back to
-- approved. Returns the orders whose state it has changed.
drop function if exists procurement_refresh_orders(uuid, uuid[], text, boolean);
create function procurement_refresh_orders(p_tenant uuid, p_orders uuid[], p_status text default null, p_reopen boolean default false)
returns table (id uuid, status text) language plpgsql as $$
#variable_conflict use_column
declare
  blankets uuid[];
begin
  perform 1 from purchase_order o where o.tenant_id = p_tenant and o.id = any (p_orders) order by o.id for update;

  select array_agg(distinct o.blanket_id order by o.blanket_id) into blankets
  from purchase_order o where o.tenant_id = p_tenant and o.id = any (p_orders) and o.blanket_id is not null;
  if blankets is not null then
    perform 1 from purchase_order o where o.tenant_id = p_tenant and o.id = any (blankets) order by o.id for update;
    update purchase_order_line b set called_quantity = c.called
    from (
      select x.id, coalesce(sum(l.stock_quantity - l.short_quantity)
          filter (where case when o.id = any (p_orders) then coalesce(p_status, o.status) else o.status end <> 'cancelled'), 0) as called
      from purchase_order_line x
      left join purchase_order_line l on l.tenant_id = x.tenant_id and l.blanket_line_id = x.id
      left join purchase_order o on o.tenant_id = l.tenant_id and o.id = l.order_id
      where x.tenant_id = p_tenant and x.order_id = any (blankets)
      group by x.id
    ) c
    where b.tenant_id = p_tenant and b.id = c.id and b.called_quantity <> c.called;
    update purchase_order b set called_amount = c.called
    from (
      select x.id, coalesce(sum(round(l.net * (l.stock_quantity - l.short_quantity) / l.stock_quantity, 4))
          filter (where l.kind <> 'freight' and case when o.id = any (p_orders) then coalesce(p_status, o.status) else o.status end <> 'cancelled'), 0) as called
      from purchase_order x
      left join purchase_order o on o.tenant_id = x.tenant_id and o.blanket_id = x.id
      left join purchase_order_line l on l.tenant_id = o.tenant_id and l.order_id = o.id
      where x.tenant_id = p_tenant and x.id = any (blankets)
      group by x.id
    ) c
    where b.tenant_id = p_tenant and b.id = c.id and b.called_amount <> c.called;
  end if;

  -- One write of progress and state: a row that a transaction writes twice has its foreign keys checked again.
  return query
    with progress as (
      select l.order_id,
        case
          when coalesce(bool_or(l.received_quantity - l.returned_quantity > l.stock_quantity - l.short_quantity) filter (where l.kind <> 'freight'), false) then 'over'
          when coalesce(sum(l.received_quantity) filter (where l.kind <> 'freight'), 0) = 0 then 'none'
          when coalesce(bool_and(l.received_quantity - l.returned_quantity >= l.stock_quantity - l.short_quantity) filter (where l.kind <> 'freight'), true) then 'full'
          else 'part' end as receipt,
        case
          when bool_or(l.billed_quantity > greatest(l.stock_quantity - l.short_quantity, l.received_quantity - l.returned_quantity)) then 'over'
          when not bool_or(l.billed_quantity <> 0 or l.billed_net <> 0) then 'none'
          when bool_and(l.billed_quantity >= greatest(l.stock_quantity - l.short_quantity, l.received_quantity - l.returned_quantity)) then 'full'
          else 'part' end as billing,
        not coalesce(bool_or(l.stock_quantity > l.short_quantity) filter (where l.kind <> 'freight'), false) as nothing_comes
      from purchase_order_line l
      where l.tenant_id = p_tenant and l.order_id = any (p_orders)
      group by 1),
    next as (
      select s.id, n.receipt, n.billing, case when p_status is not null then null
          when s.status in ('approved', 'sent', 'confirmed') and c.complete then 'closed'
          when s.status = 'closed' and p_reopen and not c.complete then 'approved' end as to_status
      from purchase_order s
      left join progress p on p.order_id = s.id
      cross join lateral (select coalesce(p.receipt, s.receipt_progress) as receipt, coalesce(p.billing, s.billing_progress) as billing) n
      cross join lateral (select s.kind <> 'blanket' and n.billing in ('full', 'over')
        and (n.receipt in ('full', 'over') or coalesce(p.nothing_comes, true)) as complete) c
      where s.tenant_id = p_tenant and s.id = any (p_orders)),
    written as (
      update purchase_order o set receipt_progress = n.receipt, billing_progress = n.billing, status = coalesce(n.to_status, o.status),
        version = o.version + case when n.to_status is null then 0 else 1 end,
        updated_at = case when n.to_status is null then o.updated_at else now() end
      from next n
      where o.tenant_id = p_tenant and o.id = n.id
        and (n.to_status is not null or (o.receipt_progress, o.billing_progress) <> (n.receipt, n.billing))
      returning o.id, n.to_status)
    select w.id, w.to_status from written w where w.to_status is not null;
end $$;
