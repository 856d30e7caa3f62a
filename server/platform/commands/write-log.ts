import type { EventName } from '@/server/contracts/events'
import { type Id, newId } from '@/server/kernel/ids'
import type { Actor } from '../identity/actor'
import type { TenantSql } from '../tenancy/transaction'
import type { ChangeRecord, EventDraft } from './context'

export interface PendingEvent extends EventDraft<EventName> {
  readonly id: Id
  readonly type: EventName
}

/** What a command leaves beside its own rows. */
export interface CommandLog {
  readonly changes: ChangeRecord[]
  readonly events: PendingEvent[]
  readonly announcements: { topic: string; payload: Record<string, unknown> }[]
}

export interface KeyedAnswer {
  readonly key: string
  readonly command: string
  readonly inputHash: string
  readonly response: unknown
}

/** Sends, without waiting, the statements that store audit rows, events, the keyed answer and announcements. */
export function writeLog(
  sql: TenantSql,
  actor: Actor,
  requestId: string,
  log: CommandLog,
  answer?: KeyedAnswer,
): Promise<unknown>[] {
  const sent: Promise<unknown>[] = []
  const tenantId = actor.tenantId
  if (log.changes.length > 0) {
    const rows = log.changes.map((c) => ({
      id: newId(),
      company_id: c.companyId ?? null,
      action: c.action,
      document: c.document,
      document_id: c.documentId,
      label: c.label ?? null,
      before: c.before ?? null,
      after: c.after ?? null,
    }))
    sent.push(
      sql`insert into audit_log (tenant_id, id, actor_id, actor_kind, company_id, action, document, document_id, label, before, after, request_id)
          select ${tenantId}, r.id, ${actor.userId}, ${actor.kind}, r.company_id, r.action, r.document, r.document_id, r.label, r.before, r.after, ${requestId}
          from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, company_id uuid, action text, document text, document_id uuid, label text, before jsonb, after jsonb)`.execute(),
    )
  }
  if (log.events.length > 0) {
    const rows = log.events.map((e) => ({
      id: e.id,
      type: e.type,
      company_id: e.companyId ?? null,
      document: e.document,
      document_id: e.documentId,
      payload: e.payload,
    }))
    sent.push(
      sql`insert into event (tenant_id, id, type, company_id, document, document_id, actor_id, payload)
          select ${tenantId}, r.id, r.type, r.company_id, r.document, r.document_id, ${actor.userId}, r.payload
          from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, type text, company_id uuid, document text, document_id uuid, payload jsonb)`.execute(),
    )
  }
  if (answer) {
    sent.push(
      sql`insert into idempotency_key (tenant_id, id, actor_id, key, command, input_hash, response)
          values (${tenantId}, ${newId()}, ${actor.userId}, ${answer.key}, ${answer.command}, ${answer.inputHash}, ${JSON.stringify(answer.response ?? null)}::jsonb)`.execute(),
    )
  }
  for (const { topic, payload } of log.announcements)
    sent.push(sql`select pg_notify('keel', ${JSON.stringify({ topic, tenantId, ...payload })})`.execute())
  for (const promise of sent) promise.catch(() => {})
  return sent
}
