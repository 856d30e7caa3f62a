import {
  goodsReceipt,
  goodsReceiptLine,
  purchaseOrder,
  purchaseOrderLine,
  supplierInvoice,
  supplierInvoiceLine,
} from '@/db/schema/procurement'
import { type Id, newId } from '@/server/kernel/ids'
import { dec, ZERO } from '@/server/kernel/money'
import type { CommandContext } from '@/server/platform/commands/context'
import { insertRows } from '@/server/platform/tenancy/bulk'
import { normalisedNumber } from '../match/duplicate.rules'
import { type Historic, shortOf } from './historic-purchase'

export interface PurchaseHeader {
  readonly companyId: Id
  readonly currency: string
  readonly taxCodeId: Id
  readonly taxRateId: Id
  readonly warehouseId: Id
  readonly goodsAccountId: Id
  readonly freightAccountId: Id
}

const stampsOf = (ctx: CommandContext) => {
  const at = ctx.now.toISOString()
  const { userId } = ctx.actor
  return { version: 1, createdAt: at, createdBy: userId, updatedAt: at, updatedBy: userId }
}
const partyOf = (o: Historic) => ({
  supplierId: o.supplier.id,
  partyId: o.supplier.partyId,
  supplierName: o.supplier.name,
})
const isZero = (value: string) => dec(value).isZero()

/** How far something came along one axis. */
const progress = (done: string, wanted: string) => {
  const [d, w] = [dec(done), dec(wanted)]
  if (d.isZero()) return 'none' as const
  return d.greaterThan(w) ? ('over' as const) : d.equals(w) ? ('full' as const) : ('part' as const)
}
/** The progress of a document of all its lines. */
const overall = (all: readonly ('none' | 'part' | 'full' | 'over')[]) =>
  all.includes('over')
    ? ('over' as const)
    : all.every((p) => p === 'full')
      ? ('full' as const)
      : all.every((p) => p === 'none')
        ? ('none' as const)
        : ('part' as const)

/** Orders that are closed: what did not come is closed short. */
export async function insertPurchaseOrders(ctx: CommandContext, header: PurchaseHeader, orders: readonly Historic[]) {
  const { companyId, currency, warehouseId } = header
  const still = (o: Historic) => o.lines.map((l) => dec(l.ordered).minus(shortOf(l)).toFixed())
  await insertRows(
    ctx,
    purchaseOrder,
    orders.map((o) => {
      const wanted = still(o)
      const received = overall(
        o.lines.map((l, i) =>
          isZero(l.accepted) && isZero(wanted[i] ?? '0') ? 'full' : progress(l.accepted, wanted[i] ?? '0'),
        ),
      )
      return {
        ...stampsOf(ctx),
        ...partyOf(o),
        id: o.orderId,
        companyId,
        status: 'closed' as const,
        number: o.number,
        kind: 'standard' as const,
        revision: 0,
        documentDate: o.documentDate,
        requestedDate: o.lines[0]?.dueDate ?? null,
        currency,
        rate: '1',
        pricesIncludeTax: false,
        warehouseId,
        discountPercent: '0',
        discountAmount: '0',
        net: o.net,
        tax: o.tax,
        gross: o.gross,
        baseNet: o.net,
        baseGross: o.gross,
        approvedBaseNet: o.net,
        receiptProgress: o.lines.every((l) => isZero(l.accepted)) ? ('none' as const) : received,
        billingProgress: o.lines.every((l) => isZero(l.accepted)) ? ('none' as const) : received,
        internalNote: o.note,
      }
    }),
  )
  await insertRows(
    ctx,
    purchaseOrderLine,
    orders.flatMap((o) => orderLines(header, o)),
  )
}

function orderLines({ companyId, warehouseId, taxCodeId }: PurchaseHeader, o: Historic) {
  const common = {
    companyId,
    orderId: o.orderId,
    documentDiscount: '0',
    discountPercent: '0',
    unitFactor: '1',
    returnedQuantity: '0',
    heldQuantity: '0',
  }
  const items = o.lines.map((l, i) => ({
    ...common,
    id: l.orderLineId,
    position: i + 1,
    kind: 'item' as 'item' | 'freight',
    itemId: l.itemId as Id | null,
    stocked: l.item.kind === 'stock',
    description: l.item.name,
    unitId: l.item.stockUnitId as Id | null,
    quantity: l.ordered,
    stockQuantity: l.ordered,
    unitPrice: l.unitPrice,
    taxCodeIds: [taxCodeId],
    warehouseId: warehouseId as Id | null,
    requestedDate: l.dueDate as string | null,
    promisedDate: l.dueDate as string | null,
    amount: l.amount,
    net: l.amount,
    tax: l.tax,
    gross: l.gross,
    baseNet: l.amount,
    baseGross: l.gross,
    baseCost: l.amount,
    receivedQuantity: l.accepted,
    rejectedQuantity: l.rejected,
    billedQuantity: l.accepted,
    billedNet: l.billed,
    shortQuantity: shortOf(l),
  }))
  if (isZero(o.freight)) return items
  const { freight } = o
  return [
    ...items,
    {
      ...common,
      id: newId(),
      position: items.length + 1,
      kind: 'freight' as const,
      itemId: null,
      stocked: false,
      description: 'Freight',
      unitId: null,
      quantity: '1',
      stockQuantity: '1',
      unitPrice: freight,
      taxCodeIds: [],
      warehouseId: null,
      requestedDate: null,
      promisedDate: null,
      amount: freight,
      net: freight,
      tax: '0',
      gross: freight,
      baseNet: freight,
      baseGross: freight,
      baseCost: freight,
      receivedQuantity: '0',
      rejectedQuantity: '0',
      billedQuantity: '0',
      billedNet: o.billedFreight,
      shortQuantity: isZero(o.billedFreight) ? '1' : '0',
    },
  ]
}

/** Receipts of another system's stock: posted, without moves and entries here, and billed in full. */
export async function insertReceipts(
  ctx: CommandContext,
  { companyId, currency, warehouseId }: PurchaseHeader,
  orders: readonly Historic[],
  numbers: readonly string[],
) {
  await insertRows(
    ctx,
    goodsReceipt,
    orders.map((o, i) => ({
      ...stampsOf(ctx),
      ...partyOf(o),
      id: o.receiptId,
      companyId,
      status: 'posted' as const,
      number: numbers[i] ?? '',
      carrier: o.carrier,
      documentDate: o.receiptDate,
      postingDate: o.receiptDate,
      postedAt: ctx.now.toISOString(),
      value: o.billedGoods,
      historical: true,
    })),
  )
  await insertRows(
    ctx,
    goodsReceiptLine,
    orders.flatMap((o) =>
      o.lines.map((l, i) => ({
        id: l.receiptLineId,
        companyId,
        receiptId: o.receiptId,
        position: i + 1,
        orderId: o.orderId,
        orderLineId: l.orderLineId,
        kind: 'item' as const,
        itemId: l.itemId,
        stocked: l.item.kind === 'stock',
        description: l.item.name,
        unitId: l.item.stockUnitId,
        unitFactor: '1',
        unitQuantity: l.accepted,
        quantity: l.accepted,
        rejectedQuantity: l.rejected,
        final: true,
        shortQuantity: shortOf(l),
        held: false,
        heldQuantity: '0',
        warehouseId,
        currency,
        rate: '1',
        price: l.unitPrice,
        net: l.billed,
        cost: l.billed,
        baseCost: l.billed,
        billedQuantity: l.accepted,
        billedCost: l.billed,
        billedBase: l.billed,
        returnedQuantity: '0',
        returnedUnbilled: '0',
        returnedBase: '0',
        returnedCost: '0',
      })),
    ),
  )
}

/** Posted bills for what was taken in, with the tax amounts that were given. */
export async function insertBills(
  ctx: CommandContext,
  header: PurchaseHeader,
  orders: readonly Historic[],
  numbers: readonly string[],
) {
  const { companyId, currency, taxCodeId, taxRateId } = header
  await insertRows(
    ctx,
    supplierInvoice,
    orders.map((o, i) => {
      const net = dec(o.billedGoods).plus(o.billedFreight).toFixed()
      return {
        ...stampsOf(ctx),
        ...partyOf(o),
        id: o.invoiceId,
        companyId,
        status: 'posted' as const,
        kind: 'invoice' as const,
        number: numbers[i] ?? '',
        supplierNumber: o.number,
        duplicateKey: normalisedNumber(o.number),
        documentYear: Number(o.receiptDate.slice(0, 4)),
        documentDate: o.receiptDate,
        postingDate: o.receiptDate,
        taxDate: o.receiptDate,
        dueDate: o.dueDate,
        currency,
        rate: '1',
        statedTax: o.billedTax,
        rounding: '0',
        prepaid: '0',
        net,
        tax: o.billedTax,
        computedTax: o.billedTax,
        gross: o.billedGross,
        baseNet: net,
        baseTax: o.billedTax,
        baseGross: o.billedGross,
        taxes: [{ taxCodeId, rateId: taxRateId, base: o.billedGoods, tax: o.billedTax }],
        paymentBlocks: [],
        origin: 'order' as const,
        orderReference: o.number,
        entryId: o.entryId,
        historical: true,
      }
    }),
  )
  await insertRows(
    ctx,
    supplierInvoiceLine,
    orders.flatMap((o) => billLines(header, o)),
  )
}

function billLines(header: PurchaseHeader, o: Historic) {
  const common = {
    companyId: header.companyId,
    invoiceId: o.invoiceId,
    orderId: o.orderId,
    allowance: false,
    unitFactor: '1',
    discountPercent: '0',
    unmatchedQuantity: '0',
    unmatchedBase: '0',
    creditedQuantity: '0',
    creditedNet: '0',
  }
  const goods = o.lines
    .filter((l) => dec(l.accepted).greaterThan(ZERO))
    .map((l, i) => ({
      ...common,
      id: newId(),
      position: i + 1,
      kind: 'item' as 'item' | 'freight',
      orderLineId: l.orderLineId as Id | null,
      receiptLineId: l.receiptLineId as Id | null,
      itemId: l.itemId as Id | null,
      stocked: l.item.kind === 'stock',
      description: l.item.name,
      unitId: l.item.stockUnitId as Id | null,
      unitQuantity: l.accepted,
      quantity: l.accepted,
      unitPrice: l.unitPrice,
      taxCodeIds: [header.taxCodeId],
      net: l.billed,
      tax: l.billedTax,
      gross: dec(l.billed).plus(l.billedTax).toFixed(),
      baseNet: l.billed,
      baseCost: l.billed,
      accountId: header.goodsAccountId as Id | null,
    }))
  if (isZero(o.billedFreight)) return goods
  return [
    ...goods,
    {
      ...common,
      id: newId(),
      position: goods.length + 1,
      kind: 'freight' as const,
      orderLineId: null,
      receiptLineId: null,
      itemId: null,
      stocked: false,
      description: 'Freight',
      unitId: null,
      unitQuantity: '1',
      quantity: '1',
      unitPrice: o.billedFreight,
      taxCodeIds: [],
      net: o.billedFreight,
      tax: '0',
      gross: o.billedFreight,
      baseNet: o.billedFreight,
      baseCost: o.billedFreight,
      accountId: header.freightAccountId,
    },
  ]
}
