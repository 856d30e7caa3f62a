import { cookies } from 'next/headers'
import { cache } from 'react'
import { sessionCookieToken } from '@/server/platform/identity/cookie'
import { resolvePerson, type SignedInPerson } from '@/server/platform/identity/session'

/** The person behind the session cookie, or null; also while the second factor is still asked for. Looked up once a render. */
export const currentPerson = cache(async (): Promise<SignedInPerson | null> => {
  const token = sessionCookieToken(await cookies())
  return token ? resolvePerson(token) : null
})
