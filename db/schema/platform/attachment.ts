import { bigint, boolean, index, text, unique, uuid } from 'drizzle-orm/pg-core'
import { instant, optionalCompanyScope, tenantTable } from '../../columns'

/** A file that hangs on a document. Its bytes lie once per tenant, under the hash of their content. */
export const attachment = tenantTable(
  'attachment',
  {
    companyId: uuid('company_id'),
    document: text('document').notNull(),
    documentId: uuid('document_id').notNull(),
    name: text('name').notNull(),
    mediaType: text('media_type').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    sha256: text('sha256').notNull(),
    addedAt: instant('added_at').notNull().defaultNow(),
    addedBy: uuid('added_by').notNull(),
    removedAt: instant('removed_at'),
    removedBy: uuid('removed_by'),
  },
  (t) => [index('attachment_document').on(t.tenantId, t.documentId), optionalCompanyScope()],
)

/** What someone said about a document. Edited text keeps that it was edited; what was deleted leaves a gap that says so. */
export const comment = tenantTable(
  'comment',
  {
    companyId: uuid('company_id'),
    document: text('document').notNull(),
    documentId: uuid('document_id').notNull(),
    body: text('body').notNull(),
    mentions: uuid('mentions').array().notNull(),
    authorId: uuid('author_id').notNull(),
    authorName: text('author_name').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    editedAt: instant('edited_at'),
    deletedAt: instant('deleted_at'),
  },
  (t) => [index('comment_document').on(t.tenantId, t.documentId, t.id), optionalCompanyScope()],
)

/** A list as someone likes to see it: its URL state under a name, for oneself or for everybody. */
export const savedView = tenantTable(
  'saved_view',
  {
    list: text('list').notNull(),
    name: text('name').notNull(),
    shared: boolean('shared').notNull(),
    query: text('query').notNull(),
    ownerId: uuid('owner_id').notNull(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [index('saved_view_list').on(t.tenantId, t.list)],
)

/** The view that opens first for one person on one list; without a row, or with null, the plain list does. */
export const defaultView = tenantTable(
  'default_view',
  {
    list: text('list').notNull(),
    userId: uuid('user_id').notNull(),
    viewId: uuid('view_id'),
  },
  (t) => [unique('default_view_once').on(t.tenantId, t.userId, t.list)],
)
