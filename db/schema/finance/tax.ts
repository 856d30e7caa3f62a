import { sql } from 'drizzle-orm'
import { boolean, check, date, integer, text, unique, uuid } from 'drizzle-orm/pg-core'
import { belongsTo, companyTable, percent, stamps, unitPrice } from '../../columns'
import { company } from '../platform/tenant'
import { account } from './account'

export const taxCode = companyTable(
  'tax_code',
  {
    code: text('code').notNull(),
    nameEn: text('name_en').notNull(),
    nameZh: text('name_zh').notNull(),
    use: text('use', { enum: ['sales', 'purchase'] }).notNull(),
    /** An early-payment discount taken reduces this tax. */
    reducedByDiscount: boolean('reduced_by_discount').notNull().default(false),
    status: text('status', { enum: ['active', 'archived'] })
      .notNull()
      .default('active'),
    ...stamps,
  },
  (t) => [unique('tax_code_code').on(t.tenantId, t.companyId, t.code), belongsTo(t, t.companyId, () => company)],
)

/** A rate of a code, valid from and to (inclusive). Same sequence = the rates do not tax each other. */
export const taxRate = companyTable(
  'tax_rate',
  {
    taxCodeId: uuid('tax_code_id').notNull(),
    /** What the rate is a part of the code by (`state`, `local`); one rate of a component holds on a day. */
    component: text('component').notNull().default(''),
    sequence: integer('sequence').notNull().default(1),
    kind: text('kind', { enum: ['percent', 'per_unit'] }).notNull(),
    /** Percent of the base, or amount of the document currency a unit. */
    value: unitPrice('value').notNull(),
    validFrom: date('valid_from').notNull(),
    validTo: date('valid_to'),
    accountId: uuid('account_id').notNull(),
    /** Reverse charge: the supplier does not charge it, the company owes it itself on this account. */
    reverseAccountId: uuid('reverse_account_id'),
    /** Box of the tax return. */
    box: text('box'),
    nonDeductiblePercent: percent('non_deductible_percent').notNull().default('0'),
    ...stamps,
  },
  (t) => [
    unique('tax_rate_start').on(t.tenantId, t.taxCodeId, t.component, t.validFrom),
    check('tax_rate_bounds', sql`value >= 0 and non_deductible_percent between 0 and 100`),
    check('tax_rate_validity', sql`valid_to is null or valid_to >= valid_from`),
    belongsTo(t, t.taxCodeId, () => taxCode),
    belongsTo(t, t.accountId, () => account),
    belongsTo(t, t.reverseAccountId, () => account),
  ],
)
