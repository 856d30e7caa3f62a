-- What is settled of a bank's line is what the payments and entries that name it moved on the account in the ledger.
select l.tenant_id, l.id, l.amount, l.settled, coalesce(m.moved, 0) as moved
from bank_statement_line l
join company_bank_account b on b.tenant_id = l.tenant_id and b.id = l.company_bank_account_id
left join lateral (
  select sum(j.amount) as moved from (
    select entry_id as entry from payment p where p.tenant_id = l.tenant_id and p.statement_line_id = l.id and p.status = 'posted'
    union all select bank_entry_id from payment p where p.tenant_id = l.tenant_id and p.statement_line_id = l.id and p.status = 'posted'
    union all select entry_id from manual_entry e where e.tenant_id = l.tenant_id and e.statement_line_id = l.id and e.status = 'posted') d
  join journal_line j on j.tenant_id = l.tenant_id and j.entry_id = d.entry and j.account_id = b.account_id) m on true
where l.settled <> coalesce(m.moved, 0)
