import { afterEach, beforeEach, expect, it } from 'vitest'
import { newId } from '@/server/kernel/ids'
import { reloadConfig } from '../config'
import { closePools } from '../pools'
import { countCall, forgetCalls } from './call-limit'

const person = (tenantId = newId()) => ({ tenantId, userId: newId() })
const given = { ...process.env }

beforeEach(() => {
  Object.assign(process.env, { KEEL_CALL_LIMIT: '10', KEEL_TENANT_CALL_LIMIT: '25' })
  reloadConfig()
  forgetCalls()
})
afterEach(async () => {
  await closePools()
  process.env = { ...given }
  reloadConfig()
  forgetCalls()
})

const refused = { kind: 'throttled', code: 'common.too_many_calls', params: { seconds: expect.any(Number) } }
const times = async (n: number, who: ReturnType<typeof person>) => {
  for (let i = 0; i < n; i++) await countCall(who)
}

it('one person who calls too often waits; nobody else does', async () => {
  const busy = person()
  await times(10, busy)
  await expect(countCall(busy)).rejects.toMatchObject(refused)
  await times(10, person(busy.tenantId))
  await times(10, { ...busy, tenantId: newId() })
})

it('a tenant whose people call too often together waits; another one does not', async () => {
  const { tenantId } = person()
  for (const who of [person(tenantId), person(tenantId)]) await times(10, who)
  const last = person(tenantId)
  await times(5, last)
  await expect(countCall(last)).rejects.toMatchObject(refused)
  await times(10, person())
})

it('calls are counted also while Redis does not answer', async () => {
  process.env.REDIS_URL = 'redis://127.0.0.1:1'
  reloadConfig()
  forgetCalls()
  const busy = person()
  await times(10, busy)
  await expect(countCall(busy)).rejects.toMatchObject(refused)
})
