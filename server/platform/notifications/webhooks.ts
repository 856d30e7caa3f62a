import { randomBytes } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { webhook } from '@/db/schema/platform/notification'
import {
  createWebhookInput,
  updateWebhookInput,
  type WebhookView,
  webhookRef,
  webhookView,
} from '@/server/contracts/platform/notification'
import { AppError, notFound } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import { command, query } from '../commands/command'
import { declareSealed, sealSecret } from '../secrets/tenant-secrets'

export const WEBHOOK_PURPOSE = 'webhook'
declareSealed({ table: 'webhook', column: 'sealed', purpose: WEBHOOK_PURPOSE })

const constraints = { webhook_name: { code: 'settings.webhook_name_taken', path: 'name' } }
const MANAGE = 'platform.webhook.manage'
const MOST = 20

export const listWebhooks = query({
  name: 'platform.listWebhooks',
  permission: MANAGE,
  input: z.strictObject({}),
  output: z.array(webhookView),
  handler: async ({ sql, tenantId }) => [
    ...(await sql<WebhookView[]>`
      select id, name, url, min_severity as "minSeverity", active, last_at as "lastAt", last_status as "lastStatus",
        last_error as "lastError", failures, version
      from webhook where tenant_id = ${tenantId} order by name`),
  ],
})

/** Sends alerts to an address from now on. The secret that calls are signed with is shown this once. */
export const createWebhook = command({
  name: 'platform.createWebhook',
  permission: MANAGE,
  input: createWebhookInput,
  output: z.object({ id: z.string(), secret: z.string() }),
  constraints,
  handler: async (ctx, input) => {
    const [known] = await ctx.sql<{ count: number }[]>`
      select count(*)::int as count from webhook where tenant_id = ${ctx.tenantId}`
    if ((known?.count ?? 0) >= MOST) throw new AppError('conflict', 'settings.too_many_webhooks', { most: MOST })
    const id = newId()
    const secret = `whsec_${randomBytes(24).toString('base64url')}`
    const { userId } = ctx.actor
    const sealed = await sealSecret(ctx, secret, WEBHOOK_PURPOSE)
    await ctx.tx
      .insert(webhook)
      .values({ ...input, tenantId: ctx.tenantId, id, sealed, createdBy: userId, updatedBy: userId })
    ctx.record({ action: 'create', document: 'webhook', documentId: id, label: input.name, after: input })
    return { id, secret }
  },
})

export const updateWebhook = command({
  name: 'platform.updateWebhook',
  permission: MANAGE,
  input: updateWebhookInput,
  output: z.object({ id: z.string() }),
  constraints,
  handler: async (ctx, { id, version, ...columns }) => {
    const where = and(eq(webhook.tenantId, ctx.tenantId), eq(webhook.id, id))
    const [before] = await ctx.tx.select().from(webhook).where(where).for('update')
    if (!before) throw notFound('webhook')
    if (before.version !== version) throw new AppError('conflict', 'common.stale_version', { version: before.version })
    const fresh = { failures: 0, lastError: null, version: version + 1, updatedBy: ctx.actor.userId }
    await ctx.tx
      .update(webhook)
      .set({ ...columns, ...fresh })
      .where(where)
    const { name, url, minSeverity, active } = before
    ctx.record({
      ...{ action: 'update', document: 'webhook', documentId: id, label: columns.name },
      ...{ before: { name, url, minSeverity, active }, after: columns },
    })
    return { id }
  },
})

export const deleteWebhook = command({
  name: 'platform.deleteWebhook',
  permission: MANAGE,
  input: webhookRef,
  output: z.object({ id: z.string() }),
  handler: async (ctx, { id }) => {
    const [gone] = await ctx.tx
      .delete(webhook)
      .where(and(eq(webhook.tenantId, ctx.tenantId), eq(webhook.id, id)))
      .returning({ name: webhook.name, url: webhook.url })
    if (!gone) throw notFound('webhook')
    ctx.record({ action: 'delete', document: 'webhook', documentId: id, label: gone.name, before: gone })
    return { id }
  },
})
