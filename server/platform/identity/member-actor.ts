import type { Id } from '@/server/kernel/ids'
import type { QueryContext } from '../commands/context'
import { type Actor, SYSTEM_USER_ID, systemActor } from './actor'
import { intersectScopes } from './grants'
import { rightsOf } from './rights'

/**
 * A colleague with the rights that they have now, for work that they asked for earlier; undefined when they have left or are
 * suspended. `scopes`: what an API token was cut down to when it asked.
 */
export async function memberActor(
  ctx: QueryContext,
  userId: Id,
  scopes: readonly string[] | null = null,
): Promise<Actor | undefined> {
  if (userId === SYSTEM_USER_ID) return systemActor(ctx.tenantId)
  const [row] = await ctx.sql<{ name: string; email: string; companies: Id[] | null; roles: string | null }[]>`
    select m.name, m.email, m.companies,
           (select json_agg(json_build_object('code', r.code, 'system', r.system, 'grants',
                     (select json_agg(json_build_object('permission', p.permission, 'scope', p.scope, 'amountLimit', p.amount_limit::text))
                        from role_permission p where p.tenant_id = r.tenant_id and p.role_id = r.id)))
              from membership_role mr join role r on r.tenant_id = mr.tenant_id and r.id = mr.role_id
             where mr.tenant_id = m.tenant_id and mr.membership_id = m.id)::text as roles
      from membership m where m.tenant_id = ${ctx.tenantId} and m.user_id = ${userId} and m.status = 'active'`
  if (!row) return undefined
  const { grants, codes } = rightsOf(row.roles)
  return {
    kind: 'user',
    userId,
    tenantId: ctx.tenantId,
    name: row.name,
    email: row.email,
    locale: 'en',
    companies: row.companies ?? '*',
    grants: scopes ? intersectScopes(grants, scopes) : grants,
    roles: codes,
  }
}
