import { index, text, unique, uuid } from 'drizzle-orm/pg-core'
import { instant, tenantTable } from '../../columns'

/** Where an imported row has come from: the same row is never taken in twice, and what refers to it finds its document. */
export const importReference = tenantTable(
  'import_reference',
  {
    /** The system that it comes from: `adventureworks`. */
    source: text('source').notNull(),
    /** Its table or file there, and the row's key in it. */
    sourceTable: text('source_table').notNull(),
    sourceKey: text('source_key').notNull(),
    document: text('document').notNull(),
    documentId: uuid('document_id').notNull(),
    importedAt: instant('imported_at').notNull().defaultNow(),
  },
  (t) => [
    unique('import_reference_row').on(t.tenantId, t.source, t.sourceTable, t.sourceKey),
    index('import_reference_document').on(t.tenantId, t.documentId),
  ],
  'append',
)
