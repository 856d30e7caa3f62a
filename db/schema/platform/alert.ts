import { sql } from 'drizzle-orm'
import { index, jsonb, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instant, optionalCompanyScope, tenantTable } from '../../columns'

/** Something that wants a person's eye: raised by rules and reactions, seen by who holds a permission, or by one person. */
export const alert = tenantTable(
  'alert',
  {
    companyId: uuid('company_id'),
    kind: text('kind').notNull(),
    severity: text('severity', { enum: ['info', 'warning', 'critical'] }).notNull(),
    /** Key below `control.alert.` of the message catalogue, and what fills its placeholders. */
    messageKey: text('message_key').notNull(),
    params: jsonb('params').notNull().default(sql`'{}'::jsonb`),
    document: text('document'),
    documentId: uuid('document_id'),
    audiencePermission: text('audience_permission'),
    audienceUserId: uuid('audience_user_id'),
    state: text('state', { enum: ['open', 'acknowledged', 'done'] })
      .notNull()
      .default('open'),
    ownerId: uuid('owner_id'),
    /** The same matter raised again while it is not done is the same alert. */
    dedupeKey: text('dedupe_key'),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    doneAt: instant('done_at'),
    doneBy: uuid('done_by'),
  },
  (t) => [
    uniqueIndex('alert_matter').on(t.tenantId, t.dedupeKey).where(sql`state <> 'done'`),
    index('alert_open').on(t.tenantId, t.state, t.id.desc()),
    index('alert_document').on(t.tenantId, t.documentId),
    optionalCompanyScope(),
  ],
)
