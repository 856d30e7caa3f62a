import type { CalendarDate } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import type { QueryContext } from '@/server/platform/commands/context'

export interface OpenPeriod {
  readonly startDate: CalendarDate
  readonly endDate: CalendarDate
}

/** The periods of a company that are open to everybody and touch the days `from` to `to`, in their order. */
export async function openPeriods(
  ctx: QueryContext,
  input: { companyId: Id; from: CalendarDate; to: CalendarDate },
): Promise<OpenPeriod[]> {
  return ctx.sql<OpenPeriod[]>`
    select start_date as "startDate", end_date as "endDate" from fiscal_period
    where tenant_id = ${ctx.tenantId} and company_id = ${input.companyId} and status = 'open'
      and start_date <= ${input.to} and end_date >= ${input.from}
    order by start_date`
}
