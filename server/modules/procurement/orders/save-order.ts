import { and, eq, notInArray } from 'drizzle-orm'
import { purchaseOrder, purchaseOrderLine } from '@/db/schema/procurement'
import {
  createPurchaseOrderInput,
  previewedPurchaseOrder,
  previewPurchaseOrderInput,
  savedPurchaseOrder,
  updatePurchaseOrderInput,
} from '@/server/contracts/procurement/purchase-order'
import { conflict } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { dec } from '@/server/kernel/money'
import { command, documentCommand, query } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { leasedNumber } from '@/server/platform/numbering/leased'
import { judge } from '@/server/platform/rules/judge'
import type { Finding } from '@/server/platform/rules/subject'
import { insertRows, updateRows } from '@/server/platform/tenancy/bulk'
import { purchaseSubject } from '../facts/purchase-subject'
import { demandBlanket } from './blanket'
import {
  linesOfOrders,
  type OrderLineRow,
  type OrderRow,
  purchaseOrderKind,
  refreshPurchaseOrders,
  settled,
} from './order'
import { type OrderInput, type PreparedOrder, prepareOrder } from './prepare-order'
import { linkSources, sourcesOf } from './sources'

/** The columns that the input decides. */
export function headerOf(input: OrderInput, prepared: PreparedOrder) {
  const { supplier, amounts } = prepared
  return {
    documentDate: prepared.documentDate,
    requestedDate: input.requestedDate ?? null,
    supplierId: supplier.id,
    partyId: supplier.partyId,
    supplierName: supplier.name,
    supplierReference: input.supplierReference,
    currency: prepared.currency,
    rate: prepared.rate,
    paymentTermId: input.paymentTermId ?? supplier.paymentTermId,
    buyerId: input.buyerId ?? supplier.buyerId,
    requesterId: input.requesterId ?? null,
    warehouseId: prepared.warehouseId,
    deliveryAddress: prepared.deliveryAddress,
    supplierAddress: supplier.address,
    discountPercent: input.discountPercent,
    discountAmount: input.discountAmount,
    validFrom: input.validFrom ?? null,
    validTo: input.validTo ?? null,
    blanketAmount: input.blanketAmount ?? null,
    allowancePercent: input.allowancePercent,
    note: input.note,
    internalNote: input.internalNote,
    net: amounts.net,
    tax: amounts.tax,
    gross: amounts.gross,
    baseNet: amounts.baseNet,
    baseGross: amounts.baseGross,
  }
}

export function rowsOf(prepared: PreparedOrder, orderId: Id, companyId: Id) {
  return prepared.lines.map((line, i) => {
    const a = prepared.amounts.lines[i]
    if (!a) throw new Error('every line has amounts')
    return {
      id: line.id,
      companyId,
      orderId,
      position: i + 1,
      kind: line.kind,
      itemId: line.item?.id ?? null,
      stocked: line.stocked,
      description: line.description,
      supplierItemCode: line.supplierItemCode,
      unitId: line.unitId,
      unitFactor: line.unitFactor,
      quantity: line.quantity,
      stockQuantity: line.stockQuantity,
      listPrice: line.listPrice,
      priceSource: line.priceSource,
      unitPrice: line.unitPrice,
      discountPercent: line.discountPercent,
      taxCodeIds: [...line.taxCodeIds],
      expenseAccountId: line.expenseAccountId,
      costCenterId: line.costCenterId,
      projectId: line.projectId,
      warehouseId: line.warehouseId,
      requestedDate: line.requestedDate,
      promisedDate: line.promisedDate,
      amount: a.amount,
      documentDiscount: a.documentDiscount,
      net: a.net,
      tax: a.tax,
      gross: a.gross,
      baseNet: a.baseNet,
      baseGross: a.baseGross,
      baseCost: a.baseCost,
      blanketLineId: line.blanketLineId,
      note: line.note,
    }
  })
}

interface Saved {
  readonly id: Id
  readonly number: string
  readonly companyId: Id
  readonly status: string
  readonly version: number
}

const amountsOut = (prepared: PreparedOrder) => ({
  currency: prepared.currency,
  net: prepared.amounts.net,
  tax: prepared.amounts.tax,
  gross: prepared.amounts.gross,
  lines: prepared.lines.map((line, i) => {
    const a = prepared.amounts.lines[i]
    return {
      id: line.id,
      unitPrice: line.unitPrice,
      listPrice: line.listPrice,
      priceSource: line.priceSource,
      discountPercent: line.discountPercent,
      unitId: line.unitId,
      stockQuantity: line.stockQuantity,
      taxCodeIds: [...line.taxCodeIds],
      warehouseId: line.warehouseId,
      promisedDate: line.promisedDate,
      supplierItemCode: line.supplierItemCode,
      proposedQuantity: line.proposedQuantity,
      amount: a?.amount ?? '0',
      documentDiscount: a?.documentDiscount ?? '0',
      net: a?.net ?? '0',
      tax: a?.tax ?? '0',
      gross: a?.gross ?? '0',
      baseNet: a?.baseNet ?? '0',
      baseCost: a?.baseCost ?? '0',
    }
  }),
})

/** The facts of an order as it is being written: what is prepared, not what is stored. */
export const subjectOfPrepared = (
  ctx: CommandContext,
  trigger: string,
  order: Pick<OrderRow, 'id' | 'companyId' | 'number' | 'kind' | 'revision' | 'approvedBaseNet' | 'createdBy'>,
  input: OrderInput,
  prepared: PreparedOrder,
) =>
  purchaseSubject(ctx, {
    trigger,
    order: { ...order, ...headerOf(input, prepared) },
    lines: rowsOf(prepared, order.id, order.companyId),
    sourced: new Set(prepared.lines.filter((l) => (l.sources?.length ?? 0) > 0).map((l) => l.id)),
  })

/** What saving an order answers. */
export const savedOrder = (saved: Saved, prepared: PreparedOrder, findings: readonly Finding[]) => ({
  id: saved.id,
  number: saved.number,
  status: saved.status,
  version: saved.version,
  ...amountsOut(prepared),
  findings: findings.map((f) => ({ ...f })),
})

type More = Partial<Pick<OrderRow, 'kind' | 'blanketId' | 'rfqId' | 'quotationId' | 'copiedFromId'>>

/** Stores a new draft: number, header, lines and what it covers. Used by every command that makes an order. */
export async function storeNewOrder(
  ctx: CommandContext,
  input: OrderInput,
  more: More = {},
): Promise<{ saved: Saved; prepared: PreparedOrder; order: OrderRow }> {
  const prepared = await prepareOrder(ctx, input)
  const id = newId()
  const { companyId } = input
  const number = await leasedNumber(ctx, { companyId, document: 'purchase_order', date: prepared.documentDate })
  const header = { ...headerOf(input, prepared), requesterId: input.requesterId ?? ctx.actor.userId }
  const kind = more.kind ?? 'standard'
  const row = { id, companyId, status: 'draft' as const, number, revision: 0, ...header, ...more, kind }
  ctx.send(insertRows(ctx, purchaseOrder, [{ ...row, createdBy: ctx.actor.userId, updatedBy: ctx.actor.userId }]))
  ctx.send(insertRows(ctx, purchaseOrderLine, rowsOf(prepared, id, companyId)))
  await linkSources(ctx, { id, companyId }, coveringLines(prepared), null)
  if (more.blanketId) {
    await refreshPurchaseOrders(ctx, companyId, [id], { status: 'draft' })
    await demandBlanket(ctx, more.blanketId, prepared.documentDate)
  }
  ctx.record({
    action: 'create',
    document: 'purchase_order',
    documentId: id,
    companyId,
    label: number,
    after: {
      supplier: prepared.supplier.code,
      net: header.net,
      currency: header.currency,
      lines: input.lines.length,
    },
  })
  const saved = { id, number, companyId, status: 'draft', version: 1 }
  return { saved, prepared, order: { ...row, approvedBaseNet: null, createdBy: ctx.actor.userId } as OrderRow }
}

const coveringLines = (prepared: PreparedOrder) =>
  prepared.lines.map((l) => ({
    id: l.id,
    itemId: l.item?.id ?? null,
    stockQuantity: l.stockQuantity,
    sources: l.sources,
  }))

/** An order, or with kind `blanket` an agreement to call off from; a draft. */
export const createPurchaseOrder = command({
  name: 'procurement.createPurchaseOrder',
  permission: 'procurement.purchase_order.create',
  input: createPurchaseOrderInput,
  output: savedPurchaseOrder,
  handler: async (ctx, { kind, ...input }) => {
    demandNoBlanketLines(input)
    const { saved, prepared, order } = await storeNewOrder(ctx, input, { kind })
    return savedOrder(saved, prepared, await judge(ctx, await subjectOfPrepared(ctx, 'save', order, input, prepared)))
  },
})

/** Only a call-off refers to lines of a blanket order. */
function demandNoBlanketLines(input: OrderInput): void {
  if (input.lines.some((l) => l.blanketLineId)) throw conflict('procurement.call_off_only')
}

/** The amounts that an order would have; nothing is stored. */
export const previewPurchaseOrder = query({
  name: 'procurement.previewPurchaseOrder',
  permission: 'procurement.purchase_order.read',
  input: previewPurchaseOrderInput,
  output: previewedPurchaseOrder,
  handler: async (ctx, { kind: _kind, ...input }) => amountsOut(await prepareOrder(ctx, input)),
})

/** What has come or is billed stays on the order: its line is not deleted, does not become another and not less than that. */
export function demandSettledKept(before: readonly OrderLineRow[], prepared: PreparedOrder): void {
  const after = new Map(prepared.lines.map((l) => [l.id, l]))
  for (const line of before) {
    const done = settled(line)
    if (done.isZero() && dec(line.receivedQuantity).isZero()) continue
    const next = after.get(line.id)
    if (!next || (next.item?.id ?? null) !== line.itemId || next.kind !== line.kind || next.unitId !== line.unitId)
      throw conflict('procurement.already_received', { position: line.position })
    if (done.greaterThan(next.stockQuantity))
      throw conflict('procurement.less_than_received', { position: line.position, received: done.toFixed() })
  }
}

/** The full input of a change: what the caller left out is as it was, and an id that is not a line of this order is a new line's. */
export function fullInput(
  input: Omit<OrderInput, 'companyId' | 'supplierId'> & { supplierId?: Id | undefined },
  doc: OrderRow,
  known: ReadonlySet<Id>,
): OrderInput {
  return {
    ...input,
    companyId: doc.companyId,
    supplierId: input.supplierId ?? doc.supplierId,
    documentDate: input.documentDate ?? doc.documentDate,
    requesterId: input.requesterId ?? doc.requesterId,
    lines: input.lines.map((l) => (l.id && !known.has(l.id) ? { ...l, id: undefined } : l)),
  }
}

/** Writes the lines of a changed order by comparison, in a few statements whatever their number; what it covers and is called off from follows. */
export async function rewriteLines(
  ctx: CommandContext,
  doc: OrderRow,
  known: ReadonlySet<Id>,
  prepared: PreparedOrder,
  status: string,
): Promise<void> {
  const before = await sourcesOf(ctx, [doc.id])
  const rows = rowsOf(prepared, doc.id, doc.companyId)
  const kept = rows.filter((r) => known.has(r.id))
  const ofOrder = and(eq(purchaseOrderLine.tenantId, ctx.tenantId), eq(purchaseOrderLine.orderId, doc.id))
  const keptIds = kept.map((r) => r.id)
  if (kept.length < known.size) {
    await ctx.sql`delete from purchase_order_source where tenant_id = ${ctx.tenantId} and order_id = ${doc.id}
      and order_line_id <> all(${keptIds}::uuid[])`
    await ctx.tx
      .delete(purchaseOrderLine)
      .where(keptIds.length === 0 ? ofOrder : and(ofOrder, notInArray(purchaseOrderLine.id, keptIds)))
  }
  await updateRows(ctx, purchaseOrderLine, kept)
  await insertRows(
    ctx,
    purchaseOrderLine,
    rows.filter((r) => !known.has(r.id)),
  )
  await linkSources(ctx, doc, coveringLines(prepared), before)
  await refreshPurchaseOrders(ctx, doc.companyId, [doc.id], { status })
  if (doc.blanketId) await demandBlanket(ctx, doc.blanketId, prepared.documentDate)
}

/** Saves the whole document. Errors: procurement.already_received, procurement.less_than_received, those of blanket orders and of requisitions. */
export const updatePurchaseOrder = documentCommand({
  name: 'procurement.updatePurchaseOrder',
  permission: 'procurement.purchase_order.update',
  input: updatePurchaseOrderInput,
  output: savedPurchaseOrder,
  document: { kind: purchaseOrderKind, states: ['draft', 'blocked'] },
  handler: async (ctx, input, doc, patch) => {
    const before = await linesOfOrders(ctx, [doc.id])
    const known = new Set(before.map((l) => l.id))
    const full = fullInput(input, doc, known)
    if (doc.kind !== 'call_off') demandNoBlanketLines(full)
    if (full.supplierId !== doc.supplierId && (doc.revision > 0 || doc.blanketId))
      throw conflict('procurement.supplier_is_fixed')
    const prepared = await prepareOrder(ctx, full)
    demandSettledKept(before, prepared)
    await rewriteLines(ctx, doc, known, prepared, doc.status)
    patch(headerOf(full, prepared))
    const saved = {
      id: doc.id,
      number: doc.number,
      companyId: doc.companyId,
      status: doc.status,
      version: doc.version + 1,
    }
    const subject = await subjectOfPrepared(ctx, 'save', doc, full, prepared)
    return savedOrder(saved, prepared, await judge(ctx, subject))
  },
})
