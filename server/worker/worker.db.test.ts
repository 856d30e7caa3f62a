import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { newId } from '@/server/kernel/ids'
import { command } from '@/server/platform/commands/command'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { deliver } from '@/server/platform/events/deliver'
import { deliveries, retryDelivery } from '@/server/platform/events/deliveries'
import { relayOnce, sortKey } from '@/server/platform/events/relay'
import { pools } from '@/server/platform/pools'
import { withTenant } from '@/server/platform/tenancy/transaction'
import { ownDatabase } from '@/server/testing/own-database'
import { createTestTenant, type TestTenant } from '@/server/testing/tenant'
import { breakLocksOfTheDead } from './presence'
import { startWorker } from './run'
import { noteStep, type TestEvent } from './test-reactions'

const happen = command({
  name: 'test.happen',
  permission: null,
  input: z.object({ documentId: z.string(), steps: z.array(z.custom<TestEvent>()) }),
  output: z.null(),
  handler: async (ctx, { documentId, steps }) => {
    for (const step of steps)
      ctx.emit('platform.rule.blocked', {
        document: 'test',
        documentId,
        payload: { document: 'test', trigger: JSON.stringify(step), rules: [noteStep.name] },
      })
    return null
  },
})

let t: TestTenant
let documentId = ''
let stop: (() => Promise<void>) | undefined
let giveBack: () => Promise<void> = async () => {}
beforeAll(async () => {
  giveBack = await ownDatabase('keel_worker')
  t = await createTestTenant()
})
beforeEach(async () => {
  await stop?.()
  stop = undefined
  t = await createTestTenant()
  documentId = newId()
})
afterAll(async () => {
  await stop?.()
  await giveBack()
})

const emit = (...steps: TestEvent[]) => runCommand(happen, { documentId, steps }, { actor: t.admin })
const stepsDone = async () =>
  (
    await withTenant(
      pools.app,
      t.admin,
      'read',
      ({ sql }) => sql<{ step: string }[]>`
      select params ->> 'step' as step from alert where tenant_id = ${t.tenantId} and kind = 'test.step' order by id`,
    )
  ).map((r) => r.step)

it('delivers what was committed, once, in order per document, even when a step fails and is tried again', async () => {
  stop = await startWorker({ idleMs: 10 })
  await emit({ step: 'a', fail: 1 }, { step: 'b' })
  await emit({ step: 'c' })
  await expect.poll(stepsDone, { timeout: 15_000 }).toEqual(['a', 'b', 'c'])
  expect(await pools.system`select 1 from event_failure where tenant_id = ${t.tenantId}`).toHaveLength(0)
})

it('tells nobody of a transaction that was rolled back', async () => {
  const doomed = command({
    name: 'test.doomed',
    permission: null,
    input: z.null(),
    output: z.null(),
    handler: async (ctx) => {
      ctx.emit('platform.rule.blocked', {
        document: 'test',
        documentId,
        payload: { document: 'test', trigger: '{"step":"x"}', rules: [] },
      })
      throw new Error('no')
    },
  })
  await expect(runCommand(doomed, null, { actor: t.admin })).rejects.toThrow('no')
  expect(await pools.system`select 1 from event where tenant_id = ${t.tenantId}`).toHaveLength(0)
})

it('waits for a transaction that is still open and could come before', async () => {
  const open = await pools.app.reserve()
  await open.unsafe(`begin; select pg_current_xact_id()`)
  await emit({ step: 'later' })
  const pending = () => pools.system`
    select 1 from log_cursor c join event e on (e.xid, e.id) > (c.xid::xid8, c.id::uuid) where e.tenant_id = ${t.tenantId}`
  while ((await relayOnce()) > 0);
  expect(await pending()).toHaveLength(1)
  await open.unsafe('commit')
  open.release()
  // A transaction of any database of the server holds the relay back: other suites' are short, but they are there.
  const left = async () => {
    while ((await relayOnce()) > 0);
    return (await pending()).length
  }
  await expect.poll(left, { timeout: 20_000 }).toBe(0)
})

it('makes a duplicate harmless', async () => {
  await emit({ step: 'once' })
  const [event] = await pools.system<{ id: string; xid: string }[]>`
    select id, xid::text as xid from event where tenant_id = ${t.tenantId}`
  const job = {
    tenantId: t.tenantId,
    payload: { eventId: event?.id ?? '', reaction: noteStep.name, sort: sortKey(event?.xid ?? '', event?.id ?? '') },
  }
  await Promise.allSettled([deliver(job, 1), deliver(job, 1), deliver(job, 1)])
  await deliver(job, 2)
  expect(await stepsDone()).toEqual(['once'])
})

it('survives a worker that is killed in the middle of a reaction', async () => {
  await emit({ step: 'killed', dieIf: 'KEEL_TEST_DIE' })
  const script =
    "import('./server/worker/test-reactions.ts').then(() => import('./server/worker/run.ts')).then((m) => m.startWorker({ idleMs: 10 }))"
  const child = spawn(process.execPath, ['--import', 'tsx', '-e', script], {
    env: { ...process.env, KEEL_TEST_DIE: '1', LOG_LEVEL: 'silent' },
    stdio: 'inherit',
  })
  const [, signal] = await once(child, 'exit')
  expect(signal).toBe('SIGKILL')
  expect(await stepsDone()).toEqual([])
  stop = await startWorker({ idleMs: 10 })
  await expect.poll(stepsDone, { timeout: 20_000 }).toEqual(['killed'])
})

it('leaves the jobs of a living worker alone', async () => {
  stop = await startWorker({ idleMs: 10 })
  await emit({ step: 'slow', slowMs: 2500 })
  const locked = () => pools.system`
    select 1 from graphile_worker._private_jobs where locked_at < now() - interval '1.2 seconds'`
  await expect.poll(locked, { timeout: 5000 }).toHaveLength(1)
  expect(await breakLocksOfTheDead([])).toEqual([])
  await expect.poll(stepsDone, { timeout: 5000 }).toEqual(['slow'])
})

it('shows a dead delivery, tells of it, and tries again when asked', async () => {
  await emit({ step: 'dead', fail: 2 })
  const [event] = await pools.system<{ id: string; xid: string }[]>`
    select id, xid::text as xid from event where tenant_id = ${t.tenantId}`
  const payload = {
    eventId: event?.id ?? '',
    reaction: noteStep.name,
    sort: sortKey(event?.xid ?? '', event?.id ?? ''),
  }
  await expect(deliver({ tenantId: t.tenantId, payload }, 8)).rejects.toThrow('fails for the 1')
  await pools.system`insert into log_cursor (reader, xid, id) values ('events', ${event?.xid ?? ''}, ${event?.id ?? ''})
    on conflict (reader) do update set xid = excluded.xid, id = excluded.id`
  const { rows } = await runQuery(deliveries.rows, {}, { actor: t.admin })
  expect(rows).toMatchObject([{ state: 'dead', attempts: 8, reaction: noteStep.name }])
  const alerts = () =>
    withTenant(pools.app, t.admin, 'read', ({ sql }) => sql`select state from alert where kind = 'delivery.dead'`)
  expect(await alerts()).toEqual([{ state: 'open' }])
  await runCommand(retryDelivery, { id: rows[0]?.id }, { actor: t.admin })
  expect(await alerts()).toEqual([{ state: 'done' }])
  stop = await startWorker({ idleMs: 10 })
  await expect.poll(stepsDone, { timeout: 15_000 }).toEqual(['dead'])
})
