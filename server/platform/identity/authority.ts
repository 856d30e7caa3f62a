import { AppError, forbidden } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import type { CommandContext, QueryContext } from '../commands/context'
import type { Actor } from './actor'
import { covers } from './covers'
import { atLeast, type GrantRow } from './grants'
import { ADMINISTRATOR, systemRoleGrants } from './system-roles'

/** Whether the actor holds a grant that covers this one in permission, rows and amount: nobody gives what they do not have. */
export const mayGrant = (actor: Actor, row: GrantRow): boolean =>
  [...actor.grants].some(([held, grant]) => covers(held, row.permission) && atLeast(grant, row))

export function demandMayGrant(actor: Actor, rows: readonly GrantRow[]): void {
  const beyond = rows.find((row) => !mayGrant(actor, row))
  if (beyond) throw new AppError('forbidden', 'identity.beyond_own_rights', { permission: beyond.permission })
}

/** Companies may be given only by someone who may enter them. */
export function demandMayGiveCompanies(actor: Actor, companies: readonly Id[] | null): void {
  if (actor.companies === '*') return
  const own = new Set(actor.companies)
  if (companies === null || companies.some((id) => !own.has(id))) throw forbidden('platform.company.read')
}

/** What roles grant, each with its code; unknown ids are refused. */
export async function rolesWithGrants(ctx: QueryContext, ids: readonly Id[]) {
  if (ids.length === 0) return []
  const rows = await ctx.sql<{ id: Id; code: string; system: boolean; grants: GrantRow[] }[]>`
    select r.id, r.code, r.system,
           coalesce((select json_agg(json_build_object('permission', p.permission, 'scope', p.scope, 'amountLimit', p.amount_limit::text))
                       from role_permission p where p.tenant_id = ${ctx.tenantId} and p.role_id = r.id), '[]') as grants
      from role r where r.tenant_id = ${ctx.tenantId} and r.id = any (${[...ids]}::uuid[])`
  if (rows.length !== new Set(ids).size) throw new AppError('not_found', 'common.not_found', { document: 'role' })
  return [...rows].map((role) => ({ ...role, grants: role.system ? grantsOfSystemRole(role.code) : role.grants }))
}

const grantsOfSystemRole = (code: string): GrantRow[] =>
  [...systemRoleGrants(code)].map(([permission, grant]) => ({ permission, ...grant }))

/** Refuses giving or taking roles whose rights the actor does not hold. */
export async function demandMayAssign(ctx: QueryContext, roleIds: readonly Id[]) {
  const roles = await rolesWithGrants(ctx, roleIds)
  demandMayGrant(
    ctx.actor,
    roles.flatMap((role) => role.grants),
  )
  return roles
}

/**
 * After the change there must still be an active administrator who may enter every company. The role row is locked first, so
 * that two administrators cannot remove each other at the same moment.
 */
export async function demandAdministratorLeft({ sql, tenantId }: CommandContext): Promise<void> {
  await sql`select id from role where tenant_id = ${tenantId} and code = ${ADMINISTRATOR} for update`
  const left = await sql`
    select 1 from membership m
      join membership_role mr on mr.tenant_id = m.tenant_id and mr.membership_id = m.id
      join role r on r.tenant_id = mr.tenant_id and r.id = mr.role_id
     where m.tenant_id = ${tenantId} and m.status = 'active' and m.companies is null and r.code = ${ADMINISTRATOR} limit 1`
  if (left.length === 0) throw new AppError('conflict', 'identity.last_administrator')
}
