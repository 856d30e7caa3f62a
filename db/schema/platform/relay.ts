import { text } from 'drizzle-orm/pg-core'
import { globalTable, instant } from '../../columns'

/** How far a reader of the event or audit log has come: the last (xid, id) it has dealt with. */
export const logCursor = globalTable(
  'log_cursor',
  {
    reader: text('reader').primaryKey(),
    xid: text('xid').notNull(),
    id: text('id').notNull(),
    at: instant('at').notNull().defaultNow(),
  },
  [{ role: 'keel_system', rights: 'select, insert, update' }],
)
