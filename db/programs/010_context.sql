-- Who is asking: set with SET LOCAL by the tenant transaction, read by every policy. Absent or empty = nobody = no rows.
create or replace function app_tenant() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('app.tenant_id', true), '')::uuid $$;

create or replace function app_user_id() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('app.user_id', true), '')::uuid $$;

-- '*' = every company of the tenant, else a comma-separated list; absent = none.
create or replace function app_company_allowed(company uuid) returns boolean language sql stable parallel safe as
$$ select current_setting('app.companies', true) = '*'
       or company::text = any (string_to_array(nullif(current_setting('app.companies', true), ''), ',')) $$;
