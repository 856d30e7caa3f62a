-- The job queue belongs to keel_system; the application role may only put jobs of its own tenant into it, in its own transaction.
create or replace function public.enqueue_job(task text, payload json, job_key text default null, queue text default null,
                                              run_at timestamptz default null, max_attempts int default null)
returns bigint language sql security definer set search_path = pg_catalog, graphile_worker as
$$ select (graphile_worker.add_job(task, json_build_object('tenantId', current_setting('app.tenant_id'), 'payload', payload),
                                   queue, run_at, max_attempts, job_key)).id $$;
alter function public.enqueue_job(text, json, text, text, timestamptz, int) owner to keel_system;
revoke all on function public.enqueue_job(text, json, text, text, timestamptz, int) from public;
grant execute on function public.enqueue_job(text, json, text, text, timestamptz, int) to keel_app;
