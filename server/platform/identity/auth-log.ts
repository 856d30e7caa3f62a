import type { Sql, TransactionSql } from 'postgres'
import { type Id, newId } from '@/server/kernel/ids'

/** A connection or transaction of the sign-in role. */
export type AuthSql = Sql | TransactionSql

export interface AuthChange {
  readonly action: string
  readonly userId: Id | null
  readonly kind?: 'user' | 'token' | 'system'
  readonly document?: string
  readonly documentId?: Id | null
  readonly label?: string | null
  readonly after?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>
  readonly before?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>
}

const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value))

/** Writes what concerns a person as a whole (signing in, a new password) into the audit log of every tenant they belong to. */
export async function logInTenantsOf(
  sql: AuthSql,
  userId: Id | null,
  change: Omit<AuthChange, 'userId'>,
): Promise<void> {
  // One statement whether or not there is such a person, so that a refusal takes as long.
  await sql`
    insert into audit_log (tenant_id, id, actor_id, actor_kind, action, document, document_id, label, before, after)
    select m.tenant_id, (substr(h.ms, 1, 8) || '-' || substr(h.ms, 9, 4) || '-7' || substr(gen_random_uuid()::text, 16))::uuid, m.user_id, ${change.kind ?? 'user'}, ${change.action}, ${change.document ?? 'user_account'},
           coalesce(${change.documentId ?? null}::uuid, m.user_id), coalesce(${change.label ?? null}, m.email), ${json(change.before)}::jsonb, ${json(change.after)}::jsonb
      from membership m, (select lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') as ms) h
     where m.user_id = ${userId}::uuid and m.status = 'active' limit 50`
}

/** Writes one row into the audit log of one tenant. */
export async function logInTenant(sql: AuthSql, tenantId: Id, change: AuthChange): Promise<void> {
  await sql`
    insert into audit_log (tenant_id, id, actor_id, actor_kind, action, document, document_id, label, before, after)
    values (${tenantId}, ${newId()}, ${change.userId}, ${change.kind ?? 'user'}, ${change.action}, ${change.document ?? 'user_account'},
            ${change.documentId ?? change.userId}, ${change.label ?? null}, ${json(change.before)}::jsonb, ${json(change.after)}::jsonb)`
}
