import { and, eq, notInArray } from 'drizzle-orm'
import { purchaseRequisition, purchaseRequisitionLine } from '@/db/schema/procurement'
import {
  createPurchaseRequisitionInput,
  savedPurchaseRequisition,
  updatePurchaseRequisitionInput,
} from '@/server/contracts/procurement/purchase-requisition'
import { conflict } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { command, documentCommand } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { leasedNumber } from '@/server/platform/numbering/leased'
import { insertRows, updateRows } from '@/server/platform/tenancy/bulk'
import { type PreparedRequisition, prepareRequisition, type RequisitionInput } from './prepare-requisition'
import { linesOfRequisitions, purchaseRequisitionKind, type RequisitionRow } from './requisition'

const headerOf = (input: RequisitionInput, prepared: PreparedRequisition) => ({
  documentDate: prepared.documentDate,
  neededOn: input.neededOn ?? null,
  purpose: input.purpose,
  warehouseId: prepared.warehouseId,
  costCenterId: input.costCenterId ?? null,
  projectId: input.projectId ?? null,
  note: input.note,
  baseNet: prepared.baseNet,
})

const rowsOf = (prepared: PreparedRequisition, requisitionId: Id, companyId: Id) =>
  prepared.lines.map((line, i) => ({ ...line, companyId, requisitionId, position: i + 1 }))

/** Where a requisition comes from that nobody wrote by hand. */
export type RequisitionOrigin = Partial<
  Pick<RequisitionRow, 'origin' | 'reorderItemId' | 'reorderWarehouseId' | 'sourceId' | 'sourceLabel'>
>

/**
 * Stores a new draft. `sourceLines`: the line of the sales order behind each line, in their order. Returns undefined when a reorder
 * requisition of the same item and place is open already: the row that was there first wins, however many come at once.
 */
export async function storeNewRequisition(
  ctx: CommandContext,
  input: RequisitionInput,
  from: RequisitionOrigin = {},
  sourceLines: readonly (Id | null)[] = [],
): Promise<{ id: Id; number: string; prepared: PreparedRequisition } | undefined> {
  const prepared = await prepareRequisition(ctx, input)
  const id = newId()
  const { companyId } = input
  const number = await leasedNumber(ctx, { companyId, document: 'purchase_requisition', date: prepared.documentDate })
  const insert = ctx.tx.insert(purchaseRequisition).values({
    tenantId: ctx.tenantId,
    id,
    companyId,
    status: 'draft',
    number,
    origin: 'manual',
    ...headerOf(input, prepared),
    requesterId: input.requesterId ?? (ctx.actor.kind === 'user' ? ctx.actor.userId : null),
    ...from,
    createdBy: ctx.actor.userId,
    updatedBy: ctx.actor.userId,
  })
  const [made] = await (from.reorderItemId ? insert.onConflictDoNothing() : insert).returning({
    id: purchaseRequisition.id,
  })
  if (!made) return undefined
  await insertRows(
    ctx,
    purchaseRequisitionLine,
    rowsOf(prepared, id, companyId).map((row, i) => ({ ...row, sourceLineId: sourceLines[i] ?? null })),
  )
  ctx.record({
    action: 'create',
    document: 'purchase_requisition',
    documentId: id,
    companyId,
    label: number,
    after: { origin: from.origin ?? 'manual', baseNet: prepared.baseNet, lines: prepared.lines.length },
  })
  return { id, number, prepared }
}

const saved = (prepared: PreparedRequisition) => ({
  baseNet: prepared.baseNet,
  lines: prepared.lines.map((l) => ({
    id: l.id,
    unitPrice: l.unitPrice,
    currency: l.currency,
    supplierId: l.supplierId,
    stockQuantity: l.stockQuantity,
    net: l.net,
    baseNet: l.baseNet,
  })),
})

/** A need, as a draft. Prices that are not given are estimated. */
export const createPurchaseRequisition = command({
  name: 'procurement.createPurchaseRequisition',
  permission: 'procurement.purchase_requisition.create',
  input: createPurchaseRequisitionInput,
  output: savedPurchaseRequisition,
  handler: async (ctx, input) => {
    const made = await storeNewRequisition(ctx, input)
    if (!made) throw conflict('procurement.reorder_exists')
    return { id: made.id, number: made.number, status: 'draft', version: 1, ...saved(made.prepared) }
  },
})

/** Saves the whole document: lines are changed, added and deleted by comparison. */
export const updatePurchaseRequisition = documentCommand({
  name: 'procurement.updatePurchaseRequisition',
  permission: 'procurement.purchase_requisition.update',
  input: updatePurchaseRequisitionInput,
  output: savedPurchaseRequisition,
  document: { kind: purchaseRequisitionKind, states: ['draft', 'blocked'] },
  handler: async (ctx, input, doc, patch) => {
    const known = new Set((await linesOfRequisitions(ctx, [doc.id])).map((l) => l.id))
    const { id: _id, version: _version, ...rest } = input
    const full: RequisitionInput = {
      ...rest,
      companyId: doc.companyId,
      documentDate: input.documentDate ?? doc.documentDate,
      lines: input.lines.map((l) => (l.id && !known.has(l.id) ? { ...l, id: undefined } : l)),
    }
    const prepared = await prepareRequisition(ctx, full)
    const rows = rowsOf(prepared, doc.id, doc.companyId)
    const kept = rows.filter((r) => known.has(r.id))
    const mine = and(
      eq(purchaseRequisitionLine.tenantId, ctx.tenantId),
      eq(purchaseRequisitionLine.requisitionId, doc.id),
    )
    const keptIds = kept.map((r) => r.id)
    if (kept.length < known.size)
      await ctx.tx
        .delete(purchaseRequisitionLine)
        .where(keptIds.length === 0 ? mine : and(mine, notInArray(purchaseRequisitionLine.id, keptIds)))
    await updateRows(ctx, purchaseRequisitionLine, kept)
    await insertRows(
      ctx,
      purchaseRequisitionLine,
      rows.filter((r) => !known.has(r.id)),
    )
    patch({ ...headerOf(full, prepared), ...(input.requesterId !== undefined && { requesterId: input.requesterId }) })
    return { id: doc.id, number: doc.number, status: doc.status, version: doc.version + 1, ...saved(prepared) }
  },
})
