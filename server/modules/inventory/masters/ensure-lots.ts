import type { CalendarDate } from '@/server/kernel/calendar-date'
import { AppError, notFound, validation } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import type { CommandContext } from '@/server/platform/commands/context'
import { items } from './items'

export interface LotRequest {
  readonly itemId: Id
  readonly code: string
  readonly expiryDate: CalendarDate | null
  readonly receivedDate: CalendarDate
}

const keyOf = (l: { itemId: Id; code: string }) => `${l.itemId}/${l.code}`

/**
 * The lots of these codes, made where they are not there yet (a serial number is a lot of one piece). Two who bring the same lot at
 * once get the same one. The key of an answer is `item/code`.
 * Errors: inventory.lot_not_allowed, .expiry_required, .lot_expiry_differs.
 */
export async function ensureLots(ctx: CommandContext, requests: readonly LotRequest[]): Promise<Map<string, Id>> {
  if (requests.length === 0) return new Map()
  const known = await items(
    ctx,
    requests.map((r) => r.itemId),
  )
  for (const r of requests) {
    const item = known.get(r.itemId)
    if (!item) throw notFound('item')
    if (item.tracking === 'none') throw validation('inventory.lot_not_allowed', 'lotCode', { item: item.code })
  }
  const rows = requests.map((r) => ({
    id: newId(),
    item_id: r.itemId,
    code: r.code,
    expiry: r.expiryDate,
    received: r.receivedDate,
  }))
  const wanted = JSON.stringify(rows)
  await ctx.sql`
    insert into lot (tenant_id, id, item_id, code, expiry_date, received_date, created_by, updated_by)
    select ${ctx.tenantId}, r.id, r.item_id, r.code, r.expiry, r.received, ${ctx.actor.userId}, ${ctx.actor.userId}
    from jsonb_to_recordset(${wanted}::text::jsonb) as r(id uuid, item_id uuid, code text, expiry date, received date)
    order by r.item_id, r.code on conflict (tenant_id, item_id, code) do nothing`
  const found = await ctx.sql<{ id: Id; itemId: Id; code: string; expiryDate: CalendarDate | null }[]>`
    select l.id, l.item_id as "itemId", l.code, l.expiry_date as "expiryDate" from lot l
    join jsonb_to_recordset(${wanted}::text::jsonb) as r(item_id uuid, code text) on r.item_id = l.item_id and r.code = l.code
    where l.tenant_id = ${ctx.tenantId}`
  const lots = new Map(found.map((l) => [keyOf(l), l]))
  for (const r of requests) {
    const item = known.get(r.itemId)
    const lot = lots.get(keyOf(r))
    if (item?.expires && !lot?.expiryDate)
      throw validation('inventory.expiry_required', 'expiryDate', { item: item.code })
    if (r.expiryDate && lot?.expiryDate !== r.expiryDate)
      throw new AppError('conflict', 'inventory.lot_expiry_differs', { lot: r.code, expiry: lot?.expiryDate ?? '' })
  }
  return new Map([...lots].map(([key, l]) => [key, l.id]))
}
