import { and, desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { companyCurrency, companyFinance, exchangeRate, paymentTerm } from '@/db/schema/finance/settings'
import { created, done } from '@/server/contracts/finance/common'
import {
  companySettingsInput,
  companySettingsOut,
  createPaymentTermInput,
  enableCurrencyInput,
  exchangeRatesInput,
  exchangeRatesOut,
  instalment,
  paymentTermsOut,
  setExchangeRatesInput,
  setUpBooksInput,
  updateCompanySettingsInput,
  updatePaymentTermInput,
} from '@/server/contracts/finance/settings'
import { isCurrency } from '@/server/kernel/currency'
import { notFound, validation } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { dec, HUNDRED, plain, sum } from '@/server/kernel/money'
import { command, query } from '@/server/platform/commands/command'
import type { QueryContext } from '@/server/platform/commands/context'
import { author, changeMaster, given } from '../changes'
import { changesMasters } from '../remembered'
import { setUpCompanyBooks } from '../setup/set-up-company-books'
import type { Instalment, Term } from '../terms/term.rules'
import { currentCompany } from './company-settings'

export const setUpBooks = command({
  name: 'finance.setUpBooks',
  permission: 'finance.settings.update',
  input: setUpBooksInput,
  output: created,
  handler: async (ctx, input) => {
    await setUpCompanyBooks(ctx, input)
    return { id: input.companyId }
  },
})

export const companySettings = query({
  name: 'finance.companySettings',
  permission: null,
  input: companySettingsInput,
  output: companySettingsOut,
  handler: async (ctx, { companyId }) => {
    const settings = await currentCompany(ctx, companyId)
    const currencies = await ctx.tx
      .select({ currency: companyCurrency.currency })
      .from(companyCurrency)
      .where(and(eq(companyCurrency.tenantId, ctx.tenantId), eq(companyCurrency.companyId, companyId)))
      .orderBy(companyCurrency.currency)
    return { ...settings, currencies: currencies.map((c) => c.currency) }
  },
})

export const updateCompanySettings = command({
  name: 'finance.updateCompanySettings',
  permission: 'finance.settings.update',
  input: updateCompanySettingsInput,
  output: created,
  handler: async (ctx, { companyId, ...columns }) => {
    const where = and(eq(companyFinance.tenantId, ctx.tenantId), eq(companyFinance.companyId, companyId))
    const [before] = await ctx.tx.select().from(companyFinance).where(where).for('update')
    if (!before) throw notFound('company')
    changesMasters(ctx)
    const changed = { ...given(columns), ...(columns.revenueAt === 'delivery' && { tracksRevenue: true }) }
    await ctx.tx
      .update(companyFinance)
      .set({ ...changed, version: before.version + 1, updatedAt: sql`now()`, updatedBy: ctx.actor.userId })
      .where(where)
    ctx.record({
      action: 'update',
      document: 'company_finance',
      documentId: companyId,
      companyId,
      before: Object.fromEntries(Object.keys(changed).map((k) => [k, before[k as keyof typeof before]])),
      after: changed,
    })
    return { id: companyId }
  },
})

export const enableCurrency = command({
  name: 'finance.enableCurrency',
  permission: 'finance.currency.update',
  input: enableCurrencyInput,
  output: created,
  handler: async (ctx, { companyId, currency }) => {
    if (!isCurrency(currency)) throw validation('validation.currency', 'currency')
    const id = newId()
    await ctx.tx
      .insert(companyCurrency)
      .values({ ...author(ctx), id, companyId, currency })
      .onConflictDoNothing()
    ctx.record({ action: 'enable', document: 'currency', documentId: id, companyId, label: currency })
    return { id }
  },
})

/** Sets rates by day; a rate of a day that has one already is replaced (documents keep the rate they were written with). */
export const setExchangeRates = command({
  name: 'finance.setExchangeRates',
  permission: 'finance.currency.update',
  input: setExchangeRatesInput,
  output: z.object({ count: z.int() }),
  handler: async (ctx, { companyId, rates }) => {
    const byDay = new Map(rates.map((r) => [`${r.currency}${r.date}`, r]))
    await ctx.tx
      .insert(exchangeRate)
      .values([...byDay.values()].map((r) => ({ ...author(ctx), ...r, id: newId(), companyId })))
      .onConflictDoUpdate({
        target: [exchangeRate.tenantId, exchangeRate.companyId, exchangeRate.currency, exchangeRate.date],
        set: { rate: sql`excluded.rate`, updatedAt: sql`now()`, updatedBy: ctx.actor.userId },
      })
    ctx.record({ action: 'set_rates', document: 'currency', documentId: companyId, companyId, after: rates })
    return { count: byDay.size }
  },
})

export const exchangeRates = query({
  name: 'finance.exchangeRates',
  permission: 'finance.currency.read',
  input: exchangeRatesInput,
  output: exchangeRatesOut,
  handler: async (ctx, { companyId, currency }) => {
    const rows = await ctx.tx
      .select()
      .from(exchangeRate)
      .where(
        and(
          eq(exchangeRate.tenantId, ctx.tenantId),
          eq(exchangeRate.companyId, companyId),
          currency ? eq(exchangeRate.currency, currency) : undefined,
        ),
      )
      .orderBy(desc(exchangeRate.date), exchangeRate.currency)
      .limit(2000)
    return { rates: rows.map((r) => ({ ...r, rate: plain(r.rate) })) }
  },
})

/** Shares without a fixed part must make the whole, so that nothing is left to guess. */
function checkTerm(instalments: readonly z.output<typeof instalment>[]): void {
  const shared = instalments.filter((i) => !i.amount)
  if (shared.length === 0 || !sum(shared.map((i) => dec(i.percent ?? '0'))).equals(HUNDRED))
    throw validation('finance.term_shares', 'instalments')
}

const termConstraints = { payment_term_code: { code: 'common.duplicate', path: 'code' } }
export const createPaymentTerm = command({
  name: 'finance.createPaymentTerm',
  permission: 'finance.settings.update',
  input: createPaymentTermInput,
  output: created,
  constraints: termConstraints,
  handler: async (ctx, input) => {
    checkTerm(input.instalments)
    const id = newId()
    await ctx.tx.insert(paymentTerm).values({ ...author(ctx), id, ...input })
    ctx.record({ action: 'create', document: 'payment_term', documentId: id, label: input.code, after: input })
    return { id }
  },
})

export const updatePaymentTerm = command({
  name: 'finance.updatePaymentTerm',
  permission: 'finance.settings.update',
  input: updatePaymentTermInput,
  output: done,
  constraints: termConstraints,
  handler: (ctx, { id, version, ...columns }) => {
    checkTerm(columns.instalments)
    return changeMaster(ctx, paymentTerm, 'payment_term', { id, version }, columns)
  },
})

export const paymentTerms = query({
  name: 'finance.paymentTerms',
  permission: null,
  input: z.strictObject({}),
  output: paymentTermsOut,
  handler: async (ctx) => {
    const rows = await ctx.tx
      .select()
      .from(paymentTerm)
      .where(eq(paymentTerm.tenantId, ctx.tenantId))
      .orderBy(paymentTerm.code)
    return {
      terms: rows.map((r) => ({
        ...r,
        instalments: z.array(instalment).parse(r.instalments),
        discountPercent: r.discountPercent && plain(r.discountPercent),
      })),
    }
  },
})

/** A term as `paymentSchedule` takes it; null for none. */
export async function paymentTermById(ctx: QueryContext, id: Id | null): Promise<Term | null> {
  if (!id) return null
  const [row] = await ctx.sql<
    { instalments: Instalment[]; discountDays: number | null; discountPercent: string | null }[]
  >`
    select instalments, discount_days as "discountDays", trim_scale(discount_percent) as "discountPercent"
    from payment_term where tenant_id = ${ctx.tenantId} and id = ${id}`
  if (!row) throw notFound('payment_term')
  return row
}
