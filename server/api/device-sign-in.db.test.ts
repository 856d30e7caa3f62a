import { Secret, TOTP } from 'otpauth'
import { afterAll, expect, it } from 'vitest'
import { newId } from '@/server/kernel/ids'
import { enableSecondFactor, startSecondFactor } from '@/server/platform/identity/account'
import { runAccount } from '@/server/platform/identity/account-command'
import { createMyToken, mySessions, revokeMySession } from '@/server/platform/identity/my-sessions'
import { resolveActor } from '@/server/platform/identity/session'
import { signUp } from '@/server/platform/identity/sign-up'
import { closePools, pools } from '@/server/platform/pools'
import { deviceSession } from './device-session'

const origin = { ip: null, userAgent: 'KeelMobile/1' }
const PASSWORD = 'nine purple wagons'
afterAll(closePools)

async function join() {
  const email = `d-${newId().slice(-12)}@example.com`
  const made = await signUp({ name: 'Dee', email, password: PASSWORD, organisation: 'Dee & Co' }, origin)
  const actor = await resolveActor({ token: made.token, tenantSlug: made.slug })
  if (!actor) throw new Error('nobody')
  return { email, ...made, actor }
}
const post = async (body: object) => {
  const { status, body: told } = await deviceSession('POST', null, async () => body, origin)
  return { status, ...(told as { token: string; expiresAt: string; error?: { code: string } }) }
}

it('gives a device a bearer token with an end, listed with the sessions and revoked like them', async () => {
  const { email, slug, actor } = await join()
  const phone = await post({ email, password: PASSWORD, device: "Dee's phone", expiresInDays: 3 })
  expect(phone).toMatchObject({ status: 200, tenants: [{ slug }], name: 'Dee' })
  expect(new Date(phone.expiresAt).getTime() - Date.now()).toBeLessThan(3 * 86_400_000 + 1000)
  expect(await resolveActor({ token: phone.token, tenantSlug: slug })).toMatchObject({ kind: 'user' })
  const { rows } = await runAccount(mySessions, { kind: 'session' }, actor)
  const row = rows.find((r) => r.kind === 'mobile')
  expect(row).toMatchObject({ name: "Dee's phone", current: false })
  await runAccount(revokeMySession, { id: row?.id ?? '' }, actor)
  expect(await resolveActor({ token: phone.token, tenantSlug: slug })).toBeNull()
})

it('is cut down to its scopes, and cannot make itself a token of more', async () => {
  const { email, slug } = await join()
  const scopes = ['sales.sales_order.read']
  const { token } = await post({ email, password: PASSWORD, device: 'Scanner', scopes })
  const actor = await resolveActor({ token, tenantSlug: slug })
  expect([...(actor?.grants.keys() ?? [])]).toEqual(scopes)
  if (!actor) throw new Error('nobody')
  await expect(
    runAccount(createMyToken, { name: 'more', scopes: null, expiresInDays: 1 }, actor),
  ).rejects.toMatchObject({ code: 'identity.people_only' })
  expect(await deviceSession('DELETE', `Bearer ${token}`, async () => null, origin)).toMatchObject({ status: 200 })
  expect(await resolveActor({ token, tenantSlug: slug })).toBeNull()
})

it('asks for the code of an account that has a second factor, after the password was right', async () => {
  const { email, slug, actor } = await join()
  const { secret } = await runAccount(startSecondFactor, { password: PASSWORD }, actor)
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  await runAccount(enableSecondFactor, { code: totp.generate({ timestamp: Date.now() - 30_000 }) }, actor)
  const device = { email, password: PASSWORD, device: 'Phone' }
  expect(await post(device)).toMatchObject({ status: 401, error: { code: 'identity.second_factor_needed' } })
  expect(await post({ ...device, password: 'wrong password here', code: '123456' })).toMatchObject({
    status: 401,
    error: { code: 'identity.sign_in_failed' },
  })
  expect(await post({ ...device, code: '000000' })).toMatchObject({ status: 400 })
  const { token } = await post({ ...device, code: totp.generate() })
  expect(await resolveActor({ token, tenantSlug: slug })).not.toBeNull()
  const [left] = await pools.auth`
    select count(*)::int as n from session s join user_account u on u.id = s.user_id where u.email = ${email} and s.pending and revoked_at is null`
  expect(left?.n).toBe(0)
})

it('answers what it cannot read or does not serve without a stack', async () => {
  const broken = await deviceSession('POST', null, async () => JSON.parse('{'), origin)
  expect(broken).toMatchObject({ status: 400 })
  expect(await deviceSession('GET', null, async () => null, origin)).toMatchObject({ status: 405 })
  expect(await deviceSession('DELETE', null, async () => null, origin)).toMatchObject({ status: 401 })
})
