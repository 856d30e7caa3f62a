-- Every entry adds up to zero in its currency and in base currency, and has lines.
select e.tenant_id, e.id, e.number, coalesce(sum(l.amount), 0) as amount, coalesce(sum(l.base_amount), 0) as base
from journal_entry e left join journal_line l on l.tenant_id = e.tenant_id and l.entry_id = e.id
group by e.tenant_id, e.id, e.number
having count(l.id) = 0 or sum(l.amount) <> 0 or sum(l.base_amount) <> 0
