import { date, integer, text, unique, uuid } from 'drizzle-orm/pg-core'
import { belongsTo, companyTable, stamps } from '../../columns'
import { company } from '../platform/tenant'

export const fiscalYear = companyTable(
  'fiscal_year',
  {
    name: text('name').notNull(),
    startDate: date('start_date').notNull(),
    endDate: date('end_date').notNull(),
    status: text('status', { enum: ['open', 'closed'] })
      .notNull()
      .default('open'),
    closingEntryId: uuid('closing_entry_id'),
    ...stamps,
  },
  (t) => [unique('fiscal_year_name').on(t.tenantId, t.companyId, t.name), belongsTo(t, t.companyId, () => company)],
)

/** Periods of a company do not overlap (exclusion constraint in `100_finance_ledger.sql`). */
export const fiscalPeriod = companyTable(
  'fiscal_period',
  {
    fiscalYearId: uuid('fiscal_year_id').notNull(),
    number: integer('number').notNull(),
    name: text('name').notNull(),
    startDate: date('start_date').notNull(),
    endDate: date('end_date').notNull(),
    status: text('status', { enum: ['open', 'closing', 'closed'] })
      .notNull()
      .default('open'),
    ...stamps,
  },
  (t) => [
    unique('fiscal_period_number').on(t.tenantId, t.fiscalYearId, t.number),
    unique('fiscal_period_start').on(t.tenantId, t.companyId, t.startDate),
    belongsTo(t, t.fiscalYearId, () => fiscalYear),
  ],
)
