import { todayIn } from '@/server/kernel/calendar-date'
import { currencyDigits } from '@/server/kernel/currency'
import { conflict, notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { plain } from '@/server/kernel/money'
import type { QueryContext } from '@/server/platform/commands/context'
import type { CompanySettings } from '../door'
import { remembered } from '../remembered'

type Kept = Omit<CompanySettings, 'today'>

/** As the database has it now. */
async function load(ctx: QueryContext, companyId: Id): Promise<Kept> {
  const [row] = await ctx.sql<
    {
      name: string
      country: string
      base_currency: string
      time_zone: string
      tax_rounding: 'document' | 'line' | null
      prices_include_tax: boolean
      write_off_tolerance: string
      payable_rounding: string
      bank_change_hold_days: number
      revenue_at: 'invoice' | 'delivery'
      tracks_revenue: boolean
    }[]
  >`
    select c.name, c.country, c.base_currency, c.time_zone, f.tax_rounding, f.prices_include_tax, f.write_off_tolerance, f.payable_rounding,
      f.bank_change_hold_days,      f.revenue_at, f.tracks_revenue
    from company c left join company_finance f on f.tenant_id = c.tenant_id and f.company_id = c.id
    where c.tenant_id = ${ctx.tenantId} and c.id = ${companyId}`
  if (!row) throw notFound('company')
  if (!row.tax_rounding) throw conflict('finance.books_missing', { company: row.name })
  return {
    id: companyId,
    name: row.name,
    country: row.country,
    baseCurrency: row.base_currency,
    digits: currencyDigits(row.base_currency),
    taxRounding: row.tax_rounding,
    pricesIncludeTax: row.prices_include_tax,
    writeOffTolerance: plain(row.write_off_tolerance),
    payableRounding: plain(row.payable_rounding),
    bankChangeHoldDays: row.bank_change_hold_days,
    revenueAt: row.revenue_at,
    tracksRevenue: row.tracks_revenue,
    timeZone: row.time_zone,
  }
}

const settingsOf = remembered(load)

/** How a company keeps its books. Errors: common.not_found; finance.books_missing before its books are set up. */
export async function company(ctx: QueryContext, companyId: Id): Promise<CompanySettings> {
  const kept = await settingsOf(ctx, companyId)
  return { ...kept, today: todayIn(kept.timeZone, ctx.now) }
}

/** The same, never from memory: what a person sees who has just changed it. */
export async function currentCompany(ctx: QueryContext, companyId: Id): Promise<CompanySettings> {
  const kept = await load(ctx, companyId)
  return { ...kept, today: todayIn(kept.timeZone, ctx.now) }
}
