-- What a blanket order says is called off is what its call-offs that are not cancelled order, within its allowance while it is open.
select b.tenant_id, b.id, b.order_id, b.called_quantity, coalesce(c.quantity, 0) as called
from purchase_order_line b
join purchase_order a on a.tenant_id = b.tenant_id and a.id = b.order_id and a.kind = 'blanket'
left join (
  select l.tenant_id, l.blanket_line_id as id, sum(l.stock_quantity - l.short_quantity) as quantity from purchase_order_line l
  join purchase_order o on o.tenant_id = l.tenant_id and o.id = l.order_id and o.status <> 'cancelled'
  where l.blanket_line_id is not null group by 1, 2) c
on (c.tenant_id, c.id) = (b.tenant_id, b.id)
where b.called_quantity <> coalesce(c.quantity, 0)
