import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { numberSeries } from '@/db/schema/platform/numbering'
import { company } from '@/db/schema/platform/tenant'
import { idField } from '@/server/contracts/platform/field'
import {
  numberSeriesInput,
  numberSeriesOut,
  periodOf,
  updateNumberSeriesInput,
} from '@/server/contracts/platform/numbering'
import { todayIn } from '@/server/kernel/calendar-date'
import { conflict, notFound } from '@/server/kernel/errors'
import { command, query } from '../commands/command'
import { readsAfresh } from '../remembered'
import { dropLeases } from './numbering'

/** The number series of a company, with what comes next in each. */
export const listNumberSeries = query({
  name: 'platform.listNumberSeries',
  permission: 'platform.numbering.read',
  input: numberSeriesInput,
  output: numberSeriesOut,
  handler: async (ctx, { companyId }) => {
    const [owner] = await ctx.tx
      .select({ timeZone: company.timeZone })
      .from(company)
      .where(and(eq(company.tenantId, ctx.tenantId), eq(company.id, companyId)))
    if (!owner) throw notFound('company')
    const today = todayIn(owner.timeZone, ctx.now)
    const series = await ctx.tx
      .select()
      .from(numberSeries)
      .where(and(eq(numberSeries.tenantId, ctx.tenantId), eq(numberSeries.companyId, companyId)))
      .orderBy(numberSeries.document)
    const counters = await ctx.sql<{ seriesId: string; period: string; next: number }[]>`
      select series_id as "seriesId", period, next from number_counter
      where tenant_id = ${ctx.tenantId} and company_id = ${companyId}`
    return {
      rows: series.map(({ id, document, pattern, gapless, version }) => {
        const period = periodOf(pattern, today)
        const next = counters.find((c) => c.seriesId === id && c.period === period)?.next ?? 1
        return { id, document, pattern, gapless, version, next: Number(next) }
      }),
    }
  },
})

/**
 * Changes how the numbers of a document look from now on; given numbers stay. The counter of a period goes on. Numbers that
 * another process has leased already (at most a block of 20) still go out in the old pattern. Error common.stale_version.
 */
export const updateNumberSeries = command({
  name: 'platform.updateNumberSeries',
  permission: 'platform.numbering.update',
  input: updateNumberSeriesInput,
  output: z.object({ id: idField }),
  handler: async (ctx, { id, version, pattern }) => {
    const where = and(eq(numberSeries.tenantId, ctx.tenantId), eq(numberSeries.id, id))
    const [before] = await ctx.tx.select().from(numberSeries).where(where).for('update')
    if (!before) throw notFound('number_series')
    if (before.version !== version) throw conflict('common.stale_version', { version: before.version })
    await ctx.tx
      .update(numberSeries)
      .set({ pattern, version: version + 1, updatedAt: sql`now()`, updatedBy: ctx.actor.userId })
      .where(where)
    ctx.record({
      action: 'update',
      document: 'number_series',
      documentId: id,
      companyId: before.companyId,
      label: before.document,
      before: { pattern: before.pattern },
      after: { pattern },
    })
    readsAfresh(ctx)
    ctx.announce('config', { area: 'numbering' })
    dropLeases()
    return { id }
  },
})
