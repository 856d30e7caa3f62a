import type { Id } from '@/server/kernel/ids'
import { pools } from '../pools'
import { reactionsTo } from './reaction'

/** What a job of the task `reaction` carries. */
export interface ReactionJob {
  readonly tenantId: Id
  readonly payload: {
    readonly eventId: Id
    readonly reaction: string
    readonly sort: string
    /** It was put back once, behind an earlier event of its document. */
    readonly waited?: boolean
  }
}

const READER = 'events'
const LOCK = 4_812_002
const BATCH = 500
/** Attempts grow apart exponentially: the last one is made about 50 minutes after the first. */
export const MAX_ATTEMPTS = 8

interface EventRow {
  xid: string
  id: Id
  tenant_id: Id
  type: string
  document_id: Id
}

/** Sorts like (xid, id). */
export const sortKey = (xid: string, id: Id): string => `${xid.padStart(20, '0')}:${id}`

/**
 * Takes the next events in the order of their transactions and puts one job per event and reaction into the queue of its
 * document; the cursor moves in the same transaction, so nothing is lost or added twice. Events of a transaction that
 * could still be preceded by an open one wait. One relay works at a time; others find the lock taken and return 0.
 */
export async function relayOnce(): Promise<number> {
  return pools.system.begin(async (sql) => {
    const [lock] = await sql<{ taken: boolean }[]>`select pg_try_advisory_xact_lock(${LOCK}) as taken`
    if (!lock?.taken) return 0
    const batch = await sql<EventRow[]>`
      select e.xid::text as xid, e.id, e.tenant_id, e.type, e.document_id from event e
      where (e.xid, e.id) > (
          coalesce((select xid::xid8 from log_cursor where reader = ${READER}), '0'::xid8),
          coalesce((select id::uuid from log_cursor where reader = ${READER}), '00000000-0000-0000-0000-000000000000'::uuid))
        and e.xid < pg_snapshot_xmin(pg_current_snapshot())
      order by e.xid, e.id limit ${BATCH}`
    const last = batch.at(-1)
    if (!last) return 0
    const jobs = batch.flatMap((event) =>
      reactionsTo(event.type).map(({ name }) => {
        const sort = sortKey(event.xid, event.id)
        const job: ReactionJob = {
          tenantId: event.tenant_id,
          payload: { eventId: event.id, reaction: name, sort },
        }
        return { payload: job, queue: `document:${event.document_id}`, key: `${name}:${event.id}` }
      }),
    )
    if (jobs.length > 0)
      await sql`
        select count(*) from graphile_worker.add_jobs((
          select array_agg(('reaction', j -> 'payload', j ->> 'queue', null, ${MAX_ATTEMPTS}::int, j ->> 'key', null, null)::graphile_worker.job_spec order by n)
          from jsonb_array_elements(${JSON.stringify(jobs)}::jsonb) with ordinality as x(j, n)))`
    await sql`
      insert into log_cursor (reader, xid, id) values (${READER}, ${last.xid}, ${last.id})
      on conflict (reader) do update set xid = excluded.xid, id = excluded.id, at = now()`
    return batch.length
  })
}
