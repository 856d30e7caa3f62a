import { sql } from 'drizzle-orm'
import { boolean, check, date, integer, jsonb, text, unique } from 'drizzle-orm/pg-core'
import { amount, belongsTo, companyTable, percent, exchangeRate as rate, stamps, tenantTable } from '../../columns'
import { company } from '../platform/tenant'

/** How one company keeps its books; one row a company. */
export const companyFinance = companyTable(
  'company_finance',
  {
    taxRounding: text('tax_rounding', { enum: ['document', 'line'] })
      .notNull()
      .default('document'),
    pricesIncludeTax: boolean('prices_include_tax').notNull().default(false),
    /** Largest difference, in base currency, that a payment may write off; inclusive. */
    writeOffTolerance: amount('write_off_tolerance').notNull().default('0'),
    /** Step that payable totals are rounded to; 0 = none. */
    payableRounding: amount('payable_rounding').notNull().default('0'),
    /** Days that a party's new bank account has to be in force before it is paid to without a second look; inclusive. */
    bankChangeHoldDays: integer('bank_change_hold_days').notNull().default(5),
    /** When revenue for goods is recognised: with the bill, or when they are delivered (deferred or unbilled until both have met). */
    revenueAt: text('revenue_at', { enum: ['invoice', 'delivery'] })
      .notNull()
      .default('invoice'),
    /** Set with the first `delivery` and kept: lines may have balances that the next event settles. */
    tracksRevenue: boolean('tracks_revenue').notNull().default(false),
    chartTemplate: text('chart_template').notNull(),
    ...stamps,
  },
  (t) => [unique('company_finance_once').on(t.tenantId, t.companyId), belongsTo(t, t.companyId, () => company)],
)

/** The journals of a company; the code is one of the kinds that documents post to. */
export const journal = companyTable(
  'journal',
  {
    code: text('code', { enum: ['sales', 'purchase', 'cash', 'stock', 'general'] }).notNull(),
    nameEn: text('name_en').notNull(),
    nameZh: text('name_zh').notNull(),
    ...stamps,
  },
  (t) => [unique('journal_code').on(t.tenantId, t.companyId, t.code), belongsTo(t, t.companyId, () => company)],
)

/** A foreign currency that a company works with. */
export const companyCurrency = companyTable(
  'company_currency',
  { currency: text('currency').notNull(), ...stamps },
  (t) => [
    unique('company_currency_once').on(t.tenantId, t.companyId, t.currency),
    belongsTo(t, t.companyId, () => company),
  ],
)

/** From `date` on one unit of `currency` is worth `rate` units of base currency. */
export const exchangeRate = companyTable(
  'exchange_rate',
  { currency: text('currency').notNull(), date: date('date').notNull(), rate: rate('rate').notNull(), ...stamps },
  (t) => [
    unique('exchange_rate_day').on(t.tenantId, t.companyId, t.currency, t.date),
    check('exchange_rate_positive', sql`rate > 0`),
    belongsTo(t, t.companyId, () => company),
  ],
)

/** When a document falls due. Instalments: share, then day of month, months, days (see `term.rules.ts`). */
export const paymentTerm = tenantTable(
  'payment_term',
  {
    code: text('code').notNull(),
    nameEn: text('name_en').notNull(),
    nameZh: text('name_zh').notNull(),
    instalments: jsonb('instalments').notNull(),
    discountDays: integer('discount_days'),
    discountPercent: percent('discount_percent'),
    status: text('status', { enum: ['active', 'archived'] })
      .notNull()
      .default('active'),
    ...stamps,
  },
  (t) => [unique('payment_term_code').on(t.tenantId, t.code)],
)
