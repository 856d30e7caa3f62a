import { desc, eq, sql as raw } from 'drizzle-orm'
import { z } from 'zod'
import { type ApprovalTrial, approvalTrial, tryApprovalFlowInput } from '@/server/contracts/platform/approval'
import { AppError, notFound, validation } from '@/server/kernel/errors'
import { type Id, isId } from '@/server/kernel/ids'
import { command, type DocumentTable, documentCommandOf, query, type RowOf } from '../commands/command'
import type { CommandContext } from '../commands/context'
import { parseInput } from '../commands/parse'
import { Run } from '../commands/run'
import type { Actor } from '../identity/actor'
import { memberActor } from '../identity/member-actor'
import { checkCondition } from '../rules/expression'
import type { Facts, RuleSubject } from '../rules/subject'
import { ofTenant } from '../tenancy/transaction'
import { factsOfFlow, gatherFacts, kindOf, knownFlows } from './live-flows'
import { amountOf, flowFacts, holds, matchFlow, stepApplies } from './match'
import { administrators, candidates } from './people'
import { namedFacts } from './preview'

/** Real documents that a flow can be tried on, the latest first. */
export const approvalTrialDocuments = query({
  name: 'control.listApprovalTrialDocuments',
  permission: 'control.approval_flow.read',
  input: z.strictObject({ document: z.string().max(60), search: z.string().max(100).default('') }),
  output: z.array(z.object({ id: z.string(), label: z.string(), status: z.string() })),
  handler: async (ctx, { document, search }) => {
    const kind = kindOf(document)
    if (!kind) return []
    const { table } = kind
    const rows = (await ctx.tx
      .select()
      .from(table)
      .where(ofTenant(ctx, table))
      .orderBy(desc(table.id))
      .limit(300)) as RowOf<DocumentTable>[]
    const wanted = search.trim().toLowerCase()
    return rows
      .map((row) => ({ id: row.id, label: kind.label(row) ?? row.id.slice(-6), status: row.status }))
      .filter((row) => row.label.toLowerCase().includes(wanted))
      .slice(0, 30)
  },
})

/**
 * Who would have to approve a real document by a flow that is being written, and why. A command only because checks may lock what they
 * read; nothing is written.
 */
export const tryApprovalFlow = command({
  name: 'control.tryApprovalFlow',
  permission: 'control.approval_flow.read',
  input: tryApprovalFlowInput,
  output: approvalTrial,
  handler: async (ctx, { document, transition, documentId, content }): Promise<ApprovalTrial> => {
    const definition = documentCommandOf(document, transition)
    const kind = definition?.document?.kind
    if (!definition || !kind) throw validation('approval.unknown_transition', 'transition', { document, transition })
    if (content.condition) checkCondition(content.condition, factsOfFlow(document), [])
    const { table } = kind
    const [doc] = (await ctx.tx
      .select()
      .from(table)
      .where(raw`${ofTenant(ctx, table)} and ${eq(table.id, documentId)}`)) as RowOf<DocumentTable>[]
    if (!doc) throw notFound(document)
    const author = doc.createdBy && isId(doc.createdBy) ? await memberActor(ctx, doc.createdBy) : undefined
    const requester = author ?? ctx.actor
    const acting = ctx instanceof Run ? ctx.inNameOf(requester) : ctx
    const facts = await flowFacts(ctx, kind, doc, requester, await subjectOf(gatherFacts(acting), definition, doc))
    const { live } = await knownFlows(ctx)
    const won = matchFlow(
      live.filter((flow) => flow.document === document),
      transition,
      facts,
    )
    return {
      holds: holds(document, content.condition, facts),
      requester: requester.name,
      facts: namedFacts(document, facts),
      steps: await stepsOf(ctx, content.steps, doc, kind.type, requester, facts),
      inForce: won ? { code: won.code, name: { en: won.nameEn, zh: won.nameZh } } : null,
    }
  },
})

/** A document that has gone beyond the transition may no longer have its facts: it is tried on what is known of every document. */
async function subjectOf(
  ctx: CommandContext,
  definition: NonNullable<ReturnType<typeof documentCommandOf>>,
  doc: RowOf<DocumentTable>,
): Promise<RuleSubject | undefined> {
  try {
    return await definition.check?.(ctx, parseInput(definition.input, { id: doc.id }), doc)
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}

async function stepsOf(
  ctx: CommandContext,
  steps: z.infer<typeof tryApprovalFlowInput>['content']['steps'],
  doc: RowOf<DocumentTable>,
  document: string,
  requester: Actor,
  facts: Facts,
): Promise<ApprovalTrial['steps']> {
  const found: ApprovalTrial['steps'] = []
  const request = { document, documentId: doc.id, companyId: doc.companyId, requesterId: requester.userId, facts }
  for (const step of steps) {
    const applies = stepApplies(step, amountOf(facts))
    const own = applies ? await candidates(ctx, step.approvers, request, [requester.userId]) : []
    const needed = step.needed === 'all' ? Math.max(own.length, 1) : step.needed
    const fallback = applies && own.length < needed
    const without: Id[] = [requester.userId, ...own.map((c) => c.userId)]
    const others = fallback ? await administrators(ctx, doc.companyId, without) : []
    found.push({
      name: { en: step.nameEn, zh: step.nameZh },
      stage: step.stage,
      branch: step.branch,
      applies,
      needed,
      approvers: [...own, ...others].map((c) => c.name),
      fallback,
    })
  }
  return found
}
