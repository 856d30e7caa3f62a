import type { CalendarDate } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import { Decimal, type DecimalString, dec, ZERO } from '@/server/kernel/money'
import type { QueryContext } from '@/server/platform/commands/context'

/** What a document of the past spent: one account, cost center and project on a day, base currency. */
export interface PastSpending {
  readonly accountId: Id
  readonly costCenterId: Id | null
  readonly projectId: Id | null
  readonly date: CalendarDate
  readonly amount: DecimalString
}

type Control = 'period' | 'quarter' | 'cumulative' | 'year'
interface Line {
  readonly control: Control
  readonly months: readonly string[]
  readonly budgeted: readonly Decimal[]
  readonly used: Decimal[]
}
interface CellRow {
  lineId: Id
  control: Control
  month: string
  budgeted: DecimalString
}

/** The months that count together with one: itself, its quarter, all up to it, the year. */
export function frameOf(control: Control, at: number, months: number): readonly [number, number] {
  if (control === 'period') return [at, at]
  if (control === 'quarter') return [Math.floor(at / 3) * 3, Math.min(Math.floor(at / 3) * 3 + 2, months - 1)]
  return control === 'cumulative' ? [0, at] : [0, months - 1]
}

const total = (values: readonly Decimal[], [from, to]: readonly [number, number]): Decimal =>
  values.slice(from, to + 1).reduce((sum, value) => sum.plus(value), ZERO)

/**
 * The budgets that are in force, walked through time anew: what earlier documents would have used of them, had each that passed a limit
 * been stopped. For the simulation of rules; it writes nothing and does not look at what was used in fact.
 */
export class BudgetPast {
  private constructor(
    private readonly companyId: Id,
    private readonly lines: ReadonlyMap<Id, Line>,
  ) {}

  static async load(ctx: QueryContext, companyId: Id): Promise<BudgetPast> {
    const rows = await ctx.sql<CellRow[]>`
      select c.line_id as "lineId", b.control, c.month::text as month, c.budgeted::text as budgeted
      from budget b
      join budget_line l on l.tenant_id = b.tenant_id and l.budget_id = b.id
      join budget_cell c on c.tenant_id = l.tenant_id and c.line_id = l.id
      where b.tenant_id = ${ctx.tenantId} and b.company_id = ${companyId} and b.status = 'approved'
      order by c.line_id, c.month`
    const lines = new Map<Id, { control: Control; months: string[]; budgeted: Decimal[]; used: Decimal[] }>()
    for (const row of rows) {
      const line = lines.get(row.lineId) ?? { control: row.control, months: [], budgeted: [], used: [] }
      line.months.push(row.month)
      line.budgeted.push(dec(row.budgeted))
      line.used.push(ZERO)
      lines.set(row.lineId, line)
    }
    return new BudgetPast(companyId, lines)
  }

  /** Which budget lines each spending falls on; none for what no budget speaks of. One statement for all. */
  async linesOf(ctx: QueryContext, spendings: readonly PastSpending[]): Promise<Id[][]> {
    const found: Id[][] = spendings.map(() => [])
    if (this.lines.size === 0 || spendings.length === 0) return found
    const asked = spendings.map((s, n) => ({ n, a: s.accountId, c: s.costCenterId, p: s.projectId, d: s.date }))
    const rows = await ctx.sql<{ n: number; line_id: Id }[]>`
      select s.n, k.line_id from jsonb_to_recordset(${JSON.stringify(asked)}::text::jsonb) as s(n int, a uuid, c uuid, p uuid, d date)
      cross join lateral finance_budget_match(${this.companyId}::uuid, s.a, s.c, s.p, s.d) m
      join budget_cell k on k.tenant_id = ${ctx.tenantId} and k.id = m.cell_id`
    for (const { n, line_id } of rows) found[n]?.push(line_id)
    return found
  }

  /**
   * Lets one document spend: how far it would pass the limit of any line, zero when it fits (exactly at the limit fits). What passes
   * a limit uses nothing.
   */
  spend(spendings: readonly PastSpending[], lines: readonly (readonly Id[])[]): Decimal {
    const wanted = new Map<string, { line: Line; at: number; amount: Decimal }>()
    spendings.forEach((spending, i) => {
      for (const id of lines[i] ?? []) {
        const line = this.lines.get(id)
        const at = line ? line.months.indexOf(`${spending.date.slice(0, 7)}-01`) : -1
        if (!line || at < 0) continue
        const known = wanted.get(`${id}:${at}`)
        wanted.set(`${id}:${at}`, { line, at, amount: (known?.amount ?? ZERO).plus(spending.amount) })
      }
    })
    const before = [...wanted.values()]
    for (const { line, at, amount } of before) line.used[at] = (line.used[at] ?? ZERO).plus(amount)
    const excess = before.reduce((most, { line, at }) => {
      const frame = frameOf(line.control, at, line.months.length)
      return Decimal.max(most, total(line.used, frame).minus(total(line.budgeted, frame)))
    }, ZERO)
    if (excess.greaterThan(ZERO))
      for (const { line, at, amount } of before) line.used[at] = (line.used[at] ?? ZERO).minus(amount)
    return excess
  }
}
