import { sql } from 'drizzle-orm'
import { bigint, customType, index, jsonb, text, unique, uuid } from 'drizzle-orm/pg-core'
import { instant, openTo, tenantTable } from '../../columns'

/** The writing transaction: rows of a transaction that is still open have a higher id than the oldest running one. */
const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' })
const written = () => xid8('xid').notNull().default(sql`pg_current_xact_id()`)

/** What was done, by whom, to what, with before and after. Append-only. */
export const auditLog = tenantTable(
  'audit_log',
  {
    at: instant('at').notNull().defaultNow(),
    xid: written(),
    actorId: uuid('actor_id'),
    actorKind: text('actor_kind', { enum: ['user', 'token', 'system', 'guest'] }).notNull(),
    companyId: uuid('company_id'),
    action: text('action').notNull(),
    document: text('document'),
    documentId: uuid('document_id'),
    label: text('label'),
    before: jsonb('before'),
    after: jsonb('after'),
    requestId: text('request_id'),
  },
  (t) => [
    index('audit_log_document').on(t.tenantId, t.documentId, t.id),
    index('audit_log_order').on(t.xid, t.id),
    index('audit_log_time').on(t.tenantId, t.at),
    openTo('audit_log', 'keel_system', 'select'),
    openTo('audit_log', 'keel_auth', 'insert'),
  ],
  'append',
)

/** The seal: one link per audit row, each over the row's content and the link before. Written by the sealer only. */
export const auditChain = tenantTable(
  'audit_chain',
  {
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
    auditId: uuid('audit_id').notNull(),
    hash: text('hash').notNull(),
    sealedAt: instant('sealed_at').notNull().defaultNow(),
  },
  (t) => [
    unique('audit_chain_sequence').on(t.tenantId, t.sequence),
    unique('audit_chain_audit').on(t.tenantId, t.auditId),
    openTo('audit_chain', 'keel_system', 'select, insert'),
  ],
  'read',
)

/** What happened, for whoever reacts: written in the business transaction, relayed by the worker in order per document. */
export const event = tenantTable(
  'event',
  {
    at: instant('at').notNull().defaultNow(),
    xid: written(),
    type: text('type').notNull(),
    companyId: uuid('company_id'),
    document: text('document').notNull(),
    documentId: uuid('document_id').notNull(),
    actorId: uuid('actor_id'),
    payload: jsonb('payload').notNull(),
  },
  (t) => [index('event_order').on(t.xid, t.id), openTo('event', 'keel_system', 'select')],
  'append',
)

/** The answer that a command gave to a key: a repeated call gets the same one. */
export const idempotencyKey = tenantTable(
  'idempotency_key',
  {
    actorId: uuid('actor_id').notNull(),
    key: text('key').notNull(),
    command: text('command').notNull(),
    inputHash: text('input_hash').notNull(),
    response: jsonb('response'),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [
    unique('idempotency_key_once').on(t.tenantId, t.actorId, t.key),
    index('idempotency_key_age').on(t.at),
    openTo('idempotency_key', 'keel_system', 'select, delete'),
  ],
  'append',
)
