import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { cookies } from 'next/headers'
import { appRouter, requestContext, sessionCookieToken } from '@/server/api/web'

/** The web's door to the procedures: the session is a cookie, so a mutation must come from our own pages. */
async function handler(request: Request): Promise<Response> {
  if (request.method === 'POST' && !sameOrigin(request)) return new Response(null, { status: 403 })
  const token = sessionCookieToken(await cookies())
  return fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    createContext: () => requestContext(request.headers, token),
  })
}

/** Browsers say where a request comes from; one that does not say, or comes from elsewhere, may not change anything by cookie. */
function sameOrigin(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site) return site === 'same-origin'
  const origin = request.headers.get('origin')
  return origin !== null && new URL(origin).host === request.headers.get('host')
}

export { handler as GET, handler as POST }
