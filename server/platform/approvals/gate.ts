import type { ApprovalNeeded } from '@/server/contracts/platform/approval'
import { AppError, conflict } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import type { DecimalString } from '@/server/kernel/money'
import { canTransit } from '@/server/kernel/state-machine'
import {
  type CommandDefinition,
  type DocumentKind,
  type DocumentTable,
  type DocumentUse,
  documentCommandOf,
  type RowOf,
} from '../commands/command'
import type { CommandContext, QueryContext } from '../commands/context'
import { parseInput } from '../commands/parse'
import type { Facts, RuleSubject } from '../rules/subject'
import { type Asking, type Instance, pendingOf, startInstance, voidRunning } from './instance'
import { type KnownFlows, knownFlows, type LiveFlow } from './live-flows'
import { companyOfFlow, flowFacts, matchFlow } from './match'
import { seatsOf } from './seats'

type Use = DocumentUse<DocumentTable, string, string>
type Doc = RowOf<DocumentTable>

/** What the gate says of a transition: nobody has to be asked; it was approved and may run; it waits for approval. */
export type Gate =
  | { readonly kind: 'open' }
  | { readonly kind: 'passed'; readonly instanceId: Id }
  | { readonly kind: 'waiting'; readonly instance: Instance }
  | { readonly kind: 'ask'; readonly asking: Omit<Asking, 'documentVersion'> }

export interface GateRequest {
  readonly definition: CommandDefinition
  readonly use: Use
  /** The input as it was given: it is what the last approval runs. */
  readonly raw: unknown
  readonly doc: Doc
  readonly subject: RuleSubject | undefined
}

const OPEN: Gate = { kind: 'open' }

/** The moves by which a kind of document is put before approvers and sent back by them. */
export const parking = ({ machine, approval }: DocumentKind<DocumentTable, string, string>) => ({
  park: approval?.park ?? ('submit' in machine.transitions ? 'submit' : null),
  back: approval?.back ?? ('return' in machine.transitions ? 'return' : null),
})

/** Whether a transition of a locked document needs approval now. Costs a look-up in a map where the document never had a flow. */
export async function approvalGate(ctx: CommandContext, request: GateRequest): Promise<Gate> {
  const { transition, kind } = request.use
  if (!transition) return OPEN
  const flows = await knownFlows(ctx)
  if (!flows.documents.has(kind.type)) return OPEN
  const { doc, definition } = request
  const pending = await pendingOf(ctx, doc.id)
  const running = pending.find((p) => p.status === 'running')
  if (running?.transition === transition) {
    if (running.documentVersion === doc.version) return { kind: 'waiting', instance: running }
    await voidRunning(ctx, doc.id, 'changed')
  }
  if (!flows.live.some((flow) => flow.document === kind.type && flow.transition === transition)) return OPEN
  const facts = await flowFacts(ctx, kind, doc, ctx.actor, request.subject)
  const flow = matchFlow(of(flows, kind.type), transition, facts)
  if (!flow) return OPEN
  const passed = pending.find(
    (p) => p.status === 'approved' && p.transition === transition && p.documentVersion === doc.version,
  )
  if (passed && !(await hasDecided(ctx, passed.id))) return { kind: 'passed', instanceId: passed.id }
  const input = withoutVersion(request.raw)
  return {
    kind: 'ask',
    asking: { ...asked(kind, doc, flow), facts, command: definition.name, input, permission: definition.permission },
  }
}

const of = (flows: KnownFlows, document: string): readonly LiveFlow[] =>
  flows.live.filter((f) => f.document === document)

const asked = (kind: DocumentKind<DocumentTable, string, string>, doc: Doc, flow: LiveFlow) => ({
  flow,
  document: kind.type,
  documentId: doc.id,
  companyId: doc.companyId,
  label: kind.label(doc) ?? describing(doc),
  transition: flow.transition,
})

/** What a draft without a number is known by. */
function describing(doc: Doc): string | null {
  const row = doc as Record<string, unknown>
  const text = [row.description, row.reason, row.reference].find((v) => typeof v === 'string' && v !== '')
  return typeof text === 'string' ? text.slice(0, 80) : null
}

/** By then the document has another version: it is checked by the instance itself. */
function withoutVersion(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null) return raw
  const { version: _, ...rest } = raw as Record<string, unknown>
  return rest
}

/** Who approved does not also carry it out in their own name. */
async function hasDecided({ sql, tenantId, actor }: QueryContext, instanceId: Id): Promise<boolean> {
  const rows = await sql`
    select 1 from approval_decision where tenant_id = ${tenantId} and instance_id = ${instanceId}
      and ${actor.userId}::uuid in (actor_id, on_behalf_of_id) limit 1`
  return rows.length > 0
}

/**
 * A document that was just submitted by hand: the flow on the transition that comes next begins in the name of who submitted.
 * The document is not changed by it.
 */
export async function askAfterSubmit(
  ctx: CommandContext,
  use: Use,
  doc: Doc,
  permission: string | null,
): Promise<void> {
  const { kind, transition } = use
  if (!transition || transition !== parking(kind).park) return
  const flows = of(await knownFlows(ctx), kind.type).filter(
    (flow) => flow.transition !== transition && canTransit(kind.machine, doc.status, flow.transition),
  )
  for (const next of new Set(flows.map((flow) => flow.transition))) {
    const definition = documentCommandOf(kind.type, next)
    if (!definition) continue
    const input = { id: doc.id }
    const parsed = parseInput(definition.input, input)
    const facts = await flowFacts(ctx, kind, doc, ctx.actor, await definition.check?.(ctx, parsed, doc))
    const flow = matchFlow(flows, next, facts)
    if (!flow) continue
    const asking = { ...asked(kind, doc, flow), facts, input, permission, documentVersion: doc.version }
    await startInstance(ctx, { ...asking, command: definition.name })
    return
  }
}

/**
 * For a command that makes a document and takes it through a transition in one step: where a flow would ask for approval of that
 * transition there is no such shortcut (`approval.by_steps`): save a draft and let it be sent for approval. A fact that is not
 * given here counts as one that asks.
 */
export async function refuseShortcut(
  ctx: CommandContext,
  step: { document: string; transition: string; companyId: Id; amount: DecimalString | null; facts?: Facts },
): Promise<void> {
  const flows = await knownFlows(ctx)
  if (!flows.live.some((flow) => flow.document === step.document && flow.transition === step.transition)) return
  const facts: Facts = {
    amount: step.amount,
    ...(await companyOfFlow(ctx, step.companyId)),
    requester_id: ctx.actor.userId,
    requester_roles: ctx.actor.roles,
    ...step.facts,
  }
  if (matchFlow(of(flows, step.document), step.transition, facts)) throw conflict('approval.by_steps')
}

/** What a change of a document does to an approval that runs on it. Costs a look-up in a map where the document never had a flow. */
export async function documentChanged(ctx: CommandContext, use: Use, documentId: Id): Promise<void> {
  const { documents } = await knownFlows(ctx)
  if (documents.has(use.kind.type)) await voidRunning(ctx, documentId, use.transition ?? 'changed')
}

/** The answer to a command that waits for approval: nothing is wrong, the document was sent to those who decide. */
export function approvalNeeded(details: ApprovalNeeded): AppError {
  const approvers = details.approvers.join(', ')
  return new AppError('approval_needed', 'common.approval_needed', { approvers }, [], details)
}

/** How a running instance is told to who asks again. */
export async function stillWaiting(ctx: QueryContext, instance: Instance, doc: Doc): Promise<AppError> {
  const { sql, tenantId } = ctx
  const seats = seatsOf(ctx, [instance.id])
  const [row] = await sql<{ code: string; en: string; zh: string; approvers: string[] }[]>`
    select f.code, f.name_en as en, f.name_zh as zh, array(
             select distinct m.name from approval_step s
               join approval_approver a on a.tenant_id = s.tenant_id and a.step_id = s.id
               join membership m on m.tenant_id = a.tenant_id and m.user_id = a.user_id
              where s.tenant_id = f.tenant_id and s.instance_id = ${instance.id} and s.status = 'open' order by m.name) as approvers
    from approval_flow f where f.tenant_id = ${tenantId} and f.id = ${instance.flowId}`
  return approvalNeeded({
    instanceId: instance.id,
    flow: { code: row?.code ?? '', en: row?.en ?? '', zh: row?.zh ?? '' },
    status: doc.status,
    version: doc.version,
    approvers: row?.approvers ?? [],
    mayDecide: (await seats).has(instance.id),
  })
}
