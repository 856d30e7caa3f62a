import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { raiseAlerts } from '@/server/platform/alerts/raise'
import { command } from '@/server/platform/commands/command'
import { runCommand } from '@/server/platform/commands/runner'
import { listening, stopListening } from '@/server/platform/events/listen'
import type { Actor } from '@/server/platform/identity/actor'
import { closePools, pools } from '@/server/platform/pools'
import { actorOf, createTestTenant, type TestTenant } from '@/server/testing/tenant'
import type { RequestContext } from './context'
import { liveChannel } from './live'

const raise = command({
  name: 'test.raise',
  permission: null,
  input: z.object({ text: z.string(), permission: z.string(), fail: z.boolean().default(false) }),
  output: z.null(),
  handler: async (ctx, { text, permission, fail }) => {
    await raiseAlerts(ctx, [
      { kind: 'test', severity: 'info', messageKey: 'test', params: { text }, audience: { permission } },
    ])
    if (fail) throw new Error('rolled back')
    return null
  },
})

/** For the slowest machine; an alert is there in a moment. */
const patient = { timeout: 10_000, interval: 5 }

let t: TestTenant
const stops: AbortController[] = []
beforeAll(async () => {
  t = await createTestTenant()
})
afterAll(async () => {
  for (const stop of stops) stop.abort()
  await stopListening()
  await closePools()
})

const contextOf = (actor: Actor): RequestContext => ({
  requestId: 'r',
  token: 'x',
  tenantSlug: null,
  idempotencyKey: null,
  actor: Promise.resolve(actor),
})

/** Reads a channel; `texts` are the alerts that have come. */
async function open(actor: Actor, lastEventId: string | null = null) {
  const stop = new AbortController()
  stops.push(stop)
  const stream = await liveChannel(contextOf(actor), lastEventId, stop.signal)
  const got = { text: '', texts: () => [...got.text.matchAll(/"text":"(\w+)"/g)].map((m) => m[1]) }
  const decoder = new TextDecoder()
  void (async () => {
    for await (const chunk of stream) got.text += decoder.decode(chunk)
  })()
  return got
}

it('sends an alert at its commit to those whom it concerns, and to nobody else', async () => {
  const other = await createTestTenant()
  const manager = await open(actorOf(t.tenantId, ['sales.*']))
  const clerk = await open(actorOf(t.tenantId, ['stock.view.all']))
  const stranger = await open(other.admin)
  await listening()
  const give = (text: string, fail = false) =>
    runCommand(raise, { text, permission: 'sales.price.override', fail }, { actor: t.admin })
  await expect(give('never', true)).rejects.toThrow('rolled back')
  await give('now')
  await expect.poll(manager.texts, patient).toEqual(['now'])
  expect([clerk.texts(), stranger.texts()]).toEqual([[], []])
})

it('gives a browser that comes back what it has missed', async () => {
  const back = await open(t.admin, String(Date.now() - 1000))
  await expect.poll(back.texts, patient).toEqual(['now'])
})

it('says that something may have been missed when its own connection breaks, and goes on', async () => {
  const channel = await open(t.admin)
  await pools.app`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'keel-listen' and datname = current_database()`
  await expect.poll(() => channel.text, { timeout: 5000 }).toContain('event: resync')
  await listening()
  await runCommand(raise, { text: 'again', permission: 'x.y.z' }, { actor: t.admin })
  await expect.poll(channel.texts, { timeout: 4000 }).toEqual(['again'])
})
