import { and, eq } from 'drizzle-orm'
import { stockTransfer, stockTransferLine } from '@/db/schema/inventory/documents'
import {
  created,
  createStockTransferInput,
  done,
  stockTransferMachine,
  updateStockTransferInput,
} from '@/server/contracts/inventory/documents'
import { documentRef } from '@/server/contracts/platform/field'
import { AppError, validation } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { command, type DocumentKind, documentCommand } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { inStockUnits, numberDocument, refuseForeignWarehouse } from '../document'
import { postMoves } from '../stock/post-moves'
import { reverseMoves } from '../stock/reverse-moves'

export const stockTransferKind: DocumentKind<
  typeof stockTransfer,
  'draft' | 'shipped' | 'received' | 'closed' | 'cancelled',
  'ship' | 'receive' | 'close' | 'recall' | 'cancel'
> = {
  type: 'stock_transfer',
  table: stockTransfer,
  machine: stockTransferMachine,
  label: (row) => row.number,
}

export const linesOfTransfer = (ctx: CommandContext, transferId: Id) =>
  ctx.tx
    .select()
    .from(stockTransferLine)
    .where(and(eq(stockTransferLine.tenantId, ctx.tenantId), eq(stockTransferLine.transferId, transferId)))
    .orderBy(stockTransferLine.lineNo)

async function insertLines(
  ctx: CommandContext,
  doc: { id: Id; companyId: Id },
  lines: Parameters<typeof inStockUnits>[1],
): Promise<void> {
  const rows = await inStockUnits(ctx, lines)
  if (rows.length > 0)
    await ctx.tx.insert(stockTransferLine).values(
      rows.map((line) => ({
        ...line,
        tenantId: ctx.tenantId,
        id: newId(),
        companyId: doc.companyId,
        transferId: doc.id,
      })),
    )
}

async function checkWarehouses(ctx: CommandContext, companyId: Id, from: Id, to: Id): Promise<void> {
  if (from === to) throw validation('inventory.same_warehouse', 'toWarehouseId')
  await refuseForeignWarehouse(ctx, companyId, [from, to])
}

export const createStockTransfer = command({
  name: 'inventory.createStockTransfer',
  permission: 'inventory.stock_transfer.create',
  input: createStockTransferInput,
  output: created,
  async handler(ctx, { lines, ...values }) {
    await checkWarehouses(ctx, values.companyId, values.fromWarehouseId, values.toWarehouseId)
    const id = newId()
    const author = { createdBy: ctx.actor.userId, updatedBy: ctx.actor.userId }
    await ctx.tx.insert(stockTransfer).values({ ...values, ...author, tenantId: ctx.tenantId, id, status: 'draft' })
    await insertLines(ctx, { id, companyId: values.companyId }, lines)
    const { companyId } = values
    ctx.record({ action: 'create', document: 'stock_transfer', documentId: id, companyId, after: values })
    return { id }
  },
})

export const updateStockTransfer = documentCommand({
  name: 'inventory.updateStockTransfer',
  permission: 'inventory.stock_transfer.create',
  document: { kind: stockTransferKind, states: ['draft'] },
  input: updateStockTransferInput,
  output: created,
  async handler(ctx, { id, version: _, lines, ...values }, doc, patch) {
    await checkWarehouses(ctx, doc.companyId, values.fromWarehouseId, values.toWarehouseId)
    await ctx.tx
      .delete(stockTransferLine)
      .where(and(eq(stockTransferLine.tenantId, ctx.tenantId), eq(stockTransferLine.transferId, id)))
    await insertLines(ctx, doc, lines)
    patch(values)
    return { id }
  },
})

export const shipStockTransfer = documentCommand({
  name: 'inventory.shipStockTransfer',
  permission: 'inventory.stock_transfer.ship',
  document: { kind: stockTransferKind, transition: 'ship' },
  input: documentRef,
  output: done,
  async handler(ctx, _, doc) {
    const lines = await linesOfTransfer(ctx, doc.id)
    if (lines.length === 0) throw new AppError('validation', 'inventory.lines_missing')
    const source = { document: 'stock_transfer', documentId: doc.id, label: doc.number }
    const output = { id: doc.id, number: doc.number }
    await postMoves(ctx, {
      companyId: doc.companyId,
      kind: 'transfer_out',
      postingDate: doc.postingDate,
      documentDate: doc.documentDate,
      source,
      moves: lines.map((line) => ({
        id: line.id,
        itemId: line.itemId,
        warehouseId: doc.fromWarehouseId,
        binId: line.fromBinId,
        lotId: line.lotId,
        quantity: line.stockQuantity,
      })),
    })
    numberDocument(ctx, doc, 'stock_transfer', doc.postingDate, {
      source,
      output,
      after: (number) =>
        ctx.emit('inventory.stock_transfer.shipped', {
          document: 'stock_transfer',
          documentId: doc.id,
          companyId: doc.companyId,
          payload: { number },
        }),
    })
    return output
  },
})

export const recallStockTransfer = documentCommand({
  name: 'inventory.recallStockTransfer',
  permission: 'inventory.stock_transfer.ship',
  document: { kind: stockTransferKind, transition: 'recall' },
  input: documentRef,
  output: done,
  async handler(ctx, _, doc) {
    const source = { document: 'stock_transfer', documentId: doc.id, label: doc.number }
    await reverseMoves(ctx, { source, postingDate: doc.postingDate })
    return { id: doc.id, number: doc.number }
  },
})

export const cancelStockTransfer = documentCommand({
  name: 'inventory.cancelStockTransfer',
  permission: 'inventory.stock_transfer.create',
  document: { kind: stockTransferKind, transition: 'cancel' },
  input: documentRef,
  output: done,
  handler: async (_, __, doc) => ({ id: doc.id, number: doc.number }),
})
