import { cookies } from 'next/headers'
import { cache } from 'react'
import { sessionCookieToken } from '@/server/platform/identity/cookie'
import { resolvePerson, type SignedInPerson } from '@/server/platform/identity/session'

/** The person behind the session cookie of this render, or null; looked up once. */
export const signedInPerson = cache(async (): Promise<SignedInPerson | null> => {
  const token = sessionCookieToken(await cookies())
  return token ? resolvePerson(token) : null
})
