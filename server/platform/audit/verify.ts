import type { Id } from '@/server/kernel/ids'
import { type AnySql, canonicalRow, GENESIS, linkHash } from './canonical'

/** Where a chain stands: kept elsewhere (printed, mailed, on paper), it also proves that nothing was cut off its end. */
export interface ChainHead {
  readonly sequence: number
  readonly hash: string
}

export type Break = 'changed' | 'deleted' | 'link_missing' | 'inserted' | 'cut_off'

export interface ChainReport {
  readonly sealed: number
  /** Written, not yet sealed. */
  readonly waiting: number
  readonly head: ChainHead | null
  /** The first row that does not agree with the seal; null = the log is as it was written. */
  readonly broken: { readonly kind: Break; readonly sequence: number | null; readonly auditId: Id | null } | null
}

interface Pair {
  sequence: number
  audit_id: Id
  hash: string
  content: string | null
}

const BATCH = 2000

/**
 * Walks a tenant's chain from its first link, recomputing each from the audit row: a changed or deleted row, a missing link, a row
 * slipped in behind the seal, or (against an earlier head) a cut-off end is named. Cost grows with the chain.
 */
export async function verifyChain(sql: AnySql, tenantId: Id, anchor?: ChainHead): Promise<ChainReport> {
  let head: ChainHead = { sequence: 0, hash: GENESIS }
  let broken: ChainReport['broken'] = null
  for (;;) {
    const pairs = await sql<Pair[]>`
      select c.sequence::int as sequence, c.audit_id, c.hash, case when a.id is not null then ${canonicalRow(sql)} end as content
        from audit_chain c left join audit_log a on a.tenant_id = c.tenant_id and a.id = c.audit_id
       where c.tenant_id = ${tenantId} and c.sequence > ${head.sequence} order by c.sequence limit ${BATCH}`
    for (const pair of pairs) {
      broken ??= breakOf(pair, head)
      if (!broken && anchor?.sequence === pair.sequence && anchor.hash !== pair.hash)
        broken = { kind: 'changed', sequence: pair.sequence, auditId: pair.audit_id }
      head = { sequence: pair.sequence, hash: pair.hash }
    }
    if (pairs.length < BATCH) break
  }
  if (!broken && anchor && head.sequence < anchor.sequence)
    broken = { kind: 'cut_off', sequence: head.sequence + 1, auditId: null }
  const { waiting, inserted } = await unsealed(sql, tenantId)
  if (!broken && inserted) broken = { kind: 'inserted', sequence: null, auditId: inserted }
  return { sealed: head.sequence, waiting, head: head.sequence > 0 ? head : null, broken }
}

function breakOf(pair: Pair, before: ChainHead): ChainReport['broken'] {
  const at = { sequence: pair.sequence, auditId: pair.audit_id }
  if (pair.sequence !== before.sequence + 1)
    return { kind: 'link_missing', sequence: before.sequence + 1, auditId: null }
  if (pair.content === null) return { kind: 'deleted', ...at }
  return linkHash(before.hash, pair.content) === pair.hash ? null : { kind: 'changed', ...at }
}

/** Rows without a link: either newer than all sealed ones (waiting), or slipped in among them. */
async function unsealed(sql: AnySql, tenantId: Id): Promise<{ waiting: number; inserted: Id | null }> {
  const [found] = await sql<{ waiting: number; inserted: Id | null }[]>`
    with last as (
      select a.xid, a.id from audit_chain c join audit_log a on a.tenant_id = c.tenant_id and a.id = c.audit_id
       where c.tenant_id = ${tenantId} order by c.sequence desc limit 1)
    select count(*) filter (where l.id is null or (a.xid, a.id) > (l.xid, l.id))::int as waiting,
           (array_agg(a.id order by a.xid, a.id) filter (where (a.xid, a.id) < (l.xid, l.id)))[1] as inserted
      from audit_log a left join last l on true
     where a.tenant_id = ${tenantId}
       and not exists (select 1 from audit_chain c where c.tenant_id = a.tenant_id and c.audit_id = a.id)`
  return found ?? { waiting: 0, inserted: null }
}
