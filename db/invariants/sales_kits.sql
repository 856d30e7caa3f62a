-- A kit that is said to be delivered has all its components delivered, and what is billed of it is on posted invoices.
select k.tenant_id, k.id as order_line_id, k.order_id
from sales_order_line k
join sales_order_line c on c.tenant_id = k.tenant_id and c.kit_line_id = k.id and c.stocked
left join lateral (
  select sum(i.quantity) as quantity from customer_invoice_line i
  join customer_invoice v on v.tenant_id = i.tenant_id and v.id = i.invoice_id and v.kind = 'invoice' and v.status = 'posted'
  where i.tenant_id = k.tenant_id and i.order_line_id = k.id) b on true
where k.kit and (c.delivered_quantity < least(k.delivered_quantity * c.kit_quantity, c.opened_quantity)
  or k.invoiced_quantity <> coalesce(b.quantity, 0))
