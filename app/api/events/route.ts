import { cookies } from 'next/headers'
import { liveChannel } from '@/server/api/live'
import { requestContext, sessionCookieToken } from '@/server/api/web'

export const dynamic = 'force-dynamic'

/** Server-sent events of one person in one tenant (`?tenant=`): alerts as they happen. */
export async function GET(request: Request): Promise<Response> {
  const headers = new Headers(request.headers)
  headers.set('x-keel-tenant', new URL(request.url).searchParams.get('tenant') ?? '')
  const context = requestContext(headers, sessionCookieToken(await cookies()))
  try {
    const stream = await liveChannel(context, request.headers.get('last-event-id'), request.signal)
    return new Response(stream, {
      headers: {
        'content-type': 'text/event-stream',
        'cache-control': 'no-cache, no-transform',
        'x-accel-buffering': 'no',
      },
    })
  } catch {
    // 204 tells an EventSource not to come back.
    return new Response(null, { status: 204 })
  }
}
