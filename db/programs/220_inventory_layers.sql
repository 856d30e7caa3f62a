-- What is left of each FIFO layer.
create or replace function stock_layer_inserted() returns trigger language plpgsql set search_path = public as $$
begin
  insert into stock_layer_balance (tenant_id, id, company_id, item_id, request_id, date, sequence, quantity, value)
  select tenant_id, id, company_id, item_id, request_id, date, sequence, quantity, value from added;
  return null;
end $$;
drop trigger if exists stock_layer_inserted on stock_layer;
create trigger stock_layer_inserted after insert on stock_layer referencing new table as added
for each statement execute function stock_layer_inserted();

create or replace function stock_layer_used() returns trigger language plpgsql set search_path = public as $$
begin
  update stock_layer_balance b set quantity = b.quantity - u.quantity, value = b.value - u.value
  from (select tenant_id, layer_id, sum(quantity) as quantity, sum(value) as value from added group by 1, 2) u
  where b.tenant_id = u.tenant_id and b.id = u.layer_id;
  return null;
end $$;
drop trigger if exists stock_layer_used on stock_layer_use;
create trigger stock_layer_used after insert on stock_layer_use referencing new table as added
for each statement execute function stock_layer_used();

-- What moves cost by now is written again at each correction: with room on its page a row changes without touching its indexes.
alter table stock_move_cost set (fillfactor = 50);
