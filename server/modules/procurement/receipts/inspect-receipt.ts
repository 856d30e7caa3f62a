import { receiptInspection } from '@/db/schema/procurement'
import { goodsReceiptResult, inspectGoodsReceiptInput } from '@/server/contracts/procurement/goods-receipt'
import { conflict, validation } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { type Decimal, dec, plain, sum, ZERO } from '@/server/kernel/money'
import { company } from '@/server/modules/finance'
import { moveBins } from '@/server/modules/inventory'
import { documentCommand } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { insertRows } from '@/server/platform/tenancy/bulk'
import { advanceOrderLines } from '../orders/advance-lines'
import { refuseReturnInOneStep, returnToSupplier } from '../supplier-returns/return.commands'
import { advanceReceiptLines, lockReceiptLines } from './line-state'
import { goodsReceiptKind as kind, type ReceiptLineRow, type ReceiptRow, receiptLines, receiptResult } from './receipt'

interface Decision {
  readonly line: ReceiptLineRow
  readonly decision: 'release' | 'use_as_is' | 'reject'
  readonly quantity: Decimal
  readonly reason: string | null
  readonly binId: Id | null
}

/** Every decision within what is on hold of its line. Error: procurement.over_held. */
function decisionsOf(
  lines: readonly ReceiptLineRow[],
  asked: readonly {
    lineId: Id
    decision: Decision['decision']
    quantity?: string | undefined
    reason: string | null
    binId?: Id | null | undefined
  }[],
): Decision[] {
  const left = new Map(lines.map((l) => [l.id, dec(l.heldQuantity)]))
  return asked.map((a, i) => {
    const line = lines.find((l) => l.id === a.lineId)
    if (!line) throw validation('procurement.not_this_line', `decisions.${i}.lineId`)
    const open = left.get(line.id) ?? ZERO
    const quantity = a.quantity === undefined ? open : dec(a.quantity)
    if (quantity.isZero() || quantity.greaterThan(open))
      throw conflict('procurement.over_held', { position: line.position, held: plain(open) })
    left.set(line.id, open.minus(quantity))
    return { line, decision: a.decision, quantity, reason: a.reason, binId: a.binId ?? null }
  })
}

async function defaultBins(ctx: CommandContext, warehouseIds: readonly Id[]): Promise<Map<Id, Id>> {
  const rows = await ctx.sql<{ warehouse: Id; id: Id }[]>`
    select warehouse_id as warehouse, id from bin
    where tenant_id = ${ctx.tenantId} and is_default and warehouse_id = any(${[...new Set(warehouseIds)]}::uuid[])`
  return new Map(rows.map((r) => [r.warehouse, r.id]))
}

/** Released goods leave quarantine: to the bin that is named, else the default one. No value moves. */
async function free(ctx: CommandContext, row: ReceiptRow, good: readonly Decision[], postingDate: string) {
  const stocked = good.filter((d) => d.line.stocked)
  const bins = await defaultBins(
    ctx,
    stocked.flatMap((d) => d.line.warehouseId ?? []),
  )
  await moveBins(ctx, {
    companyId: row.companyId,
    source: { document: kind.type, documentId: row.id, label: row.number },
    postingDate,
    moves: stocked.flatMap(({ line, quantity, binId }) => {
      const toBinId = binId ?? bins.get(line.warehouseId ?? '')
      return line.itemId && line.warehouseId && line.binId && toBinId
        ? [
            {
              itemId: line.itemId,
              warehouseId: line.warehouseId,
              fromBinId: line.binId,
              toBinId,
              lotId: line.lotId,
              quantity: plain(quantity),
            },
          ]
        : []
    }),
  })
  const less = (d: Decision) => plain(d.quantity.negated())
  await advanceReceiptLines(
    ctx,
    good.map((d) => ({ id: d.line.id, held: less(d) })),
  )
  advanceOrderLines(
    ctx,
    good.map((d) => ({ id: d.line.orderLineId, held: less(d) })),
  )
}

/**
 * Decides about goods on hold: released, used as they are (with a reason) or rejected, which sends them back to the supplier in the
 * same transaction. Errors: procurement.over_held, approval.by_steps (returns need approval: make a return from what is on hold), inventory's.
 */
export const inspectGoodsReceipt = documentCommand({
  name: 'procurement.inspectGoodsReceipt',
  permission: 'procurement.goods_receipt.inspect',
  input: inspectGoodsReceiptInput,
  output: goodsReceiptResult,
  document: { kind, states: ['posted'] },
  handler: async (ctx, input, row) => {
    const locked = await lockReceiptLines(
      ctx,
      (await receiptLines(ctx, row.id)).map((l) => l.id),
    )
    const decisions = decisionsOf([...locked.lines.values()], input.decisions)
    const { today } = await company(ctx, row.companyId)
    const postingDate = input.postingDate ?? today
    const good = decisions.filter((d) => d.decision !== 'reject')
    const bad = decisions.filter((d) => d.decision === 'reject')
    if (bad.length > 0) await refuseReturnInOneStep(ctx, row.companyId)
    if (good.length > 0) await free(ctx, row, good, postingDate)
    const back =
      bad.length === 0
        ? null
        : await returnToSupplier(
            ctx,
            {
              companyId: row.companyId,
              reason: bad
                .map((d) => d.reason)
                .join('; ')
                .slice(0, 500),
              replacement: true,
              postingDate,
              lines: bad.map((d) => ({ receiptLineId: d.line.id, quantity: plain(d.quantity), fromHold: true })),
            },
            locked,
          )
    await insertRows(
      ctx,
      receiptInspection,
      decisions.map((d) => ({
        id: newId(),
        companyId: row.companyId,
        receiptId: row.id,
        receiptLineId: d.line.id,
        decision: d.decision,
        quantity: plain(d.quantity),
        reason: d.reason,
        binId: d.binId,
        returnId: d.decision === 'reject' ? (back?.id ?? null) : null,
        decidedBy: ctx.actor.userId,
      })),
    )
    ctx.emit('procurement.goods_receipt.inspected', {
      document: kind.type,
      documentId: row.id,
      companyId: row.companyId,
      payload: {
        supplierId: row.supplierId,
        supplierName: row.supplierName,
        number: row.number,
        decisions: decisions.map((d) => ({ lineId: d.line.id, decision: d.decision, quantity: plain(d.quantity) })),
      },
    })
    const left = sum([...locked.lines.values()].map((l) => l.heldQuantity)).minus(sum(decisions.map((d) => d.quantity)))
    return receiptResult(row, 'posted', left.greaterThan(0) ? 1 : 0)
  },
})
