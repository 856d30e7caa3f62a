import { z } from 'zod'
import { idField } from '@/server/contracts/platform/field'
import { type SessionRow, sessionRow } from '@/server/contracts/platform/identity'
import { AppError, notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { accountCommand } from './account-command'
import { logInTenant } from './auth-log'

/** Live sessions and tokens with which members have worked in this tenant; what they do elsewhere is not shown. */
export const memberSessions = accountCommand({
  name: 'platform.memberSessions',
  mode: 'read',
  permission: 'platform.session.read',
  input: z.strictObject({}),
  output: z.object({ rows: z.array(sessionRow) }),
  handler: async ({ sql, actor }) => {
    const rows = await sql<SessionRow[]>`
      select s.id, s.user_id as "userId", m.name as person, s.kind, s.name, s.device, s.ip, s.scopes, s.created_at as "createdAt",
             s.last_seen_at as "lastSeenAt", s.expires_at as "expiresAt", s.id = ${actor.sessionId ?? null}::uuid as current
        from membership m join session s on s.user_id = m.user_id
       where m.tenant_id = ${actor.tenantId} and s.revoked_at is null and s.expires_at > now() and not s.pending
         and (s.tenant_id = ${actor.tenantId} or (s.tenant_id is null and ${actor.tenantId}::uuid = any (s.used_in)))
       order by s.last_seen_at desc limit 1000`
    return { rows: [...rows].map((row) => ({ ...row, current: row.current ?? false })) }
  },
})

/** Ends a member's session or token; they sign in again. Not an administrator's, unless the caller is one. */
export const revokeMemberSession = accountCommand({
  name: 'platform.revokeMemberSession',
  mode: 'write',
  permission: 'platform.session.revoke',
  input: z.strictObject({ id: idField }),
  output: z.object({ id: idField }),
  handler: async ({ sql, actor, userId }, { id }) => {
    const [target] = await sql<{ user_id: Id; email: string; admin: boolean }[]>`
      select m.user_id, m.email, exists (
               select 1 from membership_role mr join role r on r.tenant_id = mr.tenant_id and r.id = mr.role_id
                where mr.tenant_id = m.tenant_id and mr.membership_id = m.id and r.code = 'administrator') as admin
        from session s join membership m on m.user_id = s.user_id and m.tenant_id = ${actor.tenantId}
       where s.id = ${id} and s.revoked_at is null
         and (s.tenant_id = ${actor.tenantId} or (s.tenant_id is null and ${actor.tenantId}::uuid = any (s.used_in)))`
    if (!target) throw notFound('session')
    if (target.admin && !actor.roles.includes('administrator'))
      throw new AppError('forbidden', 'identity.beyond_own_rights', { permission: '*' })
    await sql`update session set revoked_at = now() where id = ${id}`
    await logInTenant(sql, actor.tenantId, {
      action: 'revoke',
      userId,
      document: 'session',
      documentId: id,
      label: target.email,
    })
    return { id }
  },
})
