/**
 * The one file that sees every module: it loads them and binds what happens to what follows. Imported once by each process
 * (web, API, worker).
 */
import { setUpCompanyBooks } from '@/server/modules/finance'
import { setUpInventory } from '@/server/modules/inventory'
import { setUpProcurement } from '@/server/modules/procurement'
import { setUpSales } from '@/server/modules/sales'
import '@/server/platform/notifications/deliver-alert'
import { installShippedRules } from '@/server/platform/rules/editing'
import { onCompanyCreated } from '@/server/platform/tenancy/company-setup'

// The rules are the tenant's: its first company brings them, later ones find them there.
onCompanyCreated('rules', async (ctx) => void (await installShippedRules(ctx)))
onCompanyCreated('finance', async (ctx, company) => {
  const start = fiscalYearStart(ctx.now, company.fiscalYearStartMonth)
  await setUpCompanyBooks(ctx, {
    companyId: company.companyId,
    template: company.chartTemplate,
    taxTemplate: taxTemplateOf(company.country),
    fiscalYearStart: start,
    years: 2,
  })
})
onCompanyCreated('inventory', async (ctx, { companyId }) => void (await setUpInventory(ctx, { companyId })))
onCompanyCreated('procurement', (ctx, { companyId }) => setUpProcurement(ctx, { companyId }))
onCompanyCreated('sales', (ctx, { companyId }) => setUpSales(ctx, { companyId }))

/** The first day of the fiscal year that today falls in. */
function fiscalYearStart(now: Date, month: number): string {
  const year = now.getUTCFullYear() - (now.getUTCMonth() + 1 < month ? 1 : 0)
  return `${year}-${String(month).padStart(2, '0')}-01`
}

const EU = new Set('AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '))
const taxTemplateOf = (country: string): 'us' | 'cn' | 'eu' | null =>
  country === 'US' ? 'us' : country === 'CN' ? 'cn' : EU.has(country) ? 'eu' : null
