import { and, eq, sql as raw } from 'drizzle-orm'
import { z } from 'zod'
import { role, rolePermission } from '@/db/schema/platform/identity'
import { documentRef, idField } from '@/server/contracts/platform/field'
import {
  createRoleInput,
  type GrantInput,
  type RoleRow,
  roleRow,
  updateRoleInput,
} from '@/server/contracts/platform/identity'
import { AppError, notFound, validation } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { command, query } from '../commands/command'
import type { CommandContext } from '../commands/context'
import { demandMayGrant, rolesWithGrants } from './authority'
import { covers } from './covers'
import { listPermissions as catalogue } from './system-roles'

const constraints = { role_code: { code: 'identity.role_code_taken', path: 'code' } }

/** Every permission there is, for the screen on which roles are made. */
export const listPermissions = query({
  name: 'platform.listPermissions',
  permission: 'platform.role.read',
  input: z.strictObject({}),
  output: z.object({ permissions: z.array(z.string()) }),
  handler: async () => ({ permissions: catalogue() }),
})

/** The tenant's roles with what they grant, how many hold them, and whether the caller may change them. */
export const listRoles = query({
  name: 'platform.listRoles',
  permission: 'platform.role.read',
  input: z.strictObject({}),
  output: z.object({ rows: z.array(roleRow) }),
  handler: async (ctx) => {
    const rows = await ctx.sql<Omit<RoleRow, 'grants' | 'locked'>[]>`
      select r.id, r.code, r.name, r.description, r.system, r.version,
             (select count(*)::int from membership_role mr where mr.tenant_id = r.tenant_id and mr.role_id = r.id) as members
        from role r where r.tenant_id = ${ctx.tenantId} order by r.system desc, r.name limit 500`
    const grants = await rolesWithGrants(
      ctx,
      rows.map((row) => row.id),
    )
    const byId = new Map(grants.map((g) => [g.id, g.grants]))
    return {
      rows: [...rows].map((row) => ({
        ...row,
        grants: [...(byId.get(row.id) ?? [])],
        locked: row.system ? 'identity.system_role' : ctx.actor.roles.includes(row.code) ? 'identity.own_rights' : null,
      })),
    }
  },
})

/** Makes a role; its rights must be the caller's own. */
export const createRole = command({
  name: 'platform.createRole',
  permission: 'platform.role.create',
  input: createRoleInput,
  output: z.object({ id: idField }),
  constraints,
  handler: async (ctx, { grants, ...input }) => {
    demandKnown(grants)
    demandMayGrant(ctx.actor, grants)
    const id = newId()
    await ctx.tx.insert(role).values({ tenantId: ctx.tenantId, id, ...input, createdBy: ctx.actor.userId })
    await insertGrants(ctx, id, grants)
    ctx.record({ action: 'create', document: 'role', documentId: id, label: input.name, after: { ...input, grants } })
    return { id }
  },
})

/** Changes a role that the caller does not hold. What it granted before and grants after must both be the caller's own. */
export const updateRole = command({
  name: 'platform.updateRole',
  permission: 'platform.role.update',
  input: updateRoleInput,
  output: z.object({ id: idField }),
  handler: async (ctx, { id, version, grants, ...input }) => {
    const before = await changeableRole(ctx, id, version)
    demandKnown(grants)
    demandMayGrant(ctx.actor, [...before.grants, ...grants])
    await ctx.tx
      .update(role)
      .set({ ...input, version: before.version + 1, updatedAt: raw`now()`, updatedBy: ctx.actor.userId })
      .where(and(eq(role.tenantId, ctx.tenantId), eq(role.id, id)))
    await ctx.tx
      .delete(rolePermission)
      .where(and(eq(rolePermission.tenantId, ctx.tenantId), eq(rolePermission.roleId, id)))
    await insertGrants(ctx, id, grants)
    ctx.announce('identity')
    ctx.record({
      action: 'update',
      document: 'role',
      documentId: id,
      label: input.name,
      before: { name: before.name, description: before.description, grants: before.grants },
      after: { ...input, grants },
    })
    return { id }
  },
})

/** Removes a role that nobody holds. */
export const deleteRole = command({
  name: 'platform.deleteRole',
  permission: 'platform.role.delete',
  input: documentRef,
  output: z.object({ id: idField }),
  handler: async (ctx, { id, version }) => {
    const before = await changeableRole(ctx, id, version)
    const held =
      await ctx.sql`select 1 from membership_role where tenant_id = ${ctx.tenantId} and role_id = ${id} limit 1`
    if (held.length > 0) throw new AppError('conflict', 'identity.role_in_use', { role: before.name })
    await ctx.tx.delete(role).where(and(eq(role.tenantId, ctx.tenantId), eq(role.id, id)))
    ctx.record({ action: 'delete', document: 'role', documentId: id, label: before.name, before: { ...before } })
    return { id }
  },
})

async function changeableRole(ctx: CommandContext, id: Id, version: number | undefined) {
  const [row] = await ctx.tx
    .select()
    .from(role)
    .where(and(eq(role.tenantId, ctx.tenantId), eq(role.id, id)))
    .for('update')
  if (!row) throw notFound('role')
  if (version !== undefined && version !== row.version)
    throw new AppError('conflict', 'common.stale_version', { version: row.version })
  if (row.system) throw new AppError('conflict', 'identity.system_role')
  if (ctx.actor.roles.includes(row.code)) throw new AppError('forbidden', 'identity.own_rights')
  const [held] = await rolesWithGrants(ctx, [id])
  return { ...row, grants: held?.grants ?? [] }
}

/** A permission that no command asks for is a typing mistake that would look like a right. */
function demandKnown(grants: readonly GrantInput[]): void {
  const known = catalogue()
  grants.forEach(({ permission }, index) => {
    if (!known.some((name) => covers(permission, name)))
      throw validation('identity.permission_unknown', `grants.${index}.permission`, { permission })
  })
}

async function insertGrants(ctx: CommandContext, roleId: Id, grants: readonly GrantInput[]): Promise<void> {
  const once = new Map(grants.map((grant) => [grant.permission, grant]))
  if (once.size === 0) return
  await ctx.tx
    .insert(rolePermission)
    .values([...once.values()].map((grant) => ({ tenantId: ctx.tenantId, id: newId(), roleId, ...grant })))
}
