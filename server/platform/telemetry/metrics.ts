import type { Sql } from 'postgres'
import { collectDefaultMetrics, Gauge, Histogram, register } from 'prom-client'

/** Next loads a module more than once in a process; a metric exists once. */
const once = <T>(name: string, make: () => T): T => (register.getSingleMetric(name) as T | undefined) ?? make()

const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

/** Seconds per HTTP request by route pattern (never the raw path: ids would make a series each), method and status. */
export const httpDuration = once(
  'keel_http_duration_seconds',
  () =>
    new Histogram({
      name: 'keel_http_duration_seconds',
      help: 'Duration of HTTP requests in seconds',
      labelNames: ['route', 'method', 'status'],
      buckets,
    }),
)

/** Seconds per command or query by name and outcome (`ok`, the kind of a refusal, `failed`). */
export const commandDuration = once(
  'keel_command_duration_seconds',
  () =>
    new Histogram({
      name: 'keel_command_duration_seconds',
      help: 'Duration of commands and queries in seconds',
      labelNames: ['command', 'outcome'],
      buckets,
    }),
)

/** Seconds per background job by task and outcome. */
export const jobDuration = once(
  'keel_job_duration_seconds',
  () =>
    new Histogram({
      name: 'keel_job_duration_seconds',
      help: 'Duration of background jobs in seconds',
      labelNames: ['task', 'outcome'],
      buckets: [...buckets, 60, 300],
    }),
)

const connections = once(
  'keel_database_connections',
  () =>
    new Gauge({
      name: 'keel_database_connections',
      help: 'Connections to the database by pool and state',
      labelNames: ['pool', 'state'],
    }),
)

/** Starts the process figures (memory, event loop, garbage collection); harmless when repeated. */
export function collectProcessMetrics(): void {
  if (!register.getSingleMetric('process_cpu_user_seconds_total')) collectDefaultMetrics()
}

/** Everything known, in Prometheus' text format. `sql` is asked for the connections; a database that is down leaves that figure out. */
export async function metricsText(sql: Sql): Promise<string> {
  collectProcessMetrics()
  connections.reset()
  try {
    const rows = await sql<{ pool: string; state: string; count: number }[]>`
      select application_name as pool, coalesce(state, 'unknown') as state, count(*)::int as count
      from pg_stat_activity where datname = current_database() and application_name like 'keel%' group by 1, 2`
    for (const { pool, state, count } of rows) connections.set({ pool, state }, count)
  } catch {
    // The other figures are the more wanted while the database is down; readiness says that it is.
  }
  return register.metrics()
}

export const metricsContentType: string = register.contentType
