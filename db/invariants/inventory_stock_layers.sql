-- What is left of the FIFO layers is what is on hand (below zero there are none), and each is what was received less what was taken.
select v.tenant_id, v.item_id, 'total' as what, v.quantity, l.quantity as layered, v.value, l.value as layered_value
from item_valuation v join item i on i.tenant_id = v.tenant_id and i.id = v.item_id and i.valuation = 'fifo'
left join (select tenant_id, company_id, item_id, sum(quantity) as quantity, sum(value) as value from stock_layer_balance group by 1, 2, 3) l
  on l.tenant_id = v.tenant_id and l.company_id = v.company_id and l.item_id = v.item_id
where v.quantity >= 0 and (v.quantity <> coalesce(l.quantity, 0) or v.value <> coalesce(l.value, 0))
   or v.quantity < 0 and coalesce(l.quantity, 0) <> 0
union all
select b.tenant_id, b.item_id, 'layer', b.quantity, l.quantity - coalesce(u.quantity, 0), b.value, l.value - coalesce(u.value, 0)
from stock_layer_balance b join stock_layer l on l.tenant_id = b.tenant_id and l.id = b.id
left join (select tenant_id, layer_id, sum(quantity) as quantity, sum(value) as value from stock_layer_use group by 1, 2) u
  on u.tenant_id = b.tenant_id and u.layer_id = b.id
where b.quantity <> l.quantity - coalesce(u.quantity, 0) or b.value <> l.value - coalesce(u.value, 0)
