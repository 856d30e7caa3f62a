import { and, asc, eq, sql } from 'drizzle-orm'
import { fiscalPeriod, fiscalYear } from '@/db/schema/finance/period'
import { created } from '@/server/contracts/finance/common'
import {
  createFiscalYearInput,
  fiscalYearsInput,
  fiscalYearsOut,
  setPeriodStatusInput,
} from '@/server/contracts/finance/period'
import { conflict, notFound, validation } from '@/server/kernel/errors'
import { command, query } from '@/server/platform/commands/command'
import { demand } from '@/server/platform/identity/actor'
import { insertYear } from './insert-year'

/** Opens a fiscal year of twelve months. Error finance.year_overlaps. */
export const createFiscalYear = command({
  name: 'finance.createFiscalYear',
  permission: 'finance.period.create',
  input: createFiscalYearInput,
  output: created,
  constraints: {
    fiscal_year_no_overlap: { code: 'finance.year_overlaps', path: 'startDate' },
    fiscal_year_name: { code: 'finance.year_overlaps', path: 'startDate' },
  },
  handler: async (ctx, { companyId, startDate }) => {
    if (!startDate.endsWith('-01')) throw validation('finance.year_start', 'startDate')
    return { id: await insertYear(ctx, companyId, startDate) }
  },
})

/**
 * Opens, begins to close or closes a period. Postings under way finish first; those that come later are refused. Closing asks
 * finance.period.close, opening what was closing or closed asks finance.period.reopen; a closed year stays closed.
 */
export const setPeriodStatus = command({
  name: 'finance.setPeriodStatus',
  permission: 'finance.period.close',
  input: setPeriodStatusInput,
  output: created,
  handler: async (ctx, { id, status, reason }) => {
    const where = and(eq(fiscalPeriod.tenantId, ctx.tenantId), eq(fiscalPeriod.id, id))
    // Not `for update`: postings under way hold the period's key, and hold the lock that the change of status waits for.
    const [period] = await ctx.tx.select().from(fiscalPeriod).where(where).for('no key update')
    if (!period) throw notFound('fiscal_period')
    if (period.status === status) return { id }
    const [year] = await ctx.tx
      .select({ status: fiscalYear.status, name: fiscalYear.name })
      .from(fiscalYear)
      .where(and(eq(fiscalYear.tenantId, ctx.tenantId), eq(fiscalYear.id, period.fiscalYearId)))
    if (year?.status === 'closed') throw conflict('finance.year_closed', { year: year.name })
    const order = { open: 0, closing: 1, closed: 2 }
    if (order[status] < order[period.status]) demand(ctx.actor, 'finance.period.reopen')
    await ctx.tx
      .update(fiscalPeriod)
      .set({ status, version: period.version + 1, updatedAt: sql`now()`, updatedBy: ctx.actor.userId })
      .where(where)
    const document = { document: 'fiscal_period', documentId: id, companyId: period.companyId }
    ctx.record({
      ...document,
      action: status === 'open' ? 'reopen' : status === 'closed' ? 'close' : 'begin_close',
      label: period.name,
      before: { status: period.status },
      after: { status, reason },
    })
    ctx.emit('finance.period.closed', { ...document, payload: { period: period.name, status } })
    return { id }
  },
})

/** Years of a company with their periods, the latest first. */
export const fiscalYears = query({
  name: 'finance.fiscalYears',
  permission: 'finance.period.read',
  input: fiscalYearsInput,
  output: fiscalYearsOut,
  handler: async (ctx, { companyId }) => {
    const years = await ctx.tx
      .select()
      .from(fiscalYear)
      .where(and(eq(fiscalYear.tenantId, ctx.tenantId), eq(fiscalYear.companyId, companyId)))
      .orderBy(sql`${fiscalYear.startDate} desc`)
    const periods = await ctx.tx
      .select()
      .from(fiscalPeriod)
      .where(and(eq(fiscalPeriod.tenantId, ctx.tenantId), eq(fiscalPeriod.companyId, companyId)))
      .orderBy(asc(fiscalPeriod.startDate))
    return { years: years.map((y) => ({ ...y, periods: periods.filter((p) => p.fiscalYearId === y.id) })) }
  },
})
