import { createHook } from 'node:async_hooks'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Id } from '@/server/kernel/ids'
import { newId } from '@/server/kernel/ids'
import { closePools, pools } from '../pools'
import { changePassword, disableSecondFactor, enableSecondFactor, startSecondFactor } from './account'
import { runAccount } from './account-command'
import type { Actor } from './actor'
import { forgetCallers } from './callers'
import { createMyToken, mySessions, revokeMySession } from './my-sessions'
import { resolveActor, resolvePerson } from './session'
import { completeSecondFactor, signIn, signOut } from './sign-in'
import { type SignedUp, signUp } from './sign-up'
import { systemRoles } from './system-roles'

const origin = { ip: null, userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0' }
const PASSWORD = 'nine purple wagons'
const person = () => `p-${newId().slice(-12)}@example.com`

async function join(email = person()): Promise<SignedUp & { email: string }> {
  const made = await signUp({ name: 'Ada Example', email, password: PASSWORD, organisation: 'Ex & Söhne' }, origin)
  return { ...made, email }
}
const actorOf = async (token: string, tenantSlug: string): Promise<Actor> => {
  const actor = await resolveActor({ token, tenantSlug })
  if (!actor) throw new Error('nobody')
  return actor
}
const auditOf = async (tenantId: Id) =>
  (
    await pools.system<{ action: string }[]>`select action from audit_log where tenant_id = ${tenantId} order by at, id`
  ).map((row) => row.action)

afterAll(closePools)

describe('signing up', () => {
  it('makes person, tenant, system roles and administrator in one go', async () => {
    const { token, slug, tenantId } = await join()
    expect(slug).toMatch(/^ex-sohne/)
    const actor = await actorOf(token, slug)
    expect(actor).toMatchObject({ tenantId, roles: ['administrator'], companies: '*' })
    expect(actor.grants.get('*')).toEqual({ scope: 'all', amountLimit: null })
    const [count] = await pools.auth`select count(*)::int as n from role where tenant_id = ${tenantId} and system`
    expect(count?.n).toBe(systemRoles.length)
    expect((await resolvePerson(token))?.tenants).toEqual([{ slug, name: 'Ex & Söhne', hasCompany: false }])
  })

  it('refuses an address that has an account, and leaves nothing behind', async () => {
    const { email } = await join()
    const before = await pools.auth`select count(*)::int as n from tenant`
    await expect(join(email.toUpperCase())).rejects.toMatchObject({ code: 'identity.email_taken' })
    expect(await pools.auth`select count(*)::int as n from tenant`).toEqual(before)
  })

  it('refuses a weak password', async () => {
    const weak = { name: 'A', email: person(), password: 'password1234!', organisation: 'O' }
    await expect(signUp(weak, origin)).rejects.toMatchObject({ code: 'identity.password_common' })
  })
})

describe('signing in', () => {
  it('opens a session, and signing out ends it at once', async () => {
    const { email, slug, tenantId } = await join()
    const { token, state } = await signIn({ email: ` ${email.toUpperCase()} `, password: PASSWORD }, origin)
    expect(state).toBe('signed_in')
    expect(await resolveActor({ token, tenantSlug: slug })).not.toBeNull()
    await signOut(token)
    expect(await resolveActor({ token, tenantSlug: slug })).toBeNull()
    expect(await auditOf(tenantId)).toEqual(['create', 'sign_in', 'sign_out'])
  })

  it('stores the token as a hash only', async () => {
    const { token } = await join()
    const [found] = await pools.auth`select 1 from session s where s::text like ${`%${token}%`}`
    expect(found).toBeUndefined()
  })

  it('answers an unknown address and a wrong password alike, after the same work', async () => {
    const { email, tenantId } = await join()
    /** What makes a guess slow, counted where Node begins it. */
    const guessed = async (address: string) => {
      let derivations = 0
      const hook = createHook({ init: (_id, type) => void (type === 'SCRYPTREQUEST' && derivations++) }).enable()
      const error = await signIn({ email: address, password: 'not the password' }, origin).catch((e: unknown) => e)
      hook.disable()
      return { derivations, error }
    }
    await guessed(person())
    const [known, unknown] = [await guessed(email), await guessed(person())]
    expect(known.error).toMatchObject({ kind: 'unauthenticated', code: 'identity.sign_in_failed', params: {} })
    expect(unknown.error).toEqual(known.error)
    expect([known.derivations, unknown.derivations]).toEqual([1, 1])
    expect(await auditOf(tenantId)).toContain('sign_in_failed')
  })

  it('makes guessing wait, for known and unknown accounts, even with the right password', async () => {
    const { email } = await join()
    for (const address of [email, person()]) {
      for (let n = 0; n < 5; n++)
        await expect(signIn({ email: address, password: `wrong ${n}` }, origin)).rejects.toMatchObject({
          code: 'identity.sign_in_failed',
        })
      await expect(signIn({ email: address, password: PASSWORD }, origin)).rejects.toMatchObject({ kind: 'throttled' })
    }
  })

  it('lets no more parallel guesses through than allowed', async () => {
    const { email } = await join()
    const answers = await Promise.allSettled(
      Array.from({ length: 12 }, (_, n) => signIn({ email, password: `guess ${n}` }, origin)),
    )
    const tried = answers.filter((a) => a.status === 'rejected' && a.reason.code === 'identity.sign_in_failed')
    expect(tried.length).toBe(5)
  })
})

describe('the second factor', () => {
  let who: Awaited<ReturnType<typeof join>>
  let app: TOTP
  let recoveryCodes: string[]

  beforeAll(async () => {
    who = await join()
    const actor = await actorOf(who.token, who.slug)
    const { secret } = await runAccount(startSecondFactor, { password: PASSWORD }, actor)
    app = new TOTP({ secret: Secret.fromBase32(secret) })
    ;({ recoveryCodes } = await runAccount(enableSecondFactor, { code: app.generate() }, actor))
  })
  const first = () => signIn({ email: who.email, password: PASSWORD }, origin)
  const later = (seconds: number) => app.generate({ timestamp: Date.now() + seconds * 1000 })

  it('is asked for: the first token opens nothing', async () => {
    const { token, state } = await first()
    expect(state).toBe('second_factor')
    expect(await resolveActor({ token, tenantSlug: who.slug })).toBeNull()
    expect(await resolvePerson(token)).toMatchObject({ pending: true, tenants: [] })
  })

  it('opens the session with a code, which works once', async () => {
    const [a, b] = [await first(), await first()]
    const code = later(30)
    const opened = await completeSecondFactor(a.token, { code }, origin)
    expect(await resolveActor({ token: opened.token, tenantSlug: who.slug })).not.toBeNull()
    expect(await resolveActor({ token: a.token, tenantSlug: who.slug })).toBeNull()
    await expect(completeSecondFactor(b.token, { code }, origin)).rejects.toMatchObject({
      code: 'identity.second_factor_wrong',
    })
  })

  it('accepts each recovery code once', async () => {
    const code = recoveryCodes[0] ?? ''
    const [a, b] = [await first(), await first()]
    await completeSecondFactor(a.token, { code: code.toLowerCase() }, origin)
    await expect(completeSecondFactor(b.token, { code }, origin)).rejects.toMatchObject({ kind: 'validation' })
  })

  it('stores neither secret nor codes in clear', async () => {
    const [row] = await pools.auth`select totp_secret, recovery_codes from user_account where id = ${who.userId}`
    expect(row?.totp_secret).toMatch(/^v1\./)
    expect(JSON.stringify(row)).not.toContain(app.secret.base32)
    expect(JSON.stringify(row)).not.toContain((recoveryCodes[1] ?? '').replaceAll('-', ''))
  })

  it('makes guessing codes wait', async () => {
    await pools.auth`delete from sign_in_throttle`
    const { token } = await first()
    for (let n = 0; n < 5; n++) await completeSecondFactor(token, { code: `00000${n}` }, origin).catch(() => {})
    await expect(completeSecondFactor(token, { code: later(0) }, origin)).rejects.toMatchObject({ kind: 'throttled' })
    await pools.auth`delete from sign_in_throttle`
  })

  it('is taken off with the password only', async () => {
    const actor = await actorOf(who.token, who.slug)
    await expect(runAccount(disableSecondFactor, { password: 'wrong' }, actor)).rejects.toMatchObject({
      code: 'identity.password_wrong',
    })
    await runAccount(disableSecondFactor, { password: PASSWORD }, actor)
    expect((await first()).state).toBe('signed_in')
  })
})

describe('one’s own sessions and tokens', () => {
  it('end elsewhere when the password changes, and stay here', async () => {
    const { token, slug, email } = await join()
    const other = await signIn({ email, password: PASSWORD }, origin)
    const actor = await actorOf(token, slug)
    const change = { currentPassword: PASSWORD, newPassword: 'eleven green boats' }
    await expect(runAccount(changePassword, { ...change, currentPassword: 'wrong' }, actor)).rejects.toMatchObject({
      issues: [{ path: 'currentPassword', code: 'identity.password_wrong' }],
    })
    await runAccount(changePassword, change, actor)
    expect(await resolveActor({ token: other.token, tenantSlug: slug })).toBeNull()
    expect(await resolveActor({ token, tenantSlug: slug })).not.toBeNull()
    await expect(signIn({ email, password: PASSWORD }, origin)).rejects.toMatchObject({ kind: 'unauthenticated' })
    expect((await signIn({ email, password: change.newPassword }, origin)).state).toBe('signed_in')
  })

  it('an API token is shown once, cut to its scopes, revoked at once, and cannot grow', async () => {
    const { token, slug } = await join()
    const actor = await actorOf(token, slug)
    const made = await runAccount(
      createMyToken,
      { name: 'Shop', scopes: ['platform.role.read'], expiresInDays: 30 },
      actor,
    )
    expect(made.token).toMatch(/^keel_/)
    const bearer = await resolveActor({ token: made.token })
    expect([...(bearer?.grants.keys() ?? [])]).toEqual(['platform.role.read'])
    const more = { name: 'More', scopes: null, expiresInDays: 30 }
    await expect(runAccount(createMyToken, more, bearer as Actor)).rejects.toMatchObject({
      code: 'identity.people_only',
    })
    const { rows } = await runAccount(mySessions, { kind: 'token' }, actor)
    expect(rows.map((row) => row.name)).toEqual(['Shop'])
    await runAccount(revokeMySession, { id: made.id }, actor)
    expect(await resolveActor({ token: made.token })).toBeNull()
  })

  it('of others cannot be ended', async () => {
    const [a, b] = [await join(), await join()]
    const theirs = await actorOf(b.token, b.slug)
    const mine = await actorOf(a.token, a.slug)
    await expect(runAccount(revokeMySession, { id: theirs.sessionId ?? '' }, mine)).rejects.toMatchObject({
      kind: 'not_found',
    })
  })

  it('live on while used, to the hardest end', async () => {
    const { token, slug } = await join()
    const actor = await actorOf(token, slug)
    const id = actor.sessionId ?? ''
    await pools.auth`
      update session set created_at = now() - interval '28 days', last_seen_at = now() - interval '1 hour', expires_at = now() + interval '1 hour' where id = ${id}`
    // As seconds later: who has just called is believed without a look at the session.
    forgetCallers()
    await resolveActor({ token, tenantSlug: slug })
    await vi.waitFor(async () => {
      const [row] =
        await pools.auth`select round(extract(epoch from expires_at - now()) / 86400)::int as days from session where id = ${id}`
      expect(row?.days).toBe(2)
    })
  })
})
