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

const AUDIT = `insert into audit_log (tenant_id, id, actor_id, actor_kind, company_id, action, document, document_id, label, before, after, request_id)
  select $1, r.id, $2, $3, r.company_id, r.action, r.document, r.document_id, r.label, r.before, r.after, $4
  from jsonb_to_recordset($5) as r(id uuid, company_id uuid, action text, document text, document_id uuid, label text, before jsonb, after jsonb)`
const EVENTS = `insert into event (tenant_id, id, type, company_id, document, document_id, actor_id, payload)
  select $1, r.id, r.type, r.company_id, r.document, r.document_id, $2, r.payload
  from jsonb_to_recordset($6) as r(id uuid, type text, company_id uuid, document text, document_id uuid, payload jsonb)`
const ANSWER = `insert into idempotency_key (tenant_id, id, actor_id, key, command, input_hash, response)
  values ($1, $7, $2, $8, $9, $10, $11)`

/**
 * Audit rows, events, the keyed answer and announcements in one statement: each round through the driver and the server costs more than
 * the rows. All parameters are named in every text, with their types, so that what is left out changes nothing for the rest.
 */
const TEXTS = Array.from({ length: 16 }, (_, parts) => {
  const wanted = [AUDIT, EVENTS, ANSWER].filter((_, i) => parts & (1 << i))
  const types = 'uuid uuid text text jsonb jsonb uuid text text text jsonb jsonb'.split(' ')
  const named = types.map((type, i) => `$${i + 1}::${type}`).join(', ')
  const announce = parts & 8 ? ` pg_notify('keel', said) from jsonb_array_elements_text($12) said` : ''
  return `with given as (select ${named})${wanted.map((text, i) => `, w${i} as (${text})`).join('')} select${announce}`
})

/** Sends, without waiting, the statement that stores audit rows, events and the keyed answer, and says the announcements at the commit. */
export function writeLog(
  sql: TenantSql,
  actor: Actor,
  requestId: string,
  log: CommandLog,
  answer?: KeyedAnswer,
): Promise<unknown>[] {
  const { tenantId } = actor
  const { changes, events, announcements } = log
  const has = [changes.length > 0, events.length > 0, answer !== undefined, announcements.length > 0]
  const parts = has.reduce((sum, part, i) => sum + (part ? 1 << i : 0), 0)
  const text = TEXTS[parts]
  if (parts === 0 || !text) return []
  const said = announcements.map(({ topic, payload }) => JSON.stringify({ topic, tenantId, ...payload }))
  const sent = sql
    .unsafe(
      text,
      [
        tenantId,
        actor.userId,
        actor.kind,
        requestId,
        changeRows(changes),
        eventRows(events),
        answer ? newId() : null,
        answer?.key ?? null,
        answer?.command ?? null,
        answer?.inputHash ?? null,
        answer ? JSON.stringify(answer.response ?? null) : null,
        JSON.stringify(said),
      ],
      { prepare: true },
    )
    .execute()
  sent.catch(() => {})
  return [sent]
}

const changeRows = (changes: readonly ChangeRecord[]) =>
  JSON.stringify(
    changes.map((c) => ({
      id: newId(),
      company_id: c.companyId ?? null,
      action: c.action,
      document: c.document,
      document_id: c.documentId,
      label: c.label ?? null,
      before: c.before ?? null,
      after: c.after ?? null,
    })),
  )

const eventRows = (events: readonly PendingEvent[]) =>
  JSON.stringify(
    events.map((e) => ({
      id: e.id,
      type: e.type,
      company_id: e.companyId ?? null,
      document: e.document,
      document_id: e.documentId,
      payload: e.payload,
    })),
  )
