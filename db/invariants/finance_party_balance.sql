-- What a party owes is what the lines on its control accounts say.
select coalesce(b.tenant_id, r.tenant_id) as tenant_id, coalesce(b.party_id, r.party_id) as party_id, coalesce(b.account_id, r.account_id) as account_id
from party_balance b
full join (
  select l.tenant_id, l.company_id, l.party_id, l.account_id, l.currency, sum(l.amount) as amount, sum(l.base_amount) as base_amount
  from journal_line l join account a on a.tenant_id = l.tenant_id and a.id = l.account_id and a.control in ('receivable', 'payable')
  group by 1, 2, 3, 4, 5) r
on (b.tenant_id, b.company_id, b.party_id, b.account_id, b.currency) = (r.tenant_id, r.company_id, r.party_id, r.account_id, r.currency)
where (coalesce(b.amount, 0), coalesce(b.base_amount, 0)) <> (coalesce(r.amount, 0), coalesce(r.base_amount, 0))
