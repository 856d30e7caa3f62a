import type { CalendarDate } from '@/server/kernel/calendar-date'
import { conflict } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { type DecimalString, plain } from '@/server/kernel/money'
import type { QueryContext } from '@/server/platform/commands/context'

/** Base currency for one unit of `currency` on `date`: the latest rate of that day or before. '1' for the base currency. Error finance.no_rate. */
export async function exchangeRate(
  ctx: QueryContext,
  { companyId, currency, date }: { companyId: Id; currency: string; date: CalendarDate },
): Promise<DecimalString> {
  const [row] = await ctx.sql<{ base_currency: string; rate: string | null }[]>`
    select c.base_currency, (select r.rate from exchange_rate r where r.tenant_id = c.tenant_id and r.company_id = c.id
      and r.currency = ${currency} and r.date <= ${date} order by r.date desc limit 1) as rate
    from company c where c.tenant_id = ${ctx.tenantId} and c.id = ${companyId}`
  if (row?.base_currency === currency) return '1'
  if (!row?.rate) throw conflict('finance.no_rate', { currency, date })
  return plain(row.rate)
}
