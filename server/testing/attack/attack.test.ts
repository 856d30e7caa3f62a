import * as fc from 'fast-check'
import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import '@/server/composition'
import { AppError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import { type CommandDefinition, type QueryDefinition, registry } from '@/server/platform/commands/command'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { config } from '@/server/platform/config'
import { closePools, pools } from '@/server/platform/pools'
import { withTenant } from '@/server/platform/tenancy/transaction'
import { createTestTenant, type TestTenant } from '../tenant'
import { inputOf } from './arbitrary'

/**
 * Every command and query, and every table, attacked from another tenant and fed with rubbish. Derived from the registry and
 * the catalogue: what is added later falls under it by itself.
 */
let own: TestTenant
let victim: TestTenant
let admin: Sql
let tables: string[]

beforeAll(async () => {
  admin = postgres(config().databaseUrl ?? '', { max: 1, onnotice: () => {} })
  own = await createTestTenant()
  victim = await createTestTenant()
  tables = (
    await admin<{ name: string }[]>`select table_name as name from information_schema.columns c
      where table_schema = 'public' and column_name = 'tenant_id' order by 1`
  ).map((r) => r.name)
})
afterAll(async () => {
  await admin.end()
  await closePools()
})

const idsOf = async (tenantId: string): Promise<string[]> => {
  const found: string[] = []
  for (const table of tables)
    found.push(
      ...(await admin`select id from ${admin(table)} where tenant_id = ${tenantId} limit 10`.catch(() => [])).map(
        (r) => r.id as string,
      ),
    )
  return [...new Set(found)].sort()
}

/** Everything that a tenant has, as one text per table. */
async function pictureOf(tenantId: string): Promise<Record<string, string>> {
  const picture: Record<string, string> = {}
  for (const table of tables) {
    const [row] =
      await admin`select count(*) || md5(coalesce(string_agg(t::text, ',' order by t::text), '')) as sum from ${admin(table)} t where tenant_id = ${tenantId}`
    picture[table] = row?.sum
  }
  return picture
}

const run = (definition: CommandDefinition | QueryDefinition, input: unknown): Promise<unknown> =>
  definition.kind === 'query'
    ? runQuery(definition, input, { actor: own.admin })
    : runCommand(definition, input, { actor: own.admin })

const entries = [...registry.values()].filter((d) => !d.name.startsWith('test.'))

describe('another tenant', () => {
  it.each(entries.map((d) => [d.name, d] as const))('is out of reach of %s', async (_, definition) => {
    const foreign = await idsOf(victim.tenantId)
    const before = await pictureOf(victim.tenantId)
    await fc.assert(
      fc.asyncProperty(inputOf(definition.input, { ids: foreign, rubbish: 0 }), async (input) => {
        const output = await run(definition, input).catch((error: unknown) => {
          if (error instanceof AppError) return error
          throw error
        })
        const asked = JSON.stringify(input)
        const told = JSON.stringify(output) ?? ''
        expect(foreign.filter((id) => told.includes(id) && !asked.includes(id))).toEqual([])
      }),
      { numRuns: 15 },
    )
    expect(await pictureOf(victim.tenantId)).toEqual(before)
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
    const untouched = expect.toSatisfy((n) => n === 0 || n === '42501')
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
        expect([table, await code(statement)]).toEqual([table, untouched])
    }
  })
})

describe('rubbish', () => {
  it.each(entries.map((d) => [d.name, d] as const))(
    'is refused by %s with a named error, never a crash',
    async (_, definition) => {
      const ids = [...(await idsOf(own.tenantId)), ...(await idsOf(victim.tenantId)).slice(0, 5), newId()]
      await fc.assert(
        fc.asyncProperty(inputOf(definition.input, { ids, rubbish: 1 }), async (input) => {
          await run(definition, input).catch((error: unknown) => {
            if (!(error instanceof AppError)) throw error
          })
        }),
        { numRuns: 40 },
      )
    },
  )
})
