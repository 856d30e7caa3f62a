import { createHash } from 'node:crypto'
import type { Sql, TransactionSql } from 'postgres'

export type AnySql = Sql | TransactionSql

/** What stands before the first link of a chain. */
export const GENESIS = '0'.repeat(64)

/** The hash of a link: over the link before and the row's content. */
export const linkHash = (previous: string, content: string): string =>
  createHash('sha256').update(`${previous}\n${content}`).digest('hex')

/**
 * The content of an audit row `a` as one text that depends on nothing but the row: `jsonb` orders keys and writes numbers
 * exactly, the instant is spelled out in UTC to the microsecond.
 */
export const canonicalRow = (sql: AnySql) => sql`
  jsonb_build_object(
    'tenantId', a.tenant_id, 'id', a.id, 'xid', a.xid::text,
    'at', to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'actorId', a.actor_id, 'actorKind', a.actor_kind, 'companyId', a.company_id, 'action', a.action,
    'document', a.document, 'documentId', a.document_id, 'label', a.label,
    'before', a.before, 'after', a.after, 'requestId', a.request_id)::text`
