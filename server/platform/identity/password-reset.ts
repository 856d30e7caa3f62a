import { z } from 'zod'
import en from '@/messages/en/identity.json'
import zh from '@/messages/zh/identity.json'
import { forgotPasswordInput, localeField, normalEmail, resetPasswordInput } from '@/server/contracts/platform/identity'
import { conflict } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { parseInput } from '../commands/parse'
import { config } from '../config'
import { sendMail } from '../mail/mailer'
import { pools } from '../pools'
import { logInTenantsOf } from './auth-log'
import { forgetCallers } from './callers'
import { demandGoodPassword, hashPassword } from './password'
import type { Origin } from './start-session'
import { accountLimit, clearAttempts, countAttempt, resetAddressLimit, resetLimit } from './throttle'
import { hashToken, newToken } from './tokens'

const VALID_MINUTES = 30

/** Whether this installation can mail at all. */
export const canReset = (): boolean => config().smtpUrl !== undefined

/**
 * Asks for a link to choose a new password. Whether there is such an account is looked up by the worker alone, so that neither
 * the answer nor its time tells. Error common.throttled, for any address alike.
 */
export async function requestPasswordReset(raw: z.input<typeof forgotPasswordInput>, origin: Origin): Promise<void> {
  const { email, locale } = parseInput(forgotPasswordInput, raw)
  await countAttempt(pools.auth, [resetLimit(email), ...(origin.ip ? [resetAddressLimit(origin.ip)] : [])])
  await pools.auth`select enqueue_password_reset(${email}, ${locale})`
}

const job = z.object({ email: normalEmail, locale: localeField })
const words = { en: en.identity.reset, zh: zh.identity.reset }
const fill = (text: string, values: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole)

/** The job `send_password_reset`: makes the token here, so that it stands in no queue, and mails it. A newer link ends older ones. */
export async function mailPasswordReset(raw: unknown): Promise<void> {
  const { email, locale } = job.parse(raw)
  const [account] = await pools.auth<{ id: Id; name: string }[]>`
    select id, name from user_account where email = ${email} and status = 'active'`
  if (!account) return
  const token = newToken()
  await pools.auth.begin(async (sql) => {
    await sql`delete from password_reset where user_id = ${account.id} and used_at is null`
    await sql`
      insert into password_reset (id, user_id, token_hash, expires_at)
      values (${newId()}, ${account.id}, ${hashToken(token)}, now() + ${VALID_MINUTES} * interval '1 minute')`
    await logInTenantsOf(sql, account.id, { action: 'request_password_reset' })
  })
  const { mailSubject, mailText } = words[locale]
  const values = { name: account.name, url: `${config().publicUrl}/reset-password/${token}` }
  await sendMail({
    to: { name: account.name, address: email },
    subject: mailSubject,
    text: fill(mailText, values),
  })
}

/** Whether a link still works; looking at it uses nothing up, because mail programs look too. */
export async function resetOpen(token: string): Promise<boolean> {
  const rows = await pools.auth`
    select 1 from password_reset where token_hash = ${hashToken(token)} and used_at is null and expires_at > now()`
  return rows.length > 0
}

/**
 * Sets a new password by a mailed link and ends every session of the person; API tokens and the second factor stay.
 * Errors: identity.reset_ended, identity.password_*.
 */
export async function resetPassword(raw: z.input<typeof resetPasswordInput>): Promise<void> {
  const { token, password } = parseInput(resetPasswordInput, raw)
  const [open] = await pools.auth<{ id: Id; user_id: Id; name: string; email: string }[]>`
    select r.id, r.user_id, u.name, u.email from password_reset r join user_account u on u.id = r.user_id and u.status = 'active'
     where r.token_hash = ${hashToken(token)} and r.used_at is null and r.expires_at > now()`
  if (!open) throw conflict('identity.reset_ended')
  demandGoodPassword(password, [open.name, open.email])
  const hash = await hashPassword(password)
  await pools.auth.begin(async (sql) => {
    // Of two answers to the same link one sets the password.
    const used =
      await sql`update password_reset set used_at = now() where id = ${open.id} and used_at is null returning id`
    if (used.length === 0) throw conflict('identity.reset_ended')
    await sql`update user_account set password_hash = ${hash}, password_changed_at = now() where id = ${open.user_id}`
    await sql`update session set revoked_at = now() where user_id = ${open.user_id} and kind <> 'token' and revoked_at is null`
    await logInTenantsOf(sql, open.user_id, { action: 'reset_password' })
  })
  forgetCallers()
  await clearAttempts(pools.auth, [accountLimit(open.email), resetLimit(open.email)])
}
