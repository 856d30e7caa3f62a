import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import { sessionCookieToken } from '@/server/platform/identity/cookie'
import '@/server/composition'
import { requestContext } from './context'
import { createCaller } from './root'

/** The procedures for server components of one tenant: the same door, without HTTP. One context a render. */
export const api = cache(async (tenantSlug: string | null) => {
  const incoming = await headers()
  const own = new Headers()
  const requestId = incoming.get('x-request-id')
  if (requestId) own.set('x-request-id', requestId)
  if (tenantSlug) own.set('x-keel-tenant', tenantSlug)
  return createCaller(requestContext(own, sessionCookieToken(await cookies())))
})
