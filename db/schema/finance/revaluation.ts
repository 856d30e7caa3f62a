import { sql } from 'drizzle-orm'
import { check, date, text, unique, uuid } from 'drizzle-orm/pg-core'
import { amount, belongsTo, companyTable, exchangeRate, stamps } from '../../columns'
import { company } from '../platform/tenant'
import { account } from './account'
import { fiscalPeriod } from './period'

/** Foreign balances at the closing rate of a day: one a period and company; run again it posts what has changed since. */
export const currencyRevaluation = companyTable(
  'currency_revaluation',
  {
    periodId: uuid('period_id').notNull(),
    date: date('date').notNull(),
    /** The first day of the next period: every posting is reversed then. */
    reversalDate: date('reversal_date').notNull(),
    ...stamps,
  },
  (t) => [
    unique('currency_revaluation_period').on(t.tenantId, t.companyId, t.periodId),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.periodId, () => fiscalPeriod),
    check('currency_revaluation_days', sql`reversal_date > date`),
  ],
)

/** One account and currency. `difference` is all that the runs of the period have posted for it. */
export const currencyRevaluationLine = companyTable(
  'currency_revaluation_line',
  {
    revaluationId: uuid('revaluation_id').notNull(),
    kind: text('kind', { enum: ['receivable', 'payable', 'bank'] }).notNull(),
    accountId: uuid('account_id').notNull(),
    currency: text('currency').notNull(),
    rate: exchangeRate('rate').notNull(),
    amount: amount('amount').notNull(),
    baseAmount: amount('base_amount').notNull(),
    difference: amount('difference').notNull(),
  },
  (t) => [
    unique('currency_revaluation_line_once').on(t.tenantId, t.revaluationId, t.kind, t.accountId, t.currency),
    belongsTo(t, t.revaluationId, () => currencyRevaluation),
    belongsTo(t, t.accountId, () => account),
  ],
)
