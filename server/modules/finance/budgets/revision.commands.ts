import type { z } from 'zod'
import { budgetRevision } from '@/db/schema/finance/budget'
import {
  carryProposal,
  createRevisionInput,
  proposeCarryInput,
  type revisionLineInput,
  updateRevisionInput,
} from '@/server/contracts/finance/budget'
import { created, done } from '@/server/contracts/finance/common'
import { documentRef } from '@/server/contracts/platform/field'
import { conflict, validation } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { dec, plain, sum } from '@/server/kernel/money'
import { command, documentCommand, query } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import type { RuleSubject } from '@/server/platform/rules/subject'
import { author } from '../changes'
import { changesMasters } from '../remembered'
import { company } from '../settings/company-settings'
import { unused } from './budget.rules'
import { budgetRevisionKind } from './kinds'
import { planFacts, planFrames, writePlan } from './plan'
import { reportRows } from './report'

type Line = z.output<typeof revisionLineInput>
type Kind = 'revision' | 'transfer' | 'carry_forward'
interface Head {
  readonly id: Id
  readonly companyId: Id
  readonly kind: Kind
  readonly budgetId: Id
  readonly targetBudgetId: Id | null
}

/** Errors: finance.budget_not_in_force, finance.budget_carry (other dimensions, or not a later year), finance.budget_transfer. */
async function writeLines(ctx: CommandContext, head: Head, lines: readonly Line[]): Promise<void> {
  const { companyId, kind, budgetId, targetBudgetId } = head
  const frames = await planFrames(ctx, companyId, targetBudgetId ? [budgetId, targetBudgetId] : [budgetId])
  for (const frame of frames.values()) if (frame.status !== 'approved') throw conflict('finance.budget_not_in_force')
  const from = frames.get(budgetId)
  const to = targetBudgetId ? frames.get(targetBudgetId) : undefined
  if (from && to) {
    const same = (['usesAccount', 'usesCostCenter', 'usesProject'] as const).every((k) => from[k] === to[k])
    if (!same || to.startDate <= from.endDate) throw validation('finance.budget_carry', 'targetBudgetId')
  }
  const plan = lines.map(({ budgetId: given, ...line }) => ({ ...line, budgetId: given ?? budgetId }))
  if (kind !== 'revision' && !sum(plan.flatMap((l) => l.months)).isZero())
    throw validation('finance.budget_transfer', 'lines')
  const { digits } = await company(ctx, companyId)
  await writePlan(ctx, companyId, head.id, frames, plan, digits)
}

export const createBudgetRevision = command({
  name: 'finance.createBudgetRevision',
  permission: 'finance.budget.update',
  input: createRevisionInput,
  output: created,
  constraints: { budget_revision_budget_id_fk: { code: 'common.reference', path: 'budgetId' } },
  handler: async (ctx, { companyId, lines, ...input }) => {
    const id = newId()
    if ((input.kind === 'carry_forward') !== (input.targetBudgetId !== null))
      throw validation('validation.required', 'targetBudgetId')
    await planFrames(ctx, companyId, [input.budgetId])
    await ctx.tx.insert(budgetRevision).values({ ...author(ctx), ...input, id, companyId, status: 'draft' })
    await writeLines(ctx, { id, companyId, ...input }, lines)
    ctx.record({
      action: 'create',
      document: 'budget_revision',
      documentId: id,
      companyId,
      label: input.reason,
      after: { ...input, lines },
    })
    return { id }
  },
})

export const updateBudgetRevision = documentCommand({
  name: 'finance.updateBudgetRevision',
  permission: 'finance.budget.update',
  input: updateRevisionInput,
  output: done,
  document: { kind: budgetRevisionKind, states: ['draft'] },
  handler: async (ctx, { id, version: _version, lines, ...input }, doc, patch) => {
    patch(input)
    await writeLines(ctx, { ...doc, kind: doc.kind as Kind }, lines)
    return { id, version: doc.version + 1 }
  },
})

const subject =
  (trigger: 'submit' | 'approve') =>
  async (
    ctx: CommandContext,
    _input: unknown,
    doc: Head & { number: string | null; reason: string; createdBy: Id | null },
  ): Promise<RuleSubject> => ({
    document: 'budget_revision',
    documentId: doc.id,
    companyId: doc.companyId,
    label: doc.number ?? doc.reason,
    trigger,
    header: { ...(await planFacts(ctx, doc.id, doc.companyId)), category: doc.kind, requester_id: doc.createdBy },
    lines: [],
  })

const move = (transition: 'return' | 'reject' | 'reopen' | 'cancel', permission: string) =>
  documentCommand({
    name: `finance.${transition}BudgetRevision`,
    permission: `finance.budget.${permission}`,
    input: documentRef,
    output: done,
    document: { kind: budgetRevisionKind, transition },
    handler: async (_ctx, { id }, doc) => ({ id, version: doc.version + 1 }),
  })
export const returnBudgetRevision = move('return', 'approve')
export const rejectBudgetRevision = move('reject', 'approve')
export const reopenBudgetRevision = move('reopen', 'update')
export const cancelBudgetRevision = move('cancel', 'cancel')

export const submitBudgetRevision = documentCommand({
  name: 'finance.submitBudgetRevision',
  permission: 'finance.budget.submit',
  input: documentRef,
  output: done,
  document: { kind: budgetRevisionKind, transition: 'submit' },
  check: subject('submit'),
  handler: async (_ctx, { id }, doc) => ({ id, version: doc.version + 1 }),
})

/**
 * Puts the change in force as entries of its own. What is used already may not lose its budget where the budget blocks
 * (finance.over_budget), as for any document.
 */
export const approveBudgetRevision = documentCommand({
  name: 'finance.approveBudgetRevision',
  permission: 'finance.budget.approve',
  input: documentRef,
  output: done,
  document: { kind: budgetRevisionKind, transition: 'approve' },
  check: subject('approve'),
  handler: async (ctx, { id }, doc) => {
    const { companyId, kind, documentDate } = doc
    await ctx.sql`select finance_budget_approve(${id})`
    changesMasters(ctx)
    ctx.numberLast({ companyId, document: 'budget_revision', date: documentDate }, async (number) => {
      await ctx.sql`update budget_revision set number = ${number} where tenant_id = ${ctx.tenantId} and id = ${id}`
      const document = { document: 'budget_revision', documentId: id, companyId }
      ctx.emit('finance.budget_revision.approved', { ...document, payload: { number, kind, budgetId: doc.budgetId } })
    })
    return { id, version: doc.version + 1 }
  },
})

/** What of a budget is unused, as the lines of a carry-forward: out of the old year, into the first month of the new one. */
export const proposeCarryForward = query({
  name: 'finance.proposeCarryForward',
  permission: 'finance.budget.read',
  input: proposeCarryInput,
  output: carryProposal,
  handler: async (ctx, { budgetId, targetBudgetId, commitments }) => {
    const { budget, rows } = await reportRows(ctx, { budgetId })
    const frames = await planFrames(ctx, budget.companyId, [targetBudgetId])
    const count = frames.get(targetBudgetId)?.months.length ?? 0
    const lines = rows.flatMap(({ account, costCenter, project, months }) => {
      const left = unused(months, budget.control, commitments)
      const total = sum(left)
      if (total.isZero()) return []
      const into = Array.from({ length: count }, (_, i) => (i === 0 ? plain(total) : '0'))
      const mix = { account, costCenter, project }
      return [
        { ...mix, budgetId, months: left.map((v) => plain(dec(v).neg())), total: plain(total.neg()) },
        { ...mix, budgetId: targetBudgetId, months: into, total: plain(total) },
      ]
    })
    return { lines, total: plain(sum(lines.filter((l) => l.budgetId === targetBudgetId).map((l) => l.total))) }
  },
})
