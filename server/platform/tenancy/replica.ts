import type { Sql } from 'postgres'
import { config } from '../config'
import { pools } from '../pools'
import { logger } from '../telemetry/logger'

/** A replica further behind than this is not asked. */
const MOST_BEHIND_SECONDS = 10
const CHECK_EVERY_MS = 2_000

interface Standing {
  usable: boolean
  checkedAt: number
  checking: Promise<void> | undefined
}
// One standing a process: Next compiles routes and pages into several module graphs that share `globalThis`.
const store = globalThis as { keelReplica?: Standing }
const standing = (): Standing => {
  store.keelReplica ??= { usable: false, checkedAt: 0, checking: undefined }
  return store.keelReplica
}

/**
 * Where a read that may lag goes: to the replica of `DATABASE_REPLICA_URL` while it answers and is at most ten seconds behind, else to
 * the database itself. It is looked at every two seconds, beside the reads; until it has been seen well nobody is sent there.
 */
export function readerPool(): Sql {
  if (!config().databaseReplicaUrl) return pools.app
  const now = standing()
  if (Date.now() - now.checkedAt >= CHECK_EVERY_MS) void checkReplica()
  return now.usable ? pools.replica : pools.app
}

/** It failed a read: nobody is sent there until it has been seen well again. */
export function distrustReplica(err: unknown): void {
  if (standing().usable) logger.warn({ err }, 'the replica failed a read; the database itself answers')
  Object.assign(standing(), { usable: false, checkedAt: Date.now() })
}

/** Looks at the replica now; resolves when its standing is known. */
export function checkReplica(): Promise<void> {
  const now = standing()
  now.checking ??= behind().then(
    (seconds) => {
      const usable = seconds <= MOST_BEHIND_SECONDS
      if (usable !== now.usable)
        logger.info({ seconds }, usable ? 'the replica is read' : 'the replica is too far behind')
      Object.assign(now, { usable, checkedAt: Date.now(), checking: undefined })
    },
    (err) => {
      if (now.usable) logger.warn({ err }, 'the replica does not answer')
      Object.assign(now, { usable: false, checkedAt: Date.now(), checking: undefined })
    },
  )
  return now.checking
}

/** Seconds behind. Nothing left to replay counts as none only while a stream delivers: a replica that lost its source would say the same. */
async function behind(): Promise<number> {
  const [row] = await pools.replica<{ seconds: number }[]>`
    select case when not pg_is_in_recovery() then 0
      when pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() and exists (select from pg_stat_wal_receiver where pid is not null) then 0
      else coalesce(extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp()), 'infinity') end::float8 as seconds`
  return row?.seconds ?? Number.POSITIVE_INFINITY
}
