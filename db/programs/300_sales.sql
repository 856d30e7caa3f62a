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

-- Carries the progress of components to their kits, in whole kits. Called first by sales_refresh_orders, for orders that have any.
-- In plpgsql as all that is called often: its plans are kept, those of a function in SQL are made at every call.
create or replace function sales_refresh_kits(p_tenant uuid, p_orders uuid[]) returns void language plpgsql as $$
begin
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
  where k.tenant_id = p_tenant and k.id = w.id;
end $$;

drop function if exists sales_refresh_orders(uuid, uuid[], text, boolean);
create function sales_refresh_orders(p_tenant uuid, p_orders uuid[], p_status text default null, p_reopen boolean default false)
returns table (id uuid, status text) language plpgsql as $$
#variable_conflict use_column
declare
  o record; p record; to_status text; v_exposure numeric; v_reserved text; v_delivered text; v_billed text; delta numeric;
  customers uuid[] := '{}'; companies uuid[] := '{}'; deltas numeric[] := '{}';
begin
  -- Order by order, each locked before its lines are read: nearly always it is one.
  for o in
    select s.id, s.company_id, s.customer_id, s.status, s.exposure, s.reservation_progress, s.delivery_progress, s.billing_progress
    from sales_order s where s.tenant_id = p_tenant and s.id = any (p_orders) order by s.id for update
  loop
    if exists (select 1 from sales_order_line l where l.tenant_id = p_tenant and l.order_id = o.id and l.kit) then
      perform sales_refresh_kits(p_tenant, array[o.id]);
    end if;
    select count(*) as lines,
      coalesce(sum(l.opened_quantity) filter (where l.stocked), 0) as open_stock,
      coalesce(sum(l.reserved_quantity) filter (where l.stocked), 0) as reserved,
      coalesce(sum(least(l.delivered_quantity, l.opened_quantity)) filter (where l.stocked), 0) as delivered,
      bool_or(l.stocked and l.delivered_quantity > l.opened_quantity) as over_delivered,
      bool_or(l.invoiced_quantity > 0) as any_invoiced,
      bool_and(l.invoiced_quantity >= greatest(l.opened_quantity, l.delivered_quantity) - l.returned_quantity + l.credited_quantity) filter (where l.kind <> 'component') as all_invoiced,
      bool_or(l.invoiced_quantity > greatest(l.opened_quantity, l.delivered_quantity)) as over_invoiced,
      sum(case when l.stock_quantity = 0 then 0
          else round(l.base_gross * greatest(greatest(l.opened_quantity, l.delivered_quantity) - l.returned_quantity + l.credited_quantity - l.invoiced_quantity, 0)
            / l.stock_quantity, 4) end) as open_gross
    into p from sales_order_line l where l.tenant_id = p_tenant and l.order_id = o.id;
    continue when p.lines = 0;

    v_exposure := case when coalesce(p_status, o.status) in ('approved', 'closed') then greatest(p.open_gross, 0) else 0 end;
    v_reserved := case
      when p.open_stock = 0 or p.reserved + p.delivered = 0 then 'none'
      when p.reserved + p.delivered >= p.open_stock then 'full' else 'part' end;
    v_delivered := case
      when p.over_delivered then 'over'
      when p.delivered = 0 then 'none'
      when p.delivered >= p.open_stock then 'full' else 'part' end;
    v_billed := case
      when not p.any_invoiced then 'none'
      when p.over_invoiced then 'over'
      when p.all_invoiced then 'full' else 'part' end;
    to_status := null;
    if p_status is null then
      to_status := case
        when o.status not in ('approved', 'closed') then null
        when v_billed in ('full', 'over') and (v_delivered in ('full', 'over') or p.open_stock = 0)
          then case o.status when 'approved' then 'closed' end
        when o.status = 'closed' and p_reopen then 'approved' end;
    end if;

    -- One update, and none when nothing changes: what a transaction writes twice has its foreign keys checked again.
    if to_status is not null or (o.exposure, o.reservation_progress, o.delivery_progress, o.billing_progress)
        is distinct from (v_exposure, v_reserved, v_delivered, v_billed) then
      update sales_order s set exposure = v_exposure, reservation_progress = v_reserved, delivery_progress = v_delivered,
        billing_progress = v_billed, status = coalesce(to_status, s.status),
        version = s.version + case when to_status is null then 0 else 1 end,
        updated_at = case when to_status is null then s.updated_at else now() end
      where s.tenant_id = p_tenant and s.id = o.id;
    end if;
    delta := v_exposure - o.exposure;
    if delta <> 0 then
      companies := companies || o.company_id;
      customers := customers || o.customer_id;
      deltas := deltas || delta;
    end if;
    if to_status is not null then
      id := o.id;
      status := to_status;
      return next;
    end if;
  end loop;

  if cardinality(customers) > 0 then
    insert into customer_exposure as e (tenant_id, id, company_id, customer_id, orders)
    select p_tenant, gen_random_uuid(), c.company_id, c.customer_id, sum(c.delta)
    from unnest(companies, customers, deltas) as c(company_id, customer_id, delta)
    group by c.company_id, c.customer_id having sum(c.delta) <> 0 order by c.customer_id
    on conflict (tenant_id, customer_id) do update set orders = e.orders + excluded.orders;
  end if;
end $$;

-- Adds the lines of a posted invoice to the day totals (sign 1), or takes them off (a credit note, a reversal: -1).
create or replace function sales_add_totals(p_tenant uuid, p_invoice uuid, p_day date, p_sign integer) returns void language plpgsql as $$
#variable_conflict use_column
begin
  insert into sales_day_total as t (tenant_id, id, company_id, day, customer_id, item_id, category_id, net, quantity, lines)
  select l.tenant_id, gen_random_uuid(), l.company_id, p_day, l.customer_id,
    coalesce(l.item_id, '00000000-0000-0000-0000-000000000000'), (array_agg(l.category_id))[1],
    p_sign * sum(l.base_net), p_sign * sum(case when l.allowance then 0 else l.quantity end), p_sign * count(*)::integer
  from customer_invoice_line l
  where l.tenant_id = p_tenant and l.invoice_id = p_invoice
  group by l.tenant_id, l.company_id, l.customer_id, coalesce(l.item_id, '00000000-0000-0000-0000-000000000000')
  order by 6
  on conflict (tenant_id, company_id, day, customer_id, item_id) do update
    set net = t.net + excluded.net, quantity = t.quantity + excluded.quantity, lines = t.lines + excluded.lines;
end $$;

-- As sales_add_totals for many posted invoices at once, each on its posting date.
create or replace function sales_add_totals_of(p_tenant uuid, p_invoices uuid[]) returns void language plpgsql as $$
#variable_conflict use_column
begin
  insert into sales_day_total as t (tenant_id, id, company_id, day, customer_id, item_id, category_id, net, quantity, lines)
  select l.tenant_id, gen_random_uuid(), l.company_id, v.posting_date, l.customer_id,
    coalesce(l.item_id, '00000000-0000-0000-0000-000000000000'), (array_agg(l.category_id))[1],
    sum(l.base_net), sum(case when l.allowance then 0 else l.quantity end), count(*)::integer
  from customer_invoice v join customer_invoice_line l on l.tenant_id = v.tenant_id and l.invoice_id = v.id
  where v.tenant_id = p_tenant and v.id = any (p_invoices) and v.kind = 'invoice' and v.status = 'posted'
  group by l.tenant_id, l.company_id, v.posting_date, l.customer_id, coalesce(l.item_id, '00000000-0000-0000-0000-000000000000')
  order by 4, 5, 6
  on conflict (tenant_id, company_id, day, customer_id, item_id) do update
    set net = t.net + excluded.net, quantity = t.quantity + excluded.quantity, lines = t.lines + excluded.lines;
end $$;
