import type { z } from 'zod'
import { secondFactorInput, signInInput } from '@/server/contracts/platform/identity'
import { AppError } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { parseInput } from '../commands/parse'
import { pools } from '../pools'
import { logInTenantsOf } from './auth-log'
import { forgetCallers } from './callers'
import { verifyPassword } from './password'
import { acceptSecondFactor } from './second-factor'
import { type Origin, type SessionTerms, startSession } from './start-session'
import { accountLimit, addressLimit, clearAttempts, countAttempt, factorLimit } from './throttle'
import { hashToken } from './tokens'

export interface SignedIn {
  readonly token: string
  readonly userId: Id
  /** `second_factor`: the token opens nothing yet but the question for a code. */
  readonly state: 'signed_in' | 'second_factor'
}

interface Account {
  id: Id
  password_hash: string
  status: 'active' | 'closed'
  second_factor: boolean
}

/**
 * Signs a person in. An unknown address, a wrong password and a closed account give the same `identity.sign_in_failed`
 * after the same work; too many attempts give `common.throttled`. With `terms` it is a device that keeps a bearer token.
 */
export async function signIn(
  raw: z.input<typeof signInInput>,
  origin: Origin,
  terms?: SessionTerms,
): Promise<SignedIn> {
  const { email, password } = parseInput(signInInput, raw)
  const limits = [accountLimit(email), ...(origin.ip ? [addressLimit(origin.ip)] : [])]
  await countAttempt(pools.auth, limits)
  const [account] = await pools.auth<Account[]>`
    select id, password_hash, status, totp_enabled_at is not null as second_factor from user_account where email = ${email}`
  const right = await verifyPassword(password, account?.password_hash)
  if (!account || !right || account.status !== 'active') {
    await logInTenantsOf(pools.auth, account?.id ?? null, { action: 'sign_in_failed', after: { ip: origin.ip } })
    throw new AppError('unauthenticated', 'identity.sign_in_failed')
  }
  const pending = account.second_factor
  const { token } = await pools.auth.begin(async (sql) => {
    const started = await startSession(sql, {
      ...{ userId: account.id, kind: terms ? ('mobile' as const) : ('web' as const), pending, origin },
      terms,
    })
    if (!pending) await signedIn(sql, account.id, origin)
    return started
  })
  await clearAttempts(pools.auth, limits)
  return { token, userId: account.id, state: pending ? 'second_factor' : 'signed_in' }
}

/** Answers the question for the second factor. The token of the first step dies; the new one opens the session. */
export async function completeSecondFactor(
  pendingToken: string,
  raw: z.input<typeof secondFactorInput>,
  origin: Origin,
  terms?: SessionTerms,
): Promise<SignedIn> {
  const { code } = parseInput(secondFactorInput, raw)
  const [waiting] = await pools.auth<{ id: Id; user_id: Id; kind: 'web' | 'mobile' }[]>`
    select id, user_id, kind from session
     where token_hash = ${hashToken(pendingToken)} and pending and revoked_at is null and expires_at > now()`
  if (!waiting) throw new AppError('unauthenticated', 'identity.sign_in_again')
  const userId = waiting.user_id
  const limits = [factorLimit(userId)]
  await countAttempt(pools.auth, limits)
  const token = await pools.auth.begin(async (sql) => {
    if (!(await acceptSecondFactor(sql, userId, code))) return null
    // Of two answers to the same question one opens a session.
    const [mine] = await sql`delete from session where id = ${waiting.id} and pending returning id`
    if (!mine) return null
    const started = await startSession(sql, { userId, kind: waiting.kind, pending: false, origin, terms })
    await signedIn(sql, userId, origin)
    return started.token
  })
  if (!token) {
    await logInTenantsOf(pools.auth, userId, { action: 'second_factor_failed', after: { ip: origin.ip } })
    throw new AppError('validation', 'identity.second_factor_wrong', {}, [
      { path: 'code', code: 'identity.second_factor_wrong' },
    ])
  }
  await clearAttempts(pools.auth, limits)
  return { token, userId, state: 'signed_in' }
}

const signedIn = (sql: Parameters<typeof logInTenantsOf>[0], userId: Id, { ip }: Origin): Promise<void> =>
  logInTenantsOf(sql, userId, { action: 'sign_in', after: { ip } })

/** Ends the session behind a token, at once and for good. Unknown tokens are ignored. */
export async function signOut(token: string): Promise<void> {
  await pools.auth.begin(async (sql) => {
    const [ended] = await sql<{ user_id: Id; pending: boolean }[]>`
      update session set revoked_at = now() where token_hash = ${hashToken(token)} and revoked_at is null
      returning user_id, pending`
    if (ended && !ended.pending) await logInTenantsOf(sql, ended.user_id, { action: 'sign_out' })
  })
  forgetCallers()
}
