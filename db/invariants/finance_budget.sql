-- Budget cells are what their entries say; the outstanding use of document lines is what their entries say; actuals are journal lines,
-- each counted once a budget and at its own amount; what blocks is within its limit unless somebody accepted it.
select b.tenant_id, b.id, 'cell' as what
from budget_cell b
left join (
  select tenant_id, cell_id, coalesce(sum(amount) filter (where stage = 'budget'), 0) as budgeted,
    coalesce(sum(amount) filter (where stage = 'pre_commitment'), 0) as pre_committed,
    coalesce(sum(amount) filter (where stage = 'commitment'), 0) as committed, coalesce(sum(amount) filter (where stage = 'actual'), 0) as actual
  from budget_entry group by 1, 2) e on e.tenant_id = b.tenant_id and e.cell_id = b.id
where (b.budgeted, b.pre_committed, b.committed, b.actual)
  <> (coalesce(e.budgeted, 0), coalesce(e.pre_committed, 0), coalesce(e.committed, 0), coalesce(e.actual, 0))
union all
select u.tenant_id, u.id, 'use'
from budget_use u
join lateral (
  select e.amount from (
    select l.budget_id, sum(e.amount) as amount from budget_entry e
    join budget_cell c on c.tenant_id = e.tenant_id and c.id = e.cell_id join budget_line l on l.tenant_id = c.tenant_id and l.id = c.line_id
    where e.tenant_id = u.tenant_id and e.source_line_id = u.source_line_id and e.stage = u.stage group by l.budget_id) e
  where e.amount not in (0, u.amount)) wrong on true
union all
select e.tenant_id, e.id, 'actual'
from budget_entry e
join budget_cell c on c.tenant_id = e.tenant_id and c.id = e.cell_id
left join journal_line j on j.tenant_id = e.tenant_id and j.id = e.source_line_id
where e.stage = 'actual'
  and (j.id is null or j.base_amount <> e.amount or j.entry_id <> e.entry_id or date_trunc('month', j.posting_date) <> c.month)
union all
select j.tenant_id, j.id, 'journal'
from budget b
join fiscal_year y on y.tenant_id = b.tenant_id and y.id = b.fiscal_year_id
join budget_line l on l.tenant_id = b.tenant_id and l.budget_id = b.id
join journal_line j on j.tenant_id = b.tenant_id and j.company_id = b.company_id and j.posting_date between y.start_date and y.end_date
  and (j.account_id = l.account_id or l.account_id is null) and (not b.uses_cost_center or j.cost_center_id is not distinct from l.cost_center_id)
  and (not b.uses_project or j.project_id is not distinct from l.project_id)
join account a on a.tenant_id = j.tenant_id and a.id = j.account_id and (l.account_id is not null or a.type = 'expense')
join journal_entry x on x.tenant_id = j.tenant_id and x.id = j.entry_id and x.kind = 'normal'
where b.status = 'approved' and j.base_amount <> 0
  and (select count(*) from budget_entry e join budget_cell c on c.tenant_id = e.tenant_id and c.id = e.cell_id
       where e.tenant_id = j.tenant_id and e.source_line_id = j.id and e.stage = 'actual' and c.line_id = l.id) <> 1
