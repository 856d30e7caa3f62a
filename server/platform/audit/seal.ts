import { type Id, newId } from '@/server/kernel/ids'
import { pools } from '../pools'
import { type AnySql, canonicalRow, GENESIS, linkHash } from './canonical'

const READER = 'audit_seal'
const LOCK = 4_812_003
const BATCH = 1000

interface Row {
  xid: string
  id: Id
  tenant_id: Id
  content: string
}

interface Link {
  tenant_id: Id
  sequence: number
  hash: string
}

/**
 * Seals the next audit rows: each gets a link over its content and its tenant's link before. Rows are taken in the order of their
 * transactions; those of a transaction that an open one could still precede wait. Links and cursor are written in one
 * transaction, so a stopped sealer goes on where it was. One process seals at a time; others return 0.
 */
async function sealBatch(): Promise<number> {
  return pools.system.begin(async (sql) => {
    const [lock] = await sql<{ taken: boolean }[]>`select pg_try_advisory_xact_lock(${LOCK}) as taken`
    if (!lock?.taken) return 0
    const rows = await sql<Row[]>`
      select a.xid::text as xid, a.id, a.tenant_id, ${canonicalRow(sql)} as content from audit_log a
       where (a.xid, a.id) > (
           coalesce((select xid::xid8 from log_cursor where reader = ${READER}), '0'::xid8),
           coalesce((select id::uuid from log_cursor where reader = ${READER}), '00000000-0000-0000-0000-000000000000'::uuid))
         and a.xid < pg_snapshot_xmin(pg_current_snapshot())
       order by a.xid, a.id limit ${BATCH}`
    const last = rows.at(-1)
    if (!last) return 0
    await append(sql, rows)
    await sql`
      insert into log_cursor (reader, xid, id) values (${READER}, ${last.xid}, ${last.id})
      on conflict (reader) do update set xid = excluded.xid, id = excluded.id, at = now()`
    return rows.length
  })
}

async function append(sql: AnySql, rows: readonly Row[]): Promise<void> {
  const tenants = [...new Set(rows.map((row) => row.tenant_id))]
  const heads = await sql<Link[]>`
    select t.id as tenant_id, c.sequence::int as sequence, c.hash
      from unnest(${tenants}::uuid[]) as t(id),
           lateral (select sequence, hash from audit_chain where tenant_id = t.id order by sequence desc limit 1) c`
  const byTenant = new Map(heads.map((head) => [head.tenant_id, head]))
  const links = rows.map(({ tenant_id, id, content }) => {
    const before = byTenant.get(tenant_id)
    const hash = linkHash(before?.hash ?? GENESIS, content)
    const link = { tenant_id, id: newId(), sequence: (before?.sequence ?? 0) + 1, audit_id: id, hash }
    byTenant.set(tenant_id, link)
    return link
  })
  await sql`
    insert into audit_chain (tenant_id, id, sequence, audit_id, hash)
    select l.tenant_id, l.id, l.sequence, l.audit_id, l.hash
      from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as l(tenant_id uuid, id uuid, sequence bigint, audit_id uuid, hash text)`
}

/** Seals all that can be sealed now; returns how many rows that were. */
export async function sealAudit(): Promise<number> {
  for (let total = 0; ; ) {
    const sealed = await sealBatch()
    total += sealed
    if (sealed < BATCH) return total
  }
}
