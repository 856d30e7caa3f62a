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
import { keepReachable, openSteps } from './steps'

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
  readonly state: State
  /** Who asked, with the rights that they have now; undefined when they have left. */
  readonly requester: Actor | undefined
}

/** How far an instance is, and the open seats that the caller may decide from: the own one first. */
interface State {
  readonly decided: readonly { actorId: Id; behalfId: Id | null }[]
  readonly steps: readonly { id: Id; status: string }[]
  readonly seats: readonly Seat[]
  readonly version: Pick<LiveFlow, 'condition' | 'steps'> | null
}

interface Seat {
  readonly stepId: Id
  readonly userId: Id
  readonly name: string
  readonly needed: number
  readonly approvals: number
}

interface Found {
  readonly command: string
  readonly documentId: Id
  readonly requesterId: Id
  readonly scopes: string[] | null
}

async function lockMatter(ctx: CommandContext, id: Id): Promise<Matter> {
  const [found] = await ctx.sql<Found[]>`
    select command, document_id as "documentId", requester_id as "requesterId", scopes from approval_instance
    where tenant_id = ${ctx.tenantId} and id = ${id}`
  const definition = found && registry.get(found.command)
  if (!found || definition?.kind !== 'command' || !definition.document) throw notFound('approval')
  const use = definition.document
  // All in one flight, in the order of the connection: what is read behind a lock sees what was committed before it.
  const [doc, instance, state, requester] = await Promise.all([
    lockDocument(ctx, { kind: use.kind }, { id: found.documentId }, undefined),
    lockInstance(ctx, id),
    stateOf(ctx, id),
    memberActor(ctx, found.requesterId, found.scopes),
  ])
  if (!instance || !state) throw notFound('approval')
  return { instance, definition, use, doc, state, requester }
}

async function stateOf({ sql, tenantId, actor, now }: CommandContext, id: Id): Promise<State | undefined> {
  const [row] = await sql<State[]>`
    select coalesce((select json_agg(json_build_object('actorId', d.actor_id, 'behalfId', d.on_behalf_of_id))
        from approval_decision d where d.tenant_id = i.tenant_id and d.instance_id = i.id), '[]') as decided,
      coalesce((select json_agg(json_build_object('id', s.id, 'status', s.status) order by s.position)
        from approval_step s where s.tenant_id = i.tenant_id and s.instance_id = i.id), '[]') as steps,
      coalesce((select json_agg(json_build_object('stepId', s.id, 'userId', a.user_id, 'name', m.name, 'needed', s.needed,
            'approvals', (select count(*) from approval_decision d
              where d.tenant_id = s.tenant_id and d.instance_id = s.instance_id and d.step_id = s.id))
          order by (a.user_id = ${actor.userId}) desc, s.position)
        from (select * from approval_step s where s.tenant_id = i.tenant_id and s.instance_id = i.id offset 0) s
          join approval_approver a on a.tenant_id = s.tenant_id and a.step_id = s.id
          join membership m on m.tenant_id = a.tenant_id and m.user_id = a.user_id
        where s.status = 'open' and (a.user_id = ${actor.userId} or exists (
          select 1 from approval_delegation d join company c on c.tenant_id = d.tenant_id and c.id = s.company_id
          where d.tenant_id = a.tenant_id and d.from_user_id = a.user_id and d.to_user_id = ${actor.userId} and d.revoked_at is null
            and (${now.toISOString()}::timestamptz at time zone c.time_zone)::date between d.from_date and d.to_date))), '[]') as seats,
      (select json_build_object('condition', v.condition, 'steps', v.steps) from approval_flow_version v
        where v.tenant_id = i.tenant_id and v.id = i.version_id) as version
    from approval_instance i where i.tenant_id = ${tenantId} and i.id = ${id}`
  return row
}

/**
 * The place from which the caller may decide: their own, or that of somebody who is away and named them. Nobody decides twice in one
 * instance, in whosever place, and the requester never.
 */
function seatOf({ actor }: CommandContext, { instance, state }: Matter): Seat {
  const { decided, seats } = state
  if (decided.some((d) => d.actorId === actor.userId || d.behalfId === actor.userId))
    throw conflict('approval.already_decided')
  const used = new Set(decided.flatMap((d) => [d.actorId, d.behalfId ?? d.actorId]))
  const seat = seats.find((s) => !used.has(s.userId))
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
    const seat = seatOf(ctx, matter)
    if (documentVersion !== undefined && documentVersion !== doc.version)
      throw conflict('common.stale_version', { version: doc.version })
    if (await hasChanged(ctx, matter)) return voidChanged(ctx, matter)
    await storeDecision(ctx, matter, seat, decision, comment)
    if (decision === 'return') return reject(ctx, matter, seat, comment)
    if (seat.approvals + 1 < seat.needed) return continued(ctx, matter)
    ctx.send(ctx.sql`
      update approval_step set status = 'approved', decided_at = ${ctx.now.toISOString()}
      where tenant_id = ${ctx.tenantId} and id = ${seat.stepId}`)
    if (matter.state.steps.some((s) => s.id !== seat.stepId && (s.status === 'waiting' || s.status === 'open'))) {
      await closeStepAlerts(ctx, [seat.stepId])
      await openSteps(ctx, instance)
      return continued(ctx, matter)
    }
    await endInstance(ctx, id, { status: 'approved' })
    return carryOut(ctx, matter, seat)
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
async function hasChanged(ctx: CommandContext, matter: Matter): Promise<boolean> {
  const { instance, definition, use, doc, state, requester } = matter
  if (doc.version !== instance.documentVersion) return true
  const read = state.version ? factsRead(state.version) : []
  if (read.length === 0 || !requester) return false
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
async function carryOut(ctx: CommandContext, matter: Matter, seat: Seat): Promise<Decided> {
  const { instance, definition, use, doc, state, requester } = matter
  if (!(ctx instanceof Run)) throw new Error('an approval is carried out by the runner')
  const decisions = [...state.decided, { actorId: ctx.actor.userId, behalfId: seat.userId }]
  const approvers = [...new Set(decisions.flatMap((d) => [d.actorId, d.behalfId ?? d.actorId]))]
  const done = await ctx.isolated(async (): Promise<{ refusal?: AppError }> => {
    if (!requester) throw new AppError('forbidden', 'approval.requester_left', { name: instance.requesterName })
    if (requester.companies !== '*' && !requester.companies.includes(instance.companyId))
      throw forbidden('platform.company.read')
    const acting = ctx.inNameOf(requester, approvers)
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
