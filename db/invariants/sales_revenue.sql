-- What order lines say is unbilled or deferred is what the documents of sales have posted to those accounts; no line has both.
select coalesce(l.tenant_id, j.tenant_id) as tenant_id, coalesce(l.company_id, j.company_id) as company_id, l.unbilled, l.deferred, j.posted_unbilled, j.posted_deferred
from (
  select tenant_id, company_id, sum(unbilled_base) as unbilled, sum(deferred_base) as deferred,
    bool_or(unbilled_amount <> 0 and deferred_amount <> 0) as both
  from sales_order_line group by 1, 2) l
full join (
  select j.tenant_id, j.company_id, sum(j.base_amount) filter (where r.role = 'unbilled_receivable') as posted_unbilled,
    -sum(j.base_amount) filter (where r.role = 'deferred_revenue') as posted_deferred
  from account_role r
  join journal_line j on j.tenant_id = r.tenant_id and j.company_id = r.company_id and j.account_id = r.account_id
  join journal_entry e on e.tenant_id = j.tenant_id and e.id = j.entry_id
    and e.source_document in ('delivery', 'customer_invoice', 'sales_return')
  where r.role in ('unbilled_receivable', 'deferred_revenue') group by 1, 2) j
on (j.tenant_id, j.company_id) = (l.tenant_id, l.company_id)
where coalesce(l.unbilled, 0) <> coalesce(j.posted_unbilled, 0) or coalesce(l.deferred, 0) <> coalesce(j.posted_deferred, 0) or l.both
