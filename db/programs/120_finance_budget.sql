-- The budget ledger. Entries are written and cells kept by the functions below and by nothing else; the application role only
-- reads them. Whoever changes what is used holds the company's budget key shared, whoever puts a budget or a revision in
-- force holds it alone: a budget begins with all that was used before, and misses nothing that is used meanwhile.
-- Order of locks, after documents, stock and valuations: company key, budget lines, budget cells (each by id), numbers, fiscal periods.

create or replace function finance_budget_key(company uuid) returns bigint language sql immutable parallel safe as
$$ select hashtextextended(company::text, 4812101) $$;

-- An account and the headings above it.
create or replace function finance_account_above(acc uuid) returns uuid[] language plpgsql stable
  set search_path = public, pg_temp set enable_seqscan = off set jit = off as $$
begin
  return (with recursive up as (
    select a.id, a.parent_id, 1 as depth from account a where a.tenant_id = app_tenant() and a.id = acc
    union all
    select p.id, p.parent_id, up.depth + 1 from up join account p on p.tenant_id = app_tenant() and p.id = up.parent_id
     where up.depth < 20)
  select array_agg(up.id) from up);
end $$;

-- The cells of budgets in force that spending falls on: one a budget at most (headings and accounts below them exclude each
-- other). A budget without accounts counts expense accounts. `only_budget` asks one budget, in force or not.
create or replace function finance_budget_match(company uuid, acc uuid, cc uuid, prj uuid, day date, only_budget uuid default null)
  returns table (budget_id uuid, cell_id uuid) language plpgsql stable
  set search_path = public, pg_temp set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
declare kind text; above uuid[] := array[acc]; up uuid; none constant uuid := '00000000-0000-0000-0000-000000000000';
begin
  select a.type, a.parent_id into kind, up from account a where a.tenant_id = app_tenant() and a.id = acc;
  if kind is null or kind not in ('expense', 'asset') then return; end if;
  while up is not null and cardinality(above) < 20 loop
    above := above || up;
    select a.parent_id into up from account a where a.tenant_id = app_tenant() and a.id = up;
  end loop;
  return query
  select b.id, c.id from budget b
    join fiscal_year y on y.tenant_id = b.tenant_id and y.id = b.fiscal_year_id and day between y.start_date and y.end_date
    cross join lateral unnest(case when b.uses_account then above when kind = 'expense' then array[none] else '{}'::uuid[] end) k(key)
    cross join lateral (select x.tenant_id, x.id from budget_line x
      where x.tenant_id = b.tenant_id and x.budget_id = b.id and x.account_key = k.key
        and x.cost_center_key = case when b.uses_cost_center then coalesce(cc, none) else none end
        and x.project_key = case when b.uses_project then coalesce(prj, none) else none end offset 0) l
    join budget_cell c on c.tenant_id = l.tenant_id and c.line_id = l.id and c.month = date_trunc('month', day)::date
   where b.tenant_id = app_tenant() and b.company_id = company
     and (b.id = only_budget or only_budget is null and b.status = 'approved');
end $$;

-- Where a budget demands a cost center: a blank one, one that is not in use on the day, or one that the budget does not know.
create or replace function finance_budget_undemanded(company uuid, acc uuid, cc uuid, prj uuid, day date)
  returns table (error text, params jsonb) language plpgsql stable
  set search_path = public, pg_temp set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
begin
  return query
  select case when cc is null then 'finance.budget_cost_center_missing' else 'finance.budget_cost_center_unknown' end,
         jsonb_build_object('budget', b.name, 'account', (select a.code from account a where a.tenant_id = app_tenant() and a.id = acc),
           'costCenter', coalesce((select k.code from cost_center k where k.tenant_id = app_tenant() and k.id = cc), ''))
    from budget b
    join fiscal_year y on y.tenant_id = b.tenant_id and y.id = b.fiscal_year_id and day between y.start_date and y.end_date
   where b.tenant_id = app_tenant() and b.company_id = company and b.status = 'approved'
     and exists (select 1 from budget_demand d where d.tenant_id = b.tenant_id and d.budget_id = b.id
                  and d.account_id = any (finance_account_above(acc)))
     and (cc is null
       or not exists (select 1 from cost_center k where k.tenant_id = b.tenant_id and k.id = cc and k.company_id = company
                       and k.status = 'active' and day >= coalesce(k.valid_from, day) and day <= coalesce(k.valid_to, day))
       or (b.uses_cost_center and not exists (select 1 from finance_budget_match(company, acc, cc, prj, day, b.id))))
   order by b.name limit 1;
end $$;

create or replace function finance_budget_has_demand(company uuid) returns boolean language plpgsql stable
  set search_path = public, pg_temp set enable_seqscan = off set jit = off as $$
begin
  return exists (select 1 from budget b join budget_demand d on d.tenant_id = b.tenant_id and d.budget_id = b.id
                  where b.tenant_id = app_tenant() and b.company_id = company and b.status = 'approved');
end $$;

-- `offset 0`: lines and entries are looked up by their key. A plan made while there are few would read all of the tenant for it.
-- All below runs as the owner, whoever asks: a plan under the policies of one role is thrown away when another one comes, and to plan
-- these statements takes longer than to run them. Each names its tenant itself.

-- What changes, cell by cell, when the outstanding use of document lines becomes what `uses` says: target less what stands.
create or replace function finance_budget_deltas(company uuid, uses jsonb) returns jsonb language plpgsql stable
  set search_path = public, pg_temp set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
begin
  return (
    with given as materialized (
      select r.*, greatest(r.date, r.carried_to,
               (select u.carried_to from budget_use u where u.tenant_id = app_tenant() and u.source_line_id = r.source_line_id
                 and u.stage = r.stage)) as day
        from jsonb_to_recordset(uses) as r(document text, document_id uuid, document_label text, source_line_id uuid, stage text,
          account_id uuid, cost_center_id uuid, project_id uuid, date date, carried_to date, amount numeric)),
    mix as materialized (
      select d.*, m.cell_id from (select distinct account_id, cost_center_id, project_id, day from given where amount <> 0 offset 0) d
       cross join lateral finance_budget_match(company, d.account_id, d.cost_center_id, d.project_id, d.day) m),
    moved as (
      select g.source_line_id, g.stage, m.cell_id, g.amount
        from given g join mix m on m.account_id = g.account_id and m.day = g.day
         and (m.cost_center_id, m.project_id) is not distinct from (g.cost_center_id, g.project_id)
       where g.amount <> 0
      union all
      select g.source_line_id, g.stage, e.cell_id, -e.amount
        from given g cross join lateral (select x.cell_id, x.amount from budget_entry x
          where x.tenant_id = app_tenant() and x.source_line_id = g.source_line_id and x.stage = g.stage offset 0) e),
    net as (
      select source_line_id, stage, cell_id, sum(amount) as amount from moved group by 1, 2, 3 having sum(amount) <> 0)
    select jsonb_agg(jsonb_build_object('cell_id', n.cell_id, 'stage', n.stage, 'amount', n.amount, 'document', g.document,
             'document_id', g.document_id, 'document_label', g.document_label, 'source_line_id', n.source_line_id, 'date', g.day))
      from net n join given g on g.source_line_id = n.source_line_id and g.stage = n.stage);
end $$;

-- Where these changes go over a limit. A measure is looked at when it rises above what it was as the transaction began:
-- lowering is always allowed, and exactly at the limit passes. Requisition = all three stages, looked at when requisitions rise;
-- order = orders and actual; actual = actual alone; total = all three, whichever rises. A lower limit is looked at by all.
-- Cumulative: whole months up to and including the one that is posted to; what later months hold is not looked at. A lower limit is
-- looked at by its month and every later one, whose limits it lowers too.
create or replace function finance_budget_findings(deltas jsonb)
  returns table (cell_id uuid, measure text, effect text, lim numeric, used numeric) language plpgsql stable
  set search_path = public, pg_temp set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
begin
  return query
  with delta as (
    select r.cell_id as id, coalesce(sum(r.amount) filter (where r.stage = 'budget'), 0) as b,
           coalesce(sum(r.amount) filter (where r.stage = 'pre_commitment'), 0) as p,
           coalesce(sum(r.amount) filter (where r.stage = 'commitment'), 0) as c,
           coalesce(sum(r.amount) filter (where r.stage = 'actual'), 0) as a
      from jsonb_to_recordset(deltas) as r(cell_id uuid, stage text, amount numeric) group by r.cell_id),
  touched as (
    select x.line_id, min(x.month) as first from delta d join budget_cell x on x.tenant_id = app_tenant() and x.id = d.id group by x.line_id),
  cell as (
    select x.id, x.line_id, x.month, row_number() over (partition by x.line_id order by x.month) as nth, d.id is not null as hit, t.first, g.control, g.on_requisition, g.on_order, g.on_actual, g.on_total,
           x.budgeted + coalesce(d.b, 0) as b1, x.pre_committed + coalesce(d.p, 0) as p1,
           x.committed + coalesce(d.c, 0) as c1, x.actual + coalesce(d.a, 0) as a1,
           case when own then x.start_budgeted else x.budgeted end as b0,
           case when own then x.start_pre_committed else x.pre_committed end as p0,
           case when own then x.start_committed else x.committed end as c0,
           case when own then x.start_actual else x.actual end as a0
      from touched t
      join budget_line l on l.tenant_id = app_tenant() and l.id = t.line_id
      join budget g on g.tenant_id = l.tenant_id and g.id = l.budget_id
      join budget_cell x on x.tenant_id = l.tenant_id and x.line_id = l.id
      cross join lateral (select x.xid is not distinct from pg_current_xact_id_if_assigned() and x.xid is not null) o(own)
      left join delta d on d.id = x.id),
  framed as (
    select k.*, case k.control when 'period' then k.month
             when 'quarter' then min(k.month) over (partition by k.line_id, (k.nth - 1) / 3) end as frame from cell k),
  -- By month or quarter, running through the year, or the whole year: rows without an order are one frame.
  scope as (
    select k.*, sum(b1) over w as sb1, sum(p1) over w as sp1, sum(c1) over w as sc1, sum(a1) over w as sa1,
           sum(b0) over w as sb0, sum(p0) over w as sp0, sum(c0) over w as sc0, sum(a0) over w as sa0
      from framed k
    window w as (partition by k.line_id, k.frame order by case when k.control = 'cumulative' then k.month end)),
  found as (
    select s.line_id, s.id, s.month, s.frame, m.* from scope s cross join lateral (values
        ('requisition', s.on_requisition, sp1 + sc1 + sa1, sp0 + sc0 + sa0, sp1 > sp0),
        ('order', s.on_order, sc1 + sa1, sc0 + sa0, sc1 > sc0),
        ('actual', s.on_actual, sa1, sa0, sa1 > sa0),
        ('total', s.on_total, sp1 + sc1 + sa1, sp0 + sc0 + sa0, true)) m(what, action, used1, used0, rises)
     where (s.hit or (s.control = 'cumulative' and s.month >= s.first and s.sb1 < s.sb0))
       and m.action is not null and m.used1 > s.sb1 and m.used1 - s.sb1 > m.used0 - s.sb0 and (m.rises or s.sb1 < s.sb0))
  select distinct on (f.line_id, f.frame, f.what)
         f.id, f.what, f.action, s.sb1, f.used1
    from found f join scope s on s.id = f.id
   order by f.line_id, f.frame, f.what, f.month;
end $$;

create or replace function finance_budget_money(value numeric) returns text language sql immutable as
$$ select rtrim(to_char(value, 'FM999,999,999,999,999,990.9999'), '.') $$;

-- A cell in words, for those who are refused: budget, dimensions, time.
create or replace function finance_budget_cell_words(cell uuid) returns jsonb language sql stable set search_path = public, pg_temp as $$
  select jsonb_build_object('budget', b.name, 'currency', co.base_currency,
    'cellEn', concat_ws(' · ', a.code || ' ' || a.name_en, k.code || ' ' || k.name, p.code || ' ' || p.name),
    'cellZh', concat_ws(' · ', a.code || ' ' || a.name_zh, k.code || ' ' || k.name, p.code || ' ' || p.name),
    'period', case b.control when 'year' then y.name when 'period' then to_char(c.month, 'YYYY-MM')
      when 'quarter' then (select min(to_char(q.month, 'YYYY-MM')) || ' – ' || max(to_char(q.month, 'YYYY-MM')) from (
        select z.month, z.id, (row_number() over (order by z.month) - 1) / 3 as nth from budget_cell z
         where z.tenant_id = c.tenant_id and z.line_id = c.line_id) q where q.nth = (select count(*) / 3 from budget_cell o
           where o.tenant_id = c.tenant_id and o.line_id = c.line_id and o.month < c.month))
      else to_char(y.start_date, 'YYYY-MM') || ' – ' || to_char(c.month, 'YYYY-MM') end)
    from budget_cell c
    join budget_line l on l.tenant_id = c.tenant_id and l.id = c.line_id
    join budget b on b.tenant_id = c.tenant_id and b.id = l.budget_id
    join fiscal_year y on y.tenant_id = c.tenant_id and y.id = b.fiscal_year_id
    join company co on co.tenant_id = c.tenant_id and co.id = b.company_id
    left join account a on a.tenant_id = c.tenant_id and a.id = l.account_id
    left join cost_center k on k.tenant_id = c.tenant_id and k.id = l.cost_center_id
    left join project p on p.tenant_id = c.tenant_id and p.id = l.project_id
   where c.tenant_id = app_tenant() and c.id = cell
$$;

-- Locks cells, and before them the lines whose months are controlled together: those wait for each other.
create or replace function finance_budget_hold(cells uuid[]) returns void language plpgsql security definer
  set search_path = public, pg_temp set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
begin
  perform 1 from budget_line l where l.tenant_id = app_tenant() and l.id in (
    select c.line_id from budget_cell c
      join budget_line x on x.tenant_id = c.tenant_id and x.id = c.line_id
      join budget b on b.tenant_id = c.tenant_id and b.id = x.budget_id and b.control <> 'period'
     where c.tenant_id = app_tenant() and c.id = any (cells))
    order by l.id for no key update;
  perform 1 from budget_cell c where c.tenant_id = app_tenant() and c.id = any (cells) order by c.id for no key update;
end $$;

-- Locks what the changes touch in the order of all, judges them on what then stands, and writes entries and cells; or refuses.
-- An override of a document lets it over the limit by the amount it names. Returns what was let through above a limit.
drop function if exists finance_budget_apply(jsonb);
create or replace function finance_budget_apply(deltas jsonb, held boolean default false) returns jsonb language plpgsql security definer
  set search_path = public, pg_temp set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
declare f record; cells uuid[]; documents uuid[]; rises boolean; main record; accepted uuid; let_through jsonb := '[]';
begin
  if deltas is null or jsonb_array_length(deltas) = 0 then return let_through; end if;
  select array_agg(distinct r.cell_id), array_agg(distinct r.document_id), bool_or((r.amount > 0) <> (r.stage = 'budget'))
    into cells, documents, rises from jsonb_to_recordset(deltas) as r(cell_id uuid, document_id uuid, stage text, amount numeric);
  if not held then perform finance_budget_hold(cells); end if;
  for f in select * from finance_budget_findings(deltas) where rises loop
    accepted := null;
    select r.document, r.document_id, r.document_label into main
      from jsonb_to_recordset(deltas) as r(cell_id uuid, stage text, amount numeric, document text, document_id uuid, document_label text)
     order by r.cell_id = f.cell_id desc, (r.amount > 0) <> (r.stage = 'budget') desc limit 1;
    -- Asked for approval: who approved the document approved this; without a flow that asked anybody it is refused.
    if f.effect = 'block' or (f.effect = 'approve' and coalesce(current_setting('app.budget_approved', true), '') <> '1') then
      select o.id into accepted from budget_override o
       where o.tenant_id = app_tenant() and o.document_id = any (documents) and o.amount >= f.used - f.lim order by o.at desc limit 1;
      if accepted is null then
        -- A rule on the document's budget facts may have been overridden instead: it holds for the excess that it saw.
        insert into budget_override (tenant_id, id, company_id, document, document_id, document_label, amount, reason, actor_id, actor_name)
        select r.tenant_id, gen_random_uuid(), r.company_id, r.document, r.document_id, r.label, f.used - f.lim, o.reason, o.actor_id, o.actor_name
          from rule_finding r
          join rule_override o on o.tenant_id = r.tenant_id and o.id = r.override_id
          join rule_judgement j on j.tenant_id = r.tenant_id and j.id = r.judgement_id
         where r.tenant_id = app_tenant() and r.document_id = any (documents) and r.state = 'overridden'
           and r.override_permission = 'finance.budget.override' and (j.facts -> 'header' ->> 'budget_excess')::numeric >= f.used - f.lim
         order by o.at desc limit 1 returning id into accepted;
      end if;
      if accepted is null then
        raise exception 'keel:finance.%', case f.effect when 'block' then 'over_budget' else 'budget_needs_approval' end
          using detail = (finance_budget_cell_words(f.cell_id) || jsonb_build_object('measure', f.measure,
            'limit', finance_budget_money(f.lim), 'used', finance_budget_money(f.used), 'excess', finance_budget_money(f.used - f.lim)))::text;
      end if;
    end if;
    insert into budget_excess (tenant_id, id, company_id, cell_id, measure, effect, override_id, "limit", used, document, document_id, document_label, by)
    select c.tenant_id, gen_random_uuid(), c.company_id, c.id, f.measure, f.effect, accepted, f.lim, f.used, main.document, main.document_id,
           main.document_label, app_user_id()
      from budget_cell c where c.tenant_id = app_tenant() and c.id = f.cell_id;
    let_through := let_through || jsonb_build_array(finance_budget_cell_words(f.cell_id) || jsonb_build_object('cellId', f.cell_id,
      'measure', f.measure, 'effect', f.effect, 'overridden', accepted is not null, 'document', main.document, 'documentId', main.document_id,
      'label', main.document_label, 'limit', trim_scale(f.lim)::text,
      'used', trim_scale(f.used)::text, 'excess', trim_scale(f.used - f.lim)::text));
  end loop;
  perform finance_budget_write(deltas);
  return let_through;
end $$;

create or replace function finance_budget_write(deltas jsonb) returns void language plpgsql security definer
  set search_path = public, pg_temp set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
begin
  insert into budget_entry (tenant_id, id, company_id, cell_id, stage, amount, document, document_id, document_label, source_line_id, entry_id, date, by)
  select c.tenant_id, gen_random_uuid(), c.company_id, c.id, r.stage, r.amount, r.document, r.document_id, r.document_label, r.source_line_id,
         r.entry_id, r.date, app_user_id()
    from jsonb_to_recordset(deltas) as r(cell_id uuid, stage text, amount numeric, document text, document_id uuid, document_label text,
           source_line_id uuid, entry_id uuid, date date)
    join budget_cell c on c.tenant_id = app_tenant() and c.id = r.cell_id;
  update budget_cell c set
    budgeted = c.budgeted + d.b, pre_committed = c.pre_committed + d.p, committed = c.committed + d.c, actual = c.actual + d.a,
    start_budgeted = case when c.xid = pg_current_xact_id() then c.start_budgeted else c.budgeted end,
    start_pre_committed = case when c.xid = pg_current_xact_id() then c.start_pre_committed else c.pre_committed end,
    start_committed = case when c.xid = pg_current_xact_id() then c.start_committed else c.committed end,
    start_actual = case when c.xid = pg_current_xact_id() then c.start_actual else c.actual end,
    xid = pg_current_xact_id()
   from (select r.cell_id, coalesce(sum(r.amount) filter (where r.stage = 'budget'), 0) as b,
                coalesce(sum(r.amount) filter (where r.stage = 'pre_commitment'), 0) as p,
                coalesce(sum(r.amount) filter (where r.stage = 'commitment'), 0) as c,
                coalesce(sum(r.amount) filter (where r.stage = 'actual'), 0) as a
           from jsonb_to_recordset(deltas) as r(cell_id uuid, stage text, amount numeric) group by r.cell_id) d
   where c.tenant_id = app_tenant() and c.id = d.cell_id;
end $$;

-- The last step of a command before its numbers: sets what document lines hold of requisitions and orders (`uses`), and locks what the
-- journal lines that follow will use (`lines`, of `documents`): cells come before numbers and balances in the order of all, and are
-- locked together. Returns what was let through above a limit, and whether the entries may be (`tells`).
drop function if exists finance_budget_set_use(uuid, jsonb, boolean);
drop function if exists finance_budget_lock(uuid, jsonb, boolean);
create or replace function finance_budget_last(company uuid, uses jsonb, lines jsonb, documents uuid[], approved boolean) returns jsonb
  language plpgsql security definer
  set search_path = public, pg_temp set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
declare bad record; changes jsonb; cells uuid[]; posted uuid[]; tells boolean := false;
begin
  perform set_config('app.budget_approved', case when approved then '1' else '' end, true);
  if jsonb_array_length(uses) > 0 then
    perform pg_advisory_xact_lock_shared(finance_budget_key(company));
    if finance_budget_has_demand(company) then
      select d.error, d.params into bad
        from jsonb_to_recordset(uses) as r(source_line_id uuid, stage text, account_id uuid, cost_center_id uuid, project_id uuid, date date, amount numeric)
        left join budget_use u on u.tenant_id = app_tenant() and u.source_line_id = r.source_line_id and u.stage = r.stage
        cross join lateral finance_budget_undemanded(company, r.account_id, r.cost_center_id, r.project_id, greatest(r.date, u.carried_to)) d
       where r.amount > 0 and (u.id is null or r.amount > u.amount
         or (r.account_id, r.cost_center_id, r.project_id, r.date) is distinct from (u.account_id, u.cost_center_id, u.project_id, u.date))
       limit 1;
      if found then raise exception 'keel:%', bad.error using detail = bad.params::text; end if;
    end if;
    changes := finance_budget_deltas(company, uses);
  end if;
  if jsonb_array_length(lines) > 0 then
    select array_agg(distinct m.cell_id) into posted
      from (select distinct r.* from jsonb_to_recordset(lines) as r(account_id uuid, cost_center_id uuid, project_id uuid, date date) offset 0) d
      cross join lateral finance_budget_match(company, d.account_id, d.cost_center_id, d.project_id, d.date) m;
  end if;
  select array_agg((x.value ->> 'cell_id')::uuid) into cells from jsonb_array_elements(changes) x;
  if cells is not null or posted is not null then perform finance_budget_hold(cells || posted); end if;
  if posted is not null then
    tells := exists (select 1 from budget_cell c join budget_line l on l.tenant_id = c.tenant_id and l.id = c.line_id
                       join budget b on b.tenant_id = l.tenant_id and b.id = l.budget_id
                      where c.tenant_id = app_tenant() and c.id = any (posted) and (b.on_actual <> 'block' or b.on_total <> 'block'))
      or exists (select 1 from budget_override o where o.tenant_id = app_tenant() and o.document_id = any (documents))
      or exists (select 1 from rule_finding f where f.tenant_id = app_tenant() and f.document_id = any (documents) and f.state = 'overridden');
  end if;
  if jsonb_array_length(uses) > 0 then
    insert into budget_use as u (tenant_id, id, company_id, document, document_id, document_label, source_line_id, stage, account_id,
      cost_center_id, project_id, date, amount)
    select app_tenant(), gen_random_uuid(), company, r.document, r.document_id, r.document_label, r.source_line_id, r.stage, r.account_id,
           r.cost_center_id, r.project_id, r.date, r.amount
      from jsonb_to_recordset(uses) as r(document text, document_id uuid, document_label text, source_line_id uuid, stage text,
        account_id uuid, cost_center_id uuid, project_id uuid, date date, amount numeric)
     -- Looked up line by line: as `exists` all that the tenant ever used would be read into a table of hashes.
     where r.amount <> 0 or (select true from budget_use x where x.tenant_id = app_tenant() and x.source_line_id = r.source_line_id
                              and x.stage = r.stage)
     order by r.source_line_id, r.stage
    on conflict (tenant_id, source_line_id, stage) do update set document = excluded.document, document_id = excluded.document_id,
      document_label = excluded.document_label, account_id = excluded.account_id, cost_center_id = excluded.cost_center_id,
      project_id = excluded.project_id, date = excluded.date, amount = excluded.amount
    where (u.document, u.document_id, u.document_label, u.account_id, u.cost_center_id, u.project_id, u.date, u.amount) is distinct from
      (excluded.document, excluded.document_id, excluded.document_label, excluded.account_id, excluded.cost_center_id, excluded.project_id,
       excluded.date, excluded.amount);
  end if;
  return jsonb_build_object('found', finance_budget_apply(changes, true), 'tells', tells);
end $$;

-- What `finance_budget_last` would find now. Reads only.
create or replace function finance_budget_would(company uuid, uses jsonb) returns jsonb language plpgsql stable security definer
  set search_path = public, pg_temp set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
declare changes jsonb;
begin
  if not app_company_allowed(company) then return '[]'; end if;
  changes := finance_budget_deltas(company, uses);
  if changes is null then return '[]'; end if;
  return (
    select coalesce(jsonb_agg(finance_budget_cell_words(f.cell_id) || jsonb_build_object('cellId', f.cell_id, 'measure', f.measure, 'effect', f.effect,
             'overridden', false, 'limit', trim_scale(f.lim)::text, 'used', trim_scale(f.used)::text, 'excess', trim_scale(f.used - f.lim)::text)), '[]')
      from finance_budget_findings(changes) f);
end $$;

-- Journal lines of one statement become actuals (called by the ledger's trigger where a budget is in force).
create or replace function finance_budget_post(lines jsonb) returns void language plpgsql security definer
  set search_path = public, pg_temp set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
declare bad record; company uuid;
begin
  for company in select distinct r.company_id from jsonb_to_recordset(lines) as r(company_id uuid) order by 1 loop
    if finance_budget_has_demand(company) then
      select d.error, d.params into bad
        from jsonb_to_recordset(lines) as r(company_id uuid, reversal boolean, account_id uuid, cost_center_id uuid, project_id uuid, date date, amount numeric)
        cross join lateral finance_budget_undemanded(company, r.account_id, r.cost_center_id, r.project_id, r.date) d
       where r.company_id = company and r.amount > 0 and not r.reversal limit 1;
      if found then raise exception 'keel:%', bad.error using detail = bad.params::text; end if;
    end if;
  end loop;
  perform finance_budget_apply((
    select jsonb_agg(jsonb_build_object('cell_id', m.cell_id, 'stage', 'actual', 'amount', r.amount, 'document', r.document,
             'document_id', r.document_id, 'document_label', r.document_label, 'source_line_id', r.id, 'entry_id', r.entry_id, 'date', r.date))
      from jsonb_to_recordset(lines) as r(id uuid, company_id uuid, entry_id uuid, document text, document_id uuid, document_label text,
             account_id uuid, cost_center_id uuid, project_id uuid, date date, amount numeric)
      cross join lateral finance_budget_match(r.company_id, r.account_id, r.cost_center_id, r.project_id, r.date) m));
end $$;

revoke all on function finance_budget_would(uuid, jsonb), finance_budget_hold(uuid[]), finance_budget_apply(jsonb, boolean), finance_budget_write(jsonb), finance_budget_post(jsonb),
  finance_budget_last(uuid, jsonb, jsonb, uuid[], boolean) from public;
grant execute on function finance_budget_would(uuid, jsonb), finance_budget_last(uuid, jsonb, jsonb, uuid[], boolean) to keel_app;
