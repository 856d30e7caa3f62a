import {
  customerInvoice,
  customerInvoiceLine,
  delivery,
  deliveryLine,
  salesOrder,
  salesOrderLine,
} from '@/db/schema/sales'
import { type Id, newId } from '@/server/kernel/ids'
import { dec, plain, round } from '@/server/kernel/money'
import type { CommandContext } from '@/server/platform/commands/context'
import { insertRows } from '@/server/platform/tenancy/bulk'
import type { Historic } from './historic-order'

export interface HistoryHeader {
  readonly companyId: Id
  readonly currency: string
  readonly taxCodeId: Id
  readonly taxRateId: Id
  readonly warehouseId: Id
  readonly revenueOf: (itemId: Id) => Id
  readonly freightAccountId: Id
}

const stampsOf = (ctx: CommandContext) => {
  const at = ctx.now.toISOString()
  const { userId } = ctx.actor
  return { version: 1, createdAt: at, createdBy: userId, updatedAt: at, updatedBy: userId }
}
const partyOf = (o: Historic) => ({
  customerId: o.customer.id,
  partyId: o.customer.partyId,
  customerName: o.customer.name,
})

/** Orders that are closed: everything ordered was delivered and billed. */
export async function insertOrders(ctx: CommandContext, header: HistoryHeader, orders: readonly Historic[]) {
  const { companyId, currency, warehouseId } = header
  await insertRows(
    ctx,
    salesOrder,
    orders.map((o) => ({
      ...stampsOf(ctx),
      ...partyOf(o),
      id: o.orderId,
      companyId,
      status: 'closed' as const,
      number: o.number,
      revision: 0,
      documentDate: o.documentDate,
      requestedDate: o.dueDate,
      customerReference: o.customerReference,
      currency,
      rate: '1',
      pricesIncludeTax: false,
      warehouseId,
      shipPolicy: 'partial' as const,
      invoicePolicy: 'shipped' as const,
      deliveryAddress: o.deliveryAddress ?? null,
      billingAddress: o.billingAddress ?? null,
      discountPercent: '0',
      discountAmount: '0',
      net: o.net,
      tax: o.tax,
      gross: o.gross,
      baseNet: o.net,
      baseGross: o.gross,
      exposure: '0',
      reservationProgress: 'full' as const,
      deliveryProgress: 'full' as const,
      billingProgress: 'full' as const,
      internalNote: o.internalNote,
    })),
  )
  await insertRows(
    ctx,
    salesOrderLine,
    orders.flatMap((o) => orderLines(header, o)),
  )
}

function orderLines({ companyId, warehouseId, taxCodeId }: HistoryHeader, o: Historic) {
  const common = {
    companyId,
    orderId: o.orderId,
    documentDiscount: '0',
    unitFactor: '1',
    reservedQuantity: '0',
    shortQuantity: '0',
    plannedQuantity: '0',
    returnedQuantity: '0',
    invoicedDiscount: '0',
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
    quantity: l.quantity,
    stockQuantity: l.quantity,
    unitPrice: l.unitPrice,
    discountPercent: l.discountPercent,
    taxCodeIds: [taxCodeId],
    warehouseId: warehouseId as Id | null,
    amount: l.amount,
    net: l.amount,
    tax: l.tax,
    gross: l.gross,
    baseNet: l.amount,
    baseGross: l.gross,
    openedQuantity: l.quantity,
    deliveredQuantity: l.quantity,
    invoicedQuantity: l.quantity,
    invoicedAmount: l.amount,
    note: l.note,
  }))
  if (!o.hasFreight) return items
  const { freight } = o
  const same = { amount: freight, net: freight, gross: freight, baseNet: freight, baseGross: freight }
  return [
    ...items,
    {
      ...common,
      ...same,
      id: o.freightLineId,
      position: items.length + 1,
      kind: 'freight' as const,
      itemId: null,
      stocked: false,
      description: 'Freight',
      unitId: null,
      quantity: '1',
      stockQuantity: '1',
      unitPrice: freight,
      discountPercent: '0',
      taxCodeIds: [],
      warehouseId: null,
      tax: '0',
      openedQuantity: '1',
      deliveredQuantity: '0',
      invoicedQuantity: '1',
      invoicedAmount: freight,
      note: null,
    },
  ]
}

/** Deliveries that another system made: posted, without moves of this stock. */
export async function insertDeliveries(
  ctx: CommandContext,
  { companyId, warehouseId }: HistoryHeader,
  orders: readonly Historic[],
  numbers: readonly string[],
) {
  await insertRows(
    ctx,
    delivery,
    orders.map((o, i) => ({
      ...stampsOf(ctx),
      ...partyOf(o),
      id: o.deliveryId,
      companyId,
      status: 'posted' as const,
      number: numbers[i] ?? '',
      documentDate: o.deliveryDate,
      postingDate: o.documentDate,
      address: o.deliveryAddress ?? null,
      carrier: o.carrier,
      trackingNumber: o.trackingNumber,
      postedAt: ctx.now.toISOString(),
      cost: o.cost,
      historical: true,
    })),
  )
  await insertRows(
    ctx,
    deliveryLine,
    orders.flatMap((o) =>
      o.lines
        .filter((l) => l.item.kind === 'stock')
        .map((l, i) => ({
          id: l.deliveryLineId,
          companyId,
          deliveryId: o.deliveryId,
          position: i + 1,
          orderId: o.orderId,
          orderLineId: l.orderLineId,
          itemId: l.itemId,
          description: l.item.name,
          warehouseId,
          plannedQuantity: l.quantity,
          quantity: l.quantity,
          returnedQuantity: '0',
          invoicedQuantity: l.quantity,
          cost: l.cost ?? '0',
        })),
    ),
  )
}

/** Posted bills of the deliveries, with the tax amounts that were given. */
export async function insertInvoices(
  ctx: CommandContext,
  header: HistoryHeader,
  orders: readonly Historic[],
  numbers: readonly string[],
) {
  const { companyId, currency, taxCodeId, taxRateId } = header
  await insertRows(
    ctx,
    customerInvoice,
    orders.map((o, i) => ({
      ...stampsOf(ctx),
      ...partyOf(o),
      id: o.invoiceId,
      companyId,
      status: 'posted' as const,
      kind: 'invoice' as const,
      number: numbers[i] ?? '',
      customerReference: o.customerReference,
      documentDate: o.documentDate,
      postingDate: o.documentDate,
      taxDate: o.documentDate,
      dueDate: o.dueDate,
      currency,
      rate: '1',
      pricesIncludeTax: false,
      billingAddress: o.billingAddress ?? null,
      net: o.net,
      tax: o.tax,
      gross: o.gross,
      baseNet: o.net,
      baseTax: o.tax,
      baseGross: o.gross,
      taxes: [{ taxCodeId, rateId: taxRateId, base: o.items, tax: o.tax }],
      entryId: o.invoiceEntryId,
    })),
  )
  await insertRows(
    ctx,
    customerInvoiceLine,
    orders.flatMap((o) => invoiceLines(header, o)),
  )
}

function invoiceLines(header: HistoryHeader, o: Historic) {
  const common = {
    companyId: header.companyId,
    invoiceId: o.invoiceId,
    orderId: o.orderId,
    allowance: false,
    customerId: o.customer.id,
    documentDiscount: '0',
    creditedQuantity: '0',
    creditedAmount: '0',
  }
  const items = o.lines.map((l, i) => ({
    ...common,
    id: newId(),
    position: i + 1,
    kind: 'item' as 'item' | 'freight',
    orderLineId: l.orderLineId,
    deliveryLineId: (l.item.kind === 'stock' ? l.deliveryLineId : null) as Id | null,
    itemId: l.itemId as Id | null,
    categoryId: l.item.categoryId,
    description: l.item.name,
    unitId: l.item.stockUnitId as Id | null,
    unitQuantity: l.quantity,
    quantity: l.quantity,
    unitPrice: l.unitPrice,
    discountPercent: l.discountPercent,
    taxCodeIds: [header.taxCodeId],
    amount: l.amount,
    net: l.amount,
    tax: l.tax,
    gross: l.gross,
    baseNet: l.amount,
    revenueAccountId: header.revenueOf(l.itemId),
    baseUnitPrice: plain(round(dec(l.amount).div(l.quantity), 6)) as string | null,
    postedOn: o.documentDate as string | null,
  }))
  if (!o.hasFreight) return items
  const { freight } = o
  return [
    ...items,
    {
      ...common,
      id: newId(),
      position: items.length + 1,
      kind: 'freight' as const,
      orderLineId: o.freightLineId,
      deliveryLineId: null,
      itemId: null,
      categoryId: null,
      description: 'Freight',
      unitId: null,
      unitQuantity: '1',
      quantity: '1',
      unitPrice: freight,
      discountPercent: '0',
      taxCodeIds: [],
      amount: freight,
      net: freight,
      tax: '0',
      gross: freight,
      baseNet: freight,
      revenueAccountId: header.freightAccountId,
      baseUnitPrice: null,
      postedOn: null,
    },
  ]
}
