import type { PendingQuery } from 'postgres'
import type { Id } from '@/server/kernel/ids'
import { pools } from '../pools'
import { logger } from '../telemetry/logger'
import type { Actor } from './actor'
import { type GrantRow, intersectScopes, mergeGrants } from './grants'
import { hashToken } from './tokens'

export interface ResolveRequest {
  /** The value of the session cookie or of the bearer header. */
  readonly token: string
  /** The tenant that the request names; an API token may leave it out, it opens one tenant only. */
  readonly tenantSlug?: string | null
}

interface Row {
  session_id: Id
  kind: 'web' | 'token' | 'mobile'
  scopes: string[] | null
  stale: boolean
  user_id: Id
  name: string
  email: string
  locale: 'en' | 'zh'
  tenant_id: Id
  companies: Id[] | null
  roles: { code: string; grants: GrantRow[] | null }[] | null
}

/**
 * Who calls: the actor behind a token in a tenant, or null when the token is unknown, expired, revoked, still waiting for its
 * second factor, or opens another tenant. One prepared query; nothing is cached, so a revocation holds from the next call.
 */
export async function resolveActor({ token, tenantSlug }: ResolveRequest): Promise<Actor | null> {
  if (token.length < 20 || token.length > 100) return null
  const [row] = await (tenantSlug ? bySlug(hashToken(token), tenantSlug) : byOwnTenant(hashToken(token)))
  if (!row) return null
  if (row.stale) touch(row)
  const roles = row.roles ?? []
  const grants = mergeGrants(roles.flatMap((role) => role.grants ?? []))
  return {
    kind: row.kind === 'token' ? 'token' : 'user',
    userId: row.user_id,
    tenantId: row.tenant_id,
    name: row.name,
    email: row.email,
    locale: row.locale,
    companies: row.companies ?? '*',
    grants: row.scopes ? intersectScopes(grants, row.scopes) : grants,
    roles: roles.map((role) => role.code),
    sessionId: row.session_id,
  }
}

const columns = () => pools.auth`
  s.id as session_id, s.kind, s.scopes, u.id as user_id, u.name, u.email, u.locale, t.id as tenant_id, m.companies,
  (s.last_seen_at < now() - interval '1 minute' or not t.id = any (s.used_in)) as stale,
  (select json_agg(json_build_object('code', r.code, 'grants',
            (select json_agg(json_build_object('permission', p.permission, 'scope', p.scope, 'amountLimit', p.amount_limit::text))
               from role_permission p where p.tenant_id = r.tenant_id and p.role_id = r.id)))
     from membership_role mr join role r on r.tenant_id = mr.tenant_id and r.id = mr.role_id
    where mr.tenant_id = m.tenant_id and mr.membership_id = m.id) as roles`

const alive = () => pools.auth`
  s.revoked_at is null and s.expires_at > now() and not s.pending and u.status = 'active'
  and t.status = 'active' and m.status = 'active'`

const bySlug = (hash: string, slug: string): PendingQuery<Row[]> => pools.auth<Row[]>`
  select ${columns()} from session s
    join user_account u on u.id = s.user_id
    join tenant t on t.slug = ${slug} and t.id = coalesce(s.tenant_id, t.id)
    join membership m on m.tenant_id = t.id and m.user_id = u.id
   where s.token_hash = ${hash} and ${alive()}`

const byOwnTenant = (hash: string): PendingQuery<Row[]> => pools.auth<Row[]>`
  select ${columns()} from session s
    join user_account u on u.id = s.user_id
    join tenant t on t.id = s.tenant_id
    join membership m on m.tenant_id = t.id and m.user_id = u.id
   where s.token_hash = ${hash} and ${alive()}`

/** Beside the request, which does not wait for it: at most once a minute, and at the first use in a tenant. */
function touch(row: Row): void {
  pools.auth`
    update session set last_seen_at = now(),
           used_in = case when ${row.tenant_id}::uuid = any (used_in) then used_in else used_in || ${row.tenant_id}::uuid end
     where id = ${row.session_id}`.catch((error: unknown) => logger.warn({ err: error }, 'session not touched'))
}
