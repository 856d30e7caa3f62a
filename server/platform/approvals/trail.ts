import { z } from 'zod'
import { type ApprovalView, approvalRequestView, approvalView } from '@/server/contracts/platform/approval'
import type { Id } from '@/server/kernel/ids'
import { query } from '../commands/command'
import type { QueryContext } from '../commands/context'
import { demandDocument, isAttachable } from '../files/documents'
import { may } from '../identity/actor'
import { seatsOf } from './seats'

/** Everybody's approvals, not only those that one asked for or is asked in. */
export const READ_ALL = 'control.approval.read'

type Row = Omit<ApprovalView, 'mayDecide' | 'inPlaceOf' | 'mayWithdraw'>

/** The day at the company of an instance or step `i`. */
const steps = ({ sql }: QueryContext) => sql`(
  select coalesce(json_agg(json_build_object('id', s.id, 'stage', s.stage, 'branch', s.branch, 'name', json_build_object('en', s.name_en, 'zh', s.name_zh),
    'status', s.status, 'needed', s.needed, 'fallback', s.fallback, 'openedAt', s.opened_at, 'decidedAt', s.decided_at, 'escalatedAt', s.escalated_at,
    'approvers', (select coalesce(json_agg(json_build_object('id', a.user_id, 'name', m.name, 'via', a.via) order by m.name), '[]')
                  from approval_approver a join membership m on m.tenant_id = a.tenant_id and m.user_id = a.user_id
                  where a.tenant_id = s.tenant_id and a.step_id = s.id and not exists (
                    select 1 from approval_decision d where d.tenant_id = a.tenant_id and d.instance_id = a.instance_id
                      and a.user_id in (d.actor_id, d.on_behalf_of_id))),
    'decisions', (select coalesce(json_agg(json_build_object('by', d.actor_name, 'inPlaceOf', d.on_behalf_of_name, 'decision', d.decision,
                    'comment', d.comment, 'at', d.at) order by d.id), '[]')
                  from approval_decision d where d.tenant_id = s.tenant_id and d.instance_id = s.instance_id and d.step_id = s.id)) order by s.position), '[]')
  from approval_step s where s.tenant_id = i.tenant_id and s.instance_id = i.id)`

/** Approvals with their trail, the latest first. */
export async function approvalsOf(
  ctx: QueryContext,
  of: { document: string; documentId: Id } | { id: Id },
): Promise<ApprovalView[]> {
  const { sql, tenantId, actor } = ctx
  const which =
    'id' in of ? sql`i.id = ${of.id}` : sql`i.document = ${of.document} and i.document_id = ${of.documentId}`
  const rows = await sql<Row[]>`
    select i.id, i.document, i.document_id as "documentId", i.label, i.transition, i.requester_id as "requesterId",
           i.requester_name as "requesterName", trim_scale(i.amount)::text as amount, c.base_currency as currency, i.status,
           i.started_at as "startedAt", i.ended_at as "endedAt", i.end_reason as "endReason", i.executed_at is not null as executed,
           case when i.stopped_code is not null then json_build_object('code', i.stopped_code, 'params', i.stopped_params) end as stopped,
           i.document_version as "documentVersion",
           json_build_object('id', f.id, 'code', f.code, 'name', json_build_object('en', f.name_en, 'zh', f.name_zh), 'number', v.number) as flow,
           ${steps(ctx)} as steps
    from approval_instance i
      join company c on c.tenant_id = i.tenant_id and c.id = i.company_id
      join approval_flow f on f.tenant_id = i.tenant_id and f.id = i.flow_id
      join approval_flow_version v on v.tenant_id = i.tenant_id and v.id = i.version_id
    where i.tenant_id = ${tenantId} and ${which} order by i.id desc limit 20`
  const seats = await seatsOf(
    ctx,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({
    ...row,
    mayDecide: seats.has(row.id),
    inPlaceOf: seats.get(row.id)?.inPlaceOf ?? null,
    mayWithdraw: row.status === 'running' && row.requesterId === actor.userId,
  }))
}

/** Whether the caller has something to do with an approval: asked for it, is asked in it, or looks after all of them. */
export const concerns = (ctx: QueryContext, view: ApprovalView): boolean =>
  view.requesterId === ctx.actor.userId ||
  view.mayDecide ||
  may(ctx.actor, READ_ALL) ||
  view.steps.some((step) => step.approvers.some((a) => a.id === ctx.actor.userId))

/** The approvals of a document, for who sees the document and for who is asked about it. */
export const documentApprovals = query({
  name: 'control.documentApprovals',
  permission: null,
  input: z.strictObject({ document: z.string().regex(/^[a-z_]{1,60}$/), documentId: z.uuid() }),
  output: z.array(approvalView),
  handler: async (ctx, input) => {
    const found = await approvalsOf(ctx, input)
    if (found.length === 0 || found.some((view) => concerns(ctx, view))) return found
    if (!isAttachable(input.document)) return []
    await demandDocument(ctx, input.document, input.documentId)
    return found
  },
})

/** What the caller asked for and where it stands: what runs first, then the latest. */
export const myApprovalRequests = query({
  name: 'control.myApprovalRequests',
  permission: null,
  input: z.strictObject({}),
  output: z.array(approvalRequestView),
  handler: async ({ sql, tenantId, actor }) => [
    ...(await sql<z.infer<typeof approvalRequestView>[]>`
      select i.id, i.document, i.document_id as "documentId", i.label, i.company_id as "companyId", trim_scale(i.amount)::text as amount,
             c.base_currency as currency, i.status, i.executed_at is not null as executed, i.stopped_code as "stoppedCode",
             i.started_at as "startedAt", i.ended_at as "endedAt",
             (select json_build_object('en', s.name_en, 'zh', s.name_zh) from approval_step s
              where s.tenant_id = i.tenant_id and s.instance_id = i.id and s.status = 'open' order by s.position limit 1) as step,
             array(select distinct m.name from approval_step s
                     join approval_approver a on a.tenant_id = s.tenant_id and a.step_id = s.id
                     join membership m on m.tenant_id = a.tenant_id and m.user_id = a.user_id
                    where s.tenant_id = i.tenant_id and s.instance_id = i.id and s.status = 'open' order by m.name) as "waitsFor"
      from approval_instance i join company c on c.tenant_id = i.tenant_id and c.id = i.company_id
      where i.tenant_id = ${tenantId} and i.requester_id = ${actor.userId}
      order by (i.status = 'running') desc, i.id desc limit 50`),
  ],
})
