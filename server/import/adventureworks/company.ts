import type { Id } from '@/server/kernel/ids'
import { createFiscalYear, createTaxCode, fiscalYears, taxCodes } from '@/server/modules/finance'
import { createCompany } from '@/server/platform/tenancy/companies'
import type { ImportSession } from '../session'

/** The first fiscal year of the history. */
export const FIRST_YEAR = 2011

/** The US company with periods from 2011 until now, and the tax codes that name imported tax amounts. */
export async function importCompany(
  session: ImportSession,
  name: string,
): Promise<{ companyId: Id; taxCodeId: Id; purchaseTaxCodeId: Id }> {
  const companies = await session.each('Company', 'company', [{ key: '1' }], () =>
    session.run(
      createCompany,
      { name, country: 'US', baseCurrency: 'USD', timeZone: 'America/Los_Angeles', chartTemplate: 'us' },
      'Company:1',
    ),
  )
  const companyId = companies.get('1') ?? ''
  const { years } = await session.query(fiscalYears, { companyId })
  const first = Math.min(...years.map((y) => Number(y.startDate.slice(0, 4))))
  const missing = Array.from({ length: Math.max(0, first - FIRST_YEAR) }, (_, i) => ({ key: String(FIRST_YEAR + i) }))
  await session.each('FiscalYear', 'fiscal_year', missing, ({ key }) =>
    session.run(createFiscalYear, { companyId, startDate: `${key}-01-01` }, `FiscalYear:${key}`),
  )
  const imported = [
    { key: 'IMPORTED', use: 'sales' as const, nameEn: 'Sales tax as imported', nameZh: '导入的销售税' },
    { key: 'IMPORTED-P', use: 'purchase' as const, nameEn: 'Purchase tax as imported', nameZh: '导入的采购税' },
  ]
  const codes = await session.each('TaxCode', 'tax_code', imported, async ({ key, use, nameEn, nameZh }) => {
    const { codes: known } = await session.query(taxCodes, { companyId })
    const accountOf = (wanted: string) => known.find((c) => c.use === wanted && c.rates.length > 0)?.rates[0]?.accountId
    const accountId = accountOf(use) ?? accountOf('sales')
    if (!accountId) throw new Error('The chart of accounts has no account for tax.')
    const rates = [{ kind: 'percent' as const, value: '0', validFrom: `${FIRST_YEAR}-01-01`, accountId }]
    return session.run(createTaxCode, { companyId, code: key, nameEn, nameZh, use, rates }, `TaxCode:${key}`)
  })
  return {
    companyId,
    taxCodeId: codes.get('IMPORTED') ?? '',
    purchaseTaxCodeId: codes.get('IMPORTED-P') ?? '',
  }
}
