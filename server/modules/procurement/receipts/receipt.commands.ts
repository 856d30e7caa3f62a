import { and, eq } from 'drizzle-orm'
import { goodsReceipt, goodsReceiptLine } from '@/db/schema/procurement'
import { documentResult } from '@/server/contracts/procurement/common'
import {
  cancelGoodsReceiptInput,
  createGoodsReceiptInput,
  type GoodsReceiptLineInput,
  goodsReceiptResult,
  postGoodsReceiptInput,
  updateGoodsReceiptInput,
} from '@/server/contracts/procurement/goods-receipt'
import type { CalendarDate } from '@/server/kernel/calendar-date'
import { forbidden } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { type DecimalString, dec } from '@/server/kernel/money'
import { company } from '@/server/modules/finance'
import { refuseShortcut } from '@/server/platform/approvals/gate'
import { command, documentCommand } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { may } from '@/server/platform/identity/actor'
import { leasedNumber } from '@/server/platform/numbering/leased'
import { insertRows } from '@/server/platform/tenancy/bulk'
import { lockPurchaseOrders, type OrderRow } from '../orders/order'
import { countReceipt, decideReceipt, type FromOrders, oneSupplier } from './plan-receipt'
import { priceReceipt } from './price-receipt'
import {
  goodsReceiptKind as kind,
  type NewReceiptLine,
  type ReceiptLineRow,
  receiptLines,
  receiptResult,
} from './receipt'
import { moveShipments, takeShipments } from './shipment-notices'
import { type ReceiptHeader, takeIn } from './take-in'

const POST = 'procurement.goods_receipt.post'

/** Columns that decide nothing yet, so that every inserted row names the same ones. */
const zeros = { net: '0', cost: '0', baseCost: '0' }

const storeLines = (ctx: CommandContext, receiptId: Id, rows: readonly NewReceiptLine[]) =>
  insertRows(
    ctx,
    goodsReceiptLine,
    rows.map((r) => ({ ...zeros, ...r, receiptId })),
  )

const headerOf = (ctx: CommandContext, order: OrderRow) => ({
  companyId: order.companyId,
  supplierId: order.supplierId,
  partyId: order.partyId,
  supplierName: order.supplierName,
  createdBy: ctx.actor.userId,
  updatedBy: ctx.actor.userId,
})

export interface ReceiveRequest {
  readonly companyId: Id
  readonly orderIds: readonly Id[]
  readonly lines?: readonly GoodsReceiptLineInput[] | undefined
  readonly documentDate?: CalendarDate | undefined
  readonly postingDate?: CalendarDate | undefined
  readonly deliveryNote?: string | null
  readonly carrier?: string | null
  readonly note?: string | null
  /** Announced shipments that come with it. */
  readonly shipmentNoticeIds?: readonly Id[]
}
export interface Received {
  readonly id: Id
  readonly number: string
  readonly value: DecimalString
  readonly heldLines: number
}

function announce(ctx: CommandContext, header: ReceiptHeader, supplierId: Id, rows: readonly NewReceiptLine[]): void {
  ctx.emit('procurement.goods_receipt.posted', {
    document: 'goods_receipt',
    documentId: header.id,
    companyId: header.companyId,
    payload: {
      supplierId,
      supplierName: header.supplierName,
      number: header.number,
      orderIds: [...new Set(rows.map((r) => r.orderId))],
      orderLineIds: [...new Set(rows.map((r) => r.orderLineId))],
    },
  })
}

const heldOf = (rows: readonly NewReceiptLine[]) => rows.filter((r) => dec(r.heldQuantity ?? '0').greaterThan(0)).length

/**
 * Receives goods and accepts services of orders in one step, inside a running command: what is asked for, else everything open.
 * Orders are locked by id. Errors: procurement.nothing_to_receive, .one_supplier, .order_not_open, .over_receipt, .no_warehouse …
 */
export async function receive(ctx: CommandContext, request: ReceiveRequest): Promise<Received> {
  const { companyId } = request
  const from = await lockPurchaseOrders(ctx, request.orderIds)
  const first = await oneSupplier(ctx, [...from.orders.values()], companyId)
  const settings = await company(ctx, companyId)
  const postingDate = request.postingDate ?? request.documentDate ?? settings.today
  const documentDate = request.documentDate ?? postingDate
  const counted = await countReceipt(ctx, companyId, from, request.lines)
  const rows = await decideAndPrice(ctx, first, from, counted, postingDate)
  const number = await leasedNumber(ctx, { companyId, document: 'goods_receipt', date: postingDate })
  const { partyId, supplierName, supplierId } = first
  const header = { id: newId(), companyId, number, partyId, supplierName, documentDate, postingDate }
  const { value, entryId } = await takeIn(ctx, settings, header, from.orders, rows)
  ctx.send(
    insertRows(ctx, goodsReceipt, [
      {
        ...headerOf(ctx, first),
        id: header.id,
        status: 'posted' as const,
        number,
        documentDate,
        postingDate,
        postedAt: ctx.now.toISOString(),
        deliveryNote: request.deliveryNote ?? null,
        carrier: request.carrier ?? null,
        note: request.note ?? null,
        value,
        entryId,
      },
    ]),
  )
  ctx.send(storeLines(ctx, header.id, rows))
  await takeShipments(ctx, header.id, [...from.orders.keys()], request.shipmentNoticeIds ?? [], 'received')
  const label = number
  ctx.record({ action: 'post', document: kind.type, documentId: header.id, companyId, label, after: { value } })
  announce(ctx, header, supplierId, rows)
  return { id: header.id, number, value, heldLines: heldOf(rows) }
}

async function decideAndPrice(
  ctx: CommandContext,
  order: OrderRow,
  from: FromOrders,
  counted: readonly NewReceiptLine[],
  postingDate: CalendarDate,
): Promise<NewReceiptLine[]> {
  const { companyId, supplierId } = order
  const decided = await decideReceipt(ctx, companyId, supplierId, from, counted, postingDate)
  return priceReceipt(ctx, await company(ctx, companyId), from, decided, postingDate)
}

/** A draft receipt of orders of one supplier, or received at once (`post`). */
export const createGoodsReceipt = command({
  name: 'procurement.createGoodsReceipt',
  permission: 'procurement.goods_receipt.create',
  input: createGoodsReceiptInput,
  output: goodsReceiptResult,
  handler: async (ctx, { post, ...input }) => {
    if (post) {
      if (!may(ctx.actor, POST)) throw forbidden(POST)
      await refuseShortcut(ctx, { document: kind.type, transition: 'post', companyId: input.companyId, amount: null })
      const { id, number, heldLines } = await receive(ctx, input)
      return { id, number, status: 'posted', version: 1, heldLines }
    }
    const { companyId } = input
    const from = await lockPurchaseOrders(ctx, input.orderIds)
    const first = await oneSupplier(ctx, [...from.orders.values()], companyId)
    const rows = await countReceipt(ctx, companyId, from, input.lines)
    const { today } = await company(ctx, companyId)
    const documentDate = input.documentDate ?? today
    const number = await leasedNumber(ctx, { companyId, document: 'goods_receipt', date: documentDate })
    const id = newId()
    const { deliveryNote, carrier, note } = input
    await insertRows(ctx, goodsReceipt, [
      { ...headerOf(ctx, first), id, status: 'draft' as const, number, documentDate, deliveryNote, carrier, note },
    ])
    await storeLines(ctx, id, rows)
    await takeShipments(ctx, id, [...from.orders.keys()], input.shipmentNoticeIds, 'announced')
    const after = { orders: [...from.orders.values()].map((o) => o.number), lines: rows.length }
    ctx.record({ action: 'create', document: kind.type, documentId: id, companyId, label: number, after })
    return { id, number, status: 'draft', version: 1, heldLines: 0 }
  },
})

const dropLines = (ctx: CommandContext, id: Id) =>
  ctx.tx
    .delete(goodsReceiptLine)
    .where(and(eq(goodsReceiptLine.tenantId, ctx.tenantId), eq(goodsReceiptLine.receiptId, id)))

/** Writes a draft anew, of the same orders. */
export const updateGoodsReceipt = documentCommand({
  name: 'procurement.updateGoodsReceipt',
  permission: 'procurement.goods_receipt.update',
  input: updateGoodsReceiptInput,
  output: documentResult,
  document: { kind, states: ['draft'] },
  handler: async (ctx, input, row, patch) => {
    const before = await receiptLines(ctx, row.id)
    const from = await lockPurchaseOrders(
      ctx,
      before.map((l) => l.orderId),
    )
    const rows = await countReceipt(ctx, row.companyId, from, input.lines)
    await dropLines(ctx, row.id)
    await storeLines(ctx, row.id, rows)
    const { deliveryNote, carrier, note, documentDate = row.documentDate } = input
    patch({ deliveryNote, carrier, note, documentDate })
    return receiptResult(row, 'draft')
  },
})

/** A stored line as it was counted. */
const counted = (line: ReceiptLineRow): NewReceiptLine => {
  const { tenantId: _tenant, receiptId: _receipt, ...row } = line
  return row
}

/** Takes the goods of a draft in, as the orders stand now. Errors as `receive`. */
export const postGoodsReceipt = documentCommand({
  name: 'procurement.postGoodsReceipt',
  permission: POST,
  input: postGoodsReceiptInput,
  output: goodsReceiptResult,
  document: { kind, transition: 'post' },
  handler: async (ctx, input, row, patch) => {
    const drafted = await receiptLines(ctx, row.id)
    const from = await lockPurchaseOrders(
      ctx,
      drafted.map((l) => l.orderId),
    )
    const first = await oneSupplier(ctx, [...from.orders.values()], row.companyId)
    const settings = await company(ctx, row.companyId)
    const postingDate = input.postingDate ?? settings.today
    const rows = await decideAndPrice(ctx, first, from, drafted.map(counted), postingDate)
    const header = { ...row, postingDate }
    const { value, entryId } = await takeIn(ctx, settings, header, from.orders, rows)
    await dropLines(ctx, row.id)
    await storeLines(ctx, row.id, rows)
    await moveShipments(ctx, row.id, 'received')
    patch({ postingDate, postedAt: ctx.now.toISOString(), value, entryId })
    announce(ctx, header, row.supplierId, rows)
    return receiptResult(row, 'posted', heldOf(rows))
  },
})

/** Gives a draft up. */
export const cancelGoodsReceipt = documentCommand({
  name: 'procurement.cancelGoodsReceipt',
  permission: 'procurement.goods_receipt.cancel',
  input: cancelGoodsReceiptInput,
  output: documentResult,
  document: { kind, transition: 'cancel' },
  handler: async (ctx, input, row, patch) => {
    await moveShipments(ctx, row.id, 'announced')
    patch({ reason: input.reason ?? null })
    return receiptResult(row, 'cancelled')
  },
})
