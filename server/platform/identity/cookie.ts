import { config } from '../config'

/** The web session: an httpOnly cookie with the opaque token whose hash the session row holds. */
export const SESSION_COOKIE = 'keel-session'

export const sessionCookieToken = (cookies: { get(name: string): { value: string } | undefined }): string | null =>
  cookies.get(SESSION_COOKIE)?.value || null

/** Out of reach of scripts and of other sites' posts; over https only where Keel is reached by https. */
export const sessionCookieOptions = () => ({
  httpOnly: true,
  sameSite: 'lax' as const,
  path: '/',
  secure: config().publicUrl.startsWith('https:'),
})
