import { sql } from 'drizzle-orm'
import { pgPolicy, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { instant, openTo, stamps, tableAccess, tenantTable } from '../../columns'

tableAccess.set('tenant', 'mutable')

/** A customer of Keel. The root of every key: its own id is the tenant id. */
export const tenant = pgTable(
  'tenant',
  {
    id: uuid('id').primaryKey(),
    slug: text('slug').notNull().unique(),
    name: text('name').notNull(),
    status: text('status', { enum: ['active', 'suspended'] })
      .notNull()
      .default('active'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  () => [
    pgPolicy('tenant_isolation', { using: sql`id = app_tenant()`, withCheck: sql`id = app_tenant()` }),
    openTo('tenant', 'keel_auth', 'select, insert'),
    openTo('tenant', 'keel_system', 'select'),
  ],
).enableRLS()

/** A legal entity inside a tenant: its own books, currency and calendar. */
export const company = tenantTable(
  'company',
  {
    code: text('code').notNull(),
    name: text('name').notNull(),
    legalName: text('legal_name').notNull(),
    baseCurrency: text('base_currency').notNull(),
    country: text('country').notNull(),
    taxId: text('tax_id'),
    timeZone: text('time_zone').notNull().default('UTC'),
    addressLines: text('address_lines').array().notNull().default(sql`'{}'::text[]`),
    status: text('status', { enum: ['active', 'closed'] })
      .notNull()
      .default('active'),
    ...stamps,
  },
  (t) => [
    unique('company_code').on(t.tenantId, t.code),
    pgPolicy('company_scope', {
      as: 'restrictive',
      using: sql`app_company_allowed(id)`,
      withCheck: sql`app_company_allowed(id)`,
    }),
    openTo('company', 'keel_system', 'select'),
    openTo('company', 'keel_auth', 'select'),
  ],
)
