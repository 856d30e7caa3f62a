import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { cookies } from 'next/headers'
import { sameOrigin } from '@/server/api/same-origin'
import { appRouter, requestContext, retryHeaders, sessionCookieToken } from '@/server/api/web'

/** The web's door to the procedures: the session is a cookie, so a mutation must come from our own pages. */
async function handler(request: Request): Promise<Response> {
  if (request.method === 'POST' && !sameOrigin(request)) return new Response(null, { status: 403 })
  const token = sessionCookieToken(await cookies())
  return fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    allowMethodOverride: true,
    createContext: () => requestContext(request.headers, token),
    responseMeta: ({ errors }) => ({ headers: retryHeaders(errors) }),
  })
}

export { handler as GET, handler as POST }
