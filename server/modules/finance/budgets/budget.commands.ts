import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { budget, budgetDemand } from '@/db/schema/finance/budget'
import {
  createBudgetInput,
  overrideBudgetInput,
  setBudgetControlInput,
  updateBudgetInput,
} from '@/server/contracts/finance/budget'
import { created, done } from '@/server/contracts/finance/common'
import { documentRef } from '@/server/contracts/platform/field'
import { validation } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { command, documentCommand } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import type { RuleSubject } from '@/server/platform/rules/subject'
import { author } from '../changes'
import { changesMasters } from '../remembered'
import { company } from '../settings/company-settings'
import { budgetKind } from './kinds'
import { monthsGiven, type PlanFrame, planFacts, planFrames, writePlan } from './plan'

type Written = z.output<typeof updateBudgetInput>
const constraints = {
  budget_name: { code: 'common.duplicate', path: 'name' },
  budget_fiscal_year_id_fk: { code: 'common.reference', path: 'fiscalYearId' },
  budget_demand_account_id_fk: { code: 'common.reference', path: 'demandAccountIds' },
}

async function setDemands(ctx: CommandContext, companyId: Id, budgetId: Id, accountIds: readonly Id[]): Promise<void> {
  await ctx.tx
    .delete(budgetDemand)
    .where(and(eq(budgetDemand.tenantId, ctx.tenantId), eq(budgetDemand.budgetId, budgetId)))
  const wanted = [...new Set(accountIds)]
  const found = await ctx.sql`
    select 1 from account where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and id = any(${wanted}::uuid[])`
  if (found.length !== wanted.length) throw validation('common.reference', 'demandAccountIds')
  if (wanted.length > 0)
    await ctx.tx
      .insert(budgetDemand)
      .values(wanted.map((accountId) => ({ tenantId: ctx.tenantId, id: newId(), companyId, budgetId, accountId })))
}

async function writeLines(
  ctx: CommandContext,
  companyId: Id,
  id: Id,
  { lines, demandAccountIds }: Pick<Written, 'lines' | 'demandAccountIds'>,
) {
  await setDemands(ctx, companyId, id, demandAccountIds)
  const frames: Map<Id, PlanFrame> = await planFrames(ctx, companyId, [id])
  const count = frames.get(id)?.months.length ?? 0
  const { digits } = await company(ctx, companyId)
  const plan = lines.map((line) => ({
    budgetId: id,
    accountId: line.accountId,
    costCenterId: line.costCenterId,
    projectId: line.projectId,
    months: monthsGiven(line, count, digits),
  }))
  await writePlan(ctx, companyId, id, frames, plan, digits)
}

const columns = ({ lines: _lines, demandAccountIds: _demands, ...rest }: Omit<Written, 'id' | 'version'>) => rest

async function checkYear(ctx: CommandContext, companyId: Id, fiscalYearId: Id): Promise<void> {
  const found = await ctx.sql`
    select 1 from fiscal_year where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and id = ${fiscalYearId}`
  if (found.length === 0) throw validation('common.reference', 'fiscalYearId')
}

/** A draft: controls nothing until it is approved. */
export const createBudget = command({
  name: 'finance.createBudget',
  permission: 'finance.budget.create',
  input: createBudgetInput,
  output: created,
  constraints,
  handler: async (ctx, { companyId, ...input }) => {
    await checkYear(ctx, companyId, input.fiscalYearId)
    const id = newId()
    await ctx.tx.insert(budget).values({ ...author(ctx), ...columns(input), id, companyId, status: 'draft' })
    await writeLines(ctx, companyId, id, input)
    ctx.record({ action: 'create', document: 'budget', documentId: id, companyId, label: input.name, after: input })
    return { id }
  },
})

export const updateBudget = documentCommand({
  name: 'finance.updateBudget',
  permission: 'finance.budget.update',
  input: updateBudgetInput,
  output: done,
  constraints,
  document: { kind: budgetKind, states: ['draft'] },
  handler: async (ctx, { id, version: _version, ...input }, doc, patch) => {
    await checkYear(ctx, doc.companyId, input.fiscalYearId)
    await ctx.tx
      .update(budget)
      .set(columns(input))
      .where(and(eq(budget.tenantId, ctx.tenantId), eq(budget.id, id)))
    patch(columns(input))
    await writeLines(ctx, doc.companyId, id, input)
    return { id, version: doc.version + 1 }
  },
})

/**
 * Changes how a budget in force controls from now on. Waits for the spending that is under way: what was let through stays,
 * what comes is judged by the new setting.
 */
export const setBudgetControl = documentCommand({
  name: 'finance.setBudgetControl',
  permission: 'finance.budget.approve',
  input: setBudgetControlInput,
  output: done,
  constraints,
  document: { kind: budgetKind, states: ['approved'] },
  handler: async (ctx, { id, version: _version, demandAccountIds, ...control }, doc, patch) => {
    await ctx.sql`select pg_advisory_xact_lock(finance_budget_key(${doc.companyId}))`
    await setDemands(ctx, doc.companyId, id, demandAccountIds)
    patch(control)
    changesMasters(ctx)
    return { id, version: doc.version + 1 }
  },
})

const subject =
  (trigger: 'submit' | 'approve') =>
  async (
    ctx: CommandContext,
    _input: unknown,
    doc: { id: Id; companyId: Id; number: string | null; name: string; createdBy: Id | null },
  ): Promise<RuleSubject> => ({
    document: 'budget',
    documentId: doc.id,
    companyId: doc.companyId,
    label: doc.number ?? doc.name,
    trigger,
    header: { ...(await planFacts(ctx, doc.id, doc.companyId)), category: 'original', requester_id: doc.createdBy },
    lines: [],
  })

const move = (transition: 'return' | 'reject' | 'reopen' | 'cancel', permission: string) =>
  documentCommand({
    name: `finance.${transition}Budget`,
    permission: `finance.budget.${permission}`,
    input: documentRef,
    output: done,
    document: { kind: budgetKind, transition },
    handler: async (_ctx, { id }, doc) => ({ id, version: doc.version + 1 }),
  })
export const returnBudget = move('return', 'approve')
export const rejectBudget = move('reject', 'approve')
export const reopenBudget = move('reopen', 'update')
export const cancelBudget = move('cancel', 'cancel')

export const submitBudget = documentCommand({
  name: 'finance.submitBudget',
  permission: 'finance.budget.submit',
  input: documentRef,
  output: done,
  document: { kind: budgetKind, transition: 'submit' },
  check: subject('submit'),
  handler: async (_ctx, { id }, doc) => ({ id, version: doc.version + 1 }),
})

/**
 * Puts the budget in force: its plan becomes entries, and what was posted or is outstanding in the year counts from the start.
 * Errors: finance.budget_overlap, finance.budget_empty.
 */
export const approveBudget = documentCommand({
  name: 'finance.approveBudget',
  permission: 'finance.budget.approve',
  input: documentRef,
  output: done,
  document: { kind: budgetKind, transition: 'approve' },
  check: subject('approve'),
  handler: async (ctx, { id }, doc) => {
    await ctx.sql`select finance_budget_approve(${id})`
    changesMasters(ctx)
    const { companyId } = doc
    const { today } = await company(ctx, companyId)
    ctx.numberLast({ companyId, document: 'budget', date: today }, async (number) => {
      await ctx.sql`update budget set number = ${number} where tenant_id = ${ctx.tenantId} and id = ${id}`
      ctx.emit('finance.budget.approved', {
        document: 'budget',
        documentId: id,
        companyId,
        payload: { number, name: doc.name },
      })
    })
    return { id, version: doc.version + 1 }
  },
})

/**
 * Accepts, with a reason, that a document goes over budgets that block, by at most `amount` in any cell. Evidence for good; the
 * document itself is not touched: repeat what was refused.
 */
export const overrideBudget = command({
  name: 'finance.overrideBudget',
  permission: 'finance.budget.override',
  input: overrideBudgetInput,
  output: created,
  constraints: { budget_override_company_id_fk: { code: 'common.reference', path: 'companyId' } },
  handler: async (ctx, { companyId, ...input }) => {
    const id = newId()
    await ctx.sql`
      insert into budget_override (tenant_id, id, company_id, document, document_id, document_label, amount, reason, actor_id, actor_name)
      values (${ctx.tenantId}, ${id}, ${companyId}, ${input.document}, ${input.documentId}, ${input.documentLabel}, ${input.amount},
        ${input.reason}, ${ctx.actor.userId}, ${ctx.actor.name})`
    ctx.record({
      action: 'override_budget',
      document: input.document,
      documentId: input.documentId,
      companyId,
      label: input.documentLabel,
      after: { amount: input.amount, reason: input.reason },
    })
    return { id }
  },
})
