import type { CalendarDate } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import { type DecimalString, dec, plain } from '@/server/kernel/money'
import { raiseAlerts } from '@/server/platform/alerts/raise'
import type { CommandContext, QueryContext } from '@/server/platform/commands/context'
import type { EntryDraft, EntrySource } from '../door'
import { remembered } from '../remembered'

export type BudgetMeasure = 'requisition' | 'order' | 'actual' | 'total'
export type BudgetEffect = 'block' | 'warn' | 'approve'

export interface BudgetUse {
  readonly lineId: Id
  readonly stage: 'pre_commitment' | 'commitment'
  readonly accountId: Id
  readonly costCenterId: Id | null
  readonly projectId: Id | null
  /** Need or delivery date: decides year and month. */
  readonly date: CalendarDate
  /** What the line holds from now on, in base currency, signed; 0 = nothing. */
  readonly amount: DecimalString
  /** The document of this line, where it is another than the call's. */
  readonly source?: EntrySource
}

export interface BudgetUseRequest {
  readonly companyId: Id
  readonly source: EntrySource
  readonly uses: readonly BudgetUse[]
}

/** A limit that is passed: which, by how much, and what the budget wants done about it. Amounts in base currency. */
export interface BudgetFinding {
  readonly cellId: Id
  readonly budget: string
  readonly cellEn: string
  readonly cellZh: string
  /** `2026-03`, `2026-01 – 2026-03` or the name of the year, by the budget's control. */
  readonly period: string
  readonly currency: string
  readonly measure: BudgetMeasure
  readonly effect: BudgetEffect
  /** Someone permitted accepted it. */
  readonly overridden: boolean
  readonly limit: DecimalString
  readonly used: DecimalString
  readonly excess: DecimalString
}

/** Facts of a document for the rules table and approval flows. */
export type BudgetFacts = {
  /** Some limit would be passed, whatever its effect. */
  readonly over_budget: boolean
  /** The largest excess in base currency; '0' within all limits. */
  readonly budget_excess: DecimalString
  /** A budget asks for approval of what passes its limit. */
  readonly budget_approval: boolean
  /** The cells concerned, in English and Chinese. */
  readonly budget_cells: readonly string[]
}

const rows = ({ source, uses }: BudgetUseRequest): string =>
  JSON.stringify(
    uses.map((use) => {
      const from = use.source ?? source
      return {
        document: from.document,
        document_id: from.documentId,
        document_label: from.label,
        source_line_id: use.lineId,
        stage: use.stage,
        account_id: use.accountId,
        cost_center_id: use.costCenterId,
        project_id: use.projectId,
        date: use.date,
        amount: use.amount,
      }
    }),
  )

/**
 * Sets what each (document line, stage) holds of the budgets to `amount`; the ledger gets the difference. Net per cell within the
 * call and within the transaction; lowering is always allowed. Returns what was let through above a limit (`warn`, `approve`,
 * overridden). Each line and stage at most once a call.
 * What a budget wants approved passes when the command runs by an approval flow.
 * Errors: finance.over_budget (effect block), finance.budget_needs_approval (effect approve and no flow asked anybody),
 * finance.budget_cost_center_missing, finance.budget_cost_center_unknown.
 */
export async function setBudgetUse(ctx: CommandContext, request: BudgetUseRequest): Promise<BudgetFinding[]> {
  if (request.uses.length === 0) return []
  const [row] = await ctx.sql<{ found: BudgetFinding[] }[]>`
    select finance_budget_set_use(${request.companyId}, ${rows(request)}::text::jsonb, ${approved(ctx)}) as found`
  const found = row?.found ?? []
  await alertAbout(ctx, request.companyId, request.source, found)
  return found
}

/** What `setBudgetUse` would find with the same input. Reads and locks nothing else; a missing cost center is told by setBudgetUse. */
export async function budgetFacts(ctx: QueryContext, request: BudgetUseRequest): Promise<BudgetFacts> {
  const found = await budgetFindings(ctx, request)
  const excess = found.map((f) => dec(f.excess)).reduce((a, b) => (b.gt(a) ? b : a), dec(0))
  return {
    over_budget: found.length > 0,
    budget_excess: plain(excess),
    budget_approval: found.some((f) => f.effect === 'approve'),
    budget_cells: [...new Set(found.map((f) => `${f.cellEn} / ${f.cellZh} (${f.period})`))],
  }
}

/** The findings behind `budgetFacts`, for screens that show them before something is submitted. */
export async function budgetFindings(ctx: QueryContext, request: BudgetUseRequest): Promise<BudgetFinding[]> {
  if (request.uses.length === 0 || !(await inForce(ctx, request.companyId))) return []
  const [row] = await ctx.sql<{ found: BudgetFinding[] }[]>`
    select finance_budget_would(${request.companyId}, ${rows(request)}::text::jsonb) as found`
  return row?.found ?? []
}

/** Whether a company has budgets in force. The ledger asks the database itself; this only spares round trips. */
const inForce = remembered(async (ctx, companyId) => {
  const [row] = await ctx.sql<{ live: boolean }[]>`
    select exists (select 1 from budget where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and status = 'approved') as live`
  return row?.live ?? false
})

type Lines = Pick<EntryDraft, 'companyId' | 'postingDate' | 'lines'>

/** Whether people approved what the command does. */
const approved = (ctx: CommandContext): boolean => (ctx.approvedBy?.length ?? 0) > 0

/** Locks the cells that entries will use, before numbers and balances are taken. Nothing where no budget is in force. */
export async function holdBudgets(ctx: CommandContext, drafts: readonly Lines[]): Promise<void> {
  const [first] = drafts
  if (!first || !(await inForce(ctx, first.companyId))) return
  const lines = drafts.flatMap((draft) =>
    draft.lines.map((l) => ({
      account_id: l.accountId,
      cost_center_id: l.costCenterId ?? null,
      project_id: l.projectId ?? null,
      date: draft.postingDate,
    })),
  )
  await ctx.sql`select finance_budget_lock(${first.companyId}, ${JSON.stringify(lines)}::text::jsonb, ${approved(ctx)})`
}

/** Tells about actuals of this transaction that went over a limit and were let through. */
export async function tellOfActuals(ctx: CommandContext, companyId: Id, source: EntrySource): Promise<void> {
  if (!(await inForce(ctx, companyId))) return
  const found = await ctx.sql<BudgetFinding[]>`
    select w.*, x.cell_id as "cellId", x.measure, x.effect, x.override_id is not null as overridden, trim_scale(x."limit")::text as "limit",
      trim_scale(x.used)::text as used, trim_scale(x.used - x."limit")::text as excess
    from budget_excess x cross join lateral jsonb_to_record(finance_budget_cell_words(x.cell_id))
      as w(budget text, currency text, "cellEn" text, "cellZh" text, period text)
    where x.tenant_id = ${ctx.tenantId} and x.xid = pg_current_xact_id() and x.document_id = ${source.documentId} and x.measure in ('actual', 'total')`
  await alertAbout(ctx, companyId, source, found)
}

const ALERT_PERMISSION = 'finance.budget.read'

async function alertAbout(ctx: CommandContext, companyId: Id, source: EntrySource, found: readonly BudgetFinding[]) {
  const drafts = found.map((f) => ({
    kind: f.overridden ? 'budget.overridden' : `budget.${f.effect}`,
    severity: 'warning' as const,
    messageKey: 'budget_exceeded',
    params: {
      subject: source.label ?? '',
      budget: f.budget,
      en: f.cellEn,
      zh: f.cellZh,
      period: f.period,
      currency: f.currency,
      limit: f.limit,
      used: f.used,
    },
    companyId,
    document: source.document,
    documentId: source.documentId,
    audience: { permission: ALERT_PERMISSION },
    dedupeKey: `budget:${f.cellId}:${f.measure}:${source.documentId}`,
  }))
  await raiseAlerts(ctx, drafts)
}
