import type { HistoricOrder } from '@/server/contracts/sales/history'
import type { CalendarDate } from '@/server/kernel/calendar-date'
import { type Id, newId } from '@/server/kernel/ids'
import { type DecimalString, dec, plain, sum } from '@/server/kernel/money'
import type { ItemInfo } from '@/server/modules/inventory'

export interface HistoricCustomer {
  readonly id: Id
  readonly partyId: Id
  readonly name: string
}

/** A finished order with the ids of all that is made of it. */
export interface Historic extends Omit<HistoricOrder, 'lines'> {
  readonly customer: HistoricCustomer
  readonly orderId: Id
  readonly freightLineId: Id
  readonly deliveryId: Id
  readonly invoiceId: Id
  readonly invoiceEntryId: Id
  readonly costEntryId: Id
  readonly openItemId: Id
  readonly lines: readonly HistoricLine[]
  readonly hasFreight: boolean
  /** Item lines without freight. */
  readonly items: DecimalString
  readonly net: DecimalString
  readonly tax: DecimalString
  readonly gross: DecimalString
  readonly cost: DecimalString
}

export interface HistoricLine {
  readonly itemId: Id
  readonly quantity: DecimalString
  readonly unitPrice: DecimalString
  readonly discountPercent: DecimalString
  readonly amount: DecimalString
  readonly tax: DecimalString
  readonly cost: DecimalString | null
  readonly note: string | null
  readonly item: ItemInfo
  readonly orderLineId: Id
  readonly deliveryLineId: Id
  readonly gross: DecimalString
}

/** Adds an order up from its lines; pure but for the ids. */
export function historic(
  order: HistoricOrder,
  customer: HistoricCustomer,
  items: ReadonlyMap<Id, ItemInfo>,
): Historic | null {
  const lines: HistoricLine[] = []
  for (const line of order.lines) {
    const item = items.get(line.itemId)
    if (!item) return null
    const gross = plain(dec(line.amount).plus(line.tax))
    lines.push({ ...line, cost: line.cost ?? null, item, orderLineId: newId(), deliveryLineId: newId(), gross })
  }
  const amounts = sum(lines.map((l) => l.amount))
  const net = amounts.plus(order.freight)
  const tax = sum(lines.map((l) => l.tax))
  return {
    ...order,
    customer,
    lines,
    orderId: newId(),
    freightLineId: newId(),
    deliveryId: newId(),
    invoiceId: newId(),
    invoiceEntryId: newId(),
    costEntryId: newId(),
    openItemId: newId(),
    hasFreight: !dec(order.freight).isZero(),
    items: plain(amounts),
    net: plain(net),
    tax: plain(tax),
    gross: plain(net.plus(tax)),
    cost: plain(sum(lines.map((l) => l.cost ?? '0'))),
  }
}

export const datesOf = (orders: readonly Historic[]): CalendarDate[] => orders.map((o) => o.documentDate)
