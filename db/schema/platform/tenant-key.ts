import { integer, text, unique } from 'drizzle-orm/pg-core'
import { instant, openTo, tenantTable } from '../../columns'

/**
 * The keys that a tenant's secrets are encrypted with, each wrapped by the master key of the installation. The highest number
 * encrypts; older ones stay as long as something is encrypted with them.
 */
export const tenantKey = tenantTable(
  'tenant_key',
  {
    number: integer('number').notNull(),
    wrapped: text('wrapped').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    unique('tenant_key_number').on(t.tenantId, t.number),
    openTo('tenant_key', 'keel_system', 'select, update, delete'),
  ],
  'append',
)
