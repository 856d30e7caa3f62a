import { account, accountRole } from '@/db/schema/finance/account'
import { companyCurrency, companyFinance, journal, paymentTerm } from '@/db/schema/finance/settings'
import { taxCode, taxRate } from '@/db/schema/finance/tax'
import { numberSeries } from '@/db/schema/platform/numbering'
import type { CalendarDate } from '@/server/kernel/calendar-date'
import { type Id, newId } from '@/server/kernel/ids'
import type { CommandContext } from '@/server/platform/commands/context'
import { journalSeries } from '../journal/post-journal-entry'
import { insertYear } from '../periods/insert-year'
import { changesMasters } from '../remembered'
import { cnChart } from './chart-cn'
import { ifrsChart } from './chart-ifrs'
import { usChart } from './chart-us'
import { taxTemplates, termTemplates } from './tax-templates'
import { type ChartTemplate, journals } from './template'

export const chartTemplates: Readonly<Record<'ifrs' | 'us' | 'cn', ChartTemplate>> = {
  ifrs: ifrsChart,
  us: usChart,
  cn: cnChart,
}

export interface BooksSetUp {
  readonly companyId: Id
  readonly template: keyof typeof chartTemplates
  readonly taxTemplate?: keyof typeof taxTemplates | null
  readonly fiscalYearStart: CalendarDate
  /** Years from the first on; default 1. */
  readonly years?: number
  readonly currencies?: readonly string[]
  readonly pricesIncludeTax?: boolean
  readonly taxRounding?: 'document' | 'line'
  readonly writeOffTolerance?: string
}

/**
 * Gives a company its books: chart and account roles, fiscal years with open periods, journals, tax codes, payment terms
 * (shared by the tenant), gapless number series. Refused (common.duplicate) when the company has books already.
 */
export async function setUpCompanyBooks(ctx: CommandContext, input: BooksSetUp): Promise<void> {
  changesMasters(ctx)
  const chart = chartTemplates[input.template]
  const common = { tenantId: ctx.tenantId, companyId: input.companyId, createdBy: ctx.actor.userId }
  await ctx.tx.insert(companyFinance).values({
    ...common,
    id: newId(),
    chartTemplate: input.template,
    pricesIncludeTax: input.pricesIncludeTax ?? false,
    taxRounding: input.taxRounding ?? 'document',
    writeOffTolerance: input.writeOffTolerance ?? '0',
  })
  const ids = await insertChart(ctx, input.companyId, chart)
  await insertTaxes(ctx, input, chart, ids)
  for (let year = 0; year < (input.years ?? 1); year++)
    await insertYear(
      ctx,
      input.companyId,
      `${Number(input.fiscalYearStart.slice(0, 4)) + year}${input.fiscalYearStart.slice(4)}`,
    )
  await ctx.tx
    .insert(journal)
    .values(journals.map((j) => ({ ...common, id: newId(), code: j.code, nameEn: j.en, nameZh: j.zh })))
  const series = [
    ...journals.map((j) => ({
      document: journalSeries(j.code),
      pattern: `${j.prefix}-{YYYY}-{######}`,
      gapless: true,
    })),
    { document: 'payment', pattern: 'PAY-{YYYY}-{#####}', gapless: true },
    { document: 'budget', pattern: 'BUD-{YYYY}-{####}', gapless: true },
    { document: 'budget_revision', pattern: 'BR-{YYYY}-{####}', gapless: true },
    { document: 'payment_proposal', pattern: 'PP-{YYYY}-{####}', gapless: false },
  ]
  await ctx.tx.insert(numberSeries).values(series.map((s) => ({ ...common, ...s, id: newId() })))
  const currencies = [...new Set(input.currencies ?? [])]
  if (currencies.length > 0)
    await ctx.tx.insert(companyCurrency).values(currencies.map((currency) => ({ ...common, id: newId(), currency })))
  await insertTerms(ctx)
  ctx.record({
    action: 'set_up',
    document: 'company_finance',
    documentId: input.companyId,
    companyId: input.companyId,
    after: { template: input.template, fiscalYearStart: input.fiscalYearStart },
  })
}

/** Returns the account ids by code. Headings come first, so a parent exists before its children. */
async function insertChart(ctx: CommandContext, companyId: Id, chart: ChartTemplate): Promise<Map<string, Id>> {
  const ids = new Map(chart.accounts.map(([code]) => [code, newId()]))
  const parentOf = (code: string): Id | null => {
    for (let end = code.length - 1; end >= 4; end--) {
      const parent = ids.get(code.slice(0, end))
      if (parent) return parent
    }
    return null
  }
  const common = { tenantId: ctx.tenantId, companyId, createdBy: ctx.actor.userId }
  await ctx.tx.insert(account).values(
    chart.accounts.map(([code, nameEn, nameZh, type, subtype, more]) => ({
      ...common,
      id: ids.get(code) ?? newId(),
      code,
      nameEn,
      nameZh,
      type,
      subtype,
      control: more?.control ?? null,
      posting: !more?.heading,
      parentId: parentOf(code),
    })),
  )
  await ctx.tx.insert(accountRole).values(
    Object.entries(chart.roles).map(([role, code]) => {
      const accountId = ids.get(code)
      if (!accountId) throw new TypeError(`the chart has no account ${code} for ${role}`)
      return { ...common, id: newId(), role, accountId }
    }),
  )
  return ids
}

async function insertTaxes(ctx: CommandContext, input: BooksSetUp, chart: ChartTemplate, ids: Map<string, Id>) {
  const template = input.taxTemplate ? taxTemplates[input.taxTemplate] : []
  if (template.length === 0) return
  const common = { tenantId: ctx.tenantId, companyId: input.companyId, createdBy: ctx.actor.userId }
  const codes = template.map((t) => ({ ...t, id: newId() }))
  await ctx.tx.insert(taxCode).values(
    codes.map((t) => ({
      ...common,
      id: t.id,
      code: t.code,
      nameEn: t.en,
      nameZh: t.zh,
      use: t.use,
      reducedByDiscount: t.reducedByDiscount ?? false,
    })),
  )
  await ctx.tx.insert(taxRate).values(
    codes.flatMap((t) =>
      t.rates.map((r) => ({
        ...common,
        id: newId(),
        taxCodeId: t.id,
        component: t.rates.length > 1 ? r.box : '',
        sequence: r.sequence ?? 1,
        kind: 'percent' as const,
        value: r.percent,
        validFrom: '2000-01-01',
        accountId: ids.get(t.use === 'sales' ? chart.outputTax : chart.inputTax) ?? '',
        reverseAccountId: r.reverse ? (ids.get(chart.outputTax) ?? null) : null,
        box: r.box,
      })),
    ),
  )
}

async function insertTerms(ctx: CommandContext): Promise<void> {
  await ctx.tx
    .insert(paymentTerm)
    .values(
      termTemplates.map((t) => ({
        tenantId: ctx.tenantId,
        id: newId(),
        createdBy: ctx.actor.userId,
        code: t.code,
        nameEn: t.en,
        nameZh: t.zh,
        instalments: t.instalments,
        discountDays: 'discountDays' in t ? t.discountDays : null,
        discountPercent: 'discountPercent' in t ? t.discountPercent : null,
      })),
    )
    .onConflictDoNothing()
}
