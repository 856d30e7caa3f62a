import { cookies } from 'next/headers'
import { AppError } from '@/server/kernel/errors'
import type { Actor } from '@/server/platform/identity/actor'
import { sessionCookieToken } from '@/server/platform/identity/cookie'
import '@/server/composition'
import { actorFor, requestContext } from './context'
import { retryHeaders, toTrpcError } from './error-map'
import { sameOrigin } from './same-origin'
import { STATUS } from './status'

/**
 * Runs a route handler that is not a procedure (files in and out) for the caller of a request: same session, same tenant, same
 * refusals. The tenant comes as `x-keel-tenant` or, for links, as `?tenant=`.
 */
export async function withCaller(
  request: Request,
  work: (actor: Actor, requestId: string) => Promise<Response>,
): Promise<Response> {
  const headers = new Headers(request.headers)
  const linked = new URL(request.url).searchParams.get('tenant')
  if (linked && !headers.has('x-keel-tenant')) headers.set('x-keel-tenant', linked)
  const ctx = requestContext(headers, sessionCookieToken(await cookies()))
  try {
    if (request.method !== 'GET' && !headers.has('authorization') && !sameOrigin(request))
      throw new AppError('forbidden', 'common.foreign_origin')
    return await work(await actorFor(ctx), ctx.requestId)
  } catch (error) {
    const told = toTrpcError(error, ctx, new URL(request.url).pathname)
    const { cause } = told
    const status = cause instanceof AppError ? STATUS[cause.kind] : 500
    const body =
      cause instanceof AppError
        ? { code: cause.code, params: cause.params, issues: cause.issues }
        : { code: 'common.internal', requestId: ctx.requestId }
    return Response.json({ error: body }, { status, headers: retryHeaders([told]) })
  }
}

/** A file for saving; the name survives in any script (RFC 5987). */
export const fileResponse = (name: string, contentType: string, body: BodyInit, inline = false): Response =>
  new Response(body, {
    headers: {
      'content-type': contentType,
      'content-disposition': `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
