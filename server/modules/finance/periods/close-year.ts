import { and, eq, sql } from 'drizzle-orm'
import { fiscalPeriod, fiscalYear } from '@/db/schema/finance/period'
import { created } from '@/server/contracts/finance/common'
import { closeFiscalYearInput } from '@/server/contracts/finance/period'
import { conflict, notFound } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { type Decimal, plain, sum } from '@/server/kernel/money'
import { command } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { demand } from '@/server/platform/identity/actor'
import { accounts } from '../accounts/account-roles'
import type { EntryLine } from '../door'
import { postJournalEntry } from '../journal/post-journal-entry'
import { reverseJournalEntry } from '../journal/reverse-journal-entry'
import { books, isResult, net, positions } from '../reports/positions'
import { POST_CLOSING } from './post-closing'

type Year = typeof fiscalYear.$inferSelect

async function lockYear(ctx: CommandContext, id: Id, status: 'open' | 'closed'): Promise<Year> {
  const [year] = await ctx.tx
    .select()
    .from(fiscalYear)
    .where(and(eq(fiscalYear.tenantId, ctx.tenantId), eq(fiscalYear.id, id)))
    .for('no key update')
  if (!year) throw notFound('fiscal_year')
  if (year.status !== status)
    throw conflict(status === 'open' ? 'finance.year_closed' : 'finance.year_open', { year: year.name })
  // Nothing is posted into the year from here to the commit, so what is carried over is all there is.
  await ctx.sql`
    select pg_advisory_xact_lock(finance_period_key(p.id)) from (select id from fiscal_period
      where tenant_id = ${ctx.tenantId} and fiscal_year_id = ${id} order by start_date) p`
  return year
}

async function setYear(ctx: CommandContext, year: Year, columns: Partial<Year>, periods: 'closing' | 'closed') {
  await ctx.tx
    .update(fiscalYear)
    .set({ ...columns, version: year.version + 1, updatedAt: sql`now()`, updatedBy: ctx.actor.userId })
    .where(and(eq(fiscalYear.tenantId, ctx.tenantId), eq(fiscalYear.id, year.id)))
  await ctx.tx
    .update(fiscalPeriod)
    .set({ status: periods, version: sql`${fiscalPeriod.version} + 1`, updatedBy: ctx.actor.userId })
    .where(
      and(
        eq(fiscalPeriod.tenantId, ctx.tenantId),
        eq(fiscalPeriod.fiscalYearId, year.id),
        periods === 'closing' ? eq(fiscalPeriod.endDate, year.endDate) : undefined,
      ),
    )
}

/** The lines that bring every income and expense account to zero, and the result that goes to retained earnings (profit > 0). */
async function closingLines(
  ctx: CommandContext,
  year: Year,
): Promise<{ lines: EntryLine[]; result: Decimal; currency: string }> {
  const b = await books(ctx, year.companyId)
  const at = await positions(ctx, year.companyId, [year.endDate])
  const lines = b.accounts
    .filter(isResult)
    .map((a) => ({ accountId: a.accountId, value: net(at.all(a.accountId, year.endDate)).negated() }))
    .filter((l) => !l.value.isZero())
  const result = sum(lines.map((l) => l.value))
  const retained = (await accounts(ctx, year.companyId))('retained_earnings')
  const all = [...lines, { accountId: retained, value: result.negated() }]
  return {
    result,
    currency: b.currency,
    lines: all.map((l) => ({ accountId: l.accountId, amount: plain(l.value), baseAmount: plain(l.value) })),
  }
}

/**
 * Closes a fiscal year: a closing entry on its last day carries income and expense to retained earnings, then the year and its periods
 * are closed. Earlier years must be closed first (finance.earlier_year_open).
 */
export const closeFiscalYear = command({
  name: 'finance.closeFiscalYear',
  permission: 'finance.period.close_year',
  input: closeFiscalYearInput,
  output: created,
  handler: async (ctx, { id }) => {
    demand(ctx.actor, POST_CLOSING)
    const year = await lockYear(ctx, id, 'open')
    const [earlier] = await ctx.sql<{ name: string }[]>`
      select name from fiscal_year where tenant_id = ${ctx.tenantId} and company_id = ${year.companyId} and status = 'open'
        and end_date < ${year.startDate} order by start_date limit 1`
    if (earlier) throw conflict('finance.earlier_year_open', { year: earlier.name })
    const { lines, result, currency } = await closingLines(ctx, year)
    const closes = lines.length > 1
    const entryId = closes ? newId() : null
    const source = { document: 'fiscal_year', documentId: id }
    if (entryId)
      await postJournalEntry(
        ctx,
        {
          ...{ companyId: year.companyId, journal: 'general', currency, rate: '1', lines },
          postingDate: year.endDate,
          documentDate: year.endDate,
          description: year.name,
          source: { ...source, label: year.name },
        },
        {
          ...{ entryId, kind: 'closing' },
          afterwards: () => setYear(ctx, year, { status: 'closed', closingEntryId: entryId }, 'closed'),
        },
      )
    else await setYear(ctx, year, { status: 'closed' }, 'closed')
    ctx.record({
      ...source,
      action: 'close',
      companyId: year.companyId,
      label: year.name,
      after: { result: plain(result) },
    })
    ctx.emit('finance.fiscal_year.closed', {
      ...source,
      companyId: year.companyId,
      payload: { year: year.name, result: plain(result) },
    })
    return { id }
  },
})

/** Takes the closing of a year back: its entry is reversed and its last period is `closing` again. */
export const reopenFiscalYear = command({
  name: 'finance.reopenFiscalYear',
  permission: 'finance.period.reopen',
  input: closeFiscalYearInput,
  output: created,
  handler: async (ctx, { id }) => {
    demand(ctx.actor, POST_CLOSING)
    const year = await lockYear(ctx, id, 'closed')
    const [later] = await ctx.sql<{ name: string }[]>`
      select name from fiscal_year where tenant_id = ${ctx.tenantId} and company_id = ${year.companyId} and status = 'closed'
        and start_date > ${year.endDate} order by start_date desc limit 1`
    if (later) throw conflict('finance.later_year_closed', { year: later.name })
    await setYear(ctx, year, { status: 'open', closingEntryId: null }, 'closing')
    if (year.closingEntryId)
      await reverseJournalEntry(ctx, {
        entryId: year.closingEntryId,
        postingDate: year.endDate,
        description: year.name,
      })
    const document = { document: 'fiscal_year', documentId: id, companyId: year.companyId, label: year.name }
    ctx.record({ ...document, action: 'reopen' })
    return { id }
  },
})
