import type { z } from 'zod'
import { budgetReportInput, budgetReportOut } from '@/server/contracts/finance/budget'
import { monthsOf } from '@/server/contracts/finance/budget-spread'
import type { CalendarDate } from '@/server/kernel/calendar-date'
import { notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { dec, plain, sum } from '@/server/kernel/money'
import { query } from '@/server/platform/commands/command'
import type { QueryContext } from '@/server/platform/commands/context'

type Report = z.input<typeof budgetReportOut>
type Row = Report['rows'][number]
type Month = Row['months'][number]
type Amounts = Pick<Month, 'budgeted' | 'preCommitted' | 'committed' | 'actual'>
type Figures = Report['total']

interface HeadRow {
  id: Id
  companyId: Id
  number: string | null
  name: string
  status: Report['budget']['status']
  control: Report['budget']['control']
  usesAccount: boolean
  usesCostCenter: boolean
  usesProject: boolean
  currency: string
  year: { id: string; name: string; startDate: CalendarDate; endDate: CalendarDate }
}

/** The head of a budget with its year. Error common.not_found. */
export async function budgetHead(ctx: QueryContext, id: Id): Promise<HeadRow & { months: CalendarDate[] }> {
  const [row] = await ctx.sql<HeadRow[]>`
    select b.id, b.company_id as "companyId", b.number, b.name, b.status, b.control, b.uses_account as "usesAccount",
      b.uses_cost_center as "usesCostCenter", b.uses_project as "usesProject", c.base_currency as currency,
      json_build_object('id', y.id, 'name', y.name, 'startDate', y.start_date, 'endDate', y.end_date) as year
    from budget b join fiscal_year y on y.tenant_id = b.tenant_id and y.id = b.fiscal_year_id
    join company c on c.tenant_id = b.tenant_id and c.id = b.company_id
    where b.tenant_id = ${ctx.tenantId} and b.id = ${id}`
  if (!row) throw notFound('budget')
  return { ...row, months: monthsOf(row.year) }
}

const available = (m: Amounts) => plain(dec(m.budgeted).minus(m.preCommitted).minus(m.committed).minus(m.actual))

function added(parts: readonly Amounts[]): Figures {
  const total = {
    budgeted: plain(sum(parts.map((m) => m.budgeted))),
    preCommitted: plain(sum(parts.map((m) => m.preCommitted))),
    committed: plain(sum(parts.map((m) => m.committed))),
    actual: plain(sum(parts.map((m) => m.actual))),
  }
  return { ...total, available: available(total) }
}

type CellRow = Amounts & { month: CalendarDate; cellId: Id }
interface LineRow {
  lineId: Id
  account: Row['account']
  costCenter: Row['costCenter']
  project: Row['project']
  months: CellRow[]
}

/** Whether the limit that the control looks at is passed somewhere. */
function isOver(months: readonly Month[], control: HeadRow['control']): boolean {
  const passed = (m: { available: string }) => m.available.startsWith('-')
  if (control === 'cumulative') return months.some((m) => passed(m.cumulative))
  const frame = control === 'period' ? 1 : control === 'quarter' ? 3 : months.length
  return months.some((_, i) => i % frame === 0 && passed(added(months.slice(i, i + frame))))
}

type Asked = Pick<z.output<typeof budgetReportInput>, 'budgetId'> & Partial<z.output<typeof budgetReportInput>>

/** The lines of a budget in force, with what each month may spend and has used. */
export async function reportRows(
  ctx: QueryContext,
  asked: Asked,
): Promise<{ budget: Awaited<ReturnType<typeof budgetHead>>; rows: Row[] }> {
  const budget = await budgetHead(ctx, asked.budgetId)
  const { sql, tenantId } = ctx
  const lines = await sql<LineRow[]>`
    select l.id as "lineId",
      (select json_build_object('id', a.id, 'code', a.code, 'nameEn', a.name_en, 'nameZh', a.name_zh)
        from account a where a.tenant_id = l.tenant_id and a.id = l.account_id) as account,
      (select json_build_object('id', k.id, 'code', k.code, 'nameEn', k.name, 'nameZh', k.name)
        from cost_center k where k.tenant_id = l.tenant_id and k.id = l.cost_center_id) as "costCenter",
      (select json_build_object('id', p.id, 'code', p.code, 'nameEn', p.name, 'nameZh', p.name)
        from project p where p.tenant_id = l.tenant_id and p.id = l.project_id) as project,
      (select json_agg(json_build_object('month', c.month, 'cellId', c.id, 'budgeted', trim_scale(c.budgeted)::text,
          'preCommitted', trim_scale(c.pre_committed)::text, 'committed', trim_scale(c.committed)::text,
          'actual', trim_scale(c.actual)::text) order by c.month)
        from budget_cell c where c.tenant_id = l.tenant_id and c.line_id = l.id) as months
    from budget_line l
    where l.tenant_id = ${tenantId} and l.budget_id = ${asked.budgetId}
      ${asked.accountId ? sql`and l.account_id = ${asked.accountId}` : sql``}
      ${asked.costCenterId ? sql`and l.cost_center_id = ${asked.costCenterId}` : sql``}
      ${asked.projectId ? sql`and l.project_id = ${asked.projectId}` : sql``}`
  const rows = lines.map(({ months, ...line }): Row => {
    const full = months.map((m, i) => ({ ...m, available: available(m), cumulative: added(months.slice(0, i + 1)) }))
    return { ...line, months: full, total: added(months), over: isOver(full, budget.control) }
  })
  const key = (r: Row) => [r.account, r.costCenter, r.project].map((d) => d?.code ?? '').join('\u0000')
  rows.sort((a, b) => (key(a) < key(b) ? -1 : 1))
  return { budget, rows }
}

/** Budget, pre-committed, committed, actual and available of each line and month, alone and cumulative, with totals. */
export const budgetReport = query({
  name: 'finance.budgetReport',
  permission: 'finance.budget.read',
  input: budgetReportInput,
  output: budgetReportOut,
  handler: async (ctx, asked) => {
    const found = await reportRows(ctx, asked)
    const { companyId: _company, currency, ...budget } = found.budget
    const rows = asked.over ? found.rows.filter((r) => r.over) : found.rows
    const alone = budget.months.map((month, i) => ({ month, ...added(rows.flatMap((r) => r.months[i] ?? [])) }))
    const byMonth = alone.map((m, i) => ({ ...m, cumulative: added(alone.slice(0, i + 1)) }))
    return { budget, currency, months: budget.months, rows, byMonth, total: added(rows.map((r) => r.total)) }
  },
})
