-- The general ledger. Raw SQL of the application role can neither unbalance an entry, add to one of an earlier
-- transaction, nor post into a period that is not open: what is refused here is refused for everyone.
-- Functions that keep balance tables run as the owner, under the same tenant policies.

alter table fiscal_period drop constraint if exists fiscal_period_no_overlap;
alter table fiscal_period add constraint fiscal_period_no_overlap
  exclude using gist (tenant_id with =, company_id with =, daterange(start_date, end_date, '[]') with &&);
alter table fiscal_year drop constraint if exists fiscal_year_no_overlap;
alter table fiscal_year add constraint fiscal_year_no_overlap
  exclude using gist (tenant_id with =, company_id with =, daterange(start_date, end_date, '[]') with &&);
-- Two rates of one component never hold on the same day.
alter table tax_rate drop constraint if exists tax_rate_no_overlap;
alter table tax_rate add constraint tax_rate_no_overlap
  exclude using gist (tenant_id with =, tax_code_id with =, component with =,
                      daterange(valid_from, valid_to, '[]') with &&);
-- A document names its entry before the entry is written: numbers, and so entries, come last in a transaction.
alter table payment alter constraint payment_entry_id_fk deferrable initially deferred;
alter table payment alter constraint payment_bank_entry_id_fk deferrable initially deferred;
alter table payment alter constraint payment_reversal_entry_id_fk deferrable initially deferred;
alter table manual_entry alter constraint manual_entry_entry_id_fk deferrable initially deferred;
alter table manual_entry alter constraint manual_entry_reversal_entry_id_fk deferrable initially deferred;
alter table fiscal_year drop constraint if exists fiscal_year_closing_entry_id_fk;
alter table fiscal_year add constraint fiscal_year_closing_entry_id_fk
  foreign key (tenant_id, closing_entry_id) references journal_entry (tenant_id, id) deferrable initially deferred;

create or replace function finance_period_key(period uuid) returns bigint language sql immutable parallel safe as
$$ select hashtextextended(period::text, 4812100) $$;

-- Finds the period of an entry. The shared lock is held until the commit, so a close waits for postings under way and
-- a posting that waited for a close sees it.
create or replace function finance_entry_before() returns trigger language plpgsql set enable_seqscan = off set jit = off as $$
declare p record;
begin
  select id, name into p from fiscal_period
   where tenant_id = new.tenant_id and company_id = new.company_id and new.posting_date between start_date and end_date;
  if p.id is null then
    raise exception 'keel:finance.no_period' using detail = json_build_object('date', new.posting_date)::text;
  end if;
  perform pg_advisory_xact_lock_shared(finance_period_key(p.id));
  select id, name, status into p from fiscal_period where tenant_id = new.tenant_id and id = p.id;
  if p.status = 'closed' then
    raise exception 'keel:finance.period_closed' using detail = json_build_object('period', p.name)::text;
  elsif p.status = 'closing' and not new.post_closing then
    raise exception 'keel:finance.period_closing' using detail = json_build_object('period', p.name)::text;
  end if;
  new.period_id := p.id;
  new.xid := pg_current_xact_id();
  return new;
end $$;
drop trigger if exists journal_entry_before on journal_entry;
create trigger journal_entry_before before insert on journal_entry for each row execute function finance_entry_before();

-- A change of status excludes postings into the period. Dates of a period never move.
create or replace function finance_period_before() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if exists (select 1 from journal_entry where tenant_id = old.tenant_id and period_id = old.id) then
      raise exception 'keel:finance.period_used' using detail = json_build_object('period', old.name)::text;
    end if;
    return old;
  end if;
  if (new.start_date, new.end_date, new.company_id) is distinct from (old.start_date, old.end_date, old.company_id) then
    raise exception 'keel:finance.period_fixed' using detail = json_build_object('period', old.name)::text;
  end if;
  if new.status is distinct from old.status then
    perform pg_advisory_xact_lock(finance_period_key(old.id));
  end if;
  return new;
end $$;
drop trigger if exists fiscal_period_before on fiscal_period;
create trigger fiscal_period_before before update or delete on fiscal_period for each row execute function finance_period_before();

-- One pass over the lines of a statement, of one entry or of many: refuse what may not be, then bring the balances along.
-- The plans are kept for the life of a session and may be made while the tables are empty: indexes are used from the first row,
-- and what belongs to a line is looked up line by line (`offset 0`): a join would go over the whole table for each of many lines.
create or replace function finance_lines_after() returns trigger language plpgsql security definer
  set search_path = public, pg_temp set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
declare bad record;
begin
  if not exists (select 1 from new_lines) then return null; end if;
  select coalesce(j.number, l.entry_id::text) as number into bad
    from new_lines l left join lateral (
      select * from journal_entry x where x.tenant_id = l.tenant_id and x.id = l.entry_id offset 0) j on true
   where j.id is null or j.xid <> pg_current_xact_id()
      or (l.company_id, l.period_id, l.posting_date, l.currency) is distinct from (j.company_id, j.period_id, j.posting_date, j.currency) limit 1;
  if found then
    raise exception 'keel:finance.entry_final' using detail = json_build_object('number', bad.number)::text;
  end if;
  select min(l.currency) as currency into bad from new_lines l
   group by l.tenant_id, l.entry_id having sum(l.base_amount) <> 0 or sum(l.amount) <> 0 limit 1;
  if found then
    raise exception 'keel:finance.unbalanced' using detail = json_build_object('currency', bad.currency)::text;
  end if;
  select coalesce(a.code, '?') as code,
         case when a.id is null or a.company_id <> l.company_id then 'finance.account_foreign'
              when not a.posting then 'finance.account_heading'
              when a.status <> 'active' then 'finance.account_archived'
              when a.control in ('receivable', 'payable') and l.party_id is null then 'finance.party_missing'
              else 'finance.account_currency' end as error into bad
    from new_lines l left join lateral (
      select * from account x where x.tenant_id = l.tenant_id and x.id = l.account_id offset 0) a on true
   where a.id is null or a.company_id <> l.company_id or not a.posting or a.status <> 'active'
      or (a.control in ('receivable', 'payable') and l.party_id is null)
      or (a.currency is not null and a.currency <> l.currency and l.amount <> 0) limit 1;
  if found then
    raise exception 'keel:%', bad.error using detail = json_build_object('account', bad.code)::text;
  end if;

  insert into account_balance as b (tenant_id, id, company_id, account_id, period_id, kind, currency, cost_center_id, amount, base_debit, base_credit)
  select l.tenant_id, gen_random_uuid(), l.company_id, l.account_id, l.period_id, l.kind, l.currency, l.cost_center_id,
         sum(l.amount), sum(greatest(l.base_amount, 0)), -sum(least(l.base_amount, 0))
    from (select n.*, (select j.kind from journal_entry j where j.tenant_id = n.tenant_id and j.id = n.entry_id) as kind from new_lines n offset 0) l
   group by l.tenant_id, l.company_id, l.account_id, l.period_id, l.kind, l.currency, l.cost_center_id
   order by l.account_id, l.cost_center_id, l.period_id, l.kind, l.currency
  on conflict (tenant_id, company_id, account_id, period_id, kind, currency, cost_center_id) do update
    set amount = b.amount + excluded.amount, base_debit = b.base_debit + excluded.base_debit,
        base_credit = b.base_credit + excluded.base_credit;

  insert into account_day as b (tenant_id, id, company_id, account_id, date, kind, base_debit, base_credit)
  select l.tenant_id, gen_random_uuid(), l.company_id, l.account_id, l.posting_date, l.kind,
         sum(greatest(l.base_amount, 0)), -sum(least(l.base_amount, 0))
    from (select n.*, (select j.kind from journal_entry j where j.tenant_id = n.tenant_id and j.id = n.entry_id) as kind from new_lines n offset 0) l
   group by l.tenant_id, l.company_id, l.account_id, l.posting_date, l.kind order by l.account_id, l.posting_date, l.kind
  on conflict (tenant_id, company_id, date, account_id, kind) do update
    set base_debit = b.base_debit + excluded.base_debit, base_credit = b.base_credit + excluded.base_credit;

  if exists (select 1 from new_lines l where l.party_id is not null) then
    insert into party_balance as b (tenant_id, id, company_id, party_id, account_id, currency, amount, base_amount)
    select l.tenant_id, gen_random_uuid(), l.company_id, l.party_id, l.account_id, l.currency, sum(l.amount), sum(l.base_amount)
      from new_lines l
     where l.party_id is not null and (select a.control from account a where a.tenant_id = l.tenant_id and a.id = l.account_id)
       in ('receivable', 'payable')
     group by l.tenant_id, l.company_id, l.party_id, l.account_id, l.currency order by l.party_id, l.account_id, l.currency
    on conflict (tenant_id, company_id, party_id, account_id, currency) do update
      set amount = b.amount + excluded.amount, base_amount = b.base_amount + excluded.base_amount;
  end if;
  -- Budgets (120_finance_budget.sql): one probe where none is in force; then only accounts that are budgeted at all.
  if exists (select 1 from budget b where b.tenant_id = app_tenant() and b.status = 'approved'
              and exists (select 1 from new_lines l where l.company_id = b.company_id)) then
    perform finance_budget_post(lines.found) from (
      select jsonb_agg(jsonb_build_object('id', l.id, 'company_id', l.company_id, 'entry_id', l.entry_id, 'reversal', j.reverses_id is not null,
               'document', j.source_document, 'document_id', j.source_document_id, 'document_label', coalesce(j.source_label, j.number),
               'account_id', l.account_id, 'cost_center_id', l.cost_center_id, 'project_id', l.project_id, 'date', l.posting_date,
               'amount', l.base_amount)) as found
        from new_lines l join journal_entry j on j.tenant_id = l.tenant_id and j.id = l.entry_id and j.kind = 'normal'
       where l.base_amount <> 0 and (select a.type from account a where a.tenant_id = l.tenant_id and a.id = l.account_id)
         in ('expense', 'asset')) lines
     where lines.found is not null;
  end if;
  return null;
end $$;
drop trigger if exists journal_line_after on journal_line;
create trigger journal_line_after after insert on journal_line referencing new table as new_lines
  for each statement execute function finance_lines_after();

-- At the commit: an entry has lines, balances in both currencies, and what it moved on receivable and payable accounts is
-- exactly what it opened as items and settled as exchange differences.
create or replace function finance_entry_complete() returns trigger language plpgsql security definer
  set search_path = public, pg_temp set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
declare t record; gap record;
begin
  select count(*) as n, coalesce(sum(base_amount), 0) as base, coalesce(sum(amount), 0) as amount, bool_or(party_id is not null) as parties
    into t from journal_line where tenant_id = new.tenant_id and entry_id = new.id;
  if t.n = 0 or t.base <> 0 or t.amount <> 0 then
    raise exception 'keel:finance.unbalanced' using detail = json_build_object('currency', new.currency)::text;
  end if;
  if not t.parties and not exists (select 1 from open_item where tenant_id = new.tenant_id and entry_id = new.id) then
    return null;
  end if;
  -- Line by party, item by item: what is left over must be on an account without a subledger.
  select (select a.code from account a where a.tenant_id = new.tenant_id and a.id = m.account_id) as code into gap
    from (select l.account_id, l.party_id, l.amount, l.base_amount from journal_line l
           where l.tenant_id = new.tenant_id and l.entry_id = new.id and l.party_id is not null
          union all
          select o.account_id, o.party_id, -o.amount, -o.base_amount from open_item o
           where o.tenant_id = new.tenant_id and o.entry_id = new.id
          union all
          select o.account_id, o.party_id, 0, al.debit_base - al.credit_base from allocation al
            join open_item o on o.tenant_id = al.tenant_id and o.id = al.debit_item_id
           where al.tenant_id = new.tenant_id and al.entry_id = new.id) m
   group by m.account_id, m.party_id
  having (sum(m.amount) <> 0 or sum(m.base_amount) <> 0) and exists (
    select 1 from account a where a.tenant_id = new.tenant_id and a.id = m.account_id and a.control in ('receivable', 'payable'))
   limit 1;
  if found then
    raise exception 'keel:finance.subledger' using detail = json_build_object('account', gap.code)::text;
  end if;
  return null;
end $$;
drop trigger if exists journal_entry_complete on journal_entry;
create constraint trigger journal_entry_complete after insert on journal_entry deferrable initially deferred
  for each row execute function finance_entry_complete();
