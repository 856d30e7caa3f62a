import { index, integer, text, unique, uuid } from 'drizzle-orm/pg-core'
import { instant, openTo, tenantTable } from '../../columns'

/**
 * A reaction to an event that has failed: tried again until it is dead. While it is tried again, later events of the same
 * document wait for that reaction, so that order per document holds.
 */
export const eventFailure = tenantTable(
  'event_failure',
  {
    eventId: uuid('event_id').notNull(),
    reaction: text('reaction').notNull(),
    type: text('type').notNull(),
    document: text('document').notNull(),
    documentId: uuid('document_id').notNull(),
    /** Place in the order of events: transaction, then id. */
    sort: text('sort').notNull(),
    attempts: integer('attempts').notNull(),
    error: text('error').notNull(),
    state: text('state', { enum: ['waiting', 'retrying', 'dead', 'dismissed'] }).notNull(),
    firstAt: instant('first_at').notNull().defaultNow(),
    lastAt: instant('last_at').notNull().defaultNow(),
  },
  (t) => [
    unique('event_failure_once').on(t.tenantId, t.eventId, t.reaction),
    index('event_failure_document').on(t.tenantId, t.documentId, t.reaction),
    openTo('event_failure', 'keel_system', 'select, insert, update, delete'),
  ],
)
