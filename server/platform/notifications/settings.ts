import { z } from 'zod'
import { alertMailChoices } from '@/server/contracts/platform/notification'
import { newId } from '@/server/kernel/ids'
import { command, query } from '../commands/command'
import { config } from '../config'

const setting = z.strictObject({ alertMail: z.enum(alertMailChoices) })

/** What I am told by mail, and whether mail can be sent at all. */
export const myNotifications = query({
  name: 'platform.myNotifications',
  permission: null,
  input: z.strictObject({}),
  output: setting.extend({ mailWorks: z.boolean() }),
  handler: async ({ sql, tenantId, actor }) => {
    const [row] = await sql<z.infer<typeof setting>[]>`
      select alert_mail as "alertMail" from notification_setting where tenant_id = ${tenantId} and user_id = ${actor.userId}`
    return { alertMail: row?.alertMail ?? 'critical', mailWorks: config().smtpUrl !== undefined }
  },
})

export const saveMyNotifications = command({
  name: 'platform.saveMyNotifications',
  permission: null,
  input: setting,
  output: setting,
  handler: async (ctx, { alertMail }) => {
    await ctx.sql`
      insert into notification_setting (tenant_id, id, user_id, alert_mail, created_by, updated_by)
      values (${ctx.tenantId}, ${newId()}, ${ctx.actor.userId}, ${alertMail}, ${ctx.actor.userId}, ${ctx.actor.userId})
      on conflict (tenant_id, user_id) do update set alert_mail = excluded.alert_mail, updated_at = now()`
    return { alertMail }
  },
})
