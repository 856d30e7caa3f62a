import postgres, { type Sql } from 'postgres'
import { roleUrl } from '@/server/platform/config'
import { pools } from '@/server/platform/pools'
import { logger } from '@/server/platform/telemetry/logger'

const EVERY_MS = 2000

/**
 * A worker that is killed leaves its jobs locked, by the queue's own rule for four hours. Each worker therefore holds an advisory
 * lock on its name for as long as it lives; a lock on a job whose owner's name is free belongs to a dead worker and is broken.
 */
export class Presence {
  private readonly names = new Set<string>()
  private readonly sql: Sql
  private readonly timer: NodeJS.Timeout

  constructor() {
    this.sql = postgres(roleUrl('keel_system'), { max: 1, idle_timeout: 0, max_lifetime: null, onnotice: () => {} })
    this.timer = setInterval(() => void this.beat(), EVERY_MS)
  }

  /** Announces a worker of this process. */
  add(name: string): void {
    this.names.add(name)
    void this.hold([name])
  }

  async stop(): Promise<void> {
    clearInterval(this.timer)
    await this.sql.end({ timeout: 1 })
  }

  /** Locks again after a reconnection; in the same session it only counts up. */
  private async hold(names: readonly string[]): Promise<void> {
    await this.sql`
      select pg_try_advisory_lock(hashtextextended(n, 0)) from unnest(${names as string[]}::text[]) n
      where not exists (select 1 from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()
                        and (classid::bigint << 32 | objid::bigint) = hashtextextended(n, 0))`.catch((err) =>
      logger.warn({ err }, 'the worker could not announce itself'),
    )
  }

  private async beat(): Promise<void> {
    await this.hold([...this.names])
    await breakLocksOfTheDead([...this.names]).catch((err) => logger.warn({ err }, 'dead workers were not looked for'))
  }
}

/** Frees the jobs and queues of workers that no longer live, so that others take them over within seconds. */
export async function breakLocksOfTheDead(own: readonly string[]): Promise<string[]> {
  return pools.system.begin(async (sql) => {
    const dead = await sql<{ name: string }[]>`
      select name from (
        select locked_by as name from graphile_worker._private_jobs where locked_by is not null and locked_at < now() - interval '1 second'
        union select locked_by from graphile_worker._private_job_queues where locked_by is not null and locked_at < now() - interval '1 second'
      ) holders where name <> all (${own as string[]}::text[]) and pg_try_advisory_xact_lock(hashtextextended(name, 0))`
    const names = dead.map((d) => d.name)
    if (names.length > 0) {
      await sql`select graphile_worker.force_unlock_workers(${names}::text[])`
      logger.warn({ workers: names }, 'took over the jobs of workers that have died')
    }
    return names
  })
}
