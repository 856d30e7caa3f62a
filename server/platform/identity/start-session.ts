import { type Id, newId } from '@/server/kernel/ids'
import type { AuthSql } from './auth-log'
import { hashToken, newToken } from './tokens'

/** Where a call comes from, as far as it says. */
export interface Origin {
  readonly ip: string | null
  /** The `user-agent` header. */
  readonly userAgent: string | null
}

/** A session unused for a week ends; the hardest end is 30 days after signing in. */
export const WEB_SESSION_DAYS = 30
export const WEB_IDLE_DAYS = 7

/** `Firefox on Windows`: enough to recognise one's own device, not enough to track anyone. */
export function deviceName(userAgent: string | null): string | null {
  if (!userAgent) return null
  const find = (names: readonly (readonly [RegExp, string])[]) =>
    names.find(([pattern]) => pattern.test(userAgent))?.[1]
  const browser = find([
    [/Edg\//, 'Edge'],
    [/OPR\//, 'Opera'],
    [/MicroMessenger/, 'WeChat'],
    [/Firefox\/|FxiOS/, 'Firefox'],
    [/Chrome\/|CriOS/, 'Chrome'],
    [/Safari\//, 'Safari'],
  ])
  const system = find([
    [/iPhone|iPad/, 'iOS'],
    [/Android/, 'Android'],
    [/Windows/, 'Windows'],
    [/Mac OS X/, 'macOS'],
    [/Linux/, 'Linux'],
  ])
  return browser
    ? system
      ? `${browser} · ${system}`
      : browser
    : userAgent.replace(/\P{ASCII}|\p{Cc}/gu, '').slice(0, 60)
}

/** What a device asks for beside being let in. */
export interface SessionTerms {
  readonly name: string
  readonly scopes: readonly string[] | null
  /** The end, however much it is used. */
  readonly days: number
}

/** Writes a session row and returns the token that opens it. `pending` waits for the second factor, ten minutes at most. */
export async function startSession(
  sql: AuthSql,
  session: {
    userId: Id
    kind: 'web' | 'mobile'
    pending: boolean
    origin: Origin
    terms?: SessionTerms | undefined
  },
): Promise<{ token: string; sessionId: Id }> {
  const token = newToken()
  const sessionId = newId()
  const { terms } = session
  const minutes = session.pending ? 10 : (terms?.days ?? WEB_IDLE_DAYS) * 24 * 60
  await sql`
    insert into session (id, token_hash, kind, user_id, pending, name, scopes, device, ip, expires_at)
    values (${sessionId}, ${hashToken(token)}, ${session.kind}, ${session.userId}, ${session.pending},
            ${terms?.name ?? null}, ${terms?.scopes ? [...terms.scopes] : null}::text[],
            ${deviceName(session.origin.userAgent)}, ${session.origin.ip?.slice(0, 45) ?? null}, now() + ${minutes} * interval '1 minute')`
  return { token, sessionId }
}
