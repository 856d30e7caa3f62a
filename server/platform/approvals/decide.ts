import { getTableName } from 'drizzle-orm'
import type { z } from 'zod'
import { decideApprovalInput, decidedApproval } from '@/server/contracts/platform/approval'
import { AppError, conflict, type ErrorParams, forbidden, notFound } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { raiseAlerts } from '../alerts/raise'
import {
  type CommandDefinition,
  command,
  type DocumentTable,
  type DocumentUse,
  type RowOf,
  registry,
} from '../commands/command'
import type { CommandContext } from '../commands/context'
import { type DocumentCall, demandReach, lockDocument, perform, sendBack } from '../commands/on-document'
import { parseInput } from '../commands/parse'
import { Run } from '../commands/run'
import { type Actor, demand } from '../identity/actor'
import { memberActor } from '../identity/member-actor'
import { hashFacts } from '../rules/facts-hash'
import { closeStepAlerts, endInstance, type Instance, lockInstance, noteExecution } from './instance'
import { factsRead, type LiveFlow } from './live-flows'
import { flowFacts } from './match'
import { decidedBy, keepReachable, openSteps } from './steps'

type Doc = RowOf<DocumentTable>
type Use = DocumentUse<DocumentTable, string, string>
type Decided = z.infer<typeof decidedApproval>
type Stopped = { code: string; params: ErrorParams }

/** What an instance is about, with everything locked: the document first, as every command on it does. */
interface Matter {
  readonly instance: Instance
  readonly definition: CommandDefinition
  readonly use: Use
  readonly doc: Doc
}

async function lockMatter(ctx: CommandContext, id: Id): Promise<Matter> {
  const [found] = await ctx.sql<{ command: string; documentId: Id }[]>`
    select command, document_id as "documentId" from approval_instance where tenant_id = ${ctx.tenantId} and id = ${id}`
  const definition = found && registry.get(found.command)
  if (!found || definition?.kind !== 'command' || !definition.document) throw notFound('approval')
  const use = definition.document
  const doc = await lockDocument(ctx, { kind: use.kind }, { id: found.documentId }, undefined)
  const instance = await lockInstance(ctx, id)
  if (!instance) throw notFound('approval')
  return { instance, definition, use, doc }
}

interface Seat {
  stepId: Id
  userId: Id
  name: string
  needed: number
  approvals: number
}

/**
 * The place from which the caller may decide: their own, or that of somebody who is away and named them. Nobody decides twice in one
 * instance, in whosever place, and the requester never.
 */
async function seatOf(ctx: CommandContext, instance: Instance): Promise<Seat> {
  const { sql, tenantId, actor } = ctx
  const decided = await sql<{ actorId: Id; behalfId: Id | null }[]>`
    select actor_id as "actorId", on_behalf_of_id as "behalfId" from approval_decision
    where tenant_id = ${tenantId} and instance_id = ${instance.id}`
  if (decided.some((d) => d.actorId === actor.userId || d.behalfId === actor.userId))
    throw conflict('approval.already_decided')
  const used = decided.flatMap((d) => [d.actorId, d.behalfId ?? d.actorId])
  const [seat] = await sql<Seat[]>`
    select s.id as "stepId", a.user_id as "userId", m.name, s.needed,
           (select count(*)::int from approval_decision d where d.tenant_id = s.tenant_id and d.step_id = s.id) as approvals
    from approval_step s
      join approval_approver a on a.tenant_id = s.tenant_id and a.step_id = s.id
      join membership m on m.tenant_id = a.tenant_id and m.user_id = a.user_id
    where s.tenant_id = ${tenantId} and s.instance_id = ${instance.id} and s.status = 'open' and a.user_id <> all (${used}::uuid[])
      and (a.user_id = ${actor.userId} or exists (
        select 1 from approval_delegation d join company c on c.tenant_id = d.tenant_id and c.id = s.company_id
        where d.tenant_id = a.tenant_id and d.from_user_id = a.user_id and d.to_user_id = ${actor.userId} and d.revoked_at is null
          and (${ctx.now.toISOString()}::timestamptz at time zone c.time_zone)::date between d.from_date and d.to_date))
    order by (a.user_id = ${actor.userId}) desc, s.position limit 1`
  if (!seat) throw new AppError('forbidden', 'approval.not_yours')
  if (actor.userId === instance.requesterId) throw new AppError('forbidden', 'approval.own_request')
  return seat
}

/** Approves or sends back, from the place that the caller has; the last approval carries out what was asked for. */
export const decideApproval = command({
  name: 'control.decideApproval',
  permission: null,
  input: decideApprovalInput,
  output: decidedApproval,
  handler: async (ctx, { id, decision, comment, documentVersion }) => {
    const matter = await lockMatter(ctx, id)
    const { instance, doc } = matter
    if (instance.status !== 'running') throw conflict('approval.not_running', { state: instance.status })
    const seat = await seatOf(ctx, instance)
    if (documentVersion !== undefined && documentVersion !== doc.version)
      throw conflict('common.stale_version', { version: doc.version })
    if (await hasChanged(ctx, matter)) return voidChanged(ctx, matter)
    await storeDecision(ctx, matter, seat, decision, comment)
    if (decision === 'return') return reject(ctx, matter, seat, comment)
    if (seat.approvals + 1 < seat.needed) return continued(ctx, matter)
    ctx.send(ctx.sql`
      update approval_step set status = 'approved', decided_at = ${ctx.now.toISOString()}
      where tenant_id = ${ctx.tenantId} and id = ${seat.stepId}`)
    await closeStepAlerts(ctx, [seat.stepId])
    await openSteps(ctx, instance)
    const [waiting] = await ctx.sql`
      select 1 from approval_step where tenant_id = ${ctx.tenantId} and instance_id = ${id} and status in ('waiting', 'open') limit 1`
    if (waiting) return continued(ctx, matter)
    await endInstance(ctx, id, { status: 'approved' })
    return carryOut(ctx, matter)
  },
})

async function storeDecision(
  ctx: CommandContext,
  { instance, doc, use }: Matter,
  seat: Seat,
  decision: 'approve' | 'return',
  comment: string,
): Promise<void> {
  const { actor } = ctx
  const behalf = seat.userId === actor.userId ? null : seat
  ctx.send(ctx.sql`
    insert into approval_decision (tenant_id, id, company_id, at, instance_id, step_id, decision, actor_id, actor_name, on_behalf_of_id,
                                   on_behalf_of_name, comment, document_version)
    values (${ctx.tenantId}, ${newId()}, ${instance.companyId}, ${ctx.now.toISOString()}, ${instance.id}, ${seat.stepId}, ${decision},
            ${actor.userId}, ${actor.name}, ${behalf?.userId ?? null}, ${behalf?.name ?? null}, ${comment || null}, ${doc.version})`)
  // What is said about a document stands with it: a return with its reason, an approval with its remark.
  if (comment)
    ctx.send(ctx.sql`
      insert into comment (tenant_id, id, company_id, document, document_id, body, mentions, author_id, author_name)
      values (${ctx.tenantId}, ${newId()}, ${instance.companyId}, ${instance.document}, ${instance.documentId}, ${comment}, '{}', ${actor.userId},
              ${actor.name})`)
  ctx.record({
    action: decision === 'approve' ? 'approve_step' : 'return_by_approver',
    document: instance.document,
    documentId: instance.documentId,
    companyId: instance.companyId,
    label: use.kind.label(doc),
    after: { askedBy: instance.requesterName, ...(behalf && { inPlaceOf: behalf.name }), ...(comment && { comment }) },
  })
}

const answer = (
  instance: Instance,
  status: Decided['status'],
  executed = false,
  stopped: Stopped | null = null,
): Decided => ({
  id: instance.id,
  status,
  executed,
  stopped,
  document: instance.document,
  documentId: instance.documentId,
})

async function continued(ctx: CommandContext, { instance }: Matter): Promise<Decided> {
  await keepReachable(ctx, instance)
  return answer(instance, 'running')
}

/** Another version of the document, or other values of what the flow read: what was approved so far no longer stands. */
async function hasChanged(ctx: CommandContext, { instance, definition, use, doc }: Matter): Promise<boolean> {
  if (doc.version !== instance.documentVersion) return true
  const [version] = await ctx.sql<Pick<LiveFlow, 'condition' | 'steps'>[]>`
    select condition, steps from approval_flow_version where tenant_id = ${ctx.tenantId} and id = ${instance.versionId}`
  const read = version ? factsRead(version) : []
  if (read.length === 0) return false
  const requester = await memberActor(ctx, instance.requesterId, instance.scopes)
  if (!requester) return false
  const acting = inNameOf(ctx, requester)
  const subject = await definition.check?.(acting, parseInput(definition.input, instance.input), doc)
  const facts = await flowFacts(acting, use.kind, doc, requester, subject)
  // Roles of the requester may change while it waits; what counts is what they were when it was asked.
  return hashFacts(read, { ...facts, requester_roles: instance.facts.requester_roles ?? null }) !== instance.factsHash
}

function inNameOf(ctx: CommandContext, actor: Actor): CommandContext {
  return ctx instanceof Run ? ctx.inNameOf(actor) : { ...ctx, actor }
}

async function voidChanged(ctx: CommandContext, { instance, use, doc }: Matter): Promise<Decided> {
  await endInstance(ctx, instance.id, { status: 'voided', reason: 'changed' })
  await sendBack(ctx, use, doc, '')
  await tellRequester(ctx, instance, 'approval_voided', {})
  ctx.record({
    action: 'void_approval',
    document: instance.document,
    documentId: instance.documentId,
    companyId: instance.companyId,
    label: instance.label,
    after: { reason: 'changed' },
  })
  return answer(instance, 'voided')
}

async function reject(
  ctx: CommandContext,
  { instance, use, doc }: Matter,
  seat: Seat,
  comment: string,
): Promise<Decided> {
  await ctx.sql`
    update approval_step set status = 'rejected', decided_at = ${ctx.now.toISOString()}
    where tenant_id = ${ctx.tenantId} and id = ${seat.stepId}`
  await endInstance(ctx, instance.id, { status: 'rejected' })
  await sendBack(ctx, use, doc, comment)
  await tellRequester(ctx, instance, 'approval_returned', { by: ctx.actor.name, text: comment.slice(0, 200) })
  return answer(instance, 'rejected')
}

/**
 * The approval is complete: the command that was asked for runs now, in the name of who asked and with the rights that they have now.
 * What keeps it from running (a rule, a closed period, a right that was lost) is noted; the approval stands for this version.
 */
async function carryOut(ctx: CommandContext, matter: Matter): Promise<Decided> {
  const { instance, definition, use, doc } = matter
  if (!(ctx instanceof Run)) throw new Error('an approval is carried out by the runner')
  const done = await ctx.isolated(async (): Promise<{ refusal?: AppError }> => {
    const requester = await memberActor(ctx, instance.requesterId, instance.scopes)
    if (!requester) throw new AppError('forbidden', 'approval.requester_left', { name: instance.requesterName })
    if (requester.companies !== '*' && !requester.companies.includes(instance.companyId))
      throw forbidden('platform.company.read')
    const acting = ctx.inNameOf(requester, await decidedBy(ctx, instance.id))
    if (instance.permission) demandReach(acting, use, doc, demand(requester, instance.permission))
    const input = parseInput(definition.input, instance.input) as { id: Id }
    const call: DocumentCall = { definition, use, input, raw: instance.input }
    const outcome = await perform(acting, call, doc, { instanceId: instance.id })
    return 'refusal' in outcome ? { refusal: outcome.refusal } : {}
  }, definition.constraints)
  const refusal = done instanceof AppError ? done : done.refusal
  if (!refusal) {
    await tellRequester(ctx, instance, 'approval_done', {})
    return answer(instance, 'approved', true)
  }
  const stopped = { code: refusal.code, params: refusal.params }
  const [row] = await ctx.sql<{ version: number }[]>`
    select version from ${ctx.sql(getTableName(use.kind.table))} where tenant_id = ${ctx.tenantId} and id = ${doc.id}`
  await noteExecution(ctx, instance.id, { documentVersion: row?.version ?? doc.version, stopped })
  await tellRequester(ctx, instance, 'approval_stopped', { code: refusal.code })
  return answer(instance, 'approved', false, stopped)
}

type Told = 'approval_done' | 'approval_returned' | 'approval_stopped' | 'approval_voided'

async function tellRequester(
  ctx: CommandContext,
  instance: Instance,
  messageKey: Told,
  params: Record<string, string>,
): Promise<void> {
  await raiseAlerts(ctx, [
    {
      kind: messageKey.replace('_', '.'),
      severity: messageKey === 'approval_done' ? 'info' : 'warning',
      messageKey,
      params: { subject: instance.label ?? '', ...params },
      companyId: instance.companyId,
      document: instance.document,
      documentId: instance.documentId,
      audience: { userId: instance.requesterId },
      dedupeKey: `approval_end:${instance.id}`,
    },
  ])
}
