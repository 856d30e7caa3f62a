import { z } from 'zod'
import { defineMachine } from '@/server/kernel/state-machine'
import type { FactCatalogue } from '../platform/facts'
import { amountField, dateField, documentRef, idField, nonNegative, positive, text } from '../platform/field'
import { defineListColumns } from '../platform/list'
import { companyRef } from './common'

export const budgetStates = ['draft', 'in_approval', 'approved', 'rejected', 'cancelled'] as const
const transitions = {
  submit: { from: ['draft'], to: 'in_approval' },
  return: { from: ['in_approval'], to: 'draft' },
  reject: { from: ['in_approval'], to: 'rejected' },
  reopen: { from: ['rejected'], to: 'draft' },
  approve: { from: ['draft', 'in_approval'], to: 'approved' },
  cancel: { from: ['draft', 'in_approval', 'rejected'], to: 'cancelled' },
} as const
export const budgetMachine = defineMachine({ document: 'budget', initial: 'draft', states: budgetStates, transitions })
export const budgetRevisionMachine = defineMachine({
  document: 'budget_revision',
  initial: 'draft',
  states: budgetStates,
  transitions,
})

export const budgetControls = ['period', 'quarter', 'cumulative', 'year'] as const
export const budgetEffects = ['block', 'warn', 'approve'] as const
export const revisionKinds = ['revision', 'transfer', 'carry_forward'] as const
export const budgetMeasures = ['requisition', 'order', 'actual', 'total'] as const
export const budgetStages = ['budget', 'pre_commitment', 'commitment', 'actual'] as const
export const spreads = ['month', 'quarter', 'year', 'weights'] as const

const dimension = idField.nullish().transform((v) => v ?? null)
const mix = { accountId: dimension, costCenterId: dimension, projectId: dimension }
/** How a yearly amount becomes months: evenly by month or quarter, all in the first month, or by weights a month. */
export const spreadInput = z.strictObject({
  total: amountField,
  by: z.enum(spreads),
  weights: z
    .array(nonNegative(amountField))
    .max(13)
    .optional()
    .refine((w) => !w || w.some((v) => /[1-9]/.test(v)), { error: 'validation.positive' }),
})
/** One mix of dimensions with an amount for each month of the fiscal year, or one amount and how it spreads. */
export const budgetLineInput = z
  .strictObject({ ...mix, months: z.array(amountField).max(13).optional(), spread: spreadInput.optional() })
  .refine((l) => (l.months === undefined) !== (l.spread === undefined), { error: 'finance.budget_months' })
/** A revision's line is of its own budget unless it names the other one of a carry-forward. Amounts are changes. */
export const revisionLineInput = z.strictObject({
  ...mix,
  budgetId: idField.optional(),
  months: z.array(amountField).max(13),
})

const effect = z
  .enum(budgetEffects)
  .nullish()
  .transform((v) => v ?? null)
export const budgetControlFields = {
  control: z.enum(budgetControls),
  onRequisition: effect,
  onOrder: effect,
  onActual: effect,
  onTotal: effect,
  /** Accounts on which a cost center that the budget knows must be given; a heading stands for all below it. */
  demandAccountIds: z.array(idField).max(500).default([]),
}
const fields = {
  name: text(120),
  usesAccount: z.boolean(),
  usesCostCenter: z.boolean(),
  usesProject: z.boolean(),
  ...budgetControlFields,
  lines: z.array(budgetLineInput).max(2000),
}
const usesSome = (b: { usesAccount: boolean; usesCostCenter: boolean; usesProject: boolean }) =>
  b.usesAccount || b.usesCostCenter || b.usesProject
const dimensions = { error: 'finance.budget_dimensions', path: ['usesAccount'] }
export const createBudgetInput = z
  .strictObject({ ...companyRef, fiscalYearId: idField, ...fields })
  .refine(usesSome, dimensions)
export const updateBudgetInput = documentRef.extend({ fiscalYearId: idField, ...fields }).refine(usesSome, dimensions)
export const setBudgetControlInput = documentRef.extend(budgetControlFields)
export const budgetRef = z.strictObject({ id: idField })

const revisionFields = {
  documentDate: dateField,
  reason: text(200),
  carryCommitments: z.boolean().default(false),
  lines: z.array(revisionLineInput).max(2000),
}
export const createRevisionInput = z.strictObject({
  ...companyRef,
  kind: z.enum(revisionKinds),
  budgetId: idField,
  targetBudgetId: dimension,
  ...revisionFields,
})
export const updateRevisionInput = documentRef.extend(revisionFields)
export const proposeCarryInput = z.strictObject({
  budgetId: idField,
  targetBudgetId: idField,
  commitments: z.boolean(),
})

export const overrideBudgetInput = z.strictObject({
  ...companyRef,
  document: z.string().regex(/^[a-z_]{1,60}$/, { error: 'validation.code' }),
  documentId: idField,
  documentLabel: text(80)
    .nullish()
    .transform((v) => v ?? null),
  /** The most that any cell may go over its limit, in base currency. */
  amount: positive(amountField),
  reason: text(500),
})

const named = z.object({ id: z.string(), code: z.string(), nameEn: z.string(), nameZh: z.string() }).nullable()
export const planLineOut = z.object({
  budgetId: z.string(),
  account: named,
  costCenter: named,
  project: named,
  months: z.array(z.string()),
  total: z.string(),
})
const yearOut = z.object({ id: z.string(), name: z.string(), startDate: z.string(), endDate: z.string() })
const head = {
  id: z.string(),
  companyId: z.string(),
  number: z.string().nullable(),
  status: z.enum(budgetStates),
  version: z.int(),
  createdBy: z.string().nullable(),
  currency: z.string(),
  digits: z.int(),
}
export const budgetOut = z.object({
  ...head,
  name: z.string(),
  year: yearOut,
  usesAccount: z.boolean(),
  usesCostCenter: z.boolean(),
  usesProject: z.boolean(),
  control: z.enum(budgetControls),
  onRequisition: z.enum(budgetEffects).nullable(),
  onOrder: z.enum(budgetEffects).nullable(),
  onActual: z.enum(budgetEffects).nullable(),
  onTotal: z.enum(budgetEffects).nullable(),
  demands: z.array(z.object({ id: z.string(), code: z.string(), nameEn: z.string(), nameZh: z.string() })),
  /** First days of the months of the year. */
  months: z.array(z.string()),
  lines: z.array(planLineOut),
  total: z.string(),
  revisions: z.array(
    z.object({
      id: z.string(),
      number: z.string().nullable(),
      kind: z.enum(revisionKinds),
      status: z.enum(budgetStates),
      documentDate: z.string(),
      reason: z.string(),
      amount: z.string(),
    }),
  ),
})
const budgetHead = z.object({
  id: z.string(),
  number: z.string().nullable(),
  name: z.string(),
  usesAccount: z.boolean(),
  usesCostCenter: z.boolean(),
  usesProject: z.boolean(),
  year: yearOut,
  months: z.array(z.string()),
})
export const revisionOut = z.object({
  ...head,
  kind: z.enum(revisionKinds),
  documentDate: z.string(),
  reason: z.string(),
  carryCommitments: z.boolean(),
  budget: budgetHead,
  target: budgetHead.nullable(),
  lines: z.array(planLineOut),
  total: z.string(),
})
export const carryProposal = z.object({ lines: z.array(planLineOut), total: z.string() })

export const budgetReportInput = z.strictObject({
  budgetId: idField,
  costCenterId: idField.nullish(),
  projectId: idField.nullish(),
  accountId: idField.nullish(),
  /** Only what is overdrawn somewhere. */
  over: z.boolean().default(false),
})
const figures = z.object({
  budgeted: z.string(),
  preCommitted: z.string(),
  committed: z.string(),
  actual: z.string(),
  available: z.string(),
})
export const budgetReportOut = z.object({
  budget: budgetHead.extend({ control: z.enum(budgetControls), status: z.enum(budgetStates) }),
  currency: z.string(),
  months: z.array(z.string()),
  rows: z.array(
    z.object({
      lineId: z.string(),
      account: named,
      costCenter: named,
      project: named,
      months: z.array(figures.extend({ month: z.string(), cellId: z.string(), cumulative: figures })),
      total: figures,
      /** The limit that holds is passed in some month. */
      over: z.boolean(),
    }),
  ),
  byMonth: z.array(figures.extend({ month: z.string(), cumulative: figures })),
  total: figures,
})

export const budgetTrailInput = z.strictObject({ documentId: idField })
/** What a document did to budgets, and where it went over. */
export const budgetTrailOut = z.object({
  currency: z.string().nullable(),
  uses: z.array(
    z.object({
      cellId: z.string(),
      budgetId: z.string(),
      budget: z.string(),
      cellEn: z.string(),
      cellZh: z.string(),
      month: z.string(),
      stage: z.enum(budgetStages),
      amount: z.string(),
    }),
  ),
  excesses: z.array(
    z.object({
      cellEn: z.string(),
      cellZh: z.string(),
      budget: z.string(),
      measure: z.enum(budgetMeasures),
      effect: z.enum(budgetEffects),
      limit: z.string(),
      used: z.string(),
      at: z.string(),
    }),
  ),
  overrides: z.array(z.object({ by: z.string(), reason: z.string(), amount: z.string(), at: z.string() })),
})

export const budgetList = defineListColumns({
  name: 'finance.budgets',
  messages: 'finance.budget',
  columns: {
    number: { type: 'text' },
    name: { type: 'text' },
    year: { type: 'text', groupable: true },
    status: { type: 'enum', values: budgetStates, enumLabels: 'finance.budgetStatus', groupable: true },
    control: { type: 'enum', values: budgetControls, enumLabels: 'finance.budgetControl' },
    budgeted: { type: 'money', currency: 'currency', total: true },
    used: { type: 'money', currency: 'currency', total: true },
    available: { type: 'money', currency: 'currency', total: true },
    currency: { type: 'text', hidden: true },
  },
  defaultSort: [
    { column: 'year', direction: 'desc' },
    { column: 'name', direction: 'asc' },
  ],
})
export const budgetRevisionList = defineListColumns({
  name: 'finance.budgetRevisions',
  messages: 'finance.budgetRevision',
  columns: {
    number: { type: 'text' },
    kind: { type: 'enum', values: revisionKinds, enumLabels: 'finance.revisionKind', groupable: true },
    status: { type: 'enum', values: budgetStates, enumLabels: 'finance.budgetStatus', groupable: true },
    documentDate: { type: 'date' },
    budget: { type: 'text', groupable: true },
    reason: { type: 'text' },
  },
  defaultSort: [{ column: 'documentDate', direction: 'desc' }],
})
export const budgetEntryList = defineListColumns({
  name: 'finance.budgetEntries',
  messages: 'finance.budgetEntry',
  columns: {
    date: { type: 'date' },
    document: { type: 'text', groupable: true },
    label: { type: 'text' },
    stage: { type: 'enum', values: budgetStages, enumLabels: 'finance.budgetStage', groupable: true },
    amount: { type: 'money', currency: 'currency', total: true },
    budget: { type: 'text', groupable: true },
    account: { type: 'text', groupable: true },
    costCenter: { type: 'text', groupable: true },
    project: { type: 'text', groupable: true },
    month: { type: 'date', groupable: true },
    currency: { type: 'text', hidden: true },
  },
  defaultSort: [{ column: 'date', direction: 'desc' }],
})

const label = (en: string, zh: string) => ({ label: { en, zh }, scope: 'header' as const })
/** What rules and approval flows may ask about a budget or a change of one. */
const facts: FactCatalogue['facts'] = {
  amount: { type: 'decimal', unit: 'base_amount', ...label('Amount in base currency', '金额（本位币）') },
  company: { type: 'text', ...label('Company code', '公司编码') },
  category: {
    type: 'text',
    ...label(
      'Kind (original, revision, transfer, carry_forward)',
      '类型（original 初始、revision 调整、transfer 划转、carry_forward 结转）',
    ),
  },
  cost_centers: { type: 'list', ...label('Cost centers', '成本中心') },
  requester_id: { type: 'text', ...label('Requester', '申请人') },
}
export const budgetFactCatalogue: FactCatalogue = { document: 'budget', triggers: ['submit', 'approve'], facts }
export const budgetRevisionFactCatalogue: FactCatalogue = { ...budgetFactCatalogue, document: 'budget_revision' }
