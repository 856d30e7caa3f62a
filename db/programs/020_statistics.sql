-- A table that grows by an import within seconds keeps the plans of when it was empty until autovacuum looks, a minute later: then every
-- row is looked up by reading the whole table. An import may have the tables looked at that have doubled; nobody waits for it.
create or replace function analyze_grown() returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare t record; n int := 0;
begin
  for t in
    select c.relname from pg_stat_user_tables s join pg_class c on c.oid = s.relid
     where s.schemaname = 'public' and s.n_mod_since_analyze > 1000 and s.n_mod_since_analyze > c.reltuples
  loop
    execute format('analyze (skip_locked) public.%I', t.relname);
    n := n + 1;
  end loop;
  return n;
end $$;
revoke all on function analyze_grown() from public;
grant execute on function analyze_grown() to keel_app;
