/** The web session: an httpOnly cookie with the opaque token whose hash the session row holds. */
export const SESSION_COOKIE = 'keel-session'

export const sessionCookieToken = (cookies: { get(name: string): { value: string } | undefined }): string | null =>
  cookies.get(SESSION_COOKIE)?.value ?? null
