import { and, eq, sql as raw } from 'drizzle-orm'
import { z } from 'zod'
import { membership, membershipRole } from '@/db/schema/platform/identity'
import { idField } from '@/server/contracts/platform/field'
import { updateMemberInput } from '@/server/contracts/platform/identity'
import { AppError, notFound } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { command, query } from '../commands/command'
import type { CommandContext, QueryContext } from '../commands/context'
import { demandAdministratorLeft, demandMayAssign, demandMayGiveCompanies } from './authority'

const member = z.object({
  id: idField,
  userId: idField,
  name: z.string(),
  email: z.string(),
  status: z.enum(['active', 'suspended']),
  version: z.int(),
  companies: z.array(idField).nullable(),
  managerId: idField.nullable(),
  managerName: z.string().nullable(),
  roles: z.array(z.object({ id: idField, code: z.string(), name: z.string(), system: z.boolean() })),
  self: z.boolean(),
})

/** The tenant's people with their roles. */
export const listMembers = query({
  name: 'platform.listMembers',
  permission: 'platform.person.read',
  input: z.strictObject({}),
  output: z.object({ rows: z.array(member) }),
  handler: async (ctx) => {
    const rows = await ctx.sql<Omit<z.infer<typeof member>, 'self'>[]>`
      select m.id, m.user_id as "userId", m.name, m.email, m.status, m.version, m.companies, m.manager_id as "managerId", b.name as "managerName",
             coalesce((select json_agg(json_build_object('id', r.id, 'code', r.code, 'name', r.name, 'system', r.system) order by r.system desc, r.name)
                         from membership_role mr join role r on r.tenant_id = mr.tenant_id and r.id = mr.role_id
                        where mr.tenant_id = m.tenant_id and mr.membership_id = m.id), '[]') as roles
        from membership m left join membership b on b.tenant_id = m.tenant_id and b.id = m.manager_id where m.tenant_id = ${ctx.tenantId} order by m.name limit 2000`
    return { rows: [...rows].map((row) => ({ ...row, self: row.userId === ctx.actor.userId })) }
  },
})

/** Changes someone's roles, companies or admission. Never one's own; never beyond the caller's rights; never the last administrator. */
export const updateMember = command({
  name: 'platform.updateMember',
  permission: 'platform.person.update',
  input: updateMemberInput,
  output: z.object({ id: idField }),
  handler: async (ctx, { id, version, roleIds, companies, status, managerId: given }) => {
    const [before] = await ctx.tx
      .select()
      .from(membership)
      .where(and(eq(membership.tenantId, ctx.tenantId), eq(membership.id, id)))
      .for('update')
    if (!before) throw notFound('person')
    if (version !== undefined && version !== before.version)
      throw new AppError('conflict', 'common.stale_version', { version: before.version })
    if (before.userId === ctx.actor.userId) throw new AppError('forbidden', 'identity.own_rights')
    const managerId = given === undefined ? before.managerId : given
    if (managerId) await refuseCircle(ctx, id, managerId)
    const held = await roleIdsOf(ctx, id)
    // Also what is taken away must be within the caller's rights: a clerk does not demote an administrator.
    const roles = await demandMayAssign(ctx, [...new Set([...held, ...roleIds])])
    demandMayGiveCompanies(ctx.actor, before.companies)
    demandMayGiveCompanies(ctx.actor, companies)
    await ctx.tx
      .update(membership)
      .set({
        companies,
        status,
        managerId,
        version: before.version + 1,
        updatedAt: raw`now()`,
        updatedBy: ctx.actor.userId,
      })
      .where(and(eq(membership.tenantId, ctx.tenantId), eq(membership.id, id)))
    await replaceRoles(ctx, id, roleIds)
    ctx.announce('identity')
    await demandAdministratorLeft(ctx)
    const codes = (ids: readonly Id[]) => roles.filter((r) => ids.includes(r.id)).map((r) => r.code)
    ctx.record({
      action: 'change_permissions',
      document: 'person',
      documentId: before.userId,
      label: before.email,
      before: { roles: codes(held), companies: before.companies, status: before.status, managerId: before.managerId },
      after: { roles: codes(roleIds), companies, status, managerId },
    })
    return { id }
  },
})

/** Nobody is above themselves, however long the way round. Two changes at once wait for each other. */
async function refuseCircle({ sql, tenantId }: CommandContext, id: Id, managerId: Id): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('keel.reporting'), hashtext(${tenantId}))`
  const above = await sql<{ id: Id }[]>`
    with recursive line as (
      select id, manager_id from membership where tenant_id = ${tenantId} and id = ${managerId}
      union select m.id, m.manager_id from line join membership m on m.tenant_id = ${tenantId} and m.id = line.manager_id)
    select id from line`
  if (above.length === 0) throw notFound('person')
  if (above.some((row) => row.id === id)) throw new AppError('conflict', 'identity.reporting_circle')
}

async function roleIdsOf({ sql, tenantId }: QueryContext, membershipId: Id): Promise<Id[]> {
  const rows = await sql<{ role_id: Id }[]>`
    select role_id from membership_role where tenant_id = ${tenantId} and membership_id = ${membershipId}`
  return rows.map((row) => row.role_id)
}

async function replaceRoles(ctx: CommandContext, membershipId: Id, roleIds: readonly Id[]): Promise<void> {
  await ctx.tx
    .delete(membershipRole)
    .where(and(eq(membershipRole.tenantId, ctx.tenantId), eq(membershipRole.membershipId, membershipId)))
  const rows = [...new Set(roleIds)].map((roleId) => ({ tenantId: ctx.tenantId, id: newId(), membershipId, roleId }))
  if (rows.length > 0) await ctx.tx.insert(membershipRole).values(rows)
}
