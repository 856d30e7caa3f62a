import { AppError, notFound, validation } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { dec, plain, ZERO } from '@/server/kernel/money'
import { accounts } from '@/server/modules/finance'
import type { CommandContext } from '@/server/platform/commands/context'
import type { MoveBinsInput } from '../types'
import { loadMasters, lockPlaces } from './load'
import { tellAvailable } from './tell-available'

/**
 * The quarantine bin of a warehouse, made on its first use (code `QUARANTINE`, numbered when that is taken). What lies there is on
 * hand, but never available and never set aside. Errors: not_found.
 */
export async function quarantineBin(ctx: CommandContext, warehouseId: Id): Promise<Id> {
  for (let attempt = 1; attempt <= 20; attempt++) {
    const [found] = await ctx.sql<{ id: Id }[]>`
      select id from bin where tenant_id = ${ctx.tenantId} and warehouse_id = ${warehouseId} and kind = 'quarantine'`
    if (found) return found.id
    // Two who come first at once: the second waits for the first here and finds its bin; a code that is taken is tried with a number.
    await ctx.sql`
      insert into bin (tenant_id, id, company_id, warehouse_id, code, kind, created_by, updated_by)
      select w.tenant_id, ${newId()}, w.company_id, w.id, ${attempt === 1 ? 'QUARANTINE' : `QUARANTINE-${attempt}`}, 'quarantine',
        ${ctx.actor.userId}, ${ctx.actor.userId}
      from warehouse w where w.tenant_id = ${ctx.tenantId} and w.id = ${warehouseId} on conflict do nothing`
  }
  throw notFound('warehouse')
}

/**
 * Moves goods between bins of a warehouse, into quarantine and out of it again. No value moves and nothing is posted. Only what is not
 * set aside can be moved, also of items that may go below zero. Places are locked in key order.
 * Errors: inventory.insufficient_stock, .quantity_digits, .same_bin, validation.positive, not_found.
 */
export async function moveBins(ctx: CommandContext, input: MoveBinsInput): Promise<void> {
  const { companyId, moves, source } = input
  if (moves.length === 0) return
  const [masters, account, places] = await Promise.all([
    loadMasters(ctx, companyId, {
      itemIds: moves.map((m) => m.itemId),
      warehouseIds: moves.map((m) => m.warehouseId),
      binIds: moves.flatMap((m) => [m.fromBinId, m.toBinId]),
      lotIds: moves.flatMap((m) => (m.lotId ? [m.lotId] : [])),
    }),
    accounts(ctx, companyId),
    lockPlaces(ctx, moves),
  ])
  const rows = moves.flatMap((move, index) => {
    const item = masters.items.get(move.itemId)
    if (!item) throw notFound('item')
    if (!masters.warehouses.has(move.warehouseId)) throw notFound('warehouse')
    for (const bin of [move.fromBinId, move.toBinId])
      if (masters.bins.get(bin)?.warehouseId !== move.warehouseId) throw notFound('bin')
    if (move.fromBinId === move.toBinId) throw validation('inventory.same_bin', `moves.${index}.toBinId`)
    const quantity = dec(move.quantity)
    if (!quantity.greaterThan(0)) throw validation('validation.positive', `moves.${index}.quantity`)
    if (quantity.decimalPlaces() > item.digits)
      throw validation('inventory.quantity_digits', `moves.${index}.quantity`, { item: item.code, digits: item.digits })
    const lotId = move.lotId ?? null
    const place = places.find(
      (p) =>
        p.itemId === item.id && p.warehouseId === move.warehouseId && p.binId === move.fromBinId && p.lotId === lotId,
    )
    const free = place ? place.onHand.minus(place.reserved) : ZERO
    if (!place || free.lessThan(quantity))
      throw new AppError('conflict', 'inventory.insufficient_stock', {
        item: item.code,
        requested: plain(quantity),
        available: plain(free),
      })
    place.onHand = place.onHand.minus(quantity)
    const accountId = item.accounts.inventory ?? account('inventory')
    const both = {
      request_id: newId(),
      item_id: item.id,
      warehouse_id: move.warehouseId,
      lot_id: lotId,
      account_id: accountId,
    }
    return [
      { ...both, id: newId(), bin_id: move.fromBinId, quantity: quantity.negated().toFixed() },
      { ...both, id: newId(), bin_id: move.toBinId, quantity: quantity.toFixed() },
    ]
  })
  await ctx.sql`
    insert into stock_move (tenant_id, id, company_id, request_id, kind, item_id, warehouse_id, bin_id, lot_id, posting_date,
      document_date, quantity, value, unit_cost, account_id, contra_account_id, source_document, source_id, source_label, posted_by)
    select ${ctx.tenantId}, n.id, ${companyId}, n.request_id, 'bin_transfer', n.item_id, n.warehouse_id, n.bin_id, n.lot_id,
      ${input.postingDate}, ${input.postingDate}, n.quantity, 0, 0, n.account_id, n.account_id, ${source.document},
      ${source.documentId}, ${source.label}, ${ctx.actor.userId}
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as n(id uuid, request_id uuid, item_id uuid, warehouse_id uuid,
      bin_id uuid, lot_id uuid, quantity numeric, account_id uuid)`
  tellAvailable(ctx, companyId, source, moves)
}
