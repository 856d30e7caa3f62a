-- Receivable and payable accounts are exactly what their open items still hold, party by party and currency by currency.
select coalesce(b.tenant_id, r.tenant_id) as tenant_id, coalesce(b.party_id, r.party_id) as party_id, coalesce(b.account_id, r.account_id) as account_id,
  coalesce(b.base_amount, 0) - coalesce(r.base_amount, 0) as difference
from party_balance b
full join (
  select tenant_id, company_id, party_id, account_id, currency, sum(remaining) as amount, sum(remaining_base) as base_amount
  from open_item group by 1, 2, 3, 4, 5) r
on (b.tenant_id, b.company_id, b.party_id, b.account_id, b.currency) = (r.tenant_id, r.company_id, r.party_id, r.account_id, r.currency)
where (coalesce(b.amount, 0), coalesce(b.base_amount, 0)) <> (coalesce(r.amount, 0), coalesce(r.base_amount, 0))
