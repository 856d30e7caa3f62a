import type { z } from 'zod'
import type { GridLine } from '@/components/document/line-grid/model'
import type { planLineOut } from '@/server/contracts/finance/budget'
import { type Spread, spreadMonths } from '@/server/contracts/finance/budget-spread'
import { dec, plain, sum } from '@/server/kernel/money'

/** Lines of a budget as the grid holds them: dimensions, an amount for each month (`m0` …), and a year's amount to be spread. */

export type StoredLine = z.output<typeof planLineOut>
const DECIMAL = /^-?\d+(\.\d+)?$/

export const monthKey = (index: number): string => `m${index}`
export const monthKeys = (count: number): string[] => Array.from({ length: count }, (_, i) => monthKey(i))

export const isBlank = (line: GridLine): boolean =>
  Object.entries(line.values).every(([key, v]) => key === 'budget' || v === null || v === '') &&
  Object.keys(line.raw ?? {}).length === 0

const amountOf = (values: GridLine['values'], key: string): string => {
  const text = values[key] ?? ''
  return DECIMAL.test(text) ? text : '0'
}

/** The exact sum of a line's months. */
export const lineTotal = (values: GridLine['values'], count: number): string =>
  plain(sum(monthKeys(count).map((key) => amountOf(values, key))))

/** What all lines have in a month, and together. */
export function totalsOf(lines: readonly GridLine[], count: number): { months: string[]; total: string } {
  const months = monthKeys(count).map((key) => plain(sum(lines.map((l) => amountOf(l.values, key)))))
  return { months, total: plain(sum(months)) }
}

/** Spreads the year's amount of every line that has one over its months; the field is empty afterwards. */
export const spreadLines = (
  lines: readonly GridLine[],
  by: Spread['by'],
  weights: readonly string[] | undefined,
  count: number,
  digits: number,
): GridLine[] =>
  lines.map((line) => {
    const total = line.values.annual
    if (!total || !DECIMAL.test(total)) return line
    const months = spreadMonths({ total, by, weights }, count, digits)
    const values = Object.fromEntries(months.map((amount, i) => [monthKey(i), amount]))
    return { ...line, values: { ...line.values, annual: null, ...values } }
  })

/** Months of the first line that has amounts, as weights for others; undefined where there is none. */
export function weightsOf(lines: readonly GridLine[], count: number): string[] | undefined {
  const model = lines.find((l) => !l.values.annual && !dec(lineTotal(l.values, count)).isZero())
  return model && monthKeys(count).map((key) => amountOf(model.values, key).replace('-', ''))
}

/** What the server takes of the lines that hold something, and which grid line each is. */
export function toInput(lines: readonly GridLine[], countOf: (budgetId: string | null) => number) {
  const kept = lines.filter((l) => !isBlank(l))
  return {
    ids: kept.map((l) => l.id),
    lines: kept.map(({ values }) => ({
      ...(values.budget ? { budgetId: values.budget } : {}),
      accountId: values.account || null,
      costCenterId: values.costCenter || null,
      projectId: values.project || null,
      months: monthKeys(countOf(values.budget ?? null)).map((key) => amountOf(values, key)),
    })),
  }
}

/** Stored lines as the grid shows them; zeros stay empty, so that what was planned stands out. */
export const fromStored = (lines: readonly StoredLine[], name: (of: StoredLine['account']) => string): GridLine[] =>
  lines.map((line, n) => ({
    id: `stored-${n}`,
    values: {
      budget: line.budgetId,
      account: line.account?.id ?? null,
      costCenter: line.costCenter?.id ?? null,
      project: line.project?.id ?? null,
      annual: null,
      ...Object.fromEntries(line.months.map((amount, i) => [monthKey(i), dec(amount).isZero() ? null : amount])),
    },
    labels: { account: name(line.account), costCenter: name(line.costCenter), project: name(line.project) },
  }))
