-- The period balances are what the lines say.
select coalesce(b.tenant_id, r.tenant_id) as tenant_id, coalesce(b.account_id, r.account_id) as account_id, coalesce(b.period_id, r.period_id) as period_id
from (select tenant_id, company_id, account_id, period_id, kind, currency, coalesce(cost_center_id::text, '') as cc, amount, base_debit, base_credit from account_balance) b
full join (
  select l.tenant_id, l.company_id, l.account_id, l.period_id, e.kind, l.currency, coalesce(l.cost_center_id::text, '') as cc, sum(l.amount) as amount,
    sum(greatest(l.base_amount, 0)) as base_debit, -sum(least(l.base_amount, 0)) as base_credit
  from journal_line l join journal_entry e on e.tenant_id = l.tenant_id and e.id = l.entry_id group by 1, 2, 3, 4, 5, 6, 7) r
on (b.tenant_id, b.company_id, b.account_id, b.period_id, b.kind, b.currency, b.cc) = (r.tenant_id, r.company_id, r.account_id, r.period_id, r.kind, r.currency, r.cc)
where (coalesce(b.amount, 0), coalesce(b.base_debit, 0), coalesce(b.base_credit, 0))
  <> (coalesce(r.amount, 0), coalesce(r.base_debit, 0), coalesce(r.base_credit, 0))
