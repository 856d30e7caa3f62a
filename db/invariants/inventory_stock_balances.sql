-- On hand is the sum of the moves, reserved the sum of the reservations, of each place.
select tenant_id, item_id, warehouse_id, bin_id, lot_key, sum(on_hand) as on_hand_too_much, sum(reserved) as reserved_too_much
from (
  select tenant_id, item_id, warehouse_id, bin_id, lot_key, on_hand, reserved from stock_balance
  union all
  select tenant_id, item_id, warehouse_id, bin_id, coalesce(lot_id, '00000000-0000-0000-0000-000000000000'::uuid), -quantity, 0 from stock_move
  union all
  select tenant_id, item_id, warehouse_id, bin_id, lot_key, 0, -quantity from reservation
) p
group by 1, 2, 3, 4, 5 having sum(on_hand) <> 0 or sum(reserved) <> 0
