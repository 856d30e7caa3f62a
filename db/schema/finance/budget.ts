import { sql } from 'drizzle-orm'
import { boolean, check, customType, date, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core'
import { amount, belongsTo, companyTable, instant, stamps } from '../../columns'
import { company } from '../platform/tenant'
import { account, costCenter, project } from './account'
import { fiscalYear } from './period'

const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' })

export const budgetStates = ['draft', 'in_approval', 'approved', 'rejected', 'cancelled'] as const
export const budgetControls = ['period', 'quarter', 'cumulative', 'year'] as const
export const budgetEffects = ['block', 'warn', 'approve'] as const
export const budgetStages = ['budget', 'pre_commitment', 'commitment', 'actual'] as const
const effect = (name: string) => text(name, { enum: budgetEffects })

/** What a company may spend in a fiscal year, by the dimensions it names; in force while approved. */
export const budget = companyTable(
  'budget',
  {
    number: text('number'),
    name: text('name').notNull(),
    status: text('status', { enum: budgetStates }).notNull(),
    fiscalYearId: uuid('fiscal_year_id').notNull(),
    usesAccount: boolean('uses_account').notNull(),
    usesCostCenter: boolean('uses_cost_center').notNull(),
    usesProject: boolean('uses_project').notNull(),
    /** Each month or quarter by itself, whole months up to and including the month, or the year as one. */
    control: text('control', { enum: budgetControls }).notNull(),
    /** What happens above the limit, by stage and for the sum of all; null = nothing. */
    onRequisition: effect('on_requisition'),
    onOrder: effect('on_order'),
    onActual: effect('on_actual'),
    onTotal: effect('on_total'),
    ...stamps,
  },
  (t) => [
    unique('budget_number').on(t.tenantId, t.companyId, t.number),
    unique('budget_name').on(t.tenantId, t.companyId, t.fiscalYearId, t.name),
    check('budget_dimensions', sql`uses_account or uses_cost_center or uses_project`),
    index('budget_live').on(t.tenantId, t.companyId).where(sql`status = 'approved'`),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.fiscalYearId, () => fiscalYear),
  ],
)

/** Accounts (headings cover what is below them) on which a budget wants a cost center that it knows. */
export const budgetDemand = companyTable(
  'budget_demand',
  { budgetId: uuid('budget_id').notNull(), accountId: uuid('account_id').notNull() },
  (t) => [
    unique('budget_demand_once').on(t.tenantId, t.budgetId, t.accountId),
    belongsTo(t, t.budgetId, () => budget),
    belongsTo(t, t.accountId, () => account),
  ],
)

/** A change of budgets in force: more or less, from cell to cell, or what is left carried to another year. */
export const budgetRevision = companyTable(
  'budget_revision',
  {
    number: text('number'),
    kind: text('kind', { enum: ['revision', 'transfer', 'carry_forward'] }).notNull(),
    status: text('status', { enum: budgetStates }).notNull(),
    budgetId: uuid('budget_id').notNull(),
    /** The next year's budget that a carry-forward goes to. */
    targetBudgetId: uuid('target_budget_id'),
    /** A carry-forward that takes open requisitions and orders along. */
    carryCommitments: boolean('carry_commitments').notNull().default(false),
    documentDate: date('document_date').notNull(),
    reason: text('reason').notNull(),
    ...stamps,
  },
  (t) => [
    unique('budget_revision_number').on(t.tenantId, t.companyId, t.number),
    check('budget_revision_target', sql`(kind = 'carry_forward') = (target_budget_id is not null)`),
    index('budget_revision_budget').on(t.tenantId, t.budgetId, t.id),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.budgetId, () => budget),
    belongsTo(t, t.targetBudgetId, () => budget),
  ],
)

const dimensions = {
  accountId: uuid('account_id'),
  costCenterId: uuid('cost_center_id'),
  projectId: uuid('project_id'),
}

/** What a budget or a revision (`documentId`) says of one line and month: the amount, or the change of it. Becomes entries when approved. */
export const budgetPlan = companyTable(
  'budget_plan',
  {
    documentId: uuid('document_id').notNull(),
    budgetId: uuid('budget_id').notNull(),
    lineNo: integer('line_no').notNull(),
    ...dimensions,
    /** First day of the month. */
    month: date('month').notNull(),
    amount: amount('amount').notNull(),
  },
  (t) => [
    unique('budget_plan_cell').on(t.tenantId, t.documentId, t.lineNo, t.month),
    belongsTo(t, t.budgetId, () => budget),
    belongsTo(t, t.accountId, () => account),
    belongsTo(t, t.costCenterId, () => costCenter),
    belongsTo(t, t.projectId, () => project),
  ],
)

const NONE = sql.raw(`'00000000-0000-0000-0000-000000000000'::uuid`)
const key = (name: string, column: string) =>
  uuid(name)
    .notNull()
    .generatedAlwaysAs(sql`coalesce(${sql.raw(column)}, ${NONE})`)

/** One mix of dimensions that a budget controls: the row that is locked where months are controlled together. */
export const budgetLine = companyTable(
  'budget_line',
  {
    budgetId: uuid('budget_id').notNull(),
    ...dimensions,
    accountKey: key('account_key', 'account_id'),
    costCenterKey: key('cost_center_key', 'cost_center_id'),
    projectKey: key('project_key', 'project_id'),
  },
  (t) => [
    unique('budget_line_key').on(t.tenantId, t.budgetId, t.accountKey, t.costCenterKey, t.projectKey),
    belongsTo(t, t.budgetId, () => budget),
    belongsTo(t, t.accountId, () => account),
    belongsTo(t, t.costCenterId, () => costCenter),
    belongsTo(t, t.projectId, () => project),
  ],
  'read',
)

const balance = (name: string) => amount(name).notNull().default('0')

/** What a line may spend in a month and what is used of it, in base currency. Written by functions only. */
export const budgetCell = companyTable(
  'budget_cell',
  {
    lineId: uuid('line_id').notNull(),
    month: date('month').notNull(),
    budgeted: balance('budgeted'),
    preCommitted: balance('pre_committed'),
    committed: balance('committed'),
    actual: balance('actual'),
    /** The transaction that changed the cell last and what it found: several steps of one transaction count net. */
    xid: xid8('xid'),
    startBudgeted: balance('start_budgeted'),
    startPreCommitted: balance('start_pre_committed'),
    startCommitted: balance('start_committed'),
    startActual: balance('start_actual'),
  },
  (t) => [unique('budget_cell_month').on(t.tenantId, t.lineId, t.month), belongsTo(t, t.lineId, () => budgetLine)],
  'read',
)

/** The budget ledger: what changed a cell, and the document line that did. Append-only. */
export const budgetEntry = companyTable(
  'budget_entry',
  {
    cellId: uuid('cell_id').notNull(),
    stage: text('stage', { enum: budgetStages }).notNull(),
    amount: amount('amount').notNull(),
    document: text('document').notNull(),
    documentId: uuid('document_id').notNull(),
    documentLabel: text('document_label'),
    /** The line of the document; for actuals the line of the journal. */
    sourceLineId: uuid('source_line_id'),
    /** The journal entry of an actual. */
    entryId: uuid('entry_id'),
    /** The day that decided the month. */
    date: date('date').notNull(),
    at: instant('at').notNull().defaultNow(),
    by: uuid('by'),
  },
  (t) => [
    index('budget_entry_cell').on(t.tenantId, t.cellId, t.at, t.id),
    index('budget_entry_source').on(t.tenantId, t.sourceLineId, t.stage),
    index('budget_entry_document').on(t.tenantId, t.documentId),
    belongsTo(t, t.cellId, () => budgetCell),
  ],
  'read',
)

/** What each document line still holds of requisitions and orders, budget or not: a budget approved later counts it. */
export const budgetUse = companyTable(
  'budget_use',
  {
    document: text('document').notNull(),
    documentId: uuid('document_id').notNull(),
    documentLabel: text('document_label'),
    sourceLineId: uuid('source_line_id').notNull(),
    stage: text('stage', { enum: ['pre_commitment', 'commitment'] }).notNull(),
    accountId: uuid('account_id').notNull(),
    costCenterId: uuid('cost_center_id'),
    projectId: uuid('project_id'),
    date: date('date').notNull(),
    /** Since it was carried forward it counts on this day, where that is later. */
    carriedTo: date('carried_to'),
    amount: amount('amount').notNull(),
  },
  (t) => [
    unique('budget_use_line').on(t.tenantId, t.sourceLineId, t.stage),
    index('budget_use_open').on(t.tenantId, t.companyId, t.date).where(sql`amount <> 0`),
    index('budget_use_document').on(t.tenantId, t.documentId),
    belongsTo(t, t.accountId, () => account),
    belongsTo(t, t.costCenterId, () => costCenter),
    belongsTo(t, t.projectId, () => project),
  ],
  'read',
)

/** Someone permitted accepted that a document goes over the limit, by at most `amount` in any cell. */
export const budgetOverride = companyTable(
  'budget_override',
  {
    document: text('document').notNull(),
    documentId: uuid('document_id').notNull(),
    documentLabel: text('document_label'),
    amount: amount('amount').notNull(),
    reason: text('reason').notNull(),
    actorId: uuid('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [index('budget_override_document').on(t.tenantId, t.documentId), belongsTo(t, t.companyId, () => company)],
  'append',
)

/** Evidence of what went over a limit and why it was let through: warned, to be approved, or overridden. */
export const budgetExcess = companyTable(
  'budget_excess',
  {
    cellId: uuid('cell_id').notNull(),
    measure: text('measure', { enum: ['requisition', 'order', 'actual', 'total'] }).notNull(),
    effect: text('effect', { enum: budgetEffects }).notNull(),
    overrideId: uuid('override_id'),
    limit: amount('limit').notNull(),
    used: amount('used').notNull(),
    document: text('document').notNull(),
    documentId: uuid('document_id').notNull(),
    documentLabel: text('document_label'),
    xid: xid8('xid').notNull().default(sql`pg_current_xact_id()`),
    at: instant('at').notNull().defaultNow(),
    by: uuid('by'),
  },
  (t) => [
    index('budget_excess_cell').on(t.tenantId, t.cellId, t.id),
    index('budget_excess_document').on(t.tenantId, t.documentId),
    belongsTo(t, t.cellId, () => budgetCell),
    belongsTo(t, t.overrideId, () => budgetOverride),
  ],
  'read',
)
