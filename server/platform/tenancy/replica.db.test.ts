import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { createTestTenant, type TestTenant } from '@/server/testing/tenant'
import { query } from '../commands/command'
import { runQuery } from '../commands/runner'
import { config, reloadConfig } from '../config'
import { closePools } from '../pools'
import { checkReplica } from './replica'

/** Which pool a read went through, by the name that its connections carry. */
const whoReads = (mayLag: boolean) =>
  query({
    name: `test.whoReads.${mayLag}`,
    permission: null,
    mayLag,
    input: z.strictObject({ fail: z.boolean().default(false) }),
    output: z.string(),
    handler: async ({ sql }, { fail }) => {
      const [row] = await sql`select current_setting('application_name') as name`
      // As a replica cancels a read that its replay runs over.
      if (fail && row?.name === 'keel-replica')
        throw Object.assign(new Error('conflict with recovery'), { code: '40001' })
      return String(row?.name)
    },
  })
const lagging = whoReads(true)
const exact = whoReads(false)

let tenant: TestTenant
const read = (definition: typeof lagging, fail = false) => runQuery(definition, { fail }, { actor: tenant.admin })
/** As the replica of an installation: here the same server, which is never behind. */
async function withReplica(url: string): Promise<void> {
  process.env.DATABASE_REPLICA_URL = url
  reloadConfig()
  await checkReplica()
}

beforeAll(async () => {
  tenant = await createTestTenant()
})
afterEach(async () => {
  delete process.env.DATABASE_REPLICA_URL
  reloadConfig()
  await closePools()
})
afterAll(closePools)

it('reads that may lag go to the replica, all others to the database', async () => {
  expect(await read(lagging)).toBe('keel-app')
  await withReplica(config().databaseUrl ?? '')
  expect(await read(lagging)).toBe('keel-replica')
  expect(await read(exact)).toBe('keel-app')
})

it('a replica that fails a read is left alone until it has been seen well again', async () => {
  await withReplica(config().databaseUrl ?? '')
  expect(await read(lagging, true)).toBe('keel-app')
  expect(await read(lagging)).toBe('keel-app')
  await checkReplica()
  expect(await read(lagging)).toBe('keel-replica')
})

it('a replica that cannot be reached is not missed', async () => {
  await withReplica('postgres://owner:password@127.0.0.1:1/keel')
  expect(await read(lagging)).toBe('keel-app')
})
