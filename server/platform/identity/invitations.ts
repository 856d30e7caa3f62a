import { and, eq, isNull, sql as raw } from 'drizzle-orm'
import { z } from 'zod'
import { invitation } from '@/db/schema/platform/identity'
import { idField } from '@/server/contracts/platform/field'
import { inviteInput } from '@/server/contracts/platform/identity'
import { AppError, conflict, notFound } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { command, query } from '../commands/command'
import type { CommandContext } from '../commands/context'
import { config } from '../config'
import { demandMayAssign, demandMayGiveCompanies } from './authority'
import { invitationUrl } from './invitation-link'

const VALID_DAYS = 7

/** Invites someone. With SMTP_URL set a mail goes out; without, the caller passes the link on. */
export const invitePerson = command({
  name: 'platform.invitePerson',
  permission: 'platform.invitation.create',
  input: inviteInput,
  output: z.object({ id: idField, mailed: z.boolean() }),
  handler: async (ctx, { email, name, roleIds, companies }) => {
    const roles = await demandMayAssign(ctx, roleIds)
    demandMayGiveCompanies(ctx.actor, companies)
    const there = await ctx.sql`select 1 from membership where tenant_id = ${ctx.tenantId} and email = ${email}`
    if (there.length > 0)
      throw new AppError('conflict', 'identity.already_member', { email }, [
        { path: 'email', code: 'identity.already_member', params: { email } },
      ])
    // A new invitation replaces an open one to the same address.
    await ctx.tx
      .update(invitation)
      .set({ revokedAt: raw`now()` })
      .where(
        and(
          eq(invitation.tenantId, ctx.tenantId),
          eq(invitation.email, email),
          isNull(invitation.acceptedAt),
          isNull(invitation.revokedAt),
        ),
      )
    const id = newId()
    await ctx.tx.insert(invitation).values({
      tenantId: ctx.tenantId,
      id,
      email,
      name,
      roleIds: [...new Set(roleIds)],
      companies,
      invitedByName: ctx.actor.name,
      expiresAt: raw`now() + ${VALID_DAYS} * interval '1 day'`,
      createdBy: ctx.actor.userId,
    })
    const mailed = await mailLink(ctx, id, { email, name })
    ctx.record({
      action: 'create',
      document: 'invitation',
      documentId: id,
      label: email,
      after: { roles: roles.map((r) => r.code), companies },
    })
    return { id, mailed }
  },
})

/** The mail leaves with the commit, from the worker; never from inside the transaction. */
async function mailLink(ctx: CommandContext, id: Id, to: { email: string; name: string }): Promise<boolean> {
  if (!config().smtpUrl) return false
  const payload = { invitationId: id, ...to, invitedBy: ctx.actor.name, locale: ctx.actor.locale }
  await ctx.sql`select enqueue_job('send_invitation', ${JSON.stringify(payload)}::json, ${`invitation-${id}`})`
  return true
}

/** Takes an open invitation back: its link works no more. */
export const revokeInvitation = command({
  name: 'platform.revokeInvitation',
  permission: 'platform.invitation.create',
  input: z.strictObject({ id: idField }),
  output: z.object({ id: idField }),
  handler: async (ctx, { id }) => {
    const [ended] = await ctx.tx
      .update(invitation)
      .set({ revokedAt: raw`now()`, updatedBy: ctx.actor.userId, updatedAt: raw`now()` })
      .where(
        and(
          eq(invitation.tenantId, ctx.tenantId),
          eq(invitation.id, id),
          isNull(invitation.acceptedAt),
          isNull(invitation.revokedAt),
        ),
      )
      .returning({ email: invitation.email })
    if (!ended) throw notFound('invitation')
    ctx.record({ action: 'revoke', document: 'invitation', documentId: id, label: ended.email })
    return { id }
  },
})

const row = z.object({
  id: idField,
  email: z.string(),
  name: z.string(),
  roles: z.array(z.object({ code: z.string(), name: z.string(), system: z.boolean() })),
  invitedByName: z.string(),
  expiresAt: z.string(),
  expired: z.boolean(),
})

/** Invitations not yet accepted. */
export const listInvitations = query({
  name: 'platform.listInvitations',
  permission: 'platform.person.read',
  input: z.strictObject({}),
  output: z.object({ rows: z.array(row) }),
  handler: async (ctx) => {
    const rows = await ctx.sql<z.infer<typeof row>[]>`
      select i.id, i.email, i.name, i.invited_by_name as "invitedByName", i.expires_at as "expiresAt", i.expires_at < now() as expired,
             coalesce((select json_agg(json_build_object('code', r.code, 'name', r.name, 'system', r.system)) from role r
                        where r.tenant_id = i.tenant_id and r.id = any (i.role_ids)), '[]') as roles
        from invitation i
       where i.tenant_id = ${ctx.tenantId} and i.accepted_at is null and i.revoked_at is null
       order by i.created_at desc limit 500`
    return { rows: [...rows] }
  },
})

/** The link of an open invitation, to be passed on by hand. Only for who could have made it: it lets in with its roles. */
export const invitationLink = query({
  name: 'platform.invitationLink',
  permission: 'platform.invitation.create',
  input: z.strictObject({ id: idField }),
  output: z.object({ url: z.string() }),
  handler: async (ctx, { id }) => {
    const [open] = await ctx.sql<{ role_ids: Id[]; companies: Id[] | null; ended: boolean }[]>`
      select role_ids, companies, accepted_at is not null or revoked_at is not null or expires_at < now() as ended
        from invitation where tenant_id = ${ctx.tenantId} and id = ${id}`
    if (!open) throw notFound('invitation')
    if (open.ended) throw conflict('identity.invitation_ended')
    await demandMayAssign(ctx, open.role_ids)
    demandMayGiveCompanies(ctx.actor, open.companies)
    return { url: invitationUrl(ctx.tenantId, id) }
  },
})
