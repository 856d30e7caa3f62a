import type { z } from 'zod'
import { type deviceSignedIn, deviceSignInInput } from '@/server/contracts/platform/identity'
import { AppError } from '@/server/kernel/errors'
import { parseInput } from '../commands/parse'
import { pools } from '../pools'
import { resolvePerson } from './session'
import { completeSecondFactor, signIn, signOut } from './sign-in'
import type { Origin, SessionTerms } from './start-session'
import { hashToken } from './tokens'

/**
 * Signs a person in on a device that keeps a bearer token, in one call: password, and the code when the account asks for one.
 * Refusals and throttles are those of signing in; identity.second_factor_needed once the password was right.
 */
export async function signInDevice(
  raw: z.input<typeof deviceSignInInput>,
  origin: Origin,
): Promise<z.input<typeof deviceSignedIn>> {
  const { email, password, code, device, scopes, expiresInDays } = parseInput(deviceSignInInput, raw)
  const terms = { name: device, scopes, days: expiresInDays }
  const first = await signIn({ email, password }, origin, terms)
  const { token } = first.state === 'signed_in' ? first : await answered(first.token, code, origin, terms)
  const [person, rows] = await Promise.all([
    resolvePerson(token),
    pools.auth<{ expires_at: string }[]>`select expires_at from session where token_hash = ${hashToken(token)}`,
  ])
  if (!person || !rows[0]) throw new AppError('unauthenticated', 'identity.sign_in_again')
  const tenants = person.tenants.map(({ slug, name }) => ({ slug, name }))
  return { token, expiresAt: rows[0].expires_at, name: person.name, locale: person.locale, tenants }
}

async function answered(pending: string, code: string | undefined, origin: Origin, terms: SessionTerms) {
  try {
    if (!code) throw new AppError('unauthenticated', 'identity.second_factor_needed')
    return await completeSecondFactor(pending, { code }, origin, terms)
  } catch (error) {
    await signOut(pending)
    throw error
  }
}
