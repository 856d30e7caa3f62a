import type { SupplierInvoiceLineInput } from '@/server/contracts/procurement/supplier-invoice'
import { validation } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { type Decimal, dec, HUNDRED, plain, round, toFixed, ZERO } from '@/server/kernel/money'
import { prorate } from '@/server/modules/finance'
import { type ItemInfo, items as itemsOf } from '@/server/modules/inventory'
import type { QueryContext } from '@/server/platform/commands/context'
import type { OrderLineRow, OrderRow } from '../orders/order'
import type { InvoiceLine } from './invoice'

export interface BillingOrders {
  readonly orders: ReadonlyMap<Id, OrderRow>
  readonly lines: readonly OrderLineRow[]
}

interface Making {
  readonly currency: string
  readonly digits: number
  readonly taxCodeIds: readonly Id[]
  readonly from: BillingOrders
  readonly items: ReadonlyMap<Id, ItemInfo>
}

/** Net of one unit of the order, in the unit that is billed. */
const orderPrice = (line: OrderLineRow, factor: string): Decimal =>
  round(dec(line.net).div(line.stockQuantity).times(factor), 6)

function lineOf(given: SupplierInvoiceLineInput, i: number, m: Making): InvoiceLine {
  const order = given.orderLineId ? m.from.lines.find((l) => l.id === given.orderLineId) : undefined
  if (given.orderLineId && !order) throw validation('procurement.not_this_line', `lines.${i}.orderLineId`)
  const itemId = order?.itemId ?? given.itemId ?? null
  const item = itemId ? m.items.get(itemId) : undefined
  const unitId = given.unitId ?? order?.unitId ?? item?.purchaseUnitId ?? null
  const factor =
    order && unitId === order.unitId ? order.unitFactor : (item?.units.find((u) => u.unitId === unitId)?.factor ?? '1')
  const currency = order ? m.from.orders.get(order.orderId)?.currency : undefined
  const known = order && currency === m.currency ? plain(orderPrice(order, factor)) : null
  const unitPrice = given.unitPrice ?? known
  if (unitPrice === null && given.net == null) throw validation('validation.required', `lines.${i}.unitPrice`)
  const kind = order?.kind ?? given.kind
  const price = dec(
    unitPrice ??
      dec(given.net ?? '0')
        .div(given.quantity)
        .toDecimalPlaces(6),
  )
  if (price.isNegative() && kind !== 'free' && kind !== 'freight')
    throw validation('validation.non_negative', `lines.${i}.unitPrice`)
  const net = given.net ?? price.times(given.quantity).times(HUNDRED.minus(given.discountPercent)).div(HUNDRED)
  return {
    id: newId(),
    companyId: '',
    kind,
    orderId: order?.orderId ?? null,
    orderLineId: order?.id ?? null,
    receiptLineId: given.receiptLineId ?? null,
    returnLineId: null,
    originalLineId: null,
    allowance: false,
    itemId,
    stocked: order?.stocked ?? item?.kind === 'stock',
    description: given.description ?? order?.description ?? item?.name ?? '',
    supplierItemCode: given.supplierItemCode ?? order?.supplierItemCode ?? null,
    unitId,
    unitFactor: factor,
    unitQuantity: given.quantity,
    quantity: plain(round(dec(given.quantity).times(factor), 6)),
    unitPrice: plain(price),
    discountPercent: given.discountPercent,
    taxCodeIds: [...(given.taxCodeIds ?? order?.taxCodeIds ?? m.taxCodeIds)],
    net: toFixed(net, m.digits),
    accountId: given.accountId ?? null,
    costCenterId: given.costCenterId ?? order?.costCenterId ?? null,
    projectId: given.projectId ?? order?.projectId ?? null,
  }
}

/** Lines as they are given, completed from their orders. Errors: procurement.not_this_line, validation.required (a price). */
export async function linesFromInput(
  ctx: QueryContext,
  companyId: Id,
  given: readonly SupplierInvoiceLineInput[],
  making: Omit<Making, 'items'>,
): Promise<InvoiceLine[]> {
  const items = await itemsOf(ctx, [
    ...making.from.lines.flatMap((l) => l.itemId ?? []),
    ...given.flatMap((l) => l.itemId ?? []),
  ])
  return given.map((l, i) => {
    const line = lineOf(l, i, { ...making, items })
    if (line.description === '') throw validation('validation.required', `lines.${i}.description`)
    return { ...line, companyId }
  })
}

const blank = {
  supplierItemCode: null,
  discountPercent: '0',
  taxCodeIds: null,
  accountId: null,
  costCenterId: null,
} as const

/** A line that bills `quantity` (stock unit) of an order line: the last one takes the residual of the order's net. */
export function billOrderLine(
  line: OrderLineRow,
  quantity: Decimal,
  digits: number,
  receiptLineId: Id | null = null,
  done: { quantity: Decimal; net: Decimal } = { quantity: ZERO, net: ZERO },
): SupplierInvoiceLineInput {
  return {
    ...blank,
    kind: line.kind,
    orderLineId: line.id,
    receiptLineId,
    description: null,
    quantity: plain(quantity.div(line.unitFactor).toDecimalPlaces(6)),
    unitPrice: null,
    projectId: null,
    net: prorate({
      total: line.net,
      full: line.stockQuantity,
      done: dec(line.billedQuantity).plus(done.quantity),
      quantity,
      already: dec(line.billedNet).plus(done.net),
      digits,
    }),
  }
}

/** What may be billed of an order line: received less returned less billed; without a receipt (`ordered`) what was ordered. */
export function billableOf(line: OrderLineRow, ordered: boolean): Decimal {
  const kept = dec(line.receivedQuantity).minus(line.returnedQuantity)
  const whole = dec(line.stockQuantity).minus(line.shortQuantity)
  const due = ordered && whole.greaterThan(kept) ? whole : kept
  const open = due.minus(line.billedQuantity)
  return open.isNegative() ? ZERO : open
}
