import { sql } from 'drizzle-orm'
import { boolean, check, date, text, unique, uuid } from 'drizzle-orm/pg-core'
import { belongsTo, companyTable, stamps } from '../../columns'
import { company } from '../platform/tenant'

export const accountTypes = ['asset', 'liability', 'equity', 'income', 'expense'] as const
export const accountControls = ['receivable', 'payable', 'inventory'] as const

/** Chart of accounts of one company. Headings (`posting` false) only group. */
export const account = companyTable(
  'account',
  {
    code: text('code').notNull(),
    nameEn: text('name_en').notNull(),
    nameZh: text('name_zh').notNull(),
    type: text('type', { enum: accountTypes }).notNull(),
    /** What the reports group by: `current_asset`, `cost_of_sales` … */
    subtype: text('subtype').notNull(),
    /** A subledger explains this account: no manual entry may touch it. */
    control: text('control', { enum: accountControls }),
    /** Only this currency may be posted; null = any. */
    currency: text('currency'),
    posting: boolean('posting').notNull().default(true),
    parentId: uuid('parent_id'),
    status: text('status', { enum: ['active', 'archived'] })
      .notNull()
      .default('active'),
    ...stamps,
  },
  (t) => [
    unique('account_code').on(t.tenantId, t.companyId, t.code),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.parentId, () => t),
  ],
)

/** Which account plays a part (receivable, revenue, fx_gain …) when documents are posted. */
export const accountRole = companyTable(
  'account_role',
  { role: text('role').notNull(), accountId: uuid('account_id').notNull(), ...stamps },
  (t) => [unique('account_role_once').on(t.tenantId, t.companyId, t.role), belongsTo(t, t.accountId, () => account)],
)

/** Master columns of what costs are gathered on. The owner is a member of the tenant (user id). */
const carrier = {
  code: text('code').notNull(),
  name: text('name').notNull(),
  ownerId: uuid('owner_id'),
  /** Inclusive; null = without end. */
  validFrom: date('valid_from'),
  validTo: date('valid_to'),
  status: text('status', { enum: ['active', 'archived'] })
    .notNull()
    .default('active'),
  ...stamps,
}

export const costCenter = companyTable('cost_center', carrier, (t) => [
  unique('cost_center_code').on(t.tenantId, t.companyId, t.code),
  check('cost_center_dates', sql`valid_from <= valid_to`),
  belongsTo(t, t.companyId, () => company),
])

export const project = companyTable('project', carrier, (t) => [
  unique('project_code').on(t.tenantId, t.companyId, t.code),
  check('project_dates', sql`valid_from <= valid_to`),
  belongsTo(t, t.companyId, () => company),
])
