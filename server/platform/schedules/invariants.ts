import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { Id } from '@/server/kernel/ids'
import { raiseAlerts } from '../alerts/raise'
import { command, query } from '../commands/command'
import type { QueryContext } from '../commands/context'
import { runCommand } from '../commands/runner'
import { systemActor } from '../identity/actor'
import { pools } from '../pools'

const folder = path.resolve(process.cwd(), 'db/invariants')

interface Invariant {
  readonly name: string
  readonly sql: string
}

/** The statements of `db/invariants`: each returns the rows that break it. */
export async function invariants(): Promise<Invariant[]> {
  const files = await readdir(folder).catch(() => [])
  return Promise.all(
    files
      .filter((f) => f.endsWith('.sql'))
      .sort()
      .map(async (f) => ({ name: f.replace('.sql', ''), sql: await readFile(path.join(folder, f), 'utf8') })),
  )
}

const found = z.object({
  name: z.string(),
  broken: z.int(),
  rows: z.array(z.record(z.string(), z.unknown())),
  milliseconds: z.int(),
})
type Found = z.infer<typeof found>
const SHOWN = 20

async function checkAll({ sql }: Pick<QueryContext, 'sql'>): Promise<Found[]> {
  const results: Found[] = []
  for (const { name, sql: statement } of await invariants()) {
    const start = performance.now()
    const rows = await sql.unsafe<Record<string, unknown>[]>(statement)
    const milliseconds = Math.round(performance.now() - start)
    results.push({ name, broken: rows.length, rows: rows.slice(0, SHOWN).map((row) => ({ ...row })), milliseconds })
  }
  return results
}

/** Re-derives every balance of the tenant from its rows. An empty `rows` everywhere means that the books are sound. */
export const checkInvariants = query({
  name: 'control.checkInvariants',
  permission: 'control.invariant.read',
  input: z.strictObject({}),
  output: z.array(found),
  handler: checkAll,
})

/**
 * The same, leaving in the audit log that it was done and what it found; what is broken raises an alert. Rows by name, the
 * first 20 of each.
 */
export const runInvariants = command({
  name: 'control.runInvariants',
  permission: 'control.invariant.read',
  input: z.strictObject({}),
  output: z.array(found),
  handler: async (ctx) => {
    const results = await checkAll(ctx)
    const broken = results.filter((r) => r.broken > 0)
    ctx.record({
      action: 'check',
      document: 'invariants',
      documentId: ctx.tenantId,
      after: { checks: results.map(({ name, broken, milliseconds }) => ({ name, broken, milliseconds })) },
    })
    if (broken.length > 0)
      await raiseAlerts(
        ctx,
        broken.map(({ name }) => ({
          kind: 'invariant.broken',
          severity: 'critical',
          messageKey: 'invariant_broken',
          params: { name },
          audience: { permission: 'control.invariant.read' },
          dedupeKey: `invariant:${name}`,
        })),
      )
    return results
  },
})

const summary = z.object({ name: z.string(), broken: z.int().nullable(), milliseconds: z.int().nullable() })

/** What is checked, what the last check found, when it was and who asked for it (null: the nightly one). */
export const lastInvariants = query({
  name: 'control.lastInvariants',
  permission: 'control.invariant.read',
  input: z.strictObject({}),
  output: z.object({ at: z.string().nullable(), actor: z.string().nullable(), checks: z.array(summary) }),
  handler: async (ctx) => {
    const names = (await invariants()).map((i) => i.name)
    const [last] = await ctx.sql<{ at: string; actor: string | null; after: { checks: z.infer<typeof summary>[] } }[]>`
      select a.at, m.name as actor, a.after from audit_log a
      left join membership m on m.tenant_id = a.tenant_id and m.user_id = a.actor_id
      where a.tenant_id = ${ctx.tenantId} and a.document_id = ${ctx.tenantId} and a.document = 'invariants' and a.action = 'check'
      order by a.id desc limit 1`
    const known = new Map((last?.after.checks ?? []).map((c) => [c.name, c]))
    const checks = names.map((name) => known.get(name) ?? { name, broken: null, milliseconds: null })
    return { at: last?.at ?? null, actor: last?.actor ?? null, checks }
  },
})

/** Checks every active tenant and raises an alert where something is broken. Returns how many tenants that were. */
export async function checkEveryTenant(): Promise<number> {
  const tenants = await pools.system<{ id: Id }[]>`select id from tenant where status = 'active' order by id`
  let count = 0
  for (const { id } of tenants) {
    const call = { actor: systemActor(id) }
    const results = await runCommand(runInvariants, {}, call)
    if (results.some((r) => r.broken > 0)) count++
  }
  return count
}
