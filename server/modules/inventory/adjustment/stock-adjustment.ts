import { and, eq } from 'drizzle-orm'
import { stockAdjustment, stockAdjustmentLine } from '@/db/schema/inventory/documents'
import {
  created,
  createStockAdjustmentInput,
  done,
  reverseInput,
  stockAdjustmentMachine,
  updateStockAdjustmentInput,
} from '@/server/contracts/inventory/documents'
import { documentRef } from '@/server/contracts/platform/field'
import { AppError } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { accounts } from '@/server/modules/finance'
import { command, type DocumentKind, documentCommand } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { adjustmentSubject } from '../approval'
import { inStockUnits, numberDocument, refuseForeignWarehouse } from '../document'
import { postMoves } from '../stock/post-moves'
import { reverseMoves } from '../stock/reverse-moves'

export const stockAdjustmentKind: DocumentKind<
  typeof stockAdjustment,
  (typeof stockAdjustmentMachine.states)[number],
  keyof typeof stockAdjustmentMachine.transitions
> = {
  type: 'stock_adjustment',
  table: stockAdjustment,
  machine: stockAdjustmentMachine,
  label: (row) => row.number,
}

type Lines = Parameters<typeof inStockUnits>[1]

async function insertLines(ctx: CommandContext, doc: { id: Id; companyId: Id }, lines: Lines): Promise<void> {
  const rows = await inStockUnits(ctx, lines)
  if (rows.length > 0)
    await ctx.tx.insert(stockAdjustmentLine).values(
      rows.map((line) => ({
        ...line,
        tenantId: ctx.tenantId,
        id: newId(),
        companyId: doc.companyId,
        adjustmentId: doc.id,
      })),
    )
}

export const createStockAdjustment = command({
  name: 'inventory.createStockAdjustment',
  permission: 'inventory.stock_adjustment.create',
  input: createStockAdjustmentInput,
  output: created,
  async handler(ctx, { lines, ...values }) {
    await refuseForeignWarehouse(ctx, values.companyId, [values.warehouseId])
    const id = newId()
    const author = { createdBy: ctx.actor.userId, updatedBy: ctx.actor.userId }
    await ctx.tx.insert(stockAdjustment).values({ ...values, ...author, tenantId: ctx.tenantId, id, status: 'draft' })
    await insertLines(ctx, { id, companyId: values.companyId }, lines)
    const { companyId } = values
    ctx.record({ action: 'create', document: 'stock_adjustment', documentId: id, companyId, after: values })
    return { id }
  },
})

export const updateStockAdjustment = documentCommand({
  name: 'inventory.updateStockAdjustment',
  permission: 'inventory.stock_adjustment.create',
  document: { kind: stockAdjustmentKind, states: ['draft'] },
  input: updateStockAdjustmentInput,
  output: created,
  async handler(ctx, { id, version: _, lines, ...values }, doc, patch) {
    await refuseForeignWarehouse(ctx, doc.companyId, [values.warehouseId])
    await ctx.tx
      .delete(stockAdjustmentLine)
      .where(and(eq(stockAdjustmentLine.tenantId, ctx.tenantId), eq(stockAdjustmentLine.adjustmentId, id)))
    await insertLines(ctx, doc, lines)
    patch(values)
    return { id }
  },
})

export const postStockAdjustment = documentCommand({
  name: 'inventory.postStockAdjustment',
  permission: 'inventory.stock_adjustment.post',
  document: { kind: stockAdjustmentKind, transition: 'post' },
  check: adjustmentSubject,
  input: documentRef,
  output: done,
  async handler(ctx, _, doc) {
    const lines = await ctx.tx
      .select()
      .from(stockAdjustmentLine)
      .where(and(eq(stockAdjustmentLine.tenantId, ctx.tenantId), eq(stockAdjustmentLine.adjustmentId, doc.id)))
      .orderBy(stockAdjustmentLine.lineNo)
    if (lines.length === 0) throw new AppError('validation', 'inventory.lines_missing')
    // Received by hand there is no supplier who will bill: against the adjustment account, not goods received not invoiced.
    const byHand = doc.kind === 'receipt' ? (await accounts(ctx, doc.companyId))('stock_adjustment') : null
    const contraAccountId = doc.contraAccountId ?? byHand
    const source = { document: 'stock_adjustment', documentId: doc.id, label: doc.number }
    const output = { id: doc.id, number: doc.number }
    await postMoves(ctx, {
      companyId: doc.companyId,
      kind: doc.kind,
      postingDate: doc.postingDate,
      documentDate: doc.documentDate,
      source,
      description: doc.reason,
      moves: lines.map((line) => ({
        id: line.id,
        itemId: line.itemId,
        warehouseId: doc.warehouseId,
        binId: line.binId,
        lotId: line.lotId,
        quantity: line.stockQuantity,
        unitCost: line.unitCost,
        contraAccountId,
      })),
    })
    numberDocument(ctx, doc, 'stock_adjustment', doc.postingDate, {
      source,
      output,
      after: (number) =>
        ctx.emit('inventory.stock_adjustment.posted', {
          document: 'stock_adjustment',
          documentId: doc.id,
          companyId: doc.companyId,
          payload: { number },
        }),
    })
    return output
  },
})

export const reverseStockAdjustment = documentCommand({
  name: 'inventory.reverseStockAdjustment',
  permission: 'inventory.stock_adjustment.reverse',
  document: { kind: stockAdjustmentKind, transition: 'reverse' },
  input: reverseInput,
  output: done,
  async handler(ctx, { postingDate }, doc) {
    const source = { document: 'stock_adjustment', documentId: doc.id, label: doc.number }
    await reverseMoves(ctx, { source, postingDate, description: doc.reason })
    return { id: doc.id, number: doc.number }
  },
})

export const cancelStockAdjustment = documentCommand({
  name: 'inventory.cancelStockAdjustment',
  permission: 'inventory.stock_adjustment.create',
  document: { kind: stockAdjustmentKind, transition: 'cancel' },
  input: documentRef,
  output: done,
  handler: async (_, __, doc) => ({ id: doc.id, number: doc.number }),
})
