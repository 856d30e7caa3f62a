-- The day totals are the posted bills less credit notes; what was reversed counts for nothing.
select coalesce(t.tenant_id, l.tenant_id) as tenant_id, coalesce(t.customer_id, l.customer_id) as customer_id, t.net as total, l.net as lines
from (select tenant_id, company_id, customer_id, sum(net) as net, sum(quantity) as quantity from sales_day_total group by 1, 2, 3) t
full join (
  select l.tenant_id, l.company_id, l.customer_id, sum(case when v.kind = 'invoice' then l.base_net else -l.base_net end) as net,
    sum(case when l.allowance then 0 when v.kind = 'invoice' then l.quantity else -l.quantity end) as quantity
  from customer_invoice_line l join customer_invoice v on v.tenant_id = l.tenant_id and v.id = l.invoice_id and v.status = 'posted' group by 1, 2, 3) l
on (t.tenant_id, t.company_id, t.customer_id) = (l.tenant_id, l.company_id, l.customer_id)
where (coalesce(t.net, 0), coalesce(t.quantity, 0)) <> (coalesce(l.net, 0), coalesce(l.quantity, 0))
