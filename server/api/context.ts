import { AppError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import { underFlags } from '@/server/platform/flags/flags'
import type { Actor } from '@/server/platform/identity/actor'
import { countCall } from '@/server/platform/identity/call-limit'
import { resolveActor } from '@/server/platform/identity/session'

/** One HTTP request, or one server-component render, as the procedures see it. */
export interface RequestContext {
  readonly requestId: string
  /** Session token of the cookie, or the bearer token. */
  readonly token: string | null
  /** The tenant the caller asks for; a bearer token is bound to its own. */
  readonly tenantSlug: string | null
  readonly idempotencyKey: string | null
  /** Filled by the first procedure of a batch that asks who is calling. */
  actor?: Promise<Actor | null>
}

const KEY = /^[\w.:-]{8,200}$/
const SLUG = /^[a-z0-9][a-z0-9-]{0,62}$/

/** Reads the request context from headers. A malformed idempotency key is refused rather than ignored. */
export function requestContext(headers: Pick<Headers, 'get'>, cookieToken: string | null): RequestContext {
  const authorization = headers.get('authorization')
  const bearer = authorization?.startsWith('Bearer ') ? authorization.slice(7).trim() : null
  const key = headers.get('idempotency-key')
  if (key !== null && !KEY.test(key)) throw new AppError('validation', 'common.idempotency_key')
  const slug = headers.get('x-keel-tenant')
  return {
    requestId: headers.get('x-request-id')?.match(/^[\w-]{8,64}$/)?.[0] ?? newId(),
    token: bearer ?? cookieToken,
    tenantSlug: slug && SLUG.test(slug) ? slug : null,
    idempotencyKey: key,
  }
}

/** Who is calling, looked up once per request; nobody = `common.unauthenticated`. Each time is a call: too many = `common.too_many_calls`. */
export async function actorFor(ctx: RequestContext): Promise<Actor> {
  if (!ctx.token) throw new AppError('unauthenticated', 'common.unauthenticated')
  ctx.actor ??= resolveActor({ token: ctx.token, tenantSlug: ctx.tenantSlug }).then(
    (actor) => actor && underFlags(actor),
  )
  const actor = await ctx.actor
  if (!actor) throw new AppError('unauthenticated', 'common.unauthenticated')
  await countCall(actor)
  return actor
}
