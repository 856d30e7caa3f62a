import { fiscalPeriod, fiscalYear } from '@/db/schema/finance/period'
import { addDays, addMonths, type CalendarDate } from '@/server/kernel/calendar-date'
import { type Id, newId } from '@/server/kernel/ids'
import type { CommandContext } from '@/server/platform/commands/context'
import { monthlyPeriods, yearName } from './period.rules'

/** Writes a fiscal year of twelve open months. Overlaps with another year are refused by the database. */
export async function insertYear(ctx: CommandContext, companyId: Id, start: CalendarDate): Promise<Id> {
  const id = newId()
  const common = { tenantId: ctx.tenantId, companyId, createdBy: ctx.actor.userId, updatedBy: ctx.actor.userId }
  const name = yearName(start)
  const endDate = addDays(addMonths(start, 12), -1)
  await ctx.tx.insert(fiscalYear).values({ ...common, id, name, startDate: start, endDate })
  await ctx.tx
    .insert(fiscalPeriod)
    .values(monthlyPeriods(start).map((p) => ({ ...common, ...p, id: newId(), fiscalYearId: id })))
  ctx.record({ action: 'create', document: 'fiscal_year', documentId: id, companyId, label: name, after: { start } })
  return id
}
