import type { stockCount } from '@/db/schema/inventory/documents'
import { done } from '@/server/contracts/inventory/documents'
import { documentRef } from '@/server/contracts/platform/field'
import { AppError } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { Decimal, type DecimalString, dec, HUNDRED, plain, ZERO } from '@/server/kernel/money'
import { documentCommand, type RowOf } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { demand } from '@/server/platform/identity/actor'
import { declarePermissions } from '@/server/platform/identity/declared'
import { countSubject } from '../approval'
import { costOf } from '../masters/items'
import { postMoves } from '../stock/post-moves'
import { type ReservationChange, writeReservationChanges } from '../stock/reserve'
import { stockCountKind } from './stock-count'

/** Posting variances that are over the tolerance. */
const APPROVE = 'inventory.stock_count.approve'
declarePermissions(APPROVE)

interface Variance {
  itemId: Id
  binId: Id
  lotId: Id | null
  book: DecimalString
  counted: DecimalString
  countedBy: Id
  onHand: DecimalString
  reserved: DecimalString
}

/**
 * Over the tolerance when over its percentage of the book quantity or over its value; exactly at it passes. Without any tolerance every
 * variance is over it.
 */
export function overTolerance(
  line: { book: DecimalString; counted: DecimalString },
  cost: DecimalString,
  tolerance: { percent: DecimalString; value: DecimalString },
): boolean {
  const difference = dec(line.counted).minus(line.book).abs()
  if (difference.isZero()) return false
  const share = dec(line.book).abs().times(tolerance.percent).div(HUNDRED)
  return difference.greaterThan(share) || difference.times(cost).greaterThan(tolerance.value)
}

/**
 * Books the variances of the lines that were counted. One over the tolerance needs the permission to approve, held by someone who did
 * not count. Where less is there than is set aside, the youngest reservations give way and their owners are told by event.
 */
export const postStockCount = documentCommand({
  name: 'inventory.postStockCount',
  permission: 'inventory.stock_count.post',
  document: { kind: stockCountKind, transition: 'post' },
  check: countSubject,
  input: documentRef,
  output: done,
  async handler(ctx, _, doc) {
    const lines = await variances(ctx, doc.id, doc.warehouseId)
    await demandApproval(ctx, doc, lines)
    await yieldReservations(ctx, doc.warehouseId, lines)
    await postMoves(ctx, {
      companyId: doc.companyId,
      kind: 'count',
      postingDate: doc.postingDate,
      documentDate: doc.documentDate,
      source: { document: 'stock_count', documentId: doc.id, label: doc.number },
      moves: lines.map((line) => ({
        id: newId(),
        itemId: line.itemId,
        warehouseId: doc.warehouseId,
        binId: line.binId,
        lotId: line.lotId,
        quantity: plain(dec(line.counted).minus(line.book)),
      })),
    })
    ctx.emit('inventory.stock_count.posted', {
      document: 'stock_count',
      documentId: doc.id,
      companyId: doc.companyId,
      payload: { number: doc.number ?? '' },
    })
    return { id: doc.id, number: doc.number }
  },
})

/** Lines with a variance, their places locked in key order. */
async function variances(ctx: CommandContext, countId: Id, warehouseId: Id): Promise<Variance[]> {
  await ctx.sql`
    select 1 from stock_count_line l join stock_balance b on b.tenant_id = l.tenant_id and b.warehouse_id = ${warehouseId}
      and b.item_id = l.item_id and b.bin_id = l.bin_id and b.lot_id is not distinct from l.lot_id
    where l.tenant_id = ${ctx.tenantId} and l.count_id = ${countId} and l.counted <> l.book_quantity
    order by b.item_id, b.warehouse_id, b.bin_id, b.lot_key for update of b`
  return ctx.sql<Variance[]>`
    select l.item_id as "itemId", l.bin_id as "binId", l.lot_id as "lotId", l.book_quantity as book, l.counted,
      l.counted_by as "countedBy", coalesce(b.on_hand, 0) as "onHand", coalesce(b.reserved, 0) as reserved
    from stock_count_line l left join stock_balance b on b.tenant_id = l.tenant_id and b.warehouse_id = ${warehouseId}
      and b.item_id = l.item_id and b.bin_id = l.bin_id and b.lot_id is not distinct from l.lot_id
    where l.tenant_id = ${ctx.tenantId} and l.count_id = ${countId} and l.counted <> l.book_quantity
    order by l.item_id, l.bin_id, l.lot_id`
}

async function demandApproval(ctx: CommandContext, doc: RowOf<typeof stockCount>, lines: readonly Variance[]) {
  const itemIds = [...new Set(lines.map((l) => l.itemId))]
  const costs = await costOf(ctx, { companyId: doc.companyId, itemIds, basis: 'current' })
  const tolerance = { percent: doc.tolerancePercent, value: doc.toleranceValue }
  const over = lines.filter((line) => overTolerance(line, costs.get(line.itemId) ?? '0', tolerance))
  if (over.length === 0) return
  // An approval flow stands in the place of the permission: one of those who approved has to be somebody who did not count.
  const judges = ctx.approvedBy ?? [ctx.actor.userId]
  if (!ctx.approvedBy) demand(ctx.actor, APPROVE)
  if (over.some((line) => judges.every((id) => line.countedBy === id)))
    throw new AppError('forbidden', 'inventory.approver_counted')
}

/** Frees, youngest first, what is set aside beyond what the count leaves. */
async function yieldReservations(ctx: CommandContext, warehouseId: Id, lines: readonly Variance[]): Promise<void> {
  for (const line of lines) {
    const after = dec(line.onHand).plus(line.counted).minus(line.book)
    let excess = dec(line.reserved).minus(Decimal.max(after, ZERO))
    if (!excess.greaterThan(0)) continue
    const rows = await ctx.sql<{ id: Id; demandId: Id; quantity: string; sourceDocument: string; sourceId: Id }[]>`
      select id, demand_id as "demandId", quantity, source_document as "sourceDocument", source_id as "sourceId"
      from reservation where tenant_id = ${ctx.tenantId} and item_id = ${line.itemId} and warehouse_id = ${warehouseId}
        and bin_id = ${line.binId} and lot_id is not distinct from ${line.lotId}::uuid order by id desc`
    const changes: ReservationChange[] = []
    for (const row of rows) {
      if (!excess.greaterThan(0)) break
      const taken = Decimal.min(excess, row.quantity)
      excess = excess.minus(taken)
      changes.push({ id: row.id, taken, remaining: dec(row.quantity).minus(taken) })
      ctx.emit('inventory.reservation.lost', {
        document: row.sourceDocument,
        documentId: row.sourceId,
        payload: {
          demandId: row.demandId,
          sourceDocument: row.sourceDocument,
          sourceId: row.sourceId,
          itemId: line.itemId,
          warehouseId,
          quantity: plain(taken),
        },
      })
    }
    await Promise.all(writeReservationChanges(ctx, changes))
  }
}
