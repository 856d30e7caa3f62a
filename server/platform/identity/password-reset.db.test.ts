import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { newId } from '@/server/kernel/ids'
import * as mailer from '../mail/mailer'
import { closePools, pools } from '../pools'
import { runAccount } from './account-command'
import { createMyToken } from './my-sessions'
import { mailPasswordReset, requestPasswordReset, resetOpen, resetPassword } from './password-reset'
import { resolveActor } from './session'
import { signIn } from './sign-in'
import { signUp } from './sign-up'

const origin = { ip: null, userAgent: null }
const PASSWORD = 'nine purple wagons'
const NEXT = 'seven green lanterns'
const sent: string[] = []
beforeAll(() => {
  vi.spyOn(mailer, 'sendMail').mockImplementation(async ({ text }) => void sent.push(text))
})
beforeEach(() => void sent.splice(0))
afterAll(closePools)

const join = async () => {
  const email = `r-${newId().slice(-12)}@example.com`
  return { email, ...(await signUp({ name: 'Ria', email, password: PASSWORD, organisation: 'R' }, origin)) }
}
const jobsOf = (email: string) =>
  pools.system<{ payload: unknown }[]>`
    select payload from graphile_worker._private_jobs where payload->>'email' = ${email}`
const linkOf = () => sent.at(-1)?.match(/reset-password\/(\S+)/)?.[1] ?? ''

it('mails a link that sets a new password once and ends every session, but no API token', async () => {
  const { email, token, slug } = await join()
  const actor = await resolveActor({ token, tenantSlug: slug })
  if (!actor) throw new Error('nobody')
  const api = await runAccount(createMyToken, { name: 'shop', scopes: null, expiresInDays: 5 }, actor)
  await requestPasswordReset({ email: ` ${email.toUpperCase()} ` }, origin)
  const [job] = await jobsOf(email)
  expect(JSON.stringify(job?.payload)).not.toContain('token')
  await mailPasswordReset(job?.payload)
  const link = linkOf()
  expect(await resetOpen(link)).toBe(true)
  const [kept] = await pools.auth`select token_hash from password_reset where token_hash = ${link}`
  expect(kept).toBeUndefined()
  await expect(resetPassword({ token: link, password: 'password1234!' })).rejects.toMatchObject({
    code: 'identity.password_common',
  })
  await resetPassword({ token: link, password: NEXT })
  await expect(resetPassword({ token: link, password: NEXT })).rejects.toMatchObject({ code: 'identity.reset_ended' })
  expect(await resolveActor({ token, tenantSlug: slug })).toBeNull()
  expect(await resolveActor({ token: api.token })).not.toBeNull()
  await expect(signIn({ email, password: PASSWORD }, origin)).rejects.toMatchObject({ code: 'identity.sign_in_failed' })
  expect((await signIn({ email, password: NEXT }, origin)).state).toBe('signed_in')
})

it('a newer link ends the older one, and a link ends after half an hour', async () => {
  const { email } = await join()
  await mailPasswordReset({ email, locale: 'zh' })
  const first = linkOf()
  await mailPasswordReset({ email, locale: 'en' })
  expect([await resetOpen(first), await resetOpen(linkOf())]).toEqual([false, true])
  await pools.auth`update password_reset set expires_at = now() - interval '1 second' where used_at is null`
  expect(await resetOpen(linkOf())).toBe(false)
})

it('says the same of an address that nobody has, mails nothing there, and slows down', async () => {
  const email = `x-${newId().slice(-12)}@example.com`
  await requestPasswordReset({ email }, origin)
  const [job] = await jobsOf(email)
  expect(job).toBeDefined()
  await mailPasswordReset(job?.payload)
  expect(sent).toEqual([])
  for (let n = 0; n < 3; n++) await requestPasswordReset({ email }, origin)
  await expect(requestPasswordReset({ email }, origin)).rejects.toMatchObject({ code: 'common.throttled' })
})
