import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { portalContext, portalRouter } from '@/server/api/portal'
import { sameOrigin } from '@/server/api/same-origin'

/** The door of suppliers without an account: their link travels in a header, and only our own pages may send it. */
async function handler(request: Request): Promise<Response> {
  if (request.method === 'POST' && !sameOrigin(request)) return new Response(null, { status: 403 })
  return fetchRequestHandler({
    endpoint: '/api/portal',
    req: request,
    router: portalRouter,
    createContext: () => portalContext(request.headers),
  })
}

export { handler as GET, handler as POST }
