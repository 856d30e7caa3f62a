import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Id } from '@/server/kernel/ids'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { inCommand } from '@/server/testing/books'
import { deliverEvents } from '@/server/testing/deliver'
import { createTestTenant, type TestTenant } from '@/server/testing/tenant'
import { closeAlerts, raiseAlerts } from '../alerts/raise'
import { pools } from '../pools'
import { signatureOf } from './call-webhook'
import { callAlertWebhook } from './jobs'
import { isPublicAddress } from './public-address'
import { createWebhook, listWebhooks, updateWebhook } from './webhooks'
import './deliver-alert'

let t: TestTenant
let receiver: Server
let answer = 200
const calls: { headers: IncomingHttpHeaders; body: string }[] = []
const url = () => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`

beforeAll(async () => {
  t = await createTestTenant()
  receiver = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      calls.push({ headers: request.headers, body })
      response.writeHead(answer).end()
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
})
afterAll(() => receiver.close())

const raise = (severity: 'info' | 'warning' | 'critical', dedupeKey: string) =>
  inCommand(t.admin, (ctx) =>
    raiseAlerts(ctx, [
      {
        kind: 'test',
        severity,
        messageKey: 'rule_finding',
        params: { subject: 'SO-1', en: 'Too cheap', zh: '价格过低' },
        audience: { permission: 'control.alert.read' },
        dedupeKey,
      },
    ]),
  )
interface Job {
  task: string
  payload: { tenantId: Id; payload: { alertId: Id; webhookId: Id } }
}
/** What waits in the queue for this tenant. */
const jobs = async () => {
  const rows = await pools.system<Job[]>`
    select t.identifier as task, j.payload from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id where j.payload ->> 'tenantId' = ${t.tenantId}`
  return rows.filter((row) => row.task === 'call_webhook')
}
const hooks = () => runQuery(listWebhooks, {}, { actor: t.admin })

it('sends a new alert once, signed, to the addresses whose severity it reaches', async () => {
  const made = await runCommand(
    createWebhook,
    { name: 'Chat', url: url(), minSeverity: 'warning', active: true },
    { actor: t.admin },
  )
  await runCommand(
    createWebhook,
    { name: 'Siren', url: url(), minSeverity: 'critical', active: true },
    { actor: t.admin },
  )
  await raise('info', 'a')
  await raise('warning', 'b')
  // The same matter again is the same alert.
  await raise('warning', 'b')
  await deliverEvents(t.tenantId)
  const waiting = await jobs()
  expect(waiting.map((job) => job.payload.payload.webhookId)).toEqual([made.id])
  await callAlertWebhook(waiting[0]?.payload)
  expect(calls).toHaveLength(1)
  const [call] = calls
  expect(JSON.parse(call?.body ?? '')).toMatchObject({
    type: 'alert.raised',
    severity: 'warning',
    text: { en: 'SO-1: Too cheap', zh: expect.stringContaining('价格过低') },
  })
  const header = String(call?.headers['keel-signature'])
  const seconds = Number(/t=(\d+)/.exec(header)?.[1])
  expect(header).toBe(signatureOf(made.secret, call?.body ?? '', seconds))
  expect(header).toContain(createHmac('sha256', made.secret).update(`${seconds}.${call?.body}`).digest('hex'))
  expect((await hooks()).find((h) => h.name === 'Chat')).toMatchObject({ lastStatus: 200, failures: 0 })
})

it('tells what went wrong, lets the queue try again, and forgets it when someone mends the address', async () => {
  answer = 503
  const [waiting] = await jobs()
  await expect(callAlertWebhook(waiting?.payload)).rejects.toThrow('503')
  const hook = (await hooks()).find((h) => h.name === 'Chat')
  expect(hook).toMatchObject({ lastStatus: 503, lastError: 'HTTP 503', failures: 1 })
  answer = 200
  const { id = '', version = 0 } = hook ?? {}
  const change = { id, version, name: 'Chat', url: url(), minSeverity: 'info' as const, active: true }
  await runCommand(updateWebhook, change, { actor: t.admin })
  expect((await hooks()).find((h) => h.name === 'Chat')).toMatchObject({ failures: 0, lastError: null })
})

it('raises a matter anew that was done and comes up again', async () => {
  await inCommand(t.admin, (ctx) => closeAlerts(ctx, ['b']))
  const before = (await jobs()).length
  await raise('warning', 'b')
  await deliverEvents(t.tenantId)
  expect((await jobs()).length).toBe(before + 1)
})

it('keeps the secret from everybody but the calls', async () => {
  const shown = JSON.stringify(await hooks())
  expect(shown).not.toContain('whsec_')
  const [row] = await inCommand(
    t.admin,
    (ctx) => ctx.sql`select sealed from webhook where tenant_id = ${t.tenantId} limit 1`,
  )
  expect(String(row?.sealed)).toMatch(/^t1\.1\./)
})

it('does not call addresses of the installation', () => {
  for (const inner of [
    '127.0.0.1',
    '10.1.2.3',
    '169.254.169.254',
    '192.168.0.1',
    '172.31.0.1',
    '::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    'x',
  ])
    expect(isPublicAddress(inner), inner).toBe(false)
  for (const outer of ['93.184.216.34', '2606:2800:220:1::1', '172.32.0.1'])
    expect(isPublicAddress(outer), outer).toBe(true)
})
