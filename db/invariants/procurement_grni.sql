-- The account for goods received, not invoiced is what receipts put there less what invoices cleared and returns took off, plus what
-- invoices brought ahead of their receipts.
with open as (
  select l.tenant_id, l.company_id, -(l.base_cost - l.billed_base - l.returned_base) as amount
  from goods_receipt_line l join goods_receipt h on h.tenant_id = l.tenant_id and h.id = l.receipt_id and h.status = 'posted' and not h.historical
  union all
  select l.tenant_id, l.company_id, l.billed_base - l.credited_base
  from supplier_return_line l join supplier_return h on h.tenant_id = l.tenant_id and h.id = l.return_id and h.status = 'posted'
  union all
  select l.tenant_id, l.company_id, l.unmatched_base
  from supplier_invoice_line l join supplier_invoice h on h.tenant_id = l.tenant_id and h.id = l.invoice_id and h.status = 'posted'
), derived as (
  select tenant_id, company_id, sum(amount) as amount from open group by 1, 2
), booked as (
  select r.tenant_id, r.company_id, sum(b.base_debit - b.base_credit) as amount
  from account_role r join account_day b on b.tenant_id = r.tenant_id and b.account_id = r.account_id
  where r.role = 'grni' group by 1, 2
)
select coalesce(d.tenant_id, b.tenant_id) as tenant_id, coalesce(d.company_id, b.company_id) as company_id,
  coalesce(d.amount, 0) as derived, coalesce(b.amount, 0) as booked
from derived d full join booked b on b.tenant_id = d.tenant_id and b.company_id = d.company_id
where coalesce(d.amount, 0) <> coalesce(b.amount, 0)
