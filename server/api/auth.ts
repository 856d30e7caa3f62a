import { cookies, headers } from 'next/headers'
import NextAuth, { CredentialsSignin } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { AppError, type ErrorParams, type FieldIssue } from '@/server/kernel/errors'
import { keyedHash } from '@/server/platform/crypto'
import { SESSION_COOKIE, sessionCookieOptions, sessionCookieToken } from '@/server/platform/identity/cookie'
import { resolvePerson } from '@/server/platform/identity/session'
import {
  completeSecondFactor,
  signOut as endSession,
  signIn as openSession,
  type SignedIn,
} from '@/server/platform/identity/sign-in'
import { type Origin, WEB_SESSION_DAYS } from '@/server/platform/identity/start-session'
import { logger } from '@/server/platform/telemetry/logger'

/** A refusal on its way through the sign-in library, with its name kept. */
class Refused extends CredentialsSignin {
  constructor(readonly refusal: AppError) {
    super(refusal.code)
    this.code = refusal.code
  }
}

/** Where a web request comes from. The last hop of `x-forwarded-for` is what the nearest server saw; earlier ones are hearsay. */
export async function requestOrigin(): Promise<Origin> {
  const incoming = await headers()
  return {
    ip: incoming.get('x-forwarded-for')?.split(',').pop()?.trim() || null,
    userAgent: incoming.get('user-agent'),
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

async function authorised(work: () => Promise<SignedIn>) {
  try {
    const { token, userId } = await work()
    return { id: userId, keelToken: token }
  } catch (error) {
    if (error instanceof AppError) throw new Refused(error)
    throw error
  }
}

/**
 * next-auth serves signing in and out on the web. Its "JWT" is our opaque session token as it is, so that the API reads the
 * cookie without it, and the session row alone decides (docs/adr/0003-sessions.md).
 */
const auth = NextAuth(() => ({
  basePath: '/api/auth',
  trustHost: true,
  secret: keyedHash('next-auth', 'next-auth', 'installation'),
  pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
  session: { strategy: 'jwt' as const, maxAge: WEB_SESSION_DAYS * 86_400 },
  cookies: { sessionToken: { name: SESSION_COOKIE, options: sessionCookieOptions() } },
  jwt: {
    encode: async ({ token }) => text(token?.keel),
    decode: async ({ token }) => {
      const person = token ? await resolvePerson(token) : null
      return person && !person.pending
        ? { keel: token, sub: person.userId, name: person.name, email: person.email }
        : null
    },
  },
  providers: [
    Credentials({
      id: 'password',
      credentials: { email: {}, password: {} },
      authorize: ({ email, password }) =>
        authorised(async () => openSession({ email: text(email), password: text(password) }, await requestOrigin())),
    }),
    Credentials({
      id: 'second-factor',
      credentials: { code: {} },
      authorize: ({ code }) =>
        authorised(async () =>
          completeSecondFactor(sessionCookieToken(await cookies()) ?? '', { code: text(code) }, await requestOrigin()),
        ),
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) => (user && 'keelToken' in user ? { ...token, keel: user.keelToken } : token),
  },
  logger: {
    error: (error) => {
      if (!(error instanceof CredentialsSignin)) logger.error({ err: error }, 'sign-in failed')
    },
    warn: () => {},
    debug: () => {},
  },
}))

export const { handlers } = auth

export interface Refusal {
  readonly code: string
  readonly params: ErrorParams
  readonly issues: readonly FieldIssue[]
}

/** What a form is told about a refusal; anything unforeseen is logged and told as `common.internal`. */
export function refusalOf(error: unknown): Refusal {
  const causes = [error, (error as { cause?: unknown } | null)?.cause]
  const found = causes.find((e) => e instanceof AppError) ?? (error instanceof Refused ? error.refusal : undefined)
  if (found instanceof AppError) return { code: found.code, params: found.params, issues: found.issues }
  logger.error({ err: error }, 'form failed')
  return { code: 'common.internal', params: {}, issues: [] }
}

/** Signs in with a password, or with the code of the second factor; sets the cookie. Throws the refusal. */
export async function signInWith(
  provider: 'password' | 'second-factor',
  credentials: Record<string, string>,
): Promise<void> {
  await auth.signIn(provider, { ...credentials, redirect: false })
}

/** Ends the session row first, then takes the cookie away. */
export async function signOutHere(): Promise<void> {
  const token = sessionCookieToken(await cookies())
  if (token) await endSession(token)
  await auth.signOut({ redirect: false })
}

/** Signs in someone whose session was opened by signing up or by an invitation. */
export async function setSessionCookie(token: string): Promise<void> {
  const jar = await cookies()
  jar.set(SESSION_COOKIE, token, { ...sessionCookieOptions(), maxAge: WEB_SESSION_DAYS * 86_400 })
}
