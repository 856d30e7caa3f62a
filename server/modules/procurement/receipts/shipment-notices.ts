import { conflict } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import type { CommandContext } from '@/server/platform/commands/context'

type State = 'announced' | 'received'

/** A receipt takes announced shipments of its orders in; a draft only holds them. Error procurement.shipment_gone. */
export async function takeShipments(
  ctx: CommandContext,
  receiptId: Id,
  orderIds: readonly Id[],
  noticeIds: readonly Id[],
  state: State,
): Promise<void> {
  if (noticeIds.length === 0) return
  const wanted = [...new Set(noticeIds)]
  const taken = await ctx.sql`
    update purchase_shipment_notice set receipt_id = ${receiptId}, status = ${state}, version = version + 1, updated_at = now(),
      updated_by = ${ctx.actor.userId}
    where tenant_id = ${ctx.tenantId} and id = any (${wanted}::uuid[]) and order_id = any (${[...orderIds]}::uuid[])
      and status = 'announced' and receipt_id is null returning id`
  if (taken.length !== wanted.length) throw conflict('procurement.shipment_gone')
}

/** The shipments of a receipt go with it: received when it is posted, on their way again when it is cancelled or reversed. */
export async function moveShipments(ctx: CommandContext, receiptId: Id, state: State): Promise<void> {
  await ctx.sql`
    update purchase_shipment_notice set status = ${state}, receipt_id = ${state === 'received' ? receiptId : null}, version = version + 1,
      updated_at = now(), updated_by = ${ctx.actor.userId}
    where tenant_id = ${ctx.tenantId} and receipt_id = ${receiptId}`
}
