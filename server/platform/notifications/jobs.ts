import { z } from 'zod'
import { idField } from '@/server/contracts/platform/field'
import type { Locale } from '@/server/contracts/platform/locale'
import type { Id } from '@/server/kernel/ids'
import type { CommandDefinition, QueryDefinition } from '../commands/command'
import { runCommand, runQuery } from '../commands/runner'
import { config } from '../config'
import { systemActor } from '../identity/actor'
import { sendMail } from '../mail/mailer'
import { pools } from '../pools'
import { wordsFor } from '../print/words'
import { openSecrets } from '../secrets/tenant-secrets'
import { callWebhook } from './call-webhook'
import { WEBHOOK_PURPOSE } from './webhooks'

interface AlertRow {
  slug: string
  severity: string
  kind: string
  messageKey: string
  params: Record<string, string | number>
  state: string
  document: string | null
  documentId: Id | null
  createdAt: string
}
interface HookRow {
  url: string
  sealed: string
}
interface Found {
  alert: AlertRow | null
  hook: (HookRow & { secret: string }) | null
}

const sought = z.strictObject({ alertId: idField, webhookId: idField.nullable() })

/** Not among the queries that callers find: only the jobs below run it. */
const find: QueryDefinition<typeof sought, z.ZodType<Found, Found>> = {
  kind: 'query',
  name: 'platform.findAlertToSend',
  permission: 'platform.webhook.manage',
  input: sought,
  output: z.custom<Found>(),
  handler: async (ctx, { alertId, webhookId }) => {
    const [alert] = await ctx.sql<AlertRow[]>`
      select t.slug, a.severity, a.kind, a.message_key as "messageKey", a.params, a.state, a.document, a.document_id as "documentId",
        to_char(a.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "createdAt"
      from alert a join tenant t on t.id = a.tenant_id where a.tenant_id = ${ctx.tenantId} and a.id = ${alertId}`
    const [hook] = webhookId
      ? await ctx.sql<HookRow[]>`
          select url, sealed from webhook where tenant_id = ${ctx.tenantId} and id = ${webhookId} and active`
      : []
    const [secret = ''] = hook ? await openSecrets(ctx, [hook.sealed], WEBHOOK_PURPOSE) : []
    return { alert: alert ?? null, hook: hook ? { ...hook, secret } : null }
  },
}

/** What an alert says; rules bring their own sentence in both languages. */
export function alertText({ messageKey, params }: Pick<AlertRow, 'messageKey' | 'params'>, locale: Locale): string {
  const message = String((locale === 'zh' ? params.zh : params.en) ?? params.en ?? '')
  return wordsFor(locale).t(`control.alert.${messageKey}`, { ...params, message })
}
const addressOf = ({ slug }: AlertRow): string => `${config().publicUrl}/${slug}/control/alerts`

const mailJob = z.object({ tenantId: idField, payload: z.object({ alertId: idField, userId: idField }) })

/** The job `mail_alert`: tells one person, unless somebody has dealt with it meanwhile. */
export async function mailAlert(raw: unknown): Promise<void> {
  const { tenantId, payload } = mailJob.parse(raw)
  const { alert } = await runQuery(
    find,
    { alertId: payload.alertId, webhookId: null },
    { actor: systemActor(tenantId) },
  )
  if (!alert || alert.state === 'done') return
  const [person] = await pools.auth<{ name: string; email: string; locale: Locale | null }[]>`
    select m.name, u.email, u.locale from membership m join user_account u on u.id = m.user_id
    where m.tenant_id = ${tenantId} and m.user_id = ${payload.userId} and m.status = 'active'`
  if (!person) return
  const locale = person.locale ?? 'en'
  const text = alertText(alert, locale)
  await sendMail({
    to: { name: person.name, address: person.email },
    subject: `Keel: ${text}`.slice(0, 180),
    text: wordsFor(locale).t('control.alertMail', { name: person.name, text, address: addressOf(alert) }),
  })
}

const outcome = z.strictObject({ webhookId: idField, status: z.int().nullable(), error: z.string().nullable() })

/** Not among the commands that callers find: how a call went. */
const note: CommandDefinition<typeof outcome, z.ZodNull> = {
  kind: 'command',
  name: 'platform.noteWebhookCall',
  permission: 'platform.webhook.manage',
  input: outcome,
  output: z.null(),
  handler: async (ctx, { webhookId, status, error }) => {
    await ctx.sql`
      update webhook set last_at = now(), last_status = ${status}, last_error = ${error},
        failures = case when ${error === null} then 0 else failures + 1 end
      where tenant_id = ${ctx.tenantId} and id = ${webhookId}`
    return null
  },
}

const hookJob = z.object({ tenantId: idField, payload: z.object({ alertId: idField, webhookId: idField }) })

/** The job `call_webhook`: one signed call. Throws when it was not taken, so that the queue tries again later. */
export async function callAlertWebhook(raw: unknown): Promise<void> {
  const { tenantId, payload } = hookJob.parse(raw)
  const { alertId, webhookId } = payload
  const actor = systemActor(tenantId)
  const { alert, hook } = await runQuery(find, payload, { actor })
  if (!alert || !hook) return
  const body = JSON.stringify({
    type: 'alert.raised',
    id: alertId,
    at: alert.createdAt,
    severity: alert.severity,
    kind: alert.kind,
    text: { en: alertText(alert, 'en'), zh: alertText(alert, 'zh') },
    document: alert.document,
    documentId: alert.documentId,
    address: addressOf(alert),
  })
  const told = (status: number | null, error: string | null) =>
    runCommand(note, { webhookId, status, error: error?.slice(0, 300) ?? null }, { actor })
  let status: number
  try {
    status = await callWebhook({ ...hook, id: alertId, body, now: new Date() })
  } catch (error) {
    await told(null, (error as Error).message)
    throw error
  }
  const taken = status >= 200 && status < 300
  await told(status, taken ? null : `HTTP ${status}`)
  if (!taken) throw new Error(`the webhook answered ${status}`)
}
