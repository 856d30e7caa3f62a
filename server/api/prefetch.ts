import { dehydrate, QueryClient } from '@tanstack/react-query'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import '@/server/composition'
import { sessionCookieToken } from '@/server/platform/identity/cookie'
import { requestContext } from './context'
import { appRouter, createCaller } from './root'

/** One request context a render: who is calling is looked up once, whatever the page asks for. */
const contextOf = cache(async (tenantSlug: string | null) => {
  const requestId = (await headers()).get('x-request-id')
  const own = new Headers()
  if (requestId) own.set('x-request-id', requestId)
  if (tenantSlug) own.set('x-keel-tenant', tenantSlug)
  return requestContext(own, sessionCookieToken(await cookies()))
})

/** The procedures for server components of one tenant: the same door, without HTTP. */
export const api = async (tenantSlug: string | null) => createCaller(await contextOf(tenantSlug))

/**
 * What a page prefetches for its client parts: `trpc` makes the same query options as the browser's, `client` collects the
 * answers, `state()` hands them over. Prefetching never throws; a failed query is asked again in the browser, which shows it.
 */
export async function prefetcher(tenantSlug: string) {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: 30_000, retry: false } } })
  const trpc = createTRPCOptionsProxy({ ctx: await contextOf(tenantSlug), router: appRouter, queryClient: client })
  return { client, trpc, state: () => dehydrate(client) }
}
