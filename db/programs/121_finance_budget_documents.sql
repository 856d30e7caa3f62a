-- Budgets, revisions, transfers and carry-forwards coming into force: the plan of the document becomes entries, new lines begin
-- with what was posted and what is outstanding. Holds the company's budget key alone (120_finance_budget.sql).

-- New lines of a budget begin with what was posted and what is outstanding already.
create or replace function finance_budget_open(lines uuid[]) returns void language plpgsql security definer
  set search_path = public, pg_temp set jit = off as $$
declare none constant uuid := '00000000-0000-0000-0000-000000000000'; p record;
begin
  if coalesce(array_length(lines, 1), 0) = 0 then return; end if;
  for p in select distinct q.id from budget_line l join budget b on b.tenant_id = l.tenant_id and b.id = l.budget_id
             join fiscal_period q on q.tenant_id = b.tenant_id and q.fiscal_year_id = b.fiscal_year_id
            where l.tenant_id = app_tenant() and l.id = any (lines) order by q.id loop
    perform pg_advisory_xact_lock(finance_period_key(p.id));
  end loop;
  perform finance_budget_write(coalesce((
    with recursive wanted as (
      select l.id as line_id, l.company_id, b.uses_cost_center, b.uses_project, l.cost_center_key, l.project_key, y.start_date, y.end_date, a.id as account_id
        from budget_line l
        join budget b on b.tenant_id = l.tenant_id and b.id = l.budget_id
        join fiscal_year y on y.tenant_id = b.tenant_id and y.id = b.fiscal_year_id
        join account a on a.tenant_id = l.tenant_id and a.company_id = l.company_id
         and (a.id = l.account_id or l.account_id is null and a.type = 'expense')
       where l.tenant_id = app_tenant() and l.id = any (lines)
      union
      select w.line_id, w.company_id, w.uses_cost_center, w.uses_project, w.cost_center_key, w.project_key, w.start_date, w.end_date, a.id
        from wanted w join account a on a.tenant_id = app_tenant() and a.parent_id = w.account_id),
    used as (
      select w.line_id, 'actual' as stage, j.base_amount as amount, e.source_document as document, e.source_document_id as document_id,
             coalesce(e.source_label, e.number) as document_label, j.id as source_line_id, e.id as entry_id, j.posting_date as date
        from wanted w
        join journal_line j on j.tenant_id = app_tenant() and j.account_id = w.account_id and j.posting_date between w.start_date and w.end_date
         and (not w.uses_cost_center or coalesce(j.cost_center_id, none) = w.cost_center_key)
         and (not w.uses_project or coalesce(j.project_id, none) = w.project_key)
        join journal_entry e on e.tenant_id = j.tenant_id and e.id = j.entry_id and e.kind = 'normal'
       where j.base_amount <> 0
      union all
      select w.line_id, u.stage, u.amount, u.document, u.document_id, u.document_label, u.source_line_id, null, greatest(u.date, u.carried_to)
        from wanted w
        join budget_use u on u.tenant_id = app_tenant() and u.company_id = w.company_id and u.account_id = w.account_id and u.amount <> 0
         and greatest(u.date, u.carried_to) between w.start_date and w.end_date
         and (not w.uses_cost_center or coalesce(u.cost_center_id, none) = w.cost_center_key)
         and (not w.uses_project or coalesce(u.project_id, none) = w.project_key))
    select jsonb_agg(jsonb_build_object('cell_id', c.id, 'stage', u.stage, 'amount', u.amount, 'document', u.document, 'document_id', u.document_id,
             'document_label', u.document_label, 'source_line_id', u.source_line_id, 'entry_id', u.entry_id, 'date', u.date))
      from used u join budget_cell c on c.tenant_id = app_tenant() and c.line_id = u.line_id and c.month = date_trunc('month', u.date)::date), '[]'));
end $$;

-- Puts what a budget, a revision, a transfer or a carry-forward plans in force.
create or replace function finance_budget_approve(doc uuid) returns jsonb language plpgsql security definer
  set search_path = public, pg_temp set jit = off as $$
declare d record; fresh uuid[]; changes jsonb; carried jsonb; bad record; result jsonb;
begin
  select * into d from (
    select b.company_id, 'budget' as kind, b.id as budget_id, false as carry, null::uuid as target_id, coalesce(b.number, b.name) as label
      from budget b where b.tenant_id = app_tenant() and b.id = doc and b.status in ('draft', 'in_approval')
    union all
    select r.company_id, 'budget_revision', r.budget_id, r.carry_commitments, r.target_budget_id, coalesce(r.number, r.reason)
      from budget_revision r where r.tenant_id = app_tenant() and r.id = doc and r.status in ('draft', 'in_approval')) x;
  if d is null then raise exception 'keel:finance.budget_final'; end if;
  perform pg_advisory_xact_lock(finance_budget_key(d.company_id));
  if exists (select 1 from budget_entry where tenant_id = app_tenant() and document_id = doc) then
    raise exception 'keel:finance.budget_final';
  end if;
  with made as (
    insert into budget_line (tenant_id, id, company_id, budget_id, account_id, cost_center_id, project_id)
    select distinct on (p.budget_id, p.account_id, p.cost_center_id, p.project_id)
           p.tenant_id, gen_random_uuid(), p.company_id, p.budget_id, p.account_id, p.cost_center_id, p.project_id
      from budget_plan p where p.tenant_id = app_tenant() and p.document_id = doc
    on conflict do nothing returning id)
  select array_agg(id) into fresh from made;
  insert into budget_cell (tenant_id, id, company_id, line_id, month)
  select l.tenant_id, gen_random_uuid(), l.company_id, l.id, m::date
    from budget_line l join budget b on b.tenant_id = l.tenant_id and b.id = l.budget_id
    join fiscal_year y on y.tenant_id = b.tenant_id and y.id = b.fiscal_year_id
    cross join lateral generate_series(date_trunc('month', y.start_date::timestamp), y.end_date::timestamp, interval '1 month') m
   where l.tenant_id = app_tenant() and l.id = any (fresh);
  -- A heading and an account below it would both count the same spending.
  select a.code as account, h.code as heading into bad
    from budget_line l
    join budget_line o on o.tenant_id = l.tenant_id and o.budget_id = l.budget_id and o.id <> l.id
     and o.cost_center_key = l.cost_center_key and o.project_key = l.project_key and o.account_id = any (finance_account_above(l.account_id))
    join account a on a.tenant_id = l.tenant_id and a.id = l.account_id
    join account h on h.tenant_id = o.tenant_id and h.id = o.account_id
   where l.tenant_id = app_tenant() and l.budget_id in (select p.budget_id from budget_plan p where p.tenant_id = app_tenant() and p.document_id = doc)
     and l.account_id is not null limit 1;
  if found then
    raise exception 'keel:finance.budget_overlap' using detail = json_build_object('account', bad.account, 'heading', bad.heading)::text;
  end if;
  select jsonb_agg(jsonb_build_object('cell_id', x.id, 'stage', 'budget', 'amount', x.amount, 'document', d.kind, 'document_id', doc,
           'document_label', d.label, 'date', x.month)) into changes
    from (select c.id, c.month, sum(p.amount) as amount from budget_plan p
            join budget_line l on l.tenant_id = p.tenant_id and l.budget_id = p.budget_id
             and (l.account_id, l.cost_center_id, l.project_id) is not distinct from (p.account_id, p.cost_center_id, p.project_id)
            join budget_cell c on c.tenant_id = l.tenant_id and c.line_id = l.id and c.month = p.month
           where p.tenant_id = app_tenant() and p.document_id = doc group by c.id, c.month having sum(p.amount) <> 0) x;
  changes := coalesce(changes, '[]');
  if d.carry then
    -- What is open in the old year is due on the first day of the new one; its own document still frees or raises it.
    with due as (
      update budget_use u set carried_to = n.start_date
        from budget b join fiscal_year y on y.tenant_id = b.tenant_id and y.id = b.fiscal_year_id,
             budget t join fiscal_year n on n.tenant_id = t.tenant_id and n.id = t.fiscal_year_id
       where b.tenant_id = app_tenant() and b.id = d.budget_id and t.tenant_id = app_tenant() and t.id = d.target_id
         and u.tenant_id = app_tenant() and u.company_id = d.company_id and u.amount <> 0
         and greatest(u.date, u.carried_to) between y.start_date and y.end_date
         and exists (select 1 from finance_budget_match(u.company_id, u.account_id, u.cost_center_id, u.project_id, greatest(u.date, u.carried_to), b.id))
      returning u.document, u.document_id, u.document_label, u.source_line_id, u.stage, u.account_id, u.cost_center_id, u.project_id, u.date,
                u.carried_to, u.amount)
    select jsonb_agg(to_jsonb(due)) into carried from due;
    changes := changes || coalesce(finance_budget_deltas(d.company_id, coalesce(carried, '[]')), '[]');
  end if;
  result := finance_budget_apply(changes);
  perform finance_budget_open(fresh);
  return result;
end $$;

revoke all on function finance_budget_open(uuid[]), finance_budget_approve(uuid) from public;
grant execute on function finance_budget_approve(uuid) to keel_app;
