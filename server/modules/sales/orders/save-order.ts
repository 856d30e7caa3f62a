import { and, eq, notInArray } from 'drizzle-orm'
import { salesOrder, salesOrderLine } from '@/db/schema/sales'
import {
  createSalesOrderInput,
  previewedSalesOrder,
  previewSalesOrderInput,
  savedSalesOrder,
  updateSalesOrderInput,
} from '@/server/contracts/sales/sales-order'
import { type Id, newId } from '@/server/kernel/ids'
import { command, documentCommand, query } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { leasedNumber } from '@/server/platform/numbering/leased'
import { judge } from '@/server/platform/rules/judge'
import type { Finding } from '@/server/platform/rules/subject'
import { insertRows, updateRows } from '@/server/platform/tenancy/bulk'
import { salesSubject } from '../facts/sales-subject'
import { linesOf, type OrderLineRow, salesOrderKind } from './order'
import { type OrderInput, type PreparedOrder, prepareOrder } from './prepare-order'

/** The columns that the input decides. */
function headerOf(input: OrderInput, prepared: PreparedOrder) {
  const { customer, amounts } = prepared
  return {
    documentDate: prepared.documentDate,
    validUntil: prepared.validUntil,
    requestedDate: input.requestedDate ?? null,
    customerId: customer.id,
    partyId: customer.partyId,
    customerName: customer.name,
    customerReference: input.customerReference,
    currency: prepared.currency,
    rate: prepared.rate,
    pricesIncludeTax: prepared.pricesIncludeTax,
    paymentTermId: input.paymentTermId ?? customer.paymentTermId,
    salesPersonId: input.salesPersonId ?? customer.salesPersonId,
    warehouseId: prepared.warehouseId,
    shipPolicy: input.shipPolicy ?? customer.shipPolicy,
    invoicePolicy: input.invoicePolicy ?? customer.invoicePolicy,
    deliveryAddress: prepared.deliveryAddress,
    billingAddress: prepared.billingAddress,
    discountPercent: input.discountPercent,
    discountAmount: input.discountAmount,
    note: input.note,
    internalNote: input.internalNote,
    net: amounts.net,
    tax: amounts.tax,
    gross: amounts.gross,
    baseNet: amounts.baseNet,
    baseGross: amounts.baseGross,
  }
}

type NewLineRow = Omit<typeof salesOrderLine.$inferInsert, 'tenantId'> & { id: Id }

function rowsOf(prepared: PreparedOrder, orderId: Id, companyId: Id) {
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
      stocked: line.item?.kind === 'stock',
      kit: line.components.some((c) => c.item.kind === 'stock'),
      description: line.description,
      unitId: line.unitId,
      unitFactor: line.unitFactor,
      quantity: line.quantity,
      stockQuantity: line.stockQuantity,
      openedQuantity: line.stockQuantity,
      listPrice: line.listPrice,
      priceSource: line.priceSource,
      unitPrice: line.unitPrice,
      discountPercent: line.discountPercent,
      taxCodeIds: [...line.taxCodeIds],
      requestedDate: line.requestedDate,
      warehouseId: line.warehouseId,
      amount: a.amount,
      documentDiscount: a.documentDiscount,
      net: a.net,
      tax: a.tax,
      gross: a.gross,
      baseNet: a.baseNet,
      baseGross: a.baseGross,
      note: line.note,
    }
  })
}

const NOTHING = { unitPrice: '0', amount: '0', net: '0', tax: '0', gross: '0', baseNet: '0', baseGross: '0' }

/** What kits are delivered as, without a price of its own; a component that a kit had before keeps its row. */
function componentRows(prepared: PreparedOrder, orderId: Id, companyId: Id, before: readonly OrderLineRow[]) {
  const known = new Map(before.map((l) => [`${l.kitLineId}:${l.itemId}`, l.id]))
  return prepared.lines.flatMap((line, i) =>
    line.components.map(
      ({ item, perKit, quantity }): NewLineRow => ({
        id: known.get(`${line.id}:${item.id}`) ?? newId(),
        companyId,
        orderId,
        position: i + 1,
        kind: 'component',
        kitLineId: line.id,
        kitQuantity: perKit,
        itemId: item.id,
        stocked: item.kind === 'stock',
        description: item.name,
        unitId: item.stockUnitId,
        quantity,
        stockQuantity: quantity,
        openedQuantity: quantity,
        requestedDate: line.requestedDate,
        warehouseId: line.warehouseId,
        ...NOTHING,
      }),
    ),
  )
}

/** Parents first: a component refers to the row of its kit. */
async function insertLines(ctx: CommandContext, rows: readonly NewLineRow[], components: readonly NewLineRow[]) {
  await Promise.all([insertRows(ctx, salesOrderLine, rows), insertRows(ctx, salesOrderLine, components)])
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
  lines: prepared.amounts.lines.map((a, i) => ({
    id: a.id,
    unitPrice: prepared.lines[i]?.unitPrice ?? '0',
    listPrice: prepared.lines[i]?.listPrice ?? null,
    priceSource: prepared.lines[i]?.priceSource ?? null,
    discountPercent: prepared.lines[i]?.discountPercent ?? '0',
    unitId: prepared.lines[i]?.unitId ?? null,
    stockQuantity: prepared.lines[i]?.stockQuantity ?? '0',
    taxCodeIds: [...(prepared.lines[i]?.taxCodeIds ?? [])],
    warehouseId: prepared.lines[i]?.warehouseId ?? null,
    amount: a.amount,
    documentDiscount: a.documentDiscount,
    net: a.net,
    tax: a.tax,
    gross: a.gross,
  })),
})

/** What the rules say of the order as it is being saved. A draft may be wrong; its transitions may not. */
async function judgeSaved(ctx: CommandContext, saved: Saved, prepared: PreparedOrder): Promise<Finding[]> {
  const subject = await salesSubject(ctx, {
    document: 'sales_order',
    documentId: saved.id,
    companyId: saved.companyId,
    label: saved.number,
    trigger: 'save',
    customerId: prepared.customer.id,
    currency: prepared.currency,
    baseNet: prepared.amounts.baseNet,
    baseGross: prepared.amounts.baseGross,
    exposure: '0',
    lines: rowsOf(prepared, saved.id, saved.companyId),
  })
  return judge(ctx, subject)
}

const answer = (saved: Saved, prepared: PreparedOrder, findings: readonly Finding[]) => ({
  id: saved.id,
  number: saved.number,
  status: saved.status,
  version: saved.version,
  ...amountsOut(prepared),
  findings: findings.map((f) => ({ ...f })),
})

/** Stores a new draft: number, header and lines in two statements. Used by every command that makes an order. */
export async function storeNewOrder(
  ctx: CommandContext,
  input: OrderInput,
  more: { copiedFromId?: Id; returnId?: Id } = {},
): Promise<{ saved: Saved; prepared: PreparedOrder }> {
  const prepared = await prepareOrder(ctx, input)
  const id = newId()
  const { companyId } = input
  const number = await leasedNumber(ctx, { companyId, document: 'sales_order', date: prepared.documentDate })
  const header = headerOf(input, prepared)
  ctx.send(
    insertRows(ctx, salesOrder, [
      {
        id,
        companyId,
        status: 'draft' as const,
        number,
        revision: 0,
        ...header,
        ...more,
        createdBy: ctx.actor.userId,
        updatedBy: ctx.actor.userId,
      },
    ]),
  )
  ctx.send(insertLines(ctx, rowsOf(prepared, id, companyId), componentRows(prepared, id, companyId, [])))
  ctx.record({
    action: 'create',
    document: 'sales_order',
    documentId: id,
    companyId,
    label: number,
    after: {
      customer: prepared.customer.code,
      gross: header.gross,
      currency: header.currency,
      lines: input.lines.length,
    },
  })
  return { saved: { id, number, companyId, status: 'draft', version: 1 }, prepared }
}

/** A new quotation or order, as a draft. */
export const createSalesOrder = command({
  name: 'sales.createSalesOrder',
  permission: 'sales.sales_order.create',
  input: createSalesOrderInput,
  output: savedSalesOrder,
  handler: async (ctx, input) => {
    const { saved, prepared } = await storeNewOrder(ctx, input)
    return answer(saved, prepared, await judgeSaved(ctx, saved, prepared))
  },
})

/** The amounts that an order would have; nothing is stored. */
export const previewSalesOrder = query({
  name: 'sales.previewSalesOrder',
  permission: 'sales.sales_order.read',
  input: previewSalesOrderInput,
  output: previewedSalesOrder,
  handler: async (ctx, input) => amountsOut(await prepareOrder(ctx, input)),
})

/** Saves the whole document: lines are changed, added and deleted by comparison, in three statements whatever their number. */
export const updateSalesOrder = documentCommand({
  name: 'sales.updateSalesOrder',
  permission: 'sales.sales_order.update',
  input: updateSalesOrderInput,
  output: savedSalesOrder,
  document: { kind: salesOrderKind, states: ['draft', 'quoted', 'blocked'] },
  handler: async (ctx, input, doc, patch) => {
    const before = await linesOf(ctx, doc.id)
    const known = new Set(before.map((l) => l.id))
    const full: OrderInput = {
      ...input,
      companyId: doc.companyId,
      customerId: input.customerId ?? doc.customerId,
      documentDate: input.documentDate ?? doc.documentDate,
      // An id that is not a line of this order is a new line's.
      lines: input.lines.map((l) => (l.id && !known.has(l.id) ? { ...l, id: undefined } : l)),
    }
    const prepared = await prepareOrder(ctx, full)
    const rows = rowsOf(prepared, doc.id, doc.companyId)
    const components = componentRows(prepared, doc.id, doc.companyId, before)
    const kept = [...rows, ...components].filter((r) => known.has(r.id))
    const fresh = (r: NewLineRow) => !known.has(r.id)
    const ofOrder = and(eq(salesOrderLine.tenantId, ctx.tenantId), eq(salesOrderLine.orderId, doc.id))
    if (kept.length < known.size)
      await ctx.tx.delete(salesOrderLine).where(
        kept.length === 0
          ? ofOrder
          : and(
              ofOrder,
              notInArray(
                salesOrderLine.id,
                kept.map((r) => r.id),
              ),
            ),
      )
    await Promise.all([
      updateRows(
        ctx,
        salesOrderLine,
        rows.filter((r) => known.has(r.id)),
      ),
      updateRows(
        ctx,
        salesOrderLine,
        components.filter((r) => known.has(r.id)),
      ),
      insertLines(ctx, rows.filter(fresh), components.filter(fresh)),
    ])
    patch(headerOf(full, prepared))
    const saved = {
      id: doc.id,
      number: doc.number,
      companyId: doc.companyId,
      status: doc.status,
      version: doc.version + 1,
    }
    return answer(saved, prepared, await judgeSaved(ctx, saved, prepared))
  },
})
