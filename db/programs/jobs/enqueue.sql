-- The job queue belongs to keel_system; the application role may only put jobs of its own tenant into it, in its own transaction.
create or replace function public.enqueue_job(task text, payload json, job_key text default null, queue text default null,
                                              run_at timestamptz default null, max_attempts int default null)
returns bigint language sql security definer set search_path = pg_catalog, graphile_worker as
$$ select (graphile_worker.add_job(task, json_build_object('tenantId', current_setting('app.tenant_id'), 'payload', payload),
                                   queue, run_at, max_attempts, job_key)).id $$;
alter function public.enqueue_job(text, json, text, text, timestamptz, int) owner to keel_system;
revoke all on function public.enqueue_job(text, json, text, text, timestamptz, int) from public;
grant execute on function public.enqueue_job(text, json, text, text, timestamptz, int) to keel_app;

-- Somebody who has forgotten the password has no tenant yet: the sign-in role may leave this one job, and no other.
create or replace function public.enqueue_password_reset(address text, language text)
returns bigint language sql security definer set search_path = pg_catalog, graphile_worker as
$$ select (graphile_worker.add_job('send_password_reset', json_build_object('email', address, 'locale', language),
                                   job_key := 'password-reset-' || md5(address), max_attempts := 5)).id $$;
alter function public.enqueue_password_reset(text, text) owner to keel_system;
revoke all on function public.enqueue_password_reset(text, text) from public;
grant execute on function public.enqueue_password_reset(text, text) to keel_auth;
