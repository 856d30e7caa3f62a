-- Quantity and value of an item in a company are the sums of its moves, at rest and in transit.
select coalesce(v.tenant_id, m.tenant_id) as tenant_id, coalesce(v.company_id, m.company_id) as company_id,
  coalesce(v.item_id, m.item_id) as item_id, v.quantity, m.quantity as moved, v.value, m.value as moved_value,
  v.transit_quantity, m.transit_quantity as moved_transit, v.transit_value, m.transit_value as moved_transit_value
from item_valuation v
full join (select s.tenant_id, s.company_id, s.item_id,
    coalesce(sum(s.quantity) filter (where w.kind <> 'transit'), 0) as quantity,
    coalesce(sum(s.value) filter (where w.kind <> 'transit'), 0) as value,
    coalesce(sum(s.quantity) filter (where w.kind = 'transit'), 0) as transit_quantity,
    coalesce(sum(s.value) filter (where w.kind = 'transit'), 0) as transit_value
  from stock_move s join warehouse w on w.tenant_id = s.tenant_id and w.id = s.warehouse_id group by 1, 2, 3) m
  using (tenant_id, company_id, item_id)
where (coalesce(v.quantity, 0), coalesce(v.value, 0), coalesce(v.transit_quantity, 0), coalesce(v.transit_value, 0))
   <> (coalesce(m.quantity, 0), coalesce(m.value, 0), coalesce(m.transit_quantity, 0), coalesce(m.transit_value, 0))
