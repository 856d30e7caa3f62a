-- What an order line says of deliveries, bills, returns and reservations is what those documents say.
select l.tenant_id, l.id as order_line_id, l.order_id
from sales_order_line l
left join (
  select d.tenant_id, d.order_line_id, sum(d.quantity) filter (where h.status = 'posted') as delivered,
    sum(d.quantity) filter (where h.status in ('draft', 'released', 'picking', 'packed')) as planned, sum(d.returned_quantity) as returned
  from delivery_line d join delivery h on h.tenant_id = d.tenant_id and h.id = d.delivery_id group by 1, 2) d
on (d.tenant_id, d.order_line_id) = (l.tenant_id, l.id)
left join (
  select i.tenant_id, i.order_line_id, sum(i.quantity) as quantity, sum(i.amount) as amount
  from customer_invoice_line i join customer_invoice v on v.tenant_id = i.tenant_id and v.id = i.invoice_id
    and v.kind = 'invoice' and v.status = 'posted' group by 1, 2) i
on (i.tenant_id, i.order_line_id) = (l.tenant_id, l.id)
left join (
  select i.tenant_id, i.order_line_id, sum(i.quantity) as quantity
  from customer_invoice_line i join customer_invoice v on v.tenant_id = i.tenant_id and v.id = i.invoice_id
    and v.kind = 'credit_note' and v.status = 'posted' and v.return_id is not null group by 1, 2) n
on (n.tenant_id, n.order_line_id) = (l.tenant_id, l.id)
left join (select tenant_id, demand_id, sum(quantity) as quantity from reservation group by 1, 2) r
on (r.tenant_id, r.demand_id) = (l.tenant_id, l.id)
where l.credited_quantity <> coalesce(n.quantity, 0) or not l.kit and (l.delivered_quantity, l.planned_quantity, l.returned_quantity, l.invoiced_quantity, l.invoiced_amount, l.reserved_quantity)
  <> (coalesce(d.delivered, 0), coalesce(d.planned, 0), coalesce(d.returned, 0), coalesce(i.quantity, 0), coalesce(i.amount, 0), coalesce(r.quantity, 0))
