-- A customer's exposure row is the sum of what its orders still count for.
select coalesce(e.tenant_id, o.tenant_id) as tenant_id, coalesce(e.customer_id, o.customer_id) as customer_id, e.orders, o.exposure
from customer_exposure e
full join (select tenant_id, customer_id, sum(exposure) as exposure from sales_order group by 1, 2) o
on (e.tenant_id, e.customer_id) = (o.tenant_id, o.customer_id)
where coalesce(e.orders, 0) <> coalesce(o.exposure, 0)
