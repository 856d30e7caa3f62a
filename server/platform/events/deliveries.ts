import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { deliveryList } from '@/server/contracts/platform/control-lists'
import { conflict, notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { closeAlerts } from '../alerts/raise'
import { command } from '../commands/command'
import type { CommandContext } from '../commands/context'
import { listQueries } from '../lists/list'
import { MAX_ATTEMPTS } from './relay'

/** Reactions that failed: tried again by themselves, or dead until someone decides. */
export const deliveries = listQueries({
  definition: deliveryList,
  name: 'control.listDeliveries',
  permission: 'control.delivery.manage',
  from: sql`event_failure f`,
  where: (ctx) => sql`f.tenant_id = ${ctx.tenantId}`,
  columns: {
    lastAt: sql`f.last_at`,
    firstAt: sql`f.first_at`,
    reaction: sql`f.reaction`,
    type: sql`f.type`,
    document: sql`f.document`,
    attempts: sql`f.attempts`,
    state: sql`f.state`,
    error: sql`f.error`,
  },
  extra: { documentId: sql`f.document_id`, eventId: sql`f.event_id` },
  id: sql`f.id`,
  search: [sql`f.reaction`, sql`f.error`, sql`f.document`],
})

interface FailureRow {
  id: Id
  event_id: Id
  reaction: string
  document_id: Id
  document: string
  sort: string
  state: string
}

async function lockDead(ctx: CommandContext, id: Id): Promise<FailureRow> {
  const [row] = await ctx.sql<FailureRow[]>`
    select id, event_id, reaction, document_id, document, sort, state from event_failure
    where tenant_id = ${ctx.tenantId} and id = ${id} for update`
  if (!row) throw notFound('delivery')
  if (row.state !== 'dead') throw conflict('control.delivery_not_dead')
  return row
}

const settle = (ctx: CommandContext, row: FailureRow, action: string) => {
  ctx.record({ action, document: 'delivery', documentId: row.event_id, label: row.reaction })
  return closeAlerts(ctx, [`delivery:${row.reaction}:${row.event_id}`])
}

/** Tries a dead delivery again, from the first attempt on. */
export const retryDelivery = command({
  name: 'control.retryDelivery',
  permission: 'control.delivery.manage',
  input: z.strictObject({ id: z.uuid() }),
  output: z.object({ id: z.string() }),
  handler: async (ctx, { id }) => {
    const row = await lockDead(ctx, id)
    const payload = JSON.stringify({ eventId: row.event_id, reaction: row.reaction, sort: row.sort })
    await ctx.sql`
      select enqueue_job('reaction', ${payload}::json, ${`${row.reaction}:${row.event_id}`}, ${`document:${row.document_id}`}, null, ${MAX_ATTEMPTS})`
    await ctx.sql`update event_failure set state = 'retrying' where tenant_id = ${ctx.tenantId} and id = ${id}`
    await settle(ctx, row, 'retry')
    return { id }
  },
})

/** Gives a dead delivery up. */
export const dismissDelivery = command({
  name: 'control.dismissDelivery',
  permission: 'control.delivery.manage',
  input: z.strictObject({ id: z.uuid() }),
  output: z.object({ id: z.string() }),
  handler: async (ctx, { id }) => {
    const row = await lockDead(ctx, id)
    await ctx.sql`update event_failure set state = 'dismissed' where tenant_id = ${ctx.tenantId} and id = ${id}`
    await settle(ctx, row, 'dismiss')
    return { id }
  },
})
