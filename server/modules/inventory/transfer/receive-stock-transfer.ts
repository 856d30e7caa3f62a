import type { stockTransfer } from '@/db/schema/inventory/documents'
import { closeStockTransferInput, done, receiveStockTransferInput } from '@/server/contracts/inventory/documents'
import type { CalendarDate } from '@/server/kernel/calendar-date'
import { AppError, notFound } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { type Decimal, dec, plain } from '@/server/kernel/money'
import { documentCommand, type RowOf } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { items } from '../masters/items'
import { postMoves } from '../stock/post-moves'
import { linesOfTransfer, stockTransferKind } from './stock-transfer'

interface Arrival {
  line: Awaited<ReturnType<typeof linesOfTransfer>>[number]
  quantity: Decimal
  binId: Id | null
}

/** Takes goods out of transit into a warehouse, at the value they were shipped at, and counts the lines up. */
async function arrive(
  ctx: CommandContext,
  doc: RowOf<typeof stockTransfer>,
  warehouseId: Id,
  arrivals: readonly Arrival[],
  postingDate: CalendarDate,
) {
  const source = { document: 'stock_transfer', documentId: doc.id, label: doc.number }
  const results = await postMoves(ctx, {
    companyId: doc.companyId,
    kind: 'transfer_in',
    postingDate,
    documentDate: postingDate,
    source,
    moves: arrivals.map(({ line, quantity, binId }) => ({
      id: newId(),
      itemId: line.itemId,
      warehouseId,
      binId,
      lotId: line.lotId,
      quantity: plain(quantity),
      originalMoveId: line.id,
    })),
  })
  const received = arrivals.map(({ line, quantity }) => ({ id: line.id, quantity: quantity.toFixed() }))
  await ctx.sql`
    update stock_transfer_line l set received = l.received + n.quantity
    from jsonb_to_recordset(${JSON.stringify(received)}::text::jsonb) as n(id uuid, quantity numeric)
    where l.tenant_id = ${ctx.tenantId} and l.id = n.id`
  return results
}

const open = (line: Arrival['line']) => dec(line.stockQuantity).minus(line.received)

export const receiveStockTransfer = documentCommand({
  name: 'inventory.receiveStockTransfer',
  permission: 'inventory.stock_transfer.receive',
  document: { kind: stockTransferKind, transition: 'receive' },
  input: receiveStockTransferInput,
  output: done,
  async handler(ctx, input, doc) {
    const lines = await linesOfTransfer(ctx, doc.id)
    const wanted =
      input.lines ??
      lines.map((l) => ({ lineId: l.id, quantity: plain(open(l)), binId: null })).filter((l) => l.quantity !== '0')
    const byLine = new Map<Id, Arrival>()
    for (const { lineId, quantity, binId } of wanted) {
      const line = lines.find((l) => l.id === lineId)
      if (!line) throw notFound('stock_transfer_line')
      const sum = dec(quantity).plus(byLine.get(lineId)?.quantity ?? 0)
      if (sum.greaterThan(open(line))) await refuseOver(ctx, line, sum)
      byLine.set(lineId, { line, quantity: sum, binId: binId ?? null })
    }
    if (byLine.size === 0) throw new AppError('validation', 'inventory.lines_missing')
    await arrive(ctx, doc, doc.toWarehouseId, [...byLine.values()], input.postingDate)
    ctx.emit('inventory.stock_transfer.received', {
      document: 'stock_transfer',
      documentId: doc.id,
      companyId: doc.companyId,
      payload: { number: doc.number ?? '' },
    })
    return { id: doc.id, number: doc.number }
  },
})

async function refuseOver(ctx: CommandContext, line: Arrival['line'], requested: Decimal): Promise<never> {
  const item = (await items(ctx, [line.itemId])).get(line.itemId)
  throw new AppError('conflict', 'inventory.over_shipped', {
    item: item?.code ?? '',
    left: plain(open(line)),
    requested: plain(requested),
  })
}

/** Ends a transfer. What is still on its way goes back to where it came from, or is written off as lost. */
export const closeStockTransfer = documentCommand({
  name: 'inventory.closeStockTransfer',
  permission: 'inventory.stock_transfer.receive',
  document: { kind: stockTransferKind, transition: 'close' },
  input: closeStockTransferInput,
  output: done,
  async handler(ctx, input, doc) {
    const rest = (await linesOfTransfer(ctx, doc.id)).filter((l) => open(l).greaterThan(0))
    if (rest.length === 0) return { id: doc.id, number: doc.number }
    if (!input.shortage) throw new AppError('conflict', 'inventory.still_in_transit', { count: rest.length })
    const back = rest.map((line) => ({ line, quantity: open(line), binId: line.fromBinId }))
    const returned = await arrive(ctx, doc, doc.fromWarehouseId, back, input.postingDate)
    if (input.shortage === 'lost')
      await postMoves(ctx, {
        companyId: doc.companyId,
        kind: 'scrap',
        postingDate: input.postingDate,
        documentDate: input.postingDate,
        source: { document: 'stock_transfer', documentId: doc.id, label: doc.number },
        moves: returned.flatMap((result, index) =>
          result.places.map((place) => ({
            id: newId(),
            itemId: rest[index]?.itemId ?? '',
            warehouseId: doc.fromWarehouseId,
            binId: place.binId,
            lotId: place.lotId,
            quantity: place.quantity,
          })),
        ),
      })
    return { id: doc.id, number: doc.number }
  },
})
