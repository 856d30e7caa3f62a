import {
  balanceSheetInput,
  balanceSheetOut,
  incomeStatementInput,
  incomeStatementOut,
  statementSections,
} from '@/server/contracts/finance/reports'
import type { CalendarDate } from '@/server/kernel/calendar-date'
import { type Decimal, sum, toFixed, ZERO } from '@/server/kernel/money'
import { query } from '@/server/platform/commands/command'
import {
  type AccountInfo,
  type Books,
  books,
  checkRange,
  dayBefore,
  isResult,
  minus,
  net,
  positions,
} from './positions'
import { earlierResult } from './trial-balance'

interface Figure {
  readonly account: AccountInfo
  /** In the natural sign of its section. */
  readonly amount: Decimal
  readonly compare: Decimal | null
}

const total = (key: string, amount: Decimal, compare: Decimal | null, digits: number) => ({
  key,
  amount: toFixed(amount, digits),
  compare: compare && toFixed(compare, digits),
})

function section(key: string, figures: readonly Figure[], compared: boolean, digits: number) {
  const kept = figures.filter((f) => !f.amount.isZero() || (f.compare && !f.compare.isZero()))
  return {
    key,
    rows: kept.map(({ account: { retained: _retained, ...account }, amount, compare }) => ({
      ...account,
      amount: toFixed(amount, digits),
      compare: compare && toFixed(compare, digits),
    })),
    total: total(
      key,
      sum(kept.map((f) => f.amount)),
      compared ? sum(kept.map((f) => f.compare ?? ZERO)) : null,
      digits,
    ),
  }
}

const INCOME = new Set<string>(['revenue', 'other_income'])
/** The results after sections: each adds up the sections so far, income plus, cost minus. */
const RESULTS = [
  ['gross_profit', ['revenue', 'cost_of_sales']],
  ['operating_profit', ['revenue', 'cost_of_sales', 'operating_expense']],
  ['profit_before_tax', ['revenue', 'cost_of_sales', 'operating_expense', 'other_income', 'finance_cost']],
  ['net_profit', [...statementSections]],
] as const

/** The section of an account; what a chart calls otherwise goes by its type. */
const sectionOf = (a: AccountInfo): string =>
  statementSections.find((s) => s === a.subtype) ?? (a.type === 'income' ? 'other_income' : 'operating_expense')

/** Income statement of any range, closing entries left out, beside another range. */
export const incomeStatement = query({
  name: 'finance.incomeStatement',
  permission: 'finance.report.read',
  mayLag: true,
  input: incomeStatementInput,
  output: incomeStatementOut,
  handler: async (ctx, { companyId, from, to, compare }) => {
    const b = await books(ctx, companyId)
    const ranges = [{ from, to }, ...(compare ? [compare] : [])]
    for (const r of ranges) checkRange(r)
    const at = await positions(
      ctx,
      companyId,
      ranges.flatMap((r) => [dayBefore(r.from), r.to]),
    )
    const earned = (a: AccountInfo, r: { from: CalendarDate; to: CalendarDate }) => {
      const value = net(minus(at.normal(a.accountId, r.to), at.normal(a.accountId, dayBefore(r.from))))
      return INCOME.has(sectionOf(a)) ? value.negated() : value
    }
    const figures = b.accounts
      .filter(isResult)
      .map(
        (a): Figure => ({ account: a, amount: earned(a, { from, to }), compare: compare ? earned(a, compare) : null }),
      )
    const sections = statementSections.map((key) =>
      section(
        key,
        figures.filter((f) => sectionOf(f.account) === key),
        Boolean(compare),
        b.digits,
      ),
    )
    const results = RESULTS.map(([key, parts]) => {
      const add = (pick: (t: { amount: string; compare: string | null }) => string) =>
        sections
          .filter((s) => parts.some((p) => p === s.key))
          .reduce((n, s) => (INCOME.has(s.key) ? n.plus(pick(s.total)) : n.minus(pick(s.total))), ZERO)
      return total(
        key,
        add((t) => t.amount),
        compare ? add((t) => t.compare ?? '0') : null,
        b.digits,
      )
    })
    return { currency: b.currency, sections, results }
  },
})

const ASSETS = ['cash', 'receivable', 'inventory', 'current_asset', 'non_current_asset']
const LIABILITIES = ['payable', 'current_liability', 'non_current_liability']
const EQUITY = ['equity', 'retained_earnings']
const sheetSection = (a: AccountInfo): string => {
  const known = a.type === 'asset' ? ASSETS : a.type === 'liability' ? LIABILITIES : EQUITY
  return known.includes(a.subtype)
    ? a.subtype
    : a.type === 'asset'
      ? 'current_asset'
      : a.type === 'liability'
        ? 'current_liability'
        : 'equity'
}

async function sheet(ctx: Parameters<typeof positions>[0], companyId: string, b: Books, date: CalendarDate) {
  const yearStart = b.yearStart(date)
  const at = await positions(ctx, companyId, [date, dayBefore(yearStart)])
  const balance = (a: AccountInfo) =>
    a.type === 'asset' ? net(at.all(a.accountId, date)) : net(at.all(a.accountId, date)).negated()
  const since = (a: AccountInfo) =>
    net(minus(at.all(a.accountId, date), at.all(a.accountId, dayBefore(yearStart)))).negated()
  return {
    balance,
    current: sum(b.accounts.filter(isResult).map(since)),
    earlier: earlierResult(b.accounts, at, yearStart).negated(),
  }
}

/** Balance sheet of any day: what the year earned so far is computed and stands in equity. Assets = liabilities + equity. */
export const balanceSheet = query({
  name: 'finance.balanceSheet',
  permission: 'finance.report.read',
  mayLag: true,
  input: balanceSheetInput,
  output: balanceSheetOut,
  handler: async (ctx, { companyId, date, compareDate }) => {
    const b = await books(ctx, companyId)
    const main = await sheet(ctx, companyId, b, date)
    const other = compareDate ? await sheet(ctx, companyId, b, compareDate) : null
    const figures = b.accounts
      .filter((a) => !isResult(a))
      .map((a): Figure => ({ account: a, amount: main.balance(a), compare: other?.balance(a) ?? null }))
    const sections = [...ASSETS, ...LIABILITIES, ...EQUITY].map((key) =>
      section(
        key,
        figures.filter((f) => sheetSection(f.account) === key),
        other !== null,
        b.digits,
      ),
    )
    const add = (keys: readonly string[], pick: (t: { amount: string; compare: string | null }) => string) =>
      sum(sections.filter((s) => keys.includes(s.key)).map((s) => pick(s.total)))
    const totals = [
      ['assets', ASSETS, false] as const,
      ['liabilities', LIABILITIES, false] as const,
      ['equity', EQUITY, true] as const,
    ].map(([key, keys, results]) => {
      const amount = add(keys, (t) => t.amount).plus(results ? main.current.plus(main.earlier) : 0)
      const compared = other && add(keys, (t) => t.compare ?? '0').plus(results ? other.current.plus(other.earlier) : 0)
      return total(key, amount, compared, b.digits)
    })
    return {
      currency: b.currency,
      sections,
      currentResult: total('current_result', main.current, other?.current ?? null, b.digits),
      earlierResult: total('earlier_result', main.earlier, other?.earlier ?? null, b.digits),
      totals,
    }
  },
})
