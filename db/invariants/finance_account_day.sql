-- The daily turnovers are what the lines say, and a line lies in the period of its day.
select coalesce(b.tenant_id, r.tenant_id) as tenant_id, coalesce(b.account_id, r.account_id) as account_id, coalesce(b.date, r.date) as date
from account_day b
full join (
  select l.tenant_id, l.company_id, l.account_id, l.posting_date as date, e.kind,
    sum(greatest(l.base_amount, 0)) as base_debit, -sum(least(l.base_amount, 0)) as base_credit
  from journal_line l join journal_entry e on e.tenant_id = l.tenant_id and e.id = l.entry_id group by 1, 2, 3, 4, 5) r
on (b.tenant_id, b.company_id, b.account_id, b.date, b.kind) = (r.tenant_id, r.company_id, r.account_id, r.date, r.kind)
where (coalesce(b.base_debit, 0), coalesce(b.base_credit, 0)) <> (coalesce(r.base_debit, 0), coalesce(r.base_credit, 0))
union all
select l.tenant_id, l.account_id, l.posting_date from journal_line l
join fiscal_period p on p.tenant_id = l.tenant_id and p.id = l.period_id
where l.posting_date not between p.start_date and p.end_date or p.company_id <> l.company_id
