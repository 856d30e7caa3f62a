import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHTTPHandler } from '@trpc/server/adapters/standalone'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '@/server/kernel/ids'
import { runAccount } from '@/server/platform/identity/account-command'
import { createMyToken } from '@/server/platform/identity/my-sessions'
import { resolveActor } from '@/server/platform/identity/session'
import { signUp } from '@/server/platform/identity/sign-up'
import { closePools } from '@/server/platform/pools'
import { requestContext } from './context'
import { appRouter } from './root'
import { answerSingleCall } from './single-call'

/** The same calls answered directly and by the adapter: nobody may be able to tell which it was. */
const adapter = createHTTPHandler({
  router: appRouter,
  basePath: '/api/trpc/',
  createContext: ({ req }) => requestContext({ get: (name) => req.headers[name]?.toString() ?? null }, null),
})
const servers: Server[] = []
let bearer = ''

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/trpc/`
}
let direct = ''
let usual = ''
const taken: boolean[] = []

beforeAll(async () => {
  const person = {
    name: 'Caller',
    email: `${newId()}@example.com`,
    password: `${newId()}-Call`,
    organisation: newId(),
    locale: 'en' as const,
  }
  const { token, slug } = await signUp(person, { ip: null, userAgent: 'test' })
  const actor = await resolveActor({ token, tenantSlug: slug })
  if (!actor) throw new Error('who signs up is somebody')
  bearer = (await runAccount(createMyToken, { name: 'call', scopes: ['*'], expiresInDays: 1 }, actor)).token
  direct = await serve(async (req, res) => {
    const done = await answerSingleCall(req, res)
    taken.push(done)
    if (!done) await adapter(req, res)
  })
  usual = await serve(adapter)
})
afterAll(async () => {
  for (const server of servers) server.close()
  await closePools()
})

const json = { 'content-type': 'application/json' }
const input = (value: unknown) => encodeURIComponent(JSON.stringify(value))
const unknownId = '01a2007b-9be7-72e5-bbc3-a1df03ba8d36'
it.each<[string, boolean, string, RequestInit & { anonymous?: true }]>([
  ['a query', true, `sales.salesOrder.get?input=${input({ id: unknownId })}`, {}],
  [
    'a query that is told something it does not know',
    true,
    `sales.salesOrder.get?input=${input({ name: 'ä + b' })}`,
    {},
  ],
  ['a query without input', true, 'sales.salesOrder.get', {}],
  ['a query whose input is no JSON', true, 'sales.salesOrder.get?input=%7B', {}],
  ['a mutation', true, 'sales.salesOrder.quote', { method: 'POST', headers: json, body: `{"id":"${unknownId}"}` }],
  ['a mutation whose body is no JSON', true, 'sales.salesOrder.quote', { method: 'POST', headers: json, body: '{' }],
  ['a mutation without a body', true, 'sales.salesOrder.quote', { method: 'POST', headers: json }],
  ['nobody', true, `sales.salesOrder.get?input=${input({ id: unknownId })}`, { anonymous: true }],
  ['a body that is not JSON', false, 'sales.salesOrder.quote', { method: 'POST', body: 'id=1' }],
  ['a mutation asked as a query', false, 'sales.salesOrder.quote', {}],
  ['a procedure that is not there', false, 'sales.salesOrder.nothing', {}],
  ['a batch', false, `sales.salesOrder.get?batch=1&input=${input({ 0: { id: unknownId } })}`, {}],
])('%s gets the same answer', async (_, single, path, { anonymous, ...init }) => {
  const headers = { ...init.headers, ...(!anonymous && { authorization: `Bearer ${bearer}` }) }
  const ask = async (base: string) => {
    const answer = await fetch(base + path, { ...init, headers })
    const { status } = answer
    return {
      status,
      type: answer.headers.get('content-type'),
      vary: answer.headers.get('vary'),
      body: await answer.text(),
    }
  }
  const [mine, theirs] = [await ask(direct), await ask(usual)]
  expect({ ...mine, body: withoutIds(mine.body) }).toEqual({ ...theirs, body: withoutIds(theirs.body) })
  expect(taken.at(-1)).toBe(single)
})

const withoutIds = (body: string) => body.replace(/"requestId":"[^"]*"/g, '"requestId":""')
