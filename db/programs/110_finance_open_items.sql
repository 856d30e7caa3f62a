-- The subledger: what remains of an open item is kept by its allocations and by nothing else.

create or replace function finance_item_before() returns trigger language plpgsql set enable_seqscan = off set jit = off as $$
begin
  new.remaining := new.amount;
  new.remaining_base := new.base_amount;
  new.settled_on := case when new.amount = 0 and new.base_amount = 0 then new.posting_date end;
  if not exists (select 1 from journal_entry e where e.tenant_id = new.tenant_id and e.id = new.entry_id
                  and e.company_id = new.company_id and e.xid = pg_current_xact_id()) then
    raise exception 'keel:finance.entry_final' using detail = json_build_object('number', new.number)::text;
  end if;
  return new;
end $$;
drop trigger if exists open_item_before on open_item;
create trigger open_item_before before insert on open_item for each row execute function finance_item_before();

-- Items are locked in the order of their ids, then lowered. Both sides: same company, account, party and currency.
create or replace function finance_allocation_after() returns trigger language plpgsql security definer
  set search_path = public, pg_temp set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
declare bad record; ids uuid[]; tenant uuid; m record; o record;
begin
  select array_agg(distinct x.item), (array_agg(x.tenant_id))[1] into ids, tenant
    from (select tenant_id, debit_item_id as item from new_rows union all select tenant_id, credit_item_id from new_rows) x;
  if ids is null then return null; end if;
  perform 1 from open_item i where i.tenant_id = tenant and i.id = any (ids) order by i.id for update;
  select r.id into bad from new_rows r
    left join lateral (select * from open_item x where x.tenant_id = r.tenant_id and x.id = r.debit_item_id offset 0) d on true
    left join lateral (select * from open_item x where x.tenant_id = r.tenant_id and x.id = r.credit_item_id offset 0) c on true
    left join lateral (select * from journal_entry x where x.tenant_id = r.tenant_id and x.id = r.entry_id offset 0) e on true
    left join lateral (select * from allocation x where x.tenant_id = r.tenant_id and x.id = r.reverses_id offset 0) was on true
   where d.id is null or c.id is null or d.amount <= 0 or c.amount >= 0
      or (d.company_id, d.account_id, d.party_id, d.currency) is distinct from (c.company_id, c.account_id, c.party_id, c.currency)
      or d.company_id <> r.company_id
      or (r.debit_base <> r.credit_base and (e.id is null or e.xid <> pg_current_xact_id()))
      or (r.reverses_id is not null and (was.id is null or (was.debit_item_id, was.credit_item_id, was.amount, was.debit_base, was.credit_base)
          is distinct from (r.debit_item_id, r.credit_item_id, -r.amount, -r.debit_base, -r.credit_base)))
   limit 1;
  if found then raise exception 'keel:finance.allocation_mismatch'; end if;
  -- Item by item, so that each is found by its key however the plan was made.
  for m in select item, sum(amount) as amount, sum(base) as base from (
      select debit_item_id as item, amount, debit_base as base from new_rows
      union all select credit_item_id, -amount, -credit_base from new_rows) x group by item order by item loop
    select i.number, i.amount, i.remaining, i.remaining_base into o from open_item i where i.tenant_id = tenant and i.id = m.item;
    if (case when o.amount > 0 then o.remaining - m.amount not between 0 and o.amount
             else o.remaining - m.amount not between o.amount and 0 end)
       or (o.remaining = m.amount and o.remaining_base <> m.base) then
      raise exception 'keel:finance.over_allocated'
        using detail = json_build_object('number', o.number, 'remaining', trim_scale(abs(o.remaining))::text)::text;
    end if;
    update open_item i
       set remaining = i.remaining - m.amount, remaining_base = i.remaining_base - m.base,
           settled_on = case when i.remaining = m.amount then (
             select max(a.date) from allocation a
              where a.tenant_id = tenant and (a.debit_item_id = m.item or a.credit_item_id = m.item)) end
     where i.tenant_id = tenant and i.id = m.item;
  end loop;
  return null;
end $$;
drop trigger if exists allocation_after on allocation;
create trigger allocation_after after insert on allocation referencing new table as new_rows
  for each statement execute function finance_allocation_after();

-- The application may not change items, so it may not lock them either; this locks them for it, in the order of all.
create or replace function finance_lock_items(ids uuid[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform 1 from open_item where tenant_id = app_tenant() and id = any(ids) order by id for update;
end $$;
revoke all on function finance_lock_items(uuid[]) from public;
grant execute on function finance_lock_items(uuid[]) to keel_app;
