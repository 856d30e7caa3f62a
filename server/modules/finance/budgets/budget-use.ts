import type { CalendarDate } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import { type DecimalString, dec, plain } from '@/server/kernel/money'
import { raiseAlerts } from '@/server/platform/alerts/raise'
import type { CommandContext, LastStep, QueryContext } from '@/server/platform/commands/context'
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

const rowsOf = ({ source, uses }: BudgetUseRequest) =>
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
  })

/**
 * Sets what each (document line, stage) holds of the budgets to `amount`, as the last step of the command before its numbers; the
 * ledger gets the difference. Net per cell within the command, and with what its entries post; lowering is always allowed. What is
 * let through above a limit (`warn`, `approve`, overridden) is told by an alert. Said twice, the last word on a line and stage counts.
 * What a budget wants approved passes when the command runs by an approval flow.
 * Errors, at the end of the command: finance.over_budget (effect block), finance.budget_needs_approval (effect approve and no flow
 * asked anybody), finance.budget_cost_center_missing, finance.budget_cost_center_unknown.
 */
export function setBudgetUse(ctx: CommandContext, request: BudgetUseRequest): void {
  const { companyId, source } = request
  if (request.uses.length > 0)
    ctx.stepLast(budgets, { ctx, companyId, source, approved: approved(ctx), uses: rowsOf(request), lines: [] })
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
  if (request.uses.length === 0) return []
  const watched = await watchedAccounts(ctx, request.companyId)
  if (!request.uses.some((u) => watched.has(u.accountId))) return []
  const [row] = await ctx.sql<{ found: BudgetFinding[] }[]>`
    select finance_budget_would(${request.companyId}, ${JSON.stringify(rowsOf(request))}::text::jsonb) as found`
  return row?.found ?? []
}

/**
 * The accounts of a company that budgets in force look at: those they name, and what is below them. The ledger asks the database
 * itself; this only spares round trips.
 */
const watchedAccounts = remembered(async (ctx, companyId): Promise<ReadonlySet<Id>> => {
  const rows = await ctx.sql<{ id: Id }[]>`
    with recursive live as (
      select id, uses_account from budget where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and status = 'approved'),
    named as (
      select l.account_id as id from live b join budget_line l on l.tenant_id = ${ctx.tenantId} and l.budget_id = b.id and l.account_id is not null
      union
      select a.id from named n join account a on a.tenant_id = ${ctx.tenantId} and a.parent_id = n.id)
    select id from named
    union
    select id from account where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and type = 'expense'
      and exists (select from live where not uses_account)`
  return new Set(rows.map((r) => r.id))
})

type Lines = Pick<EntryDraft, 'companyId' | 'postingDate' | 'source' | 'lines'>

/** Whether people approved what the command does. */
const approved = (ctx: CommandContext): boolean => (ctx.approvedBy?.length ?? 0) > 0

/** What is known of the budgets of an entry when its number has come: whether it may go over a limit and be let through. */
export interface HeldBudget {
  tells: boolean
}

/** Locks the cells that an entry will use, as the last step before numbers and balances are taken. Nothing where no budget looks. */
export async function holdBudget(ctx: CommandContext, draft: Lines): Promise<HeldBudget> {
  const { companyId, source } = draft
  const held: HeldBudget = { tells: false }
  const watched = await watchedAccounts(ctx, companyId)
  const lines = draft.lines
    .filter((l) => watched.has(l.accountId))
    .map((l) => ({
      account_id: l.accountId,
      cost_center_id: l.costCenterId ?? null,
      project_id: l.projectId ?? null,
      date: draft.postingDate,
    }))
  if (lines.length > 0)
    ctx.stepLast(budgets, { ctx, companyId, source, approved: approved(ctx), uses: [], lines, held })
  return held
}

interface Wanted {
  readonly ctx: CommandContext
  readonly companyId: Id
  readonly source: EntrySource
  readonly approved: boolean
  readonly uses: ReturnType<typeof rowsOf>
  readonly lines: readonly Record<string, string | null>[]
  readonly held?: HeldBudget
}

/** All that a command wants of the budgets, by one statement a company. */
const budgets: LastStep<Wanted> = {
  name: 'budgets',
  start(items, sql) {
    const companies = [...new Set(items.map((i) => i.companyId))].sort()
    const answers = companies.map((companyId) => {
      const of = items.filter((i) => i.companyId === companyId)
      const uses = new Map(of.flatMap((i) => i.uses).map((u) => [`${u.source_line_id}:${u.stage}`, u]))
      const lines = of.flatMap((i) => i.lines)
      const documents = of.filter((i) => i.held).map((i) => i.source.documentId)
      const sent = sql<{ last: { found: (BudgetFinding & EntrySource)[]; tells: boolean } }[]>`
        select finance_budget_last(${companyId}, ${JSON.stringify([...uses.values()])}::text::jsonb, ${JSON.stringify(lines)}::text::jsonb,
          ${documents}::uuid[], ${of.every((i) => i.approved)}) as last`.execute()
      sent.catch(() => {})
      return { of, sent }
    })
    return async () => {
      for (const { of, sent } of answers) {
        const last = (await sent)[0]?.last
        for (const { held } of of) if (held) held.tells = last?.tells ?? true
        const [first] = of.filter((i) => i.uses.length > 0)
        if (first) await alertAbout(first.ctx, first.companyId, last?.found ?? [])
      }
    }
  },
}

/** Tells about actuals of this transaction that went over a limit and were let through. */
export async function tellOfActuals(ctx: CommandContext, companyId: Id, source: EntrySource): Promise<void> {
  const found = await ctx.sql<BudgetFinding[]>`
    select w.*, x.cell_id as "cellId", x.measure, x.effect, x.override_id is not null as overridden, trim_scale(x."limit")::text as "limit",
      trim_scale(x.used)::text as used, trim_scale(x.used - x."limit")::text as excess
    from budget_excess x cross join lateral jsonb_to_record(finance_budget_cell_words(x.cell_id))
      as w(budget text, currency text, "cellEn" text, "cellZh" text, period text)
    where x.tenant_id = ${ctx.tenantId} and x.xid = pg_current_xact_id() and x.document_id = ${source.documentId} and x.measure in ('actual', 'total')`
  await alertAbout(
    ctx,
    companyId,
    found.map((f) => ({ ...f, ...source })),
  )
}

const ALERT_PERMISSION = 'finance.budget.read'

async function alertAbout(ctx: CommandContext, companyId: Id, found: readonly (BudgetFinding & EntrySource)[]) {
  const drafts = found.map((f) => ({
    kind: f.overridden ? 'budget.overridden' : `budget.${f.effect}`,
    severity: 'warning' as const,
    messageKey: 'budget_exceeded',
    params: {
      subject: f.label ?? '',
      budget: f.budget,
      en: f.cellEn,
      zh: f.cellZh,
      period: f.period,
      currency: f.currency,
      limit: f.limit,
      used: f.used,
    },
    companyId,
    document: f.document,
    documentId: f.documentId,
    audience: { permission: ALERT_PERMISSION },
    dedupeKey: `budget:${f.cellId}:${f.measure}:${f.documentId}`,
  }))
  await raiseAlerts(ctx, drafts)
}
