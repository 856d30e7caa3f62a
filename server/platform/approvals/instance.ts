import type { Fragment } from 'postgres'
import type { ApprovalStepContent, ApproverSource, EscalationTarget } from '@/server/contracts/platform/approval'
import type { ErrorParams } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import type { CommandContext, QueryContext } from '../commands/context'
import { hashFacts } from '../rules/facts-hash'
import type { Facts } from '../rules/subject'
import { factsRead, type LiveFlow } from './live-flows'
import { amountOf, stepApplies } from './match'
import { openNext, type StepRow } from './steps'

export interface Instance {
  readonly id: Id
  readonly companyId: Id
  readonly flowId: Id
  readonly versionId: Id
  readonly document: string
  readonly documentId: Id
  readonly label: string | null
  readonly transition: string
  readonly command: string
  readonly input: unknown
  readonly permission: string | null
  readonly requesterId: Id
  readonly requesterName: string
  readonly scopes: string[] | null
  readonly facts: Facts
  readonly factsHash: string
  readonly documentVersion: number
  readonly status: 'running' | 'approved' | 'rejected' | 'voided'
}

const columns = ({ sql }: QueryContext) => sql`
  id, company_id as "companyId", flow_id as "flowId", version_id as "versionId", document, document_id as "documentId", label, transition,
  command, input, permission, requester_id as "requesterId", requester_name as "requesterName", scopes, facts, facts_hash as "factsHash",
  document_version as "documentVersion", status`

/** What runs on a document, and what was approved but could not be carried out. The document's row is locked by the caller. */
export async function pendingOf(ctx: QueryContext, documentId: Id): Promise<Instance[]> {
  return ctx.sql<Instance[]>`
    select ${columns(ctx)} from approval_instance
    where tenant_id = ${ctx.tenantId} and document_id = ${documentId}
      and (status = 'running' or (status = 'approved' and executed_at is null))
    order by id desc limit 5`
}

/** An instance for a decision; its document's row has to be locked first. */
export async function lockInstance(ctx: CommandContext, id: Id): Promise<Instance | undefined> {
  const [row] = await ctx.sql<Instance[]>`
    select ${columns(ctx)} from approval_instance where tenant_id = ${ctx.tenantId} and id = ${id} for update`
  return row
}

export interface Asking {
  readonly flow: LiveFlow
  readonly document: string
  readonly documentId: Id
  readonly companyId: Id
  readonly label: string | null
  readonly transition: string
  readonly command: string
  readonly input: unknown
  readonly permission: string | null
  readonly documentVersion: number
  readonly facts: Facts
}

/** Begins an approval in the name of the actor: the steps that apply at this amount, the first of them open. Returns who is asked first. */
export async function startInstance(ctx: CommandContext, asking: Asking): Promise<{ id: Id; approvers: string[] }> {
  const { sql, tenantId, actor } = ctx
  const { flow, facts } = asking
  const id = newId()
  const read = factsRead(flow)
  const stored = Object.fromEntries(Object.entries(facts).filter(([name]) => name !== 'today'))
  ctx.send(sql`
    insert into approval_instance (tenant_id, id, company_id, flow_id, version_id, document, document_id, label, transition, command, input,
      permission, requester_id, requester_name, scopes, amount, facts, facts_hash, document_version, status, started_at)
    values (${tenantId}, ${id}, ${asking.companyId}, ${flow.flowId}, ${flow.versionId}, ${asking.document}, ${asking.documentId},
      ${asking.label}, ${asking.transition}, ${asking.command}, ${JSON.stringify(asking.input)}::text::jsonb, ${asking.permission},
      ${actor.userId}, ${actor.name}, ${actor.kind === 'token' ? [...actor.grants.keys()] : null}::text[], ${amountOf(facts)}::numeric,
      ${JSON.stringify(stored)}::text::jsonb, ${hashFacts(read, facts)}, ${asking.documentVersion}, 'running', ${ctx.now.toISOString()})`)
  const steps = insertSteps(ctx, id, asking)
  const request = { ...asking, id, requesterId: actor.userId, requesterName: actor.name }
  const approvers = await openNext(ctx, request, steps, [])
  ctx.record({
    action: 'ask_approval',
    document: asking.document,
    documentId: asking.documentId,
    companyId: asking.companyId,
    label: asking.label,
    after: { flow: flow.code, flowVersion: flow.number, transition: asking.transition },
  })
  return { id, approvers }
}

/** Returns the steps as they are stored, in their order. */
function insertSteps(ctx: CommandContext, instanceId: Id, { flow, facts, companyId }: Asking): StepRow[] {
  const order = (s: ApprovalStepContent) => s.stage * 100 + s.branch
  const rows = [...flow.steps]
    .sort((a, b) => order(a) - order(b))
    .map((step, i) => ({
      id: newId(),
      position: i + 1,
      stage: step.stage,
      branch: step.branch,
      name_en: step.nameEn,
      name_zh: step.nameZh,
      approvers: step.approvers satisfies ApproverSource,
      needed: step.needed === 'all' ? null : step.needed,
      status: stepApplies(step, amountOf(facts)) ? 'waiting' : 'skipped',
      remind_hours: step.remindAfterHours,
      escalate_hours: step.escalateAfterHours,
      escalate_to: step.escalateTo satisfies EscalationTarget | null,
    }))
  ctx.send(ctx.sql`
    insert into approval_step (tenant_id, id, company_id, instance_id, position, stage, branch, name_en, name_zh, approvers, needed, status,
                               remind_hours, escalate_hours, escalate_to)
    select ${ctx.tenantId}, r.id, ${companyId}, ${instanceId}, r.position, r.stage, r.branch, r.name_en, r.name_zh, r.approvers, r.needed, r.status,
           r.remind_hours, r.escalate_hours, nullif(r.escalate_to, 'null'::jsonb)
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r(id uuid, position int, stage int, branch int, name_en text, name_zh text,
      approvers jsonb, needed int, status text, remind_hours int, escalate_hours int, escalate_to jsonb)`)
  return rows.map(({ name_en: nameEn, name_zh: nameZh, ...row }) => ({ ...row, nameEn, nameZh }))
}

/** Ends what still waits in an instance: steps are closed, nobody is asked any more. */
export async function endInstance(
  ctx: CommandContext,
  id: Id,
  end: { status: 'approved' | 'rejected' | 'voided'; reason?: string },
): Promise<void> {
  ctx.send(ctx.sql`
    with ended as (
      update approval_instance set status = ${end.status}, ended_at = ${ctx.now.toISOString()}, end_reason = ${end.reason ?? null}
      where tenant_id = ${ctx.tenantId} and id = ${id})
    update approval_step set status = 'closed' where tenant_id = ${ctx.tenantId} and instance_id = ${id} and status in ('waiting', 'open')`)
  await closeAlertsOf(
    ctx,
    ctx.sql`i.tenant_id = ${ctx.tenantId} and i.id = ${id}`,
    ctx.sql`x.dedupe_key = 'approval_nobody:' || i.id or exists (select from approval_step s
      where s.tenant_id = i.tenant_id and s.instance_id = i.id and x.dedupe_key like 'approval:' || s.id || ':%')`,
  )
}

/** Nobody has to look at these steps any more. */
export const closeStepAlerts = (ctx: CommandContext, stepIds: readonly Id[]): Promise<void> =>
  closeAlertsOf(
    ctx,
    ctx.sql`i.tenant_id = ${ctx.tenantId} and i.id in (
      select instance_id from approval_step where tenant_id = ${ctx.tenantId} and id = any (${[...stepIds]}::uuid[]))`,
    ctx.sql`exists (select from unnest(${[...stepIds]}::uuid[]) s(id) where x.dedupe_key like 'approval:' || s.id || ':%')`,
  )

/** Closes alerts on the documents of instances. Those of a document are few: they are found by it, and only then looked at. */
async function closeAlertsOf(ctx: CommandContext, which: Fragment, matter: Fragment): Promise<void> {
  const closed = await ctx.sql<{ id: Id }[]>`
    update alert set state = 'done', done_at = now(), updated_at = now(), done_by = ${ctx.actor.userId}
    where tenant_id = ${ctx.tenantId} and state <> 'done' and id = any (array(
      select x.id from approval_instance i
        cross join lateral (select * from alert a where a.tenant_id = i.tenant_id and a.document_id = i.document_id offset 0) x
       where ${which} and x.state <> 'done' and (${matter})))
    returning id`
  for (const { id } of closed) ctx.announce('alert', { id })
}

/** Notes that the approved command has run, or what kept it from running, and the version at which the document then stands. */
export async function noteExecution(
  ctx: CommandContext,
  id: Id,
  outcome: { documentVersion: number; stopped?: { code: string; params: ErrorParams } },
): Promise<void> {
  ctx.send(ctx.sql`
    update approval_instance set document_version = ${outcome.documentVersion},
      executed_at = ${outcome.stopped ? null : ctx.now.toISOString()}, stopped_code = ${outcome.stopped?.code ?? null},
      stopped_params = ${outcome.stopped ? JSON.stringify(outcome.stopped.params) : null}::text::jsonb
    where tenant_id = ${ctx.tenantId} and id = ${id}`)
}

/** What runs on a document that is being changed no longer stands: who asked is told by the trail, who was asked is left in peace. */
export async function voidRunning(ctx: CommandContext, documentId: Id, reason: string): Promise<void> {
  const running = await ctx.sql<{ id: Id; companyId: Id; document: string; label: string | null }[]>`
    select id, company_id as "companyId", document, label from approval_instance
    where tenant_id = ${ctx.tenantId} and document_id = ${documentId} and status = 'running' for update`
  for (const { id, ...of } of running) {
    await endInstance(ctx, id, { status: 'voided', reason })
    ctx.record({ ...of, action: 'void_approval', documentId, after: { reason } })
  }
}
