import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { budgetPlan } from '@/db/schema/finance/budget'
import type { budgetLineInput, planLineOut } from '@/server/contracts/finance/budget'
import { monthsOf, spreadMonths } from '@/server/contracts/finance/budget-spread'
import type { CalendarDate } from '@/server/kernel/calendar-date'
import { conflict, type FieldIssue, invalid, notFound } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { dec, plain, sum } from '@/server/kernel/money'
import type { CommandContext, QueryContext } from '@/server/platform/commands/context'
import { insertRows } from '@/server/platform/tenancy/bulk'

/** What the lines of a document have to fit: dimensions of their budget and months of its year. */
export interface PlanFrame {
  readonly budgetId: Id
  readonly usesAccount: boolean
  readonly usesCostCenter: boolean
  readonly usesProject: boolean
  readonly months: readonly CalendarDate[]
}

export interface PlanLine {
  readonly budgetId: Id
  readonly accountId: Id | null
  readonly costCenterId: Id | null
  readonly projectId: Id | null
  readonly months: readonly string[]
}

interface FrameRow {
  id: Id
  companyId: Id
  status: string
  usesAccount: boolean
  usesCostCenter: boolean
  usesProject: boolean
  startDate: CalendarDate
  endDate: CalendarDate
}

/** The frames of budgets of one company. Error common.not_found. */
export async function planFrames(ctx: QueryContext, companyId: Id, ids: readonly Id[]) {
  const rows = await ctx.sql<FrameRow[]>`
    select b.id, b.company_id as "companyId", b.status, b.uses_account as "usesAccount", b.uses_cost_center as "usesCostCenter",
      b.uses_project as "usesProject", y.start_date as "startDate", y.end_date as "endDate"
    from budget b join fiscal_year y on y.tenant_id = b.tenant_id and y.id = b.fiscal_year_id
    where b.tenant_id = ${ctx.tenantId} and b.company_id = ${companyId} and b.id = any(${ids as Id[]}::uuid[])`
  return new Map(
    ids.map((id) => {
      const row = rows.find((r) => r.id === id)
      if (!row) throw notFound('budget')
      return [id, { ...row, budgetId: id, months: monthsOf(row) }] as const
    }),
  )
}

/** The months of a line as given, or spread. */
export const monthsGiven = (line: z.output<typeof budgetLineInput>, count: number, digits: number): string[] =>
  line.months ?? (line.spread ? spreadMonths(line.spread, count, digits) : [])

/**
 * Replaces the lines of a draft. Errors at the line: finance.budget_account (only expense and asset accounts of the company),
 * finance.budget_dimension (a dimension that the budget has not, or no account where it has accounts), finance.budget_twice,
 * finance.budget_months, validation.precision, common.reference.
 */
export async function writePlan(
  ctx: CommandContext,
  companyId: Id,
  documentId: Id,
  frames: ReadonlyMap<Id, PlanFrame>,
  lines: readonly PlanLine[],
  digits: number,
): Promise<void> {
  const issues = [...checkLines(frames, lines, digits), ...(await checkReferences(ctx, companyId, lines))]
  if (issues.length > 0) throw invalid(issues.slice(0, 50))
  await ctx.tx
    .delete(budgetPlan)
    .where(and(eq(budgetPlan.tenantId, ctx.tenantId), eq(budgetPlan.documentId, documentId)))
  await insertRows(
    ctx,
    budgetPlan,
    lines.flatMap(({ months, ...line }, i) =>
      months.map((amount, m) => ({
        id: newId(),
        companyId,
        documentId,
        ...line,
        lineNo: i + 1,
        month: frames.get(line.budgetId)?.months[m] ?? '',
        amount,
      })),
    ),
  )
}

const keyOf = (l: PlanLine) => [l.budgetId, l.accountId, l.costCenterId, l.projectId].join('|')

function checkLines(frames: ReadonlyMap<Id, PlanFrame>, lines: readonly PlanLine[], digits: number): FieldIssue[] {
  const seen = new Set<string>()
  return lines.flatMap((line, i): FieldIssue[] => {
    const frame = frames.get(line.budgetId)
    const at = (field: string, code: string, params = {}) => [{ path: `lines.${i}.${field}`, code, params }]
    if (!frame) return at('budgetId', 'common.reference')
    if (frame.usesAccount !== (line.accountId !== null)) return at('accountId', 'finance.budget_dimension')
    if (!frame.usesCostCenter && line.costCenterId) return at('costCenterId', 'finance.budget_dimension')
    if (!frame.usesProject && line.projectId) return at('projectId', 'finance.budget_dimension')
    if (line.months.length !== frame.months.length) return at('months', 'finance.budget_months')
    const long = line.months.findIndex((m) => dec(m).decimalPlaces() > digits)
    if (long >= 0) return at(`months.${long}`, 'validation.precision', { digits })
    if (seen.has(keyOf(line))) return at('accountId', 'finance.budget_twice')
    seen.add(keyOf(line))
    return []
  })
}

async function checkReferences(ctx: QueryContext, companyId: Id, lines: readonly PlanLine[]): Promise<FieldIssue[]> {
  const ids = (pick: (l: PlanLine) => Id | null) => [...new Set(lines.flatMap((l) => pick(l) ?? []))]
  const [known] = await ctx.sql<{ accounts: Id[] | null; centers: Id[] | null; projects: Id[] | null }[]>`
    select
      (select array_agg(id) from account where tenant_id = ${ctx.tenantId} and company_id = ${companyId}
        and type in ('expense', 'asset') and status = 'active' and id = any(${ids((l) => l.accountId)}::uuid[])) as accounts,
      (select array_agg(id) from cost_center where tenant_id = ${ctx.tenantId} and company_id = ${companyId}
        and id = any(${ids((l) => l.costCenterId)}::uuid[])) as centers,
      (select array_agg(id) from project where tenant_id = ${ctx.tenantId} and company_id = ${companyId}
        and id = any(${ids((l) => l.projectId)}::uuid[])) as projects`
  const sets = {
    accountId: new Set(known?.accounts ?? []),
    costCenterId: new Set(known?.centers ?? []),
    projectId: new Set(known?.projects ?? []),
  }
  return lines.flatMap((line, i) =>
    (['accountId', 'costCenterId', 'projectId'] as const).flatMap((field) => {
      const id = line[field]
      if (!id || sets[field].has(id)) return []
      return [
        { path: `lines.${i}.${field}`, code: field === 'accountId' ? 'finance.budget_account' : 'common.reference' },
      ]
    }),
  )
}

interface PlanRow extends Omit<z.input<typeof planLineOut>, 'months' | 'total'> {
  months: string[]
}

/** The lines of a document with what they are called, in their order. */
export async function planOf(ctx: QueryContext, documentId: Id): Promise<z.input<typeof planLineOut>[]> {
  const rows = await ctx.sql<PlanRow[]>`
    select p.budget_id as "budgetId", (select json_build_object('id', a.id, 'code', a.code, 'nameEn', a.name_en, 'nameZh', a.name_zh)
        from account a where a.tenant_id = p.tenant_id and a.id = p.account_id) as account,
      (select json_build_object('id', k.id, 'code', k.code, 'nameEn', k.name, 'nameZh', k.name)
        from cost_center k where k.tenant_id = p.tenant_id and k.id = p.cost_center_id) as "costCenter",
      (select json_build_object('id', j.id, 'code', j.code, 'nameEn', j.name, 'nameZh', j.name)
        from project j where j.tenant_id = p.tenant_id and j.id = p.project_id) as project,
      array_agg(trim_scale(p.amount)::text order by p.month) as months
    from budget_plan p where p.tenant_id = ${ctx.tenantId} and p.document_id = ${documentId}
    group by p.tenant_id, p.line_no, p.budget_id, p.account_id, p.cost_center_id, p.project_id order by p.line_no`
  return rows.map((r) => ({ ...r, total: plain(sum(r.months)) }))
}

/** Facts of a plan for rules and approval flows. */
export async function planFacts(ctx: QueryContext, documentId: Id, companyId: Id) {
  const [row] = await ctx.sql<{ up: string; centers: string[] | null; company: string; lines: number }[]>`
    select coalesce(sum(p.amount) filter (where p.amount > 0), 0)::text as up, count(*)::int as lines,
      array_agg(distinct k.code) filter (where k.code is not null) as centers,
      (select c.code from company c where c.tenant_id = ${ctx.tenantId} and c.id = ${companyId}) as company
    from budget_plan p left join cost_center k on k.tenant_id = p.tenant_id and k.id = p.cost_center_id
    where p.tenant_id = ${ctx.tenantId} and p.document_id = ${documentId}`
  if (!row || row.lines === 0) throw conflict('finance.budget_empty')
  return { amount: plain(row.up), company: row.company, cost_centers: row.centers ?? [] }
}
