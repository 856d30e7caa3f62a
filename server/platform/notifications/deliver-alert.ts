import type { Id } from '@/server/kernel/ids'
import type { CommandContext } from '../commands/context'
import { config } from '../config'
import { reaction } from '../events/reaction'

/** Alerts beyond the app: by mail to those who want it, signed to the addresses that the tenant named. */

/** Members who are meant by an alert and want its severity by mail. What is for everybody is not mailed: it stands in the app. */
async function readers(ctx: CommandContext, alertId: Id): Promise<Id[]> {
  const rows = await ctx.sql<{ id: Id }[]>`
    select m.user_id as id from alert a
    join membership m on m.tenant_id = a.tenant_id and m.status = 'active'
      and (m.companies is null or a.company_id is null or a.company_id = any (m.companies))
    left join notification_setting n on n.tenant_id = m.tenant_id and n.user_id = m.user_id
    where a.tenant_id = ${ctx.tenantId} and a.id = ${alertId}
      and coalesce(n.alert_mail, 'critical') <> 'never'
      and alert_rank(a.severity) >= alert_rank(coalesce(n.alert_mail, 'critical'))
      and (a.audience_user_id = m.user_id or a.audience_user_id is null and exists (
        select 1 from membership_role mr join role_permission p on p.tenant_id = mr.tenant_id and p.role_id = mr.role_id
        where mr.tenant_id = m.tenant_id and mr.membership_id = m.id
          and (p.permission in ('*', a.audience_permission)
               or p.permission like '%.*' and a.audience_permission like left(p.permission, length(p.permission) - 1) || '%')))`
  return rows.map((row) => row.id)
}

/** Puts a job into the queue for each mail and each call; their keys keep a repeated event from sending twice. */
export const deliverAlert = reaction({
  name: 'platform.deliver_alert',
  on: ['platform.alert.raised'],
  handler: async (ctx, { documentId: alertId }) => {
    const people = config().smtpUrl ? await readers(ctx, alertId) : []
    const hooks = await ctx.sql<{ id: Id }[]>`
      select w.id from webhook w join alert a on a.tenant_id = w.tenant_id
      where w.tenant_id = ${ctx.tenantId} and w.active and a.id = ${alertId}
        and alert_rank(a.severity) >= alert_rank(w.min_severity)`
    await enqueue(ctx, [
      ...people.map((userId) => ({ task: 'mail_alert', payload: { alertId, userId } })),
      ...hooks.map(({ id }) => ({ task: 'call_webhook', payload: { alertId, webhookId: id } })),
    ])
  },
})

interface Job {
  readonly task: string
  readonly payload: Readonly<Record<string, Id>>
}

/** All jobs in one statement. */
async function enqueue(ctx: CommandContext, jobs: readonly Job[]): Promise<void> {
  if (jobs.length === 0) return
  const rows = jobs.map((job) => ({ ...job, key: [job.task, ...Object.values(job.payload)].join(':') }))
  await ctx.sql`
    select enqueue_job(j.task, j.payload, j.key, null, null, 10)
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as j(task text, payload json, key text)`
}
