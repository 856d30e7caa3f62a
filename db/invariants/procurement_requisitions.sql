-- What a requisition line says is on orders is what the orders that are not cancelled cover of it, and never more than was asked for.
select l.tenant_id, l.id, l.requisition_id, l.ordered_quantity, coalesce(s.quantity, 0) as covered
from purchase_requisition_line l
left join (
  select x.tenant_id, x.requisition_line_id as id, sum(x.quantity) as quantity from purchase_order_source x
  join purchase_order o on o.tenant_id = x.tenant_id and o.id = x.order_id and o.status <> 'cancelled' group by 1, 2) s
on (s.tenant_id, s.id) = (l.tenant_id, l.id)
where l.ordered_quantity <> coalesce(s.quantity, 0) or l.ordered_quantity > l.stock_quantity
