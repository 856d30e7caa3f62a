import type { ApproverSource } from '@/server/contracts/platform/approval'
import { type Id, newId } from '@/server/kernel/ids'
import { type AlertDraft, raiseAlerts } from '../alerts/raise'
import type { CommandContext } from '../commands/context'
import type { Facts } from '../rules/subject'
import { administrators, type Candidate, candidates } from './people'

/** The running request that steps belong to. */
export interface Request {
  readonly id: Id
  readonly companyId: Id
  readonly document: string
  readonly documentId: Id
  readonly label: string | null
  readonly requesterId: Id
  readonly requesterName: string
  readonly facts: Facts
}

export interface StepRow {
  id: Id
  stage: number
  branch: number
  status: string
  nameEn: string
  nameZh: string
  approvers: ApproverSource
  needed: number | null
}

/** The people whose word counts already in this instance, and in whose place: none of them decides again. */
export async function decidedBy(ctx: CommandContext, instanceId: Id): Promise<Id[]> {
  const rows = await ctx.sql<{ userId: Id }[]>`
    select unnest(array_remove(array[actor_id, on_behalf_of_id], null)) as "userId" from approval_decision
    where tenant_id = ${ctx.tenantId} and instance_id = ${instanceId}`
  return rows.map((row) => row.userId)
}

/**
 * Opens every step whose turn has come: the stages before are done, and in its branch the steps before. Returns the names of those
 * who are asked now. A step that too few can approve fails closed: it goes to the administrators as well, with an alert.
 */
export async function openSteps(ctx: CommandContext, request: Request): Promise<string[]> {
  const steps = await ctx.sql<StepRow[]>`
    select id, stage, branch, status, name_en as "nameEn", name_zh as "nameZh", approvers, needed from approval_step
    where tenant_id = ${ctx.tenantId} and instance_id = ${request.id} order by position`
  return openNext(ctx, request, steps, await decidedBy(ctx, request.id))
}

/** As `openSteps`, of steps in their order. `decided`: people whose word counts already. */
export async function openNext(
  ctx: CommandContext,
  request: Request,
  steps: readonly StepRow[],
  decided: readonly Id[],
): Promise<string[]> {
  const pending = steps.filter((s) => s.status === 'waiting' || s.status === 'open')
  const stage = pending[0]?.stage
  const begun = new Set<number>()
  const names: string[] = []
  for (const step of pending) {
    if (step.stage !== stage || begun.has(step.branch)) continue
    begun.add(step.branch)
    if (step.status === 'waiting') names.push(...(await openStep(ctx, request, step, decided)))
  }
  return names
}

async function openStep(
  ctx: CommandContext,
  request: Request,
  step: StepRow,
  decided: readonly Id[],
): Promise<string[]> {
  const without = [request.requesterId, ...decided]
  const found = await candidates(ctx, step.approvers, request, without)
  const needed = step.needed ?? Math.max(found.length, 1)
  const short = found.length < needed
  const now = ctx.now.toISOString()
  ctx.send(ctx.sql`
    update approval_step set status = 'open', opened_at = ${now}, needed = ${needed}, fallback = ${short},
      remind_at = ${now}::timestamptz + remind_hours * interval '1 hour',
      escalate_at = ${now}::timestamptz + escalate_hours * interval '1 hour'
    where tenant_id = ${ctx.tenantId} and id = ${step.id}`)
  const others = short
    ? await takeToAdministrators(ctx, request, step, [...without, ...found.map((c) => c.userId)])
    : []
  await ask(ctx, request, step, [...found, ...others])
  return [...found, ...others].map((c) => c.name)
}

/** Nobody, or too few, can approve the step: the administrators can, and are told why. */
async function takeToAdministrators(
  ctx: CommandContext,
  request: Request,
  step: Pick<StepRow, 'nameEn' | 'nameZh'>,
  without: readonly Id[],
): Promise<Candidate[]> {
  await raiseAlerts(ctx, [
    {
      ...about(request),
      kind: 'approval.nobody',
      severity: 'warning',
      messageKey: 'approval_nobody',
      params: { ...words(request), step: step.nameEn, en: step.nameEn, zh: step.nameZh },
      audience: { permission: 'control.approval_flow.update' },
      dedupeKey: `approval_nobody:${request.id}`,
    },
  ])
  return administrators(ctx, request.companyId, without)
}

/** Puts people on a step and tells each that it is their turn, and who decides in the place of those who are away. */
export async function ask(
  ctx: CommandContext,
  request: Request,
  step: Pick<StepRow, 'id' | 'nameEn' | 'nameZh'>,
  people: readonly Candidate[],
): Promise<void> {
  if (people.length === 0) return
  const rows = people.map(({ userId, via }) => ({ id: newId(), user_id: userId, via }))
  ctx.send(ctx.sql`
    insert into approval_approver (tenant_id, id, company_id, instance_id, step_id, user_id, via)
    select ${ctx.tenantId}, r.id, ${request.companyId}, ${request.id}, ${step.id}, r.user_id, r.via
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r(id uuid, user_id uuid, via text)
    on conflict (tenant_id, step_id, user_id) do nothing`)
  await tell(
    ctx,
    request,
    step,
    people.map((p) => p.userId),
    'approval_turn',
  )
}

/** Tells approvers of a step, and those who stand in for them today. */
export async function tell(
  ctx: CommandContext,
  request: Request,
  step: Pick<StepRow, 'id' | 'nameEn' | 'nameZh'>,
  userIds: readonly Id[],
  messageKey: 'approval_turn' | 'approval_reminder' | 'approval_escalated',
): Promise<void> {
  const standIns = await ctx.sql<{ seat: Id; userId: Id }[]>`
    select d.from_user_id as seat, d.to_user_id as "userId" from approval_delegation d
      join company c on c.tenant_id = d.tenant_id and c.id = ${request.companyId}
     where d.tenant_id = ${ctx.tenantId} and d.from_user_id = any (${[...userIds]}::uuid[]) and d.revoked_at is null
       and d.to_user_id <> ${request.requesterId}
       and (${ctx.now.toISOString()}::timestamptz at time zone c.time_zone)::date between d.from_date and d.to_date`
  const draft = (seat: Id, userId: Id): AlertDraft => ({
    ...about(request),
    kind: messageKey === 'approval_turn' ? 'approval.turn' : 'approval.overdue',
    severity: messageKey === 'approval_turn' ? 'info' : 'warning',
    messageKey,
    params: { ...words(request), en: step.nameEn, zh: step.nameZh },
    audience: { userId },
    // Of the seat: what is told to a stand-in is settled with the seat's decision.
    dedupeKey: seat === userId ? `approval:${step.id}:${seat}` : `approval:${step.id}:${seat}:${userId}`,
  })
  await raiseAlerts(ctx, [
    ...userIds.map((id) => draft(id, id)),
    ...standIns.map(({ seat, userId }) => draft(seat, userId)),
  ])
}

const about = (request: Request) => ({
  companyId: request.companyId,
  document: request.document,
  documentId: request.documentId,
})
const words = (request: Request) => ({ subject: request.label ?? '', requester: request.requesterName })

/** After a decision took someone out of reach: an open step that those left cannot fill goes to the administrators as well. */
export async function keepReachable(ctx: CommandContext, request: Request): Promise<void> {
  const used = [request.requesterId, ...(await decidedBy(ctx, request.id))]
  const short = await ctx.sql<(StepRow & { seats: Id[] })[]>`
    select s.id, s.name_en as "nameEn", s.name_zh as "nameZh", array_agg(a.user_id) as seats from approval_step s
      left join approval_approver a on a.tenant_id = s.tenant_id and a.step_id = s.id
     where s.tenant_id = ${ctx.tenantId} and s.instance_id = ${request.id} and s.status = 'open'
     group by s.tenant_id, s.id
    having count(a.id) filter (where a.user_id <> all (${used}::uuid[]))
         < s.needed - (select count(*) from approval_decision d
                      where d.tenant_id = s.tenant_id and d.instance_id = s.instance_id and d.step_id = s.id)`
  for (const step of short) {
    await ctx.sql`update approval_step set fallback = true where tenant_id = ${ctx.tenantId} and id = ${step.id}`
    const seats = step.seats.filter((id): id is Id => id !== null)
    await ask(ctx, request, step, await takeToAdministrators(ctx, request, step, [...used, ...seats]))
  }
}
