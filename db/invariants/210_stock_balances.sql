-- On hand is the sum of the moves, reserved the sum of the reservations, of each place.
select coalesce(b.tenant_id, m.tenant_id) as tenant_id, coalesce(b.item_id, m.item_id) as item_id,
  coalesce(b.bin_id, m.bin_id) as bin_id, coalesce(b.on_hand, 0) as on_hand, coalesce(m.quantity, 0) as moved,
  coalesce(b.reserved, 0) as reserved, coalesce(r.quantity, 0) as set_aside
from stock_balance b
full join (select tenant_id, item_id, warehouse_id, bin_id, coalesce(lot_id, '00000000-0000-0000-0000-000000000000'::uuid) as lot_key,
             sum(quantity) as quantity from stock_move group by 1, 2, 3, 4, 5 having sum(quantity) <> 0) m
  using (tenant_id, item_id, warehouse_id, bin_id, lot_key)
full join (select tenant_id, item_id, warehouse_id, bin_id, lot_key, sum(quantity) as quantity
           from reservation group by 1, 2, 3, 4, 5) r
  using (tenant_id, item_id, warehouse_id, bin_id, lot_key)
where coalesce(b.on_hand, 0) <> coalesce(m.quantity, 0) or coalesce(b.reserved, 0) <> coalesce(r.quantity, 0)
