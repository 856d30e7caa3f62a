-- Whoever calls is remembered for seconds (server/platform/identity/callers.ts): what takes a right away, or gives one, tells every process
-- at its commit, whichever way it was changed. That a session was used is no change.
create or replace function identity_changed() returns trigger language plpgsql as $$
declare row jsonb := to_jsonb(case tg_op when 'DELETE' then old else new end);
begin
  perform pg_notify('keel', json_build_object('topic', 'identity',
    'tenantId', case tg_table_name when 'tenant' then row ->> 'id' else row ->> 'tenant_id' end,
    'userId', case tg_table_name when 'user_account' then row ->> 'id' else row ->> 'user_id' end)::text);
  return null;
end $$;

create or replace trigger identity_changed after update on session for each row
  when ((old.revoked_at, old.pending, old.scopes, old.tenant_id, old.user_id) is distinct from
        (new.revoked_at, new.pending, new.scopes, new.tenant_id, new.user_id) or new.expires_at < old.expires_at)
  execute function identity_changed();
create or replace trigger identity_gone after delete on session for each row execute function identity_changed();
create or replace trigger identity_changed after update on user_account for each row
  when ((old.status, old.name, old.email, old.locale) is distinct from (new.status, new.name, new.email, new.locale))
  execute function identity_changed();
create or replace trigger identity_changed after update or delete on membership for each row execute function identity_changed();
create or replace trigger identity_changed after insert or update or delete on membership_role for each row execute function identity_changed();
create or replace trigger identity_changed after update or delete on role for each row execute function identity_changed();
create or replace trigger identity_changed after insert or update or delete on role_permission for each row execute function identity_changed();
create or replace trigger identity_changed after update on tenant for each row
  when ((old.status, old.slug) is distinct from (new.status, new.slug)) execute function identity_changed();
