-- The balances of the stock ledger, kept in the transaction that writes the ledger. Rows are touched in the order of their key,
-- so that two postings never wait for each other in a circle; the checks of stock_balance refuse what may not be.

create or replace function stock_move_inserted() returns trigger language plpgsql set search_path = public as $$
declare
  places bigint; locked bigint;
begin
  select count(*) into places from (select distinct item_id, warehouse_id, bin_id, lot_id from added where quantity <> 0) m;
  for attempt in 1..2 loop
    perform 1
    from (select distinct tenant_id, item_id, warehouse_id, bin_id, coalesce(lot_id, '00000000-0000-0000-0000-000000000000'::uuid) as lot_key
          from added where quantity <> 0) m
    join stock_balance b using (tenant_id, item_id, warehouse_id, bin_id, lot_key)
    order by b.item_id, b.warehouse_id, b.bin_id, b.lot_key for update of b;
    get diagnostics locked = row_count;
    exit when locked = places;
    -- Goods where there never were any.
    insert into stock_balance (tenant_id, id, company_id, item_id, warehouse_id, bin_id, lot_id, on_hand, reserved, allow_negative)
    select m.tenant_id, gen_random_uuid(), m.company_id, m.item_id, m.warehouse_id, m.bin_id, m.lot_id, 0, 0, i.allow_negative
    from (select distinct tenant_id, company_id, item_id, warehouse_id, bin_id, lot_id from added where quantity <> 0) m
    join item i on i.tenant_id = m.tenant_id and i.id = m.item_id
    order by m.item_id, m.warehouse_id, m.bin_id, m.lot_id
    on conflict (tenant_id, item_id, warehouse_id, bin_id, lot_key) do nothing;
  end loop;

  update stock_balance b set on_hand = b.on_hand + m.quantity
  from (select tenant_id, item_id, warehouse_id, bin_id, coalesce(lot_id, '00000000-0000-0000-0000-000000000000'::uuid) as lot_key,
               sum(quantity) as quantity
        from added group by 1, 2, 3, 4, 5 having sum(quantity) <> 0) m
  where b.tenant_id = m.tenant_id and b.item_id = m.item_id and b.warehouse_id = m.warehouse_id and b.bin_id = m.bin_id
    and b.lot_key = m.lot_key;

  insert into stock_month as s (tenant_id, id, company_id, item_id, warehouse_id, lot_id, month, quantity, value)
  select m.tenant_id, gen_random_uuid(), m.company_id, m.item_id, m.warehouse_id, m.lot_id, m.month, m.quantity, m.value
  from (select tenant_id, company_id, item_id, warehouse_id, lot_id, date_trunc('month', posting_date)::date as month,
               sum(quantity) as quantity, sum(value) as value
        from added group by 1, 2, 3, 4, 5, 6) m
  order by m.item_id, m.warehouse_id, m.lot_id, m.month
  on conflict (tenant_id, company_id, item_id, warehouse_id, lot_key, month)
  do update set quantity = s.quantity + excluded.quantity, value = s.value + excluded.value;
  return null;
end $$;
drop trigger if exists stock_move_inserted on stock_move;
create trigger stock_move_inserted after insert on stock_move referencing new table as added
for each statement execute function stock_move_inserted();

-- Reserved: what the rows of one statement add and take away, summed by place. A statement that changed nothing costs nothing:
-- the triggers of an insert that may become an update run both.
create or replace function reservation_changed() returns trigger language plpgsql set search_path = public as $$
declare
  sign integer := case tg_op when 'DELETE' then -1 else 1 end;
begin
  if not exists (select from changed) then return null; end if;
  perform 1 from changed c join stock_balance b using (tenant_id, item_id, warehouse_id, bin_id, lot_key)
  order by b.item_id, b.warehouse_id, b.bin_id, b.lot_key for update of b;
  update stock_balance b set reserved = b.reserved + sign * c.quantity
  from (select tenant_id, item_id, warehouse_id, bin_id, lot_key, sum(quantity) as quantity from changed group by 1, 2, 3, 4, 5) c
  where b.tenant_id = c.tenant_id and b.item_id = c.item_id and b.warehouse_id = c.warehouse_id and b.bin_id = c.bin_id
    and b.lot_key = c.lot_key;
  return null;
end $$;
create or replace function reservation_rewritten() returns trigger language plpgsql set search_path = public as $$
begin
  if not exists (select from new_rows) then return null; end if;
  perform 1 from (select tenant_id, item_id, warehouse_id, bin_id, lot_key from new_rows
                  union select tenant_id, item_id, warehouse_id, bin_id, lot_key from old_rows) c
  join stock_balance b using (tenant_id, item_id, warehouse_id, bin_id, lot_key)
  order by b.item_id, b.warehouse_id, b.bin_id, b.lot_key for update of b;
  update stock_balance b set reserved = b.reserved + c.quantity
  from (select tenant_id, item_id, warehouse_id, bin_id, lot_key, sum(quantity) as quantity from (
          select tenant_id, item_id, warehouse_id, bin_id, lot_key, quantity from new_rows
          union all select tenant_id, item_id, warehouse_id, bin_id, lot_key, -quantity from old_rows) x
        group by 1, 2, 3, 4, 5 having sum(quantity) <> 0) c
  where b.tenant_id = c.tenant_id and b.item_id = c.item_id and b.warehouse_id = c.warehouse_id and b.bin_id = c.bin_id
    and b.lot_key = c.lot_key;
  return null;
end $$;
drop trigger if exists reservation_inserted on reservation;
create trigger reservation_inserted after insert on reservation referencing new table as changed
for each statement execute function reservation_changed();
drop trigger if exists reservation_deleted on reservation;
create trigger reservation_deleted after delete on reservation referencing old table as changed
for each statement execute function reservation_changed();
drop trigger if exists reservation_updated on reservation;
create trigger reservation_updated after update on reservation referencing old table as old_rows new table as new_rows
for each statement execute function reservation_rewritten();

-- The flag beside the balance follows the item; turning it off while stock is below zero is refused by the check.
create or replace function item_allow_negative_changed() returns trigger language plpgsql set search_path = public as $$
begin
  update stock_balance set allow_negative = new.allow_negative where tenant_id = new.tenant_id and item_id = new.id;
  return null;
end $$;
drop trigger if exists item_allow_negative_changed on item;
create trigger item_allow_negative_changed after update of allow_negative on item
for each row when (old.allow_negative is distinct from new.allow_negative) execute function item_allow_negative_changed();
