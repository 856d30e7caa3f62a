-- The months add up to the moves.
select coalesce(s.tenant_id, m.tenant_id) as tenant_id, coalesce(s.item_id, m.item_id) as item_id, coalesce(s.month, m.month) as month,
  s.quantity, m.quantity as moved, s.value, m.value as moved_value
from stock_month s
full join (select tenant_id, company_id, item_id, warehouse_id, coalesce(lot_id, '00000000-0000-0000-0000-000000000000'::uuid) as lot_key,
    date_trunc('month', posting_date)::date as month, sum(quantity) as quantity, sum(value) as value
  from stock_move group by 1, 2, 3, 4, 5, 6) m
  using (tenant_id, company_id, item_id, warehouse_id, lot_key, month)
where coalesce(s.quantity, 0) <> coalesce(m.quantity, 0) or coalesce(s.value, 0) <> coalesce(m.value, 0)
