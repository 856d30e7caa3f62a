import { and, eq } from 'drizzle-orm'
import { supplierReturn, supplierReturnLine } from '@/db/schema/procurement'
import { documentResult } from '@/server/contracts/procurement/common'
import {
  cancelSupplierReturnInput,
  createSupplierReturnInput,
  postSupplierReturnInput,
  reverseSupplierReturnInput,
} from '@/server/contracts/procurement/supplier-return'
import type { CalendarDate } from '@/server/kernel/calendar-date'
import { conflict, forbidden } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { type DecimalString, dec, plain } from '@/server/kernel/money'
import { company, reverseJournalEntry } from '@/server/modules/finance'
import { reverseMoves } from '@/server/modules/inventory'
import { refuseShortcut } from '@/server/platform/approvals/gate'
import { command, documentCommand } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { may } from '@/server/platform/identity/actor'
import { leasedNumber } from '@/server/platform/numbering/leased'
import { insertRows } from '@/server/platform/tenancy/bulk'
import { advanceOrderLines } from '../orders/advance-lines'
import { lowerCommitments } from '../orders/lower-commitments'
import { type OrderRow, refreshPurchaseOrders } from '../orders/order'
import { advanceReceiptLines, type LockedReceipts, lockReceiptLines } from '../receipts/line-state'
import { supplierReturnKind as kind, type NewReturnLine, type ReturnRow, returnLines } from './return'
import { planReturn, type ReturnHeader, sendBack, type WantedReturn } from './send-back'

const POST = 'procurement.supplier_return.post'
const negative = (value: DecimalString) => plain(dec(value).negated())

export interface ReturnRequest {
  readonly companyId: Id
  readonly lines: readonly WantedReturn[]
  readonly reason: string
  readonly replacement: boolean
  readonly documentDate?: CalendarDate | undefined
  readonly postingDate?: CalendarDate | undefined
  readonly carrier?: string | null
  readonly note?: string | null
}

/** Receipts on one return are of one supplier of this company. */
function oneSupplier(locked: LockedReceipts, companyId: Id) {
  const receipts = [...locked.receipts.values()]
  const [first] = receipts
  if (!first) throw conflict('procurement.nothing_to_return')
  for (const r of receipts) {
    if (r.companyId !== companyId) throw conflict('common.reference')
    if (r.supplierId !== first.supplierId) throw conflict('procurement.one_supplier')
    if (r.historical) throw conflict('procurement.historical', { number: r.number })
  }
  return first
}

const storeLines = (ctx: CommandContext, returnId: Id, rows: readonly NewReturnLine[]) =>
  insertRows(
    ctx,
    supplierReturnLine,
    rows.map((r) => ({ ...r, returnId })),
  )

const idsOf = (lines: readonly WantedReturn[]) => lines.map((l) => l.receiptLineId)

function announce(ctx: CommandContext, row: ReturnHeader & { supplierId: Id }, rows: readonly NewReturnLine[]): void {
  ctx.emit('procurement.supplier_return.posted', {
    document: kind.type,
    documentId: row.id,
    companyId: row.companyId,
    payload: {
      supplierId: row.supplierId,
      supplierName: row.supplierName,
      number: row.number,
      orderIds: [...new Set(rows.map((r) => r.orderId))],
    },
  })
}

/** Sends goods of posted receipts back in one step, inside a running command. */
export async function returnToSupplier(
  ctx: CommandContext,
  request: ReturnRequest,
  locked?: LockedReceipts,
): Promise<{ id: Id; number: string; value: DecimalString }> {
  const { companyId, reason, replacement } = request
  const at = locked ?? (await lockReceiptLines(ctx, idsOf(request.lines)))
  const first = oneSupplier(at, companyId)
  const settings = await company(ctx, companyId)
  const postingDate = request.postingDate ?? request.documentDate ?? settings.today
  const documentDate = request.documentDate ?? postingDate
  const number = await leasedNumber(ctx, { companyId, document: kind.type, date: postingDate })
  const { partyId, supplierName, supplierId } = first
  const header = { id: newId(), companyId, number, partyId, supplierName, documentDate, postingDate, replacement }
  const planned = planReturn(at, request.lines)
  const { rows, value, entryId } = await sendBack(ctx, settings, header, at, planned)
  await insertRows(ctx, supplierReturn, [
    {
      ...header,
      supplierId,
      status: 'posted' as const,
      postedAt: ctx.now.toISOString(),
      reason,
      value,
      entryId,
      carrier: request.carrier ?? null,
      note: request.note ?? null,
      createdBy: ctx.actor.userId,
      updatedBy: ctx.actor.userId,
    },
  ])
  await storeLines(ctx, header.id, rows)
  ctx.record({
    action: 'post',
    document: kind.type,
    documentId: header.id,
    companyId,
    label: number,
    after: { value, reason },
  })
  announce(ctx, { ...header, supplierId }, rows)
  return { id: header.id, number, value }
}

/** Where a flow asks for approval of returns they go out from a draft. What they are worth is known only when they go. */
export const refuseReturnInOneStep = (ctx: CommandContext, companyId: Id): Promise<void> =>
  refuseShortcut(ctx, { document: kind.type, transition: 'post', companyId, amount: null })

/** A draft return of received goods, or sent back at once (`post`). */
export const createSupplierReturn = command({
  name: 'procurement.createSupplierReturn',
  permission: 'procurement.supplier_return.create',
  input: createSupplierReturnInput,
  output: documentResult,
  handler: async (ctx, { post, ...input }) => {
    if (post) {
      if (!may(ctx.actor, POST)) throw forbidden(POST)
      await refuseReturnInOneStep(ctx, input.companyId)
      const { id, number } = await returnToSupplier(ctx, input)
      return { id, number, status: 'posted', version: 1 }
    }
    const { companyId } = input
    const locked = await lockReceiptLines(ctx, idsOf(input.lines))
    const first = oneSupplier(locked, companyId)
    const rows = planReturn(locked, input.lines)
    const { today } = await company(ctx, companyId)
    const documentDate = input.documentDate ?? today
    const number = await leasedNumber(ctx, { companyId, document: kind.type, date: documentDate })
    const id = newId()
    const { supplierId, partyId, supplierName } = first
    const { reason, replacement, carrier, note } = input
    await insertRows(ctx, supplierReturn, [
      {
        ...{
          id,
          companyId,
          supplierId,
          partyId,
          supplierName,
          number,
          documentDate,
          reason,
          replacement,
          carrier,
          note,
        },
        status: 'draft' as const,
        createdBy: ctx.actor.userId,
        updatedBy: ctx.actor.userId,
      },
    ])
    await storeLines(ctx, id, rows)
    ctx.record({ action: 'create', document: kind.type, documentId: id, companyId, label: number, after: { reason } })
    return { id, number, status: 'draft', version: 1 }
  },
})

const resultOf = (row: ReturnRow, status: string) => ({
  id: row.id,
  number: row.number,
  status,
  version: row.version + 1,
})

/** Sends the goods of a draft back. Errors: procurement.over_returned and inventory's. */
export const postSupplierReturn = documentCommand({
  name: 'procurement.postSupplierReturn',
  permission: POST,
  input: postSupplierReturnInput,
  output: documentResult,
  document: { kind, transition: 'post' },
  handler: async (ctx, input, row, patch) => {
    const wanted = await returnLines(ctx, row.id)
    const locked = await lockReceiptLines(ctx, idsOf(wanted))
    oneSupplier(locked, row.companyId)
    const settings = await company(ctx, row.companyId)
    const postingDate = input.postingDate ?? settings.today
    const header = { ...row, postingDate }
    const { rows, value, entryId } = await sendBack(ctx, settings, header, locked, planReturn(locked, wanted))
    await ctx.tx
      .delete(supplierReturnLine)
      .where(and(eq(supplierReturnLine.tenantId, ctx.tenantId), eq(supplierReturnLine.returnId, row.id)))
    await storeLines(ctx, row.id, rows)
    patch({ postingDate, postedAt: ctx.now.toISOString(), value, entryId })
    announce(ctx, header, rows)
    return resultOf(row, 'posted')
  },
})

/** Takes a posted return back: the goods are here again. Errors: procurement.return_credited, inventory's. */
export const reverseSupplierReturn = documentCommand({
  name: 'procurement.reverseSupplierReturn',
  permission: 'procurement.supplier_return.reverse',
  input: reverseSupplierReturnInput,
  output: documentResult,
  document: { kind, transition: 'reverse' },
  handler: async (ctx, input, row, patch) => {
    const { from } = await lockReceiptLines(
      ctx,
      (await returnLines(ctx, row.id)).map((l) => l.receiptLineId),
    )
    const lines = await returnLines(ctx, row.id)
    if (lines.some((l) => dec(l.creditedQuantity).greaterThan(0)))
      throw conflict('procurement.return_credited', { number: row.number })
    const { today } = await company(ctx, row.companyId)
    const postingDate = input.postingDate ?? today
    const source = { document: kind.type, documentId: row.id, label: row.number }
    if (lines.some((l) => l.stocked)) await reverseMoves(ctx, { source, postingDate })
    if (row.entryId)
      await reverseJournalEntry(ctx, {
        entryId: row.entryId,
        postingDate,
        description: `${row.supplierName}: ${input.reason}`,
      })
    await takeBack(ctx, from.orders, lines)
    await refreshPurchaseOrders(ctx, row.companyId, [...from.orders.keys()])
    patch({ reason: input.reason })
    ctx.emit('procurement.supplier_return.reversed', {
      document: kind.type,
      documentId: row.id,
      companyId: row.companyId,
      payload: { supplierId: row.supplierId, supplierName: row.supplierName, number: row.number, reason: input.reason },
    })
    return resultOf(row, 'reversed')
  },
})

async function takeBack(
  ctx: CommandContext,
  orders: ReadonlyMap<Id, OrderRow>,
  lines: Awaited<ReturnType<typeof returnLines>>,
): Promise<void> {
  await advanceReceiptLines(
    ctx,
    lines.map((l) => {
      const unbilled = plain(dec(l.quantity).minus(l.billedQuantity))
      return {
        id: l.receiptLineId,
        returned: negative(l.quantity),
        returnedUnbilled: negative(unbilled),
        returnedBase: negative(plain(dec(l.baseCost).minus(l.billedBase))),
        returnedCost: negative(l.unbilledCost),
        ...(l.fromHold && { held: l.quantity }),
      }
    }),
  )
  advanceOrderLines(
    ctx,
    lines.map((l) => ({
      id: l.orderLineId,
      returned: negative(l.quantity),
      short: negative(l.shortQuantity),
      ...(l.fromHold && { held: l.quantity }),
    })),
  )
  await lowerCommitments(ctx, orders)
}

/** Gives a draft up. */
export const cancelSupplierReturn = documentCommand({
  name: 'procurement.cancelSupplierReturn',
  permission: 'procurement.supplier_return.cancel',
  input: cancelSupplierReturnInput,
  output: documentResult,
  document: { kind, transition: 'cancel' },
  handler: async (_ctx, input, row, patch) => {
    if (input.reason) patch({ reason: input.reason })
    return resultOf(row, 'cancelled')
  },
})
