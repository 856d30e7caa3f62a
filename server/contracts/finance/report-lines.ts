import type { z } from 'zod'
import type { balanceSheetOut, incomeStatementOut } from './reports'

/** How statements are laid out, line by line: the same on the screen, in a file and on paper. */
export interface StatementLine {
  readonly key: string
  readonly kind: 'heading' | 'account' | 'total' | 'result'
  /** The heading that a line stands under. */
  readonly group: string | null
  /** Message key below `finance.report`; absent for accounts. */
  readonly label?: string
  readonly account?: { accountId: string; code: string; nameEn: string; nameZh: string }
  readonly amount: string | null
  readonly compare: string | null
}

type Income = z.output<typeof incomeStatementOut>
type Sheet = z.output<typeof balanceSheetOut>
type Section = Income['sections'][number]

function linesOf(section: Section): StatementLine[] {
  if (section.rows.length === 0) return []
  const group = section.key
  return [
    { key: group, kind: 'heading', group: null, label: `line.${group}`, amount: null, compare: null },
    ...section.rows.map(
      ({ accountId, code, nameEn, nameZh, amount, compare }): StatementLine => ({
        key: accountId,
        kind: 'account',
        group,
        account: { accountId, code, nameEn, nameZh },
        amount,
        compare,
      }),
    ),
    { ...section.total, key: `${group}.total`, kind: 'total', group, label: `line.${group}` },
  ]
}

const result = (total: { key: string; amount: string; compare: string | null }, group: string | null = null) =>
  ({ ...total, key: `result.${total.key}`, kind: 'result', group, label: `result.${total.key}` }) as const

/** Which result stands after which section. */
const AFTER: Readonly<Record<string, string>> = {
  cost_of_sales: 'gross_profit',
  operating_expense: 'operating_profit',
  finance_cost: 'profit_before_tax',
  income_tax: 'net_profit',
}

/** Revenue to net profit, with the results between. */
export const incomeLines = (statement: Income): StatementLine[] =>
  statement.sections.flatMap((section) => {
    const after = statement.results.find((r) => r.key === AFTER[section.key])
    return [...linesOf(section), ...(after ? [result(after)] : [])]
  })

const PARTS = {
  assets: ['cash', 'receivable', 'inventory', 'current_asset', 'non_current_asset'],
  liabilities: ['payable', 'current_liability', 'non_current_liability'],
  equity: ['equity', 'retained_earnings'],
} as const

const blank = (figure: { amount: string; compare: string | null }) =>
  [figure.amount, figure.compare ?? '0'].every((v) => /^-?0(\.0+)?$/.test(v))

/** Assets, then liabilities and equity with the results that are computed; both sides end in the same figure. */
export function balanceLines(sheet: Sheet, add: (a: string, b: string) => string): StatementLine[] {
  const part = (keys: readonly string[]) => sheet.sections.filter((s) => keys.includes(s.key)).flatMap(linesOf)
  const total = (key: string) => {
    const found = sheet.totals.find((t) => t.key === key)
    return found ? [result(found)] : []
  }
  const earned = [sheet.earlierResult, sheet.currentResult].filter((r) => !blank(r)).map((r) => result(r))
  const sides = sheet.totals.filter((t) => t.key !== 'assets')
  const [first, second] = sides
  const both =
    first && second
      ? [
          result({
            key: 'liabilities_and_equity',
            amount: add(first.amount, second.amount),
            compare: first.compare !== null && second.compare !== null ? add(first.compare, second.compare) : null,
          }),
        ]
      : []
  return [
    ...part(PARTS.assets),
    ...total('assets'),
    ...part(PARTS.liabilities),
    ...total('liabilities'),
    ...part(PARTS.equity),
    ...earned,
    ...total('equity'),
    ...both,
  ]
}
