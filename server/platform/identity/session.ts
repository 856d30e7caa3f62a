import type { PendingQuery } from 'postgres'
import type { Id } from '@/server/kernel/ids'
import { pools } from '../pools'
import { logger } from '../telemetry/logger'
import type { Actor } from './actor'
import { logInTenant } from './auth-log'
import { rememberedCaller } from './callers'
import { intersectScopes } from './grants'
import { rightsOf } from './rights'
import { WEB_IDLE_DAYS, WEB_SESSION_DAYS } from './start-session'
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
  expires_at: number
  user_id: Id
  name: string
  email: string
  locale: 'en' | 'zh'
  tenant_id: Id
  companies: Id[] | null
  /** JSON of `StoredRole[]`; as text, because it is also the key under which the merged rights are kept. */
  roles: string | null
}

/**
 * Who calls: the actor behind a token in a tenant, or null when the token is unknown, expired, revoked, still waiting for its
 * second factor, or opens another tenant. One prepared query, and none for seconds after it: a revocation is announced to every
 * process and holds as soon as it is heard.
 */
export async function resolveActor({ token, tenantSlug }: ResolveRequest): Promise<Actor | null> {
  if (token.length < 20 || token.length > 100) return null
  const hash = hashToken(token)
  return rememberedCaller(`${hash} ${tenantSlug ?? ''}`, async () => {
    const [row] = await (tenantSlug ? bySlug(hash, tenantSlug) : byOwnTenant(hash))
    if (!row) return null
    if (row.stale) touch(row)
    return { actor: actorOf(row), expiresAt: row.expires_at }
  })
}

function actorOf(row: Row): Actor {
  const { grants, codes } = rightsOf(row.roles)
  return {
    // A device that was given less than its owner may not make itself a token of more.
    kind: row.kind === 'token' || row.scopes ? 'token' : 'user',
    userId: row.user_id,
    tenantId: row.tenant_id,
    name: row.name,
    email: row.email,
    locale: row.locale,
    companies: row.companies ?? '*',
    grants: row.scopes ? intersectScopes(grants, row.scopes) : grants,
    roles: codes,
    sessionId: row.session_id,
  }
}

const columns = () => pools.auth`
  s.id as session_id, s.kind, s.scopes, (extract(epoch from s.expires_at) * 1000)::float8 as expires_at, u.id as user_id, u.name, u.email, u.locale, t.id as tenant_id, m.companies,
  (s.last_seen_at < now() - interval '1 minute' or not t.id = any (s.used_in)) as stale,
  (select json_agg(json_build_object('code', r.code, 'system', r.system, 'grants',
            (select json_agg(json_build_object('permission', p.permission, 'scope', p.scope, 'amountLimit', p.amount_limit::text))
               from role_permission p where p.tenant_id = r.tenant_id and p.role_id = r.id)))
     from membership_role mr join role r on r.tenant_id = mr.tenant_id and r.id = mr.role_id
    where mr.tenant_id = m.tenant_id and mr.membership_id = m.id)::text as roles`

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

/**
 * Beside the request, which does not wait for it: at most once a minute, and at the first use in a tenant. A session of a
 * person lives on while it is used; an API token leaves one audit row a day.
 */
function touch(row: Row): void {
  touched(row).catch((error: unknown) => logger.warn({ err: error }, 'session not touched'))
}

async function touched({ kind, session_id, tenant_id, user_id }: Row): Promise<void> {
  await pools.auth.begin(async (sql) => {
    const [before] = await sql<{ name: string | null; first_today: boolean }[]>`
      select name, used_in = '{}' or last_seen_at < date_trunc('day', now()) as first_today
        from session where id = ${session_id} for update`
    await sql`
      update session set last_seen_at = now(),
             expires_at = case when kind <> 'web' then expires_at
               else greatest(expires_at, least(now() + ${WEB_IDLE_DAYS} * interval '1 day', created_at + ${WEB_SESSION_DAYS} * interval '1 day')) end,
             used_in = case when ${tenant_id}::uuid = any (used_in) then used_in else used_in || ${tenant_id}::uuid end
       where id = ${session_id} and expires_at > now() and revoked_at is null`
    if (kind === 'token' && before?.first_today)
      await logInTenant(sql, tenant_id, {
        action: 'use',
        userId: user_id,
        kind: 'token',
        document: 'api_token',
        documentId: session_id,
        label: before.name,
      })
  })
}

/** A person who is signed in, before a tenant is chosen. */
export interface SignedInPerson {
  readonly sessionId: Id
  readonly userId: Id
  readonly name: string
  readonly email: string
  readonly locale: 'en' | 'zh'
  /** Still to answer for the second factor; nothing else may be shown. */
  readonly pending: boolean
  readonly tenants: readonly { readonly slug: string; readonly name: string; readonly hasCompany: boolean }[]
}

/** The person behind a web session and the tenants that they may enter, or null. */
export async function resolvePerson(token: string): Promise<SignedInPerson | null> {
  const [row] = await pools.auth<
    { id: Id; user_id: Id; name: string; email: string; locale: 'en' | 'zh'; pending: boolean }[]
  >`
    select s.id, u.id as user_id, u.name, u.email, u.locale, s.pending
      from session s join user_account u on u.id = s.user_id
     where s.token_hash = ${hashToken(token)} and s.revoked_at is null and s.expires_at > now() and u.status = 'active'
       and s.kind <> 'token'`
  if (!row) return null
  const { id, user_id, ...person } = row
  return { sessionId: id, userId: user_id, ...person, tenants: row.pending ? [] : await tenantsOf(user_id) }
}

const tenantsOf = (userId: Id) =>
  pools.auth.begin('read only', async (sql) => {
    // Companies are walled off by the companies that one may enter; here only whether there is one at all.
    await sql`set local app.companies = '*'`
    return await sql<{ slug: string; name: string; hasCompany: boolean }[]>`
      select t.slug, t.name, exists (select 1 from company c where c.tenant_id = t.id) as "hasCompany"
        from membership m join tenant t on t.id = m.tenant_id
       where m.user_id = ${userId} and m.status = 'active' and t.status = 'active' order by t.name`
  })
