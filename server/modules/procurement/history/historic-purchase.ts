import type { HistoricPurchase } from '@/server/contracts/procurement/history'
import { type Id, newId } from '@/server/kernel/ids'
import { type DecimalString, dec, plain, sum, ZERO } from '@/server/kernel/money'
import type { ItemInfo } from '@/server/modules/inventory'

export interface HistoricSupplier {
  readonly id: Id
  readonly partyId: Id
  readonly name: string
}
export type HistoricPurchaseLine = HistoricPurchase['lines'][number] & {
  readonly item: ItemInfo
  readonly orderLineId: Id
  readonly receiptLineId: Id
  readonly gross: DecimalString
}

/** A finished purchase with the ids of all that is made of it. */
export interface Historic extends Omit<HistoricPurchase, 'lines'> {
  readonly supplier: HistoricSupplier
  readonly orderId: Id
  readonly receiptId: Id
  readonly invoiceId: Id
  readonly entryId: Id
  readonly openItemId: Id
  readonly lines: readonly HistoricPurchaseLine[]
  readonly net: DecimalString
  readonly tax: DecimalString
  readonly gross: DecimalString
  /** Goods billed, without freight; the tax and the whole of the bill. Zero when everything was rejected: then there is no bill. */
  readonly billedGoods: DecimalString
  readonly billedTax: DecimalString
  readonly billedGross: DecimalString
}

/** Adds a purchase up from its lines; null when one of its items is not known. */
export function historicPurchase(
  order: HistoricPurchase,
  supplier: HistoricSupplier,
  items: ReadonlyMap<Id, ItemInfo>,
): Historic | null {
  const lines: HistoricPurchaseLine[] = []
  for (const line of order.lines) {
    const item = items.get(line.itemId)
    if (!item) return null
    const gross = plain(dec(line.amount).plus(line.tax))
    lines.push({ ...line, item, orderLineId: newId(), receiptLineId: newId(), gross })
  }
  const net = sum(lines.map((l) => l.amount)).plus(order.freight)
  const tax = sum(lines.map((l) => l.tax))
  const goods = sum(lines.map((l) => l.billed))
  const billedTax = sum(lines.map((l) => l.billedTax))
  return {
    ...order,
    supplier,
    lines,
    ...{ orderId: newId(), receiptId: newId(), invoiceId: newId(), entryId: newId(), openItemId: newId() },
    ...{ net: plain(net), tax: plain(tax), gross: plain(net.plus(tax)) },
    billedGoods: plain(goods),
    billedTax: plain(billedTax),
    billedGross: plain(goods.plus(order.billedFreight).plus(billedTax)),
  }
}

/** What was ordered and will never come: never less than nothing. */
export const shortOf = (line: HistoricPurchaseLine): DecimalString => {
  const short = dec(line.ordered).minus(line.accepted)
  return plain(short.isNegative() ? ZERO : short)
}
