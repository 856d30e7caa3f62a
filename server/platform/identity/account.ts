import QRCode from 'qrcode'
import { z } from 'zod'
import {
  changePasswordInput,
  enableSecondFactorInput,
  passwordInput,
  updateProfileInput,
} from '@/server/contracts/platform/identity'
import { AppError, validation } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { pools } from '../pools'
import { type AccountContext, accountCommand } from './account-command'
import type { Actor } from './actor'
import { logInTenantsOf } from './auth-log'
import { demandGoodPassword, hashPassword, verifyPassword } from './password'
import { acceptSecondFactor, newRecoveryCodes, prepareSecondFactor } from './second-factor'
import { accountLimit, clearAttempts, countAttempt, factorLimit } from './throttle'

const done = z.object({ done: z.boolean() })
const nothing = z.strictObject({})

/** Asks for the password again before something that a borrowed screen must not do. Throttled like signing in. */
async function demandPassword(actor: Actor, password: string, path = 'password'): Promise<void> {
  const [account] = await pools.auth<{ email: string; password_hash: string }[]>`
    select email, password_hash from user_account where id = ${actor.userId}`
  const limits = [accountLimit(account?.email ?? actor.email)]
  await countAttempt(pools.auth, limits)
  if (!(await verifyPassword(password, account?.password_hash))) throw validation('identity.password_wrong', path)
  await clearAttempts(pools.auth, limits)
}

/** What the person sees of their own account. */
export const myAccount = accountCommand({
  name: 'platform.myAccount',
  mode: 'read',
  input: nothing,
  output: z.object({
    name: z.string(),
    email: z.string(),
    locale: z.enum(['en', 'zh']),
    passwordChangedAt: z.string(),
    secondFactorSince: z.string().nullable(),
    recoveryCodesLeft: z.int(),
  }),
  handler: async ({ sql, userId }) => {
    const [row] = await sql<
      { name: string; email: string; locale: 'en' | 'zh'; changed: string; since: string | null; codes: number }[]
    >`select name, email, locale, password_changed_at as changed, totp_enabled_at as since, cardinality(recovery_codes) as codes
        from user_account where id = ${userId}`
    if (!row) throw new AppError('not_found', 'common.not_found', { document: 'user_account' })
    const { changed, since, codes, ...shown } = row
    return { ...shown, passwordChangedAt: changed, secondFactorSince: since, recoveryCodesLeft: codes }
  },
})

/** Changes name and language; the copies in the person's tenants follow. */
export const updateProfile = accountCommand({
  name: 'platform.updateProfile',
  mode: 'write',
  input: updateProfileInput,
  output: done,
  handler: async ({ sql, userId }, { name, locale }) => {
    await sql`update user_account set name = ${name}, locale = ${locale} where id = ${userId}`
    await sql`update membership set name = ${name} where user_id = ${userId} and name <> ${name}`
    await logInTenantsOf(sql, userId, { action: 'update', after: { name, locale } })
    return { done: true }
  },
})

/** Sets a new password and ends every other session of the person; API tokens stay. */
export const changePassword = accountCommand({
  name: 'platform.changePassword',
  mode: 'write',
  input: changePasswordInput,
  output: done,
  before: async (actor, { currentPassword, newPassword }) => {
    demandGoodPassword(newPassword, [actor.name, actor.email], 'newPassword')
    await demandPassword(actor, currentPassword, 'currentPassword')
  },
  handler: async (ctx, { newPassword }) => {
    const { sql, userId } = ctx
    await sql`
      update user_account set password_hash = ${await hashPassword(newPassword)}, password_changed_at = now() where id = ${userId}`
    await endOtherSessions(ctx)
    await logInTenantsOf(sql, userId, { action: 'change_password' })
    return { done: true }
  },
})

async function endOtherSessions({ sql, actor, userId }: AccountContext): Promise<void> {
  await sql`
    update session set revoked_at = now()
     where user_id = ${userId} and kind <> 'token' and revoked_at is null and id <> ${actor.sessionId ?? userId}`
}

/** The first half of setting up a second factor: a secret for the authenticator app, as text, address and picture. */
export const startSecondFactor = accountCommand({
  name: 'platform.startSecondFactor',
  mode: 'write',
  input: passwordInput,
  output: z.object({ secret: z.string(), uri: z.string(), qr: z.string() }),
  before: (actor, { password }) => demandPassword(actor, password),
  handler: async (ctx) => {
    if (await secondFactorOn(ctx)) throw new AppError('conflict', 'identity.second_factor_on')
    const { secret, uri } = await prepareSecondFactor(ctx.sql, ctx.userId, ctx.actor.email)
    return { secret, uri, qr: await QRCode.toString(uri, { type: 'svg', margin: 1 }) }
  },
})

/** The second half: a right code proves that the app has the secret. Gives the recovery codes, once. */
export const enableSecondFactor = accountCommand({
  name: 'platform.enableSecondFactor',
  mode: 'write',
  input: enableSecondFactorInput,
  output: z.object({ recoveryCodes: z.array(z.string()) }),
  before: (actor) => countAttempt(pools.auth, [factorLimit(actor.userId)]),
  handler: async (ctx, { code }) => {
    const { sql, userId } = ctx
    if (await secondFactorOn(ctx)) throw new AppError('conflict', 'identity.second_factor_on')
    await demandCode(ctx, code)
    await sql`update user_account set totp_enabled_at = now() where id = ${userId}`
    await endOtherSessions(ctx)
    await logInTenantsOf(sql, userId, { action: 'enable_second_factor' })
    return { recoveryCodes: await newRecoveryCodes(sql, userId) }
  },
})

/** Takes the second factor off; asks for the password. */
export const disableSecondFactor = accountCommand({
  name: 'platform.disableSecondFactor',
  mode: 'write',
  input: passwordInput,
  output: done,
  before: (actor, { password }) => demandPassword(actor, password),
  handler: async (ctx) => {
    await ctx.sql`
      update user_account set totp_secret = null, totp_enabled_at = null, totp_last_step = null, recovery_codes = '{}'
       where id = ${ctx.userId}`
    await logInTenantsOf(ctx.sql, ctx.userId, { action: 'disable_second_factor' })
    return { done: true }
  },
})

/** New recovery codes; the old ones work no more. */
export const renewRecoveryCodes = accountCommand({
  name: 'platform.renewRecoveryCodes',
  mode: 'write',
  input: passwordInput,
  output: z.object({ recoveryCodes: z.array(z.string()) }),
  before: (actor, { password }) => demandPassword(actor, password),
  handler: async (ctx) => {
    if (!(await secondFactorOn(ctx))) throw new AppError('conflict', 'identity.second_factor_off')
    await logInTenantsOf(ctx.sql, ctx.userId, { action: 'renew_recovery_codes' })
    return { recoveryCodes: await newRecoveryCodes(ctx.sql, ctx.userId) }
  },
})

async function secondFactorOn({ sql, userId }: AccountContext): Promise<boolean> {
  const [row] = await sql<{ id: Id }[]>`
    select id from user_account where id = ${userId} and totp_enabled_at is not null`
  return row !== undefined
}

async function demandCode({ sql, userId }: AccountContext, code: string): Promise<void> {
  if (!(await acceptSecondFactor(sql, userId, code))) throw validation('identity.second_factor_wrong', 'code')
  await clearAttempts(sql, [factorLimit(userId)])
}
