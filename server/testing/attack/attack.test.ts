import * as fc from 'fast-check'
import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import '@/server/api/root'
import '@/server/composition'
import { AppError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import { type CommandDefinition, type QueryDefinition, registry } from '@/server/platform/commands/command'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { config } from '@/server/platform/config'
import { stopListening } from '@/server/platform/events/listen'
import { closePools, pools } from '@/server/platform/pools'
import { withTenant } from '@/server/platform/tenancy/transaction'
import { createTradingTenant } from '../scenario'
import type { TestTenant } from '../tenant'
import { inputOf } from './arbitrary'

/**
 * Every command and query, and every table, attacked from another tenant and fed with rubbish. Derived from the registry and
 * the catalogue: what is added later falls under it by itself.
 */
let own: TestTenant
let victim: TestTenant
let admin: Sql
let tables: string[]
/** A few ids of every table of both, by table. */
let ownIds: ReadonlyMap<string, readonly string[]>
let foreignIds: ReadonlyMap<string, readonly string[]>
/** The other's ids that no attack ever sends: whoever is told one has been told something of the other. */
const secret = new Set<string>()
let untouched: Record<string, string>

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

beforeAll(async () => {
  admin = postgres(config().databaseUrl ?? '', { max: 1, onnotice: () => {} })
  ;[own, victim] = await Promise.all([createTradingTenant(), createTradingTenant()])
  tables = (
    await admin<{ name: string }[]>`select table_name as name from information_schema.columns c
      where table_schema = 'public' and column_name = 'tenant_id' order by 1`
  ).map((r) => r.name)
  ownIds = sample(await idsOf(own.tenantId))
  const foreign = await idsOf(victim.tenantId)
  foreignIds = sample(foreign)
  const sent = new Set([...foreignIds.values()].flat())
  for (const id of [...foreign.values()].flat()) if (!sent.has(id)) secret.add(id)
  untouched = await pictureOf(victim.tenantId)
}, 180_000)
afterAll(async () => {
  await admin.end()
  await stopListening()
  await closePools()
})

async function idsOf(tenantId: string): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  for (const table of tables)
    found.set(
      table,
      (
        await admin`select id from ${admin(table)} where tenant_id = ${tenantId} order by id limit 500`.catch(() => [])
      ).map((r) => r.id as string),
    )
  return found
}

/** At most six of each table, and never all of them. */
const sample = (ids: ReadonlyMap<string, readonly string[]>): Map<string, readonly string[]> =>
  new Map([...ids].map(([table, all]) => [table, all.slice(0, Math.min(6, Math.ceil(all.length / 2)))]))

/** Everything that a tenant has, as one figure per table. */
async function pictureOf(tenantId: string): Promise<Record<string, string>> {
  const rows = await admin.unsafe<{ name: string; sum: string }[]>(
    tables
      .map(
        (t) => `select '${t}' as name, count(*) || ':' || coalesce(sum(hashtextextended(t::text, 0)), 0) as sum
                from "${t}" t where tenant_id = '${tenantId}'`,
      )
      .join(' union all '),
  )
  return Object.fromEntries(rows.map((r) => [r.name, r.sum]))
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`).replace(/^_/, '')

/** The tables that a field or a procedure may mean: `orderIds` means sales_order, `sales.approveSalesOrder` too. */
function tablesMeant(definition: string, field: string): string[] {
  const noun = field === 'id' || field === 'ids' ? '' : snake(field.replace(/Ids?$/, ''))
  if (noun) return tables.filter((t) => t === noun || t.endsWith(`_${noun}`) || noun.endsWith(`_${t}`))
  const words = snake(definition.split('.').pop() ?? '')
  const named = tables.filter((t) => words.endsWith(t))
  return named.length > 0 ? named : tables.filter((t) => words.endsWith(t.split('_').pop() ?? t))
}

const ofTables = (ids: ReadonlyMap<string, readonly string[]>, names: readonly string[]): string[] =>
  names.flatMap((name) => [...(ids.get(name) ?? [])])

const run = (definition: CommandDefinition | QueryDefinition, input: unknown): Promise<unknown> =>
  definition.kind === 'query'
    ? runQuery(definition, input, { actor: own.admin })
    : runCommand(definition, input, { actor: own.admin })

const entries = [...registry.values()].filter((d) => !d.name.startsWith('test.'))

describe('another tenant', () => {
  it.each(entries.map((d) => [d.name, d] as const))('is out of reach of %s', async (_, definition) => {
    const foreign = [...foreignIds.values()].flat()
    // The document is the other's; what it refers to is the other's or one's own.
    const idsFor = (field: string) => {
      const meant = tablesMeant(definition.name, field)
      return field === 'id' ? ofTables(foreignIds, meant) : [...ofTables(foreignIds, meant), ...ofTables(ownIds, meant)]
    }
    await fc.assert(
      fc.asyncProperty(inputOf(definition.input, { ids: foreign, idsFor, rubbish: 0 }), async (input) => {
        const output = await run(definition, input).catch((error: unknown) => {
          if (error instanceof AppError) return error
          throw error
        })
        const told = JSON.stringify(output)?.match(UUID) ?? []
        expect(told.filter((id) => secret.has(id))).toEqual([])
      }),
      { numRuns: 8 },
    )
    // A query runs in a transaction that cannot write.
    if (definition.kind === 'command') expect(await pictureOf(victim.tenantId)).toEqual(untouched)
  })

  it('cannot be read, written or moved by raw SQL in any table', async () => {
    const asOwn = (statement: string) => withTenant(pools.app, own.admin, 'write', ({ sql }) => sql.unsafe(statement))
    const code = (statement: string) =>
      asOwn(statement).then(
        (rows) => rows.count,
        (error: { code: string }) => error.code,
      )
    // 42501: the policy or the missing right; P0001: a trigger that refused before.
    const refused = expect.toSatisfy((code) => code === '42501' || code === 'P0001')
    const none = expect.toSatisfy((n) => n === 0 || n === '42501')
    for (const table of tables) {
      const where = `where tenant_id = '${victim.tenantId}'`
      expect([table, await code(`select 1 from "${table}" ${where}`)]).toEqual([
        table,
        expect.toSatisfy((n) => n === 0 || n === '42501'),
      ])
      expect([
        table,
        await code(`insert into "${table}" (tenant_id, id) values ('${victim.tenantId}', '${newId()}')`),
      ]).toEqual([table, refused])
      for (const statement of [
        `update "${table}" set tenant_id = tenant_id ${where}`,
        `delete from "${table}" ${where}`,
      ])
        expect([table, await code(statement)]).toEqual([table, none])
    }
  })
})

describe('rubbish', () => {
  it.each(entries.map((d) => [d.name, d] as const))(
    'is refused by %s with a named error, never a crash',
    async (_, definition) => {
      const ids = [...[...ownIds.values()].flat(), ...[...foreignIds.values()].flat().slice(0, 5), newId()]
      const idsFor = (field: string) => ofTables(ownIds, tablesMeant(definition.name, field))
      await fc.assert(
        fc.asyncProperty(inputOf(definition.input, { ids, idsFor, rubbish: 1 }), async (input) => {
          await run(definition, input).catch((error: unknown) => {
            if (!(error instanceof AppError)) throw error
          })
        }),
        { numRuns: 15 },
      )
    },
  )
})
