import { type Id, newId } from '@/server/kernel/ids'
import type { GrantRow } from '@/server/platform/identity/grants'
import { hashToken, newToken } from '@/server/platform/identity/tokens'
import { pools } from '@/server/platform/pools'

export interface TestPerson {
  readonly userId: Id
  readonly membershipId: Id
  readonly email: string
  /** Signed in: what a cookie or a bearer header would carry. */
  readonly token: string
  readonly sessionId: Id
}

export interface PersonOptions {
  readonly permissions?: readonly (string | GrantRow)[]
  readonly companies?: readonly Id[] | null
  readonly kind?: 'web' | 'token' | 'mobile'
  readonly scopes?: readonly string[] | null
  readonly roleCode?: string
  /** An existing person who joins this tenant too. */
  readonly userId?: Id
}

const grantRow = (p: string | GrantRow): GrantRow =>
  typeof p === 'string' ? { permission: p, scope: 'all', amountLimit: null } : p

/** A person with an account, a place in the tenant, one role of their own and a live session. */
export async function createTestPerson(tenantId: Id, options: PersonOptions = {}): Promise<TestPerson> {
  const [membershipId, sessionId, roleId] = [newId(), newId(), newId()]
  const userId = options.userId ?? newId()
  const email = `p-${userId.slice(-12)}@example.com`
  const token = newToken()
  const kind = options.kind ?? 'web'
  await pools.auth.begin(async (sql) => {
    await sql`insert into user_account (id, email, name, password_hash) values (${userId}, ${email}, 'Test Person', 'none')
              on conflict do nothing`
    await sql`insert into membership (tenant_id, id, user_id, name, email, companies)
              values (${tenantId}, ${membershipId}, ${userId}, 'Test Person', ${email}, ${options.companies ? [...options.companies] : null}::uuid[])`
    await sql`insert into role (tenant_id, id, code, name) values (${tenantId}, ${roleId}, ${options.roleCode ?? roleId}, 'Role')`
    for (const { permission, scope, amountLimit } of (options.permissions ?? ['*']).map(grantRow))
      await sql`insert into role_permission (tenant_id, id, role_id, permission, scope, amount_limit)
                values (${tenantId}, ${newId()}, ${roleId}, ${permission}, ${scope}, ${amountLimit})`
    await sql`insert into membership_role (tenant_id, id, membership_id, role_id) values (${tenantId}, ${newId()}, ${membershipId}, ${roleId})`
    await sql`insert into session (id, token_hash, kind, user_id, tenant_id, scopes, expires_at)
              values (${sessionId}, ${hashToken(token)}, ${kind}, ${userId}, ${kind === 'token' ? tenantId : null},
                      ${options.scopes ? [...options.scopes] : null}::text[], now() + interval '1 hour')`
  })
  return { userId, membershipId, email, token, sessionId }
}

/** The address part of a tenant's screens. */
export async function slugOf(tenantId: Id): Promise<string> {
  const [row] = await pools.auth<{ slug: string }[]>`select slug from tenant where id = ${tenantId}`
  if (!row) throw new Error('no such tenant')
  return row.slug
}
