-- Re-derives what an order shows of itself from its lines: progress per axis and what still counts against the credit limit;
-- carries the difference to the customer's exposure row. Called in the transaction that changed the lines.
-- `p_status`: the state that the running transition of the order itself is about to write; without it an approved order that has
-- become complete is closed, and with `p_reopen` (something was reversed) a closed one that no longer is goes back to approved.
-- Returns the orders whose state it has changed.

-- How many kits of a line `p_open` (its open quantity) are whole, when each component row has (has, open, per kit): all of them
-- when no component is behind; else as many as the scarcest one makes; beyond that, what all of them have too many.
create or replace function sales_whole_kits(p_open numeric, p_behind numeric, p_beyond numeric) returns numeric
language sql immutable parallel safe as $$
  select case when p_behind is not null then least(p_open, p_behind) else p_open + greatest(coalesce(p_beyond, 0), 0) end
$$;

-- Carries the progress of components to their kits, in whole kits. Called first by sales_refresh_orders.
create or replace function sales_refresh_kits(p_tenant uuid, p_orders uuid[]) returns void language sql as $$
  with part as (
    select c.kit_line_id, c.opened_quantity as open, c.kit_quantity as per, c.delivered_quantity as delivered,
      c.delivered_quantity + c.reserved_quantity as ready, c.returned_quantity as returned, c.short_quantity as short
    from sales_order_line c
    where c.tenant_id = p_tenant and c.order_id = any (p_orders) and c.kind = 'component' and c.stocked
  ), whole as (
    select k.id, k.opened_quantity as open,
      sales_whole_kits(k.opened_quantity, min(floor(p.delivered / p.per)) filter (where p.delivered < p.open),
        min(floor((p.delivered - p.open) / p.per))) as delivered,
      sales_whole_kits(k.opened_quantity, min(floor(p.ready / p.per)) filter (where p.ready < p.open),
        min(floor((p.ready - p.open) / p.per))) as ready,
      min(floor(p.returned / p.per)) filter (where p.returned < p.delivered) as kept,
      bool_or(p.short > 0) as short
    from sales_order_line k join part p on p.kit_line_id = k.id
    where k.tenant_id = p_tenant and k.order_id = any (p_orders) and k.kit
    group by k.tenant_id, k.id
  )
  update sales_order_line k set
    delivered_quantity = w.delivered,
    reserved_quantity = greatest(w.ready - w.delivered, 0),
    returned_quantity = least(coalesce(w.kept, w.delivered), w.delivered),
    short_quantity = case when w.short then greatest(w.open - greatest(w.ready, w.delivered), 0) else 0 end
  from whole w
  where k.tenant_id = p_tenant and k.id = w.id
$$;

drop function if exists sales_refresh_orders(uuid, uuid[], text, boolean);
create function sales_refresh_orders(p_tenant uuid, p_orders uuid[], p_status text default null, p_reopen boolean default false)
returns table (id uuid, status text) language plpgsql as $$
#variable_conflict use_column
begin
  perform 1 from sales_order o where o.tenant_id = p_tenant and o.id = any (p_orders) order by o.id for update;
  perform sales_refresh_kits(p_tenant, p_orders);
  with progress as (
    select l.order_id,
      sum(l.opened_quantity) filter (where l.stocked) as open_stock,
      sum(l.reserved_quantity) filter (where l.stocked) as reserved,
      sum(least(l.delivered_quantity, l.opened_quantity)) filter (where l.stocked) as delivered,
      bool_or(l.stocked and l.delivered_quantity > l.opened_quantity) as over_delivered,
      bool_or(l.invoiced_quantity > 0) as any_invoiced,
      bool_and(l.invoiced_quantity >= greatest(l.opened_quantity, l.delivered_quantity) - l.returned_quantity + l.credited_quantity) filter (where l.kind <> 'component') as all_invoiced,
      bool_or(l.invoiced_quantity > greatest(l.opened_quantity, l.delivered_quantity)) as over_invoiced,
      sum(case when l.stock_quantity = 0 then 0
          else round(l.base_gross * greatest(greatest(l.opened_quantity, l.delivered_quantity) - l.returned_quantity + l.credited_quantity - l.invoiced_quantity, 0)
            / l.stock_quantity, 4) end) as open_gross
    from sales_order_line l
    where l.tenant_id = p_tenant and l.order_id = any (p_orders)
    group by l.order_id
  ), old as (
    select o.id, o.exposure, o.company_id, o.customer_id
    from sales_order o where o.tenant_id = p_tenant and o.id = any (p_orders)
  ), fresh as (
    update sales_order o set
      exposure = case when coalesce(p_status, o.status) in ('approved', 'closed') then greatest(p.open_gross, 0) else 0 end,
      reservation_progress = case
        when coalesce(p.open_stock, 0) = 0 or p.reserved + coalesce(p.delivered, 0) = 0 then 'none'
        when p.reserved + p.delivered >= p.open_stock then 'full' else 'part' end,
      delivery_progress = case
        when p.over_delivered then 'over'
        when coalesce(p.delivered, 0) = 0 then 'none'
        when p.delivered >= p.open_stock then 'full' else 'part' end,
      billing_progress = case
        when not p.any_invoiced then 'none'
        when p.over_invoiced then 'over'
        when p.all_invoiced then 'full' else 'part' end
    from progress p
    where o.tenant_id = p_tenant and o.id = p.order_id
    returning o.id, o.exposure
  ), change as (
    select old.company_id, old.customer_id, sum(fresh.exposure - old.exposure) as delta
    from fresh join old on old.id = fresh.id
    group by 1, 2 having sum(fresh.exposure - old.exposure) <> 0
  )
  insert into customer_exposure as e (tenant_id, id, company_id, customer_id, orders)
  select p_tenant, gen_random_uuid(), company_id, customer_id, delta from change order by customer_id
  on conflict (tenant_id, customer_id) do update set orders = e.orders + excluded.orders;

  if p_status is null then
    return query
      update sales_order o set status = c.to_status, version = o.version + 1, updated_at = now()
      from (
        select s.id, case
            when s.status = 'approved' and c.complete then 'closed'
            when s.status = 'closed' and p_reopen and not c.complete then 'approved' end as to_status
        from sales_order s
        cross join lateral (select s.billing_progress in ('full', 'over') and (s.delivery_progress in ('full', 'over')
          or not exists (select 1 from sales_order_line l where l.tenant_id = p_tenant and l.order_id = s.id and l.stocked and l.opened_quantity > 0)) as complete) c
        where s.tenant_id = p_tenant and s.id = any (p_orders)
      ) c
      where o.tenant_id = p_tenant and o.id = c.id and c.to_status is not null
      returning o.id, o.status;
  end if;
end $$;

-- Adds the lines of a posted invoice to the day totals (sign 1), or takes them off (a credit note, a reversal: -1).
create or replace function sales_add_totals(p_tenant uuid, p_invoice uuid, p_day date, p_sign integer) returns void language sql as $$
  insert into sales_day_total as t (tenant_id, id, company_id, day, customer_id, item_id, category_id, net, quantity, lines)
  select l.tenant_id, gen_random_uuid(), l.company_id, p_day, l.customer_id,
    coalesce(l.item_id, '00000000-0000-0000-0000-000000000000'), (array_agg(l.category_id))[1],
    p_sign * sum(l.base_net), p_sign * sum(case when l.allowance then 0 else l.quantity end), p_sign * count(*)::integer
  from customer_invoice_line l
  where l.tenant_id = p_tenant and l.invoice_id = p_invoice
  group by l.tenant_id, l.company_id, l.customer_id, coalesce(l.item_id, '00000000-0000-0000-0000-000000000000')
  order by 6
  on conflict (tenant_id, company_id, day, customer_id, item_id) do update
    set net = t.net + excluded.net, quantity = t.quantity + excluded.quantity, lines = t.lines + excluded.lines
$$;

-- As sales_add_totals for many posted invoices at once, each on its posting date.
create or replace function sales_add_totals_of(p_tenant uuid, p_invoices uuid[]) returns void language sql as $$
  insert into sales_day_total as t (tenant_id, id, company_id, day, customer_id, item_id, category_id, net, quantity, lines)
  select l.tenant_id, gen_random_uuid(), l.company_id, v.posting_date, l.customer_id,
    coalesce(l.item_id, '00000000-0000-0000-0000-000000000000'), (array_agg(l.category_id))[1],
    sum(l.base_net), sum(case when l.allowance then 0 else l.quantity end), count(*)::integer
  from customer_invoice v join customer_invoice_line l on l.tenant_id = v.tenant_id and l.invoice_id = v.id
  where v.tenant_id = p_tenant and v.id = any (p_invoices) and v.kind = 'invoice' and v.status = 'posted'
  group by l.tenant_id, l.company_id, v.posting_date, l.customer_id, coalesce(l.item_id, '00000000-0000-0000-0000-000000000000')
  order by 4, 5, 6
  on conflict (tenant_id, company_id, day, customer_id, item_id) do update
    set net = t.net + excluded.net, quantity = t.quantity + excluded.quantity, lines = t.lines + excluded.lines
$$;
