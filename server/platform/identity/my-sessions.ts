import { z } from 'zod'
import { idField } from '@/server/contracts/platform/field'
import { createTokenInput, type SessionRow, sessionRow } from '@/server/contracts/platform/identity'
import { conflict, notFound } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import { accountCommand } from './account-command'
import { logInTenant, logInTenantsOf } from './auth-log'
import { API_TOKEN_PREFIX, hashToken, newToken } from './tokens'

const MAX_TOKENS = 50

/** The person's own live sessions, and their API tokens of this tenant, the latest used first. */
export const mySessions = accountCommand({
  name: 'platform.mySessions',
  mode: 'read',
  input: z.strictObject({ kind: z.enum(['session', 'token']) }),
  output: z.object({ rows: z.array(sessionRow) }),
  handler: async ({ sql, actor, userId }, { kind }) => {
    const rows = await sql<SessionRow[]>`
      select s.id, s.user_id as "userId", u.name as person, s.kind, s.name, s.device, s.ip, s.scopes, s.created_at as "createdAt",
             s.last_seen_at as "lastSeenAt", s.expires_at as "expiresAt", s.id = ${actor.sessionId ?? null}::uuid as current
        from session s join user_account u on u.id = s.user_id
       where s.user_id = ${userId} and s.revoked_at is null and s.expires_at > now() and not s.pending
         and case when ${kind} = 'token' then s.kind = 'token' and s.tenant_id = ${actor.tenantId} else s.kind <> 'token' end
       order by s.last_seen_at desc limit 200`
    return { rows: [...rows].map((row) => ({ ...row, current: row.current ?? false })) }
  },
})

/** Ends one of the person's own sessions or tokens, from the next call on. */
export const revokeMySession = accountCommand({
  name: 'platform.revokeMySession',
  mode: 'write',
  input: z.strictObject({ id: idField }),
  output: z.object({ id: idField }),
  handler: async ({ sql, userId }, { id }) => {
    const [ended] = await sql<{ kind: string; name: string | null; device: string | null; tenant_id: string | null }[]>`
      update session set revoked_at = now() where id = ${id} and user_id = ${userId} and revoked_at is null
      returning kind, name, device, tenant_id`
    if (!ended) throw notFound('session')
    if (ended.tenant_id)
      await logInTenant(sql, ended.tenant_id, {
        action: 'revoke',
        userId,
        document: 'api_token',
        documentId: id,
        label: ended.name,
      })
    else
      await logInTenantsOf(sql, userId, { action: 'revoke', document: 'session', documentId: id, label: ended.device })
    return { id }
  },
})

/** Ends every other session of the person. */
export const revokeMyOtherSessions = accountCommand({
  name: 'platform.revokeMyOtherSessions',
  mode: 'write',
  input: z.strictObject({}),
  output: z.object({ count: z.int() }),
  handler: async ({ sql, actor, userId }) => {
    const ended = await sql`
      update session set revoked_at = now()
       where user_id = ${userId} and kind <> 'token' and revoked_at is null and id <> ${actor.sessionId ?? userId} returning id`
    await logInTenantsOf(sql, userId, { action: 'revoke_others', document: 'session', after: { count: ended.length } })
    return { count: ended.length }
  },
})

/** Makes an API token for this tenant. The answer is the only time that it is shown. */
export const createMyToken = accountCommand({
  name: 'platform.createMyToken',
  mode: 'write',
  input: createTokenInput,
  output: z.object({ id: idField, token: z.string(), expiresAt: z.string() }),
  handler: async ({ sql, actor, userId }, { name, scopes, expiresInDays }) => {
    const [id, token] = [newId(), newToken(API_TOKEN_PREFIX)]
    const made = await sql<{ expires_at: string }[]>`
      insert into session (id, token_hash, kind, user_id, tenant_id, name, scopes, expires_at)
      select ${id}, ${hashToken(token)}, 'token', ${userId}, ${actor.tenantId}, ${name}, ${scopes}::text[],
             now() + ${expiresInDays} * interval '1 day'
       where (select count(*) from session where user_id = ${userId} and kind = 'token' and revoked_at is null and expires_at > now()) < ${MAX_TOKENS}
      returning expires_at`
    if (!made[0]) throw conflict('identity.too_many_tokens', { max: MAX_TOKENS })
    await logInTenant(sql, actor.tenantId, {
      action: 'create',
      userId,
      document: 'api_token',
      documentId: id,
      label: name,
      after: { scopes, expiresAt: made[0].expires_at },
    })
    return { id, token, expiresAt: made[0].expires_at }
  },
})
