import { signOutHere } from '@/server/api/auth'
import { sameOrigin } from '@/server/api/same-origin'

/** Ends the session of the cookie. Asked by our own pages only: nobody else signs a person out. */
export async function POST(request: Request): Promise<Response> {
  if (!sameOrigin(request)) return new Response(null, { status: 403 })
  await signOutHere()
  return new Response(null, { status: 204 })
}
