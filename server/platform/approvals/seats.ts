import type { Id } from '@/server/kernel/ids'
import type { QueryContext } from '../commands/context'

const day = (ctx: QueryContext) => ctx.sql`(${ctx.now.toISOString()}::timestamptz at time zone c.time_zone)::date`

/** Those places from which the caller may decide now: their own and, today, of those who named them. `for`: null = their own. */
export async function seatsOf(
  ctx: QueryContext,
  instanceIds: readonly Id[] | null,
): Promise<Map<Id, { stepId: Id; inPlaceOf: string | null }>> {
  const { sql, tenantId, actor } = ctx
  const rows = await sql<{ instanceId: Id; stepId: Id; inPlaceOf: string | null }[]>`
    select distinct on (s.instance_id) s.instance_id as "instanceId", s.id as "stepId",
           case when a.user_id <> ${actor.userId} then m.name end as "inPlaceOf"
    from approval_approver a
      join approval_step s on s.tenant_id = a.tenant_id and s.id = a.step_id and s.status = 'open'
      join approval_instance i on i.tenant_id = s.tenant_id and i.id = s.instance_id and i.status = 'running'
      join company c on c.tenant_id = i.tenant_id and c.id = i.company_id
      join membership m on m.tenant_id = a.tenant_id and m.user_id = a.user_id
    where a.tenant_id = ${tenantId} and i.requester_id <> ${actor.userId}
      and (${instanceIds === null} or i.id = any (${[...(instanceIds ?? [])]}::uuid[]))
      and (a.user_id = ${actor.userId} or a.user_id in (
        select d.from_user_id from approval_delegation d
        where d.tenant_id = ${tenantId} and d.to_user_id = ${actor.userId} and d.revoked_at is null
          and ${day(ctx)} between d.from_date and d.to_date))
      and not exists (select 1 from approval_decision d where d.tenant_id = i.tenant_id and d.instance_id = i.id
                      and (d.actor_id in (a.user_id, ${actor.userId}) or d.on_behalf_of_id in (a.user_id, ${actor.userId})))
    order by s.instance_id, (a.user_id = ${actor.userId}) desc, s.position`
  return new Map(rows.map(({ instanceId, ...seat }) => [instanceId, seat]))
}
