import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { Id } from '@/server/kernel/ids'
import { raiseAlerts } from '../alerts/raise'
import { type CommandDefinition, query } from '../commands/command'
import { runCommand, runQuery } from '../commands/runner'
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

/** Re-derives every balance of the tenant from its rows. An empty `rows` everywhere means that the books are sound. */
export const checkInvariants = query({
  name: 'control.checkInvariants',
  permission: 'control.invariant.read',
  input: z.strictObject({}),
  output: z.array(z.object({ name: z.string(), broken: z.number(), rows: z.array(z.record(z.string(), z.unknown())) })),
  handler: async ({ sql }) => {
    const results = []
    for (const { name, sql: statement } of await invariants()) {
      const rows = await sql.unsafe<Record<string, unknown>[]>(statement)
      results.push({ name, broken: rows.length, rows: rows.slice(0, 20).map((row) => ({ ...row })) })
    }
    return results
  },
})

const tellBroken: CommandDefinition<z.ZodType<{ broken: string[] }>, z.ZodNull> = {
  kind: 'command',
  name: 'control.tellBrokenInvariants',
  permission: null,
  input: z.custom<{ broken: string[] }>(),
  output: z.null(),
  handler: async (ctx, { broken }) => {
    await raiseAlerts(
      ctx,
      broken.map((name) => ({
        kind: 'invariant.broken',
        severity: 'critical',
        messageKey: 'invariant_broken',
        params: { name },
        audience: { permission: 'control.invariant.read' },
        dedupeKey: `invariant:${name}`,
      })),
    )
    return null
  },
}

/** Checks every active tenant and raises an alert where something is broken. Returns how many tenants that were. */
export async function checkEveryTenant(): Promise<number> {
  const tenants = await pools.system<{ id: Id }[]>`select id from tenant where status = 'active' order by id`
  let count = 0
  for (const { id } of tenants) {
    const call = { actor: systemActor(id) }
    const broken = (await runQuery(checkInvariants, {}, call)).filter((r) => r.broken > 0).map((r) => r.name)
    if (broken.length === 0) continue
    count++
    await runCommand(tellBroken, { broken }, call)
  }
  return count
}
