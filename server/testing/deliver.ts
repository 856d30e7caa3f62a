import type { Id } from '@/server/kernel/ids'
import { deliver } from '@/server/platform/events/deliver'
import { reactionsTo } from '@/server/platform/events/reaction'
import { sortKey } from '@/server/platform/events/relay'
import { pools } from '@/server/platform/pools'

/**
 * Delivers every event of a tenant to the reactions bound in this process, in order, and again those that these cause: what the
 * worker does, without one. What was delivered before changes nothing.
 */
export async function deliverEvents(tenantId: Id): Promise<void> {
  for (let seen = -1; ; ) {
    const events = await pools.system<{ id: Id; xid: string; type: string }[]>`
      select id, xid::text as xid, type from event where tenant_id = ${tenantId} order by xid, id`
    if (events.length === seen) return
    seen = events.length
    for (const { id, xid, type } of events)
      for (const { name } of reactionsTo(type))
        await deliver({ tenantId, payload: { eventId: id, reaction: name, sort: sortKey(xid, id) } }, 1)
  }
}
