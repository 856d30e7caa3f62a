import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Id } from '@/server/kernel/ids'
import { createTestPerson, slugOf, type TestPerson } from '@/server/testing/people'
import { createTestTenant } from '@/server/testing/tenant'
import { listening } from '../events/listen'
import { closePools, pools } from '../pools'
import { resolveActor } from './session'

let tenantId: Id
let slug: string
let otherSlug: string
let person: TestPerson

beforeAll(async () => {
  tenantId = (await createTestTenant()).tenantId
  slug = await slugOf(tenantId)
  otherSlug = await slugOf((await createTestTenant()).tenantId)
  person = await createTestPerson(tenantId, {
    roleCode: 'clerk',
    permissions: [
      { permission: 'sales.sales_order.approve', scope: 'own', amountLimit: '500' },
      { permission: 'sales.*', scope: 'company', amountLimit: '100' },
    ],
  })
})
afterAll(closePools)

const resolve = (token: string, tenantSlug: string | null = slug) => resolveActor({ token, tenantSlug })

/** Heard of by announcement: the change was made past every command. */
const soonNobody = (token: string) => expect.poll(() => resolve(token), { timeout: 4000, interval: 20 }).toBeNull()

describe('who calls', () => {
  it('is remembered, and forgotten when a right is taken away', async () => {
    const { token, membershipId } = await createTestPerson(tenantId, { permissions: ['sales.*'] })
    await resolve(token)
    await listening()
    const first = await resolve(token)
    expect(await resolve(token)).toBe(first)
    await pools.app.begin(async (sql) => {
      await sql.unsafe(`set local app.tenant_id = '${tenantId}'`)
      await sql`delete from membership_role where membership_id = ${membershipId}`
    })
    await expect.poll(async () => (await resolve(token))?.grants.size, { timeout: 4000, interval: 20 }).toBe(0)
  })

  it('is the person behind the token, with the grants of all roles merged', async () => {
    const actor = await resolve(person.token)
    expect(actor).toMatchObject({ kind: 'user', userId: person.userId, tenantId, companies: '*', roles: ['clerk'] })
    expect(actor?.sessionId).toBe(person.sessionId)
    expect(actor?.grants.get('sales.sales_order.approve')).toEqual({ scope: 'company', amountLimit: '500' })
  })

  it('is nobody in a tenant that the person does not belong to', async () => {
    expect(await resolve(person.token, otherSlug)).toBeNull()
    expect(await resolve(person.token, null)).toBeNull()
  })

  it('is nobody for an unknown token', async () => {
    expect(await resolve('x'.repeat(43))).toBeNull()
    expect(await resolve('')).toBeNull()
  })

  it.each([
    ['revoked', 'revoked_at = now()'],
    ['expired', "expires_at = now() - interval '1 second'"],
    ['waiting for its second factor', 'pending = true'],
  ])('is nobody within a second when the session is %s', async (_, change) => {
    const { token, sessionId } = await createTestPerson(tenantId)
    expect(await resolve(token)).not.toBeNull()
    await pools.auth.unsafe(`update session set ${change} where id = '${sessionId}'`)
    await soonNobody(token)
  })

  it('is nobody when the membership is suspended', async () => {
    const { token, membershipId } = await createTestPerson(tenantId)
    expect(await resolve(token)).not.toBeNull()
    await pools.auth`update membership set status = 'suspended' where id = ${membershipId}`
    await soonNobody(token)
  })

  it('carries the companies that may be entered', async () => {
    const { companyId } = await createTestTenant()
    const { token } = await createTestPerson(tenantId, { companies: [companyId] })
    expect((await resolve(token))?.companies).toEqual([companyId])
  })

  it('is cut down to the scopes of an API token, which opens its own tenant only', async () => {
    const { token } = await createTestPerson(tenantId, {
      kind: 'token',
      permissions: ['sales.*', 'finance.journal_entry.read'],
      scopes: ['sales.sales_order.read', 'finance.*', 'hr.*'],
    })
    const actor = await resolve(token, null)
    expect(actor?.kind).toBe('token')
    expect([...(actor?.grants.keys() ?? [])].sort()).toEqual(['finance.journal_entry.read', 'sales.sales_order.read'])
    expect(await resolve(token, otherSlug)).toBeNull()
  })

  it('is seen, coarsely, where it was used', async () => {
    await resolve(person.token)
    await expect
      .poll(async () => (await pools.auth`select used_in from session where id = ${person.sessionId}`)[0]?.used_in)
      .toEqual([tenantId])
  })
})

describe('the wall', () => {
  it.each(['user_account', 'session', 'sign_in_throttle'])('keeps %s from the application role', async (table) => {
    await expect(pools.app.unsafe(`select 1 from ${table}`)).rejects.toMatchObject({ code: '42501' })
  })
})
