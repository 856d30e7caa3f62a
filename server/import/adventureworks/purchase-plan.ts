import { addDays } from '@/server/kernel/calendar-date'
import { allocate, type Decimal, dec, plain, round, sum } from '@/server/kernel/money'
import { roundTogether } from '../cents'
import { dateOf, firstOf, notDate, notDecimal, type Row, type SourceFolder } from '../table'

/** The source keeps no payments: bills are taken as due, and paid, this long after the goods came. */
const PAID_AFTER_DAYS = 30

export interface SourcePurchase {
  readonly key: string
  readonly row: Row
  readonly date: string
  readonly lines: readonly Row[]
}

/** A purchase in cents. */
export interface PlannedPurchase {
  readonly source: SourcePurchase
  readonly receiptDate: string
  readonly dueDate: string
  readonly freight: string
  readonly billedFreight: string
  readonly lines: readonly {
    readonly productId: string
    readonly ordered: string
    readonly accepted: string
    readonly rejected: string
    readonly unitPrice: string
    readonly dueDate: string
    readonly amount: string
    readonly tax: string
    readonly billed: string
    readonly billedTax: string
  }[]
}

export interface PurchaseControl {
  readonly orders: number
  readonly lines: number
  readonly ordered: string
  readonly accepted: string
  readonly rejected: string
  readonly exact: { readonly net: string; readonly tax: string; readonly freight: string; readonly due: string }
  readonly cents: { readonly net: string; readonly tax: string; readonly freight: string; readonly due: string }
  readonly billed: string
  /** Orders on which nothing was taken in. */
  readonly withoutBill: number
}

const headerColumns = [
  'Status',
  'VendorID',
  'ShipMethodID',
  'OrderDate',
  'ShipDate',
  'SubTotal',
  'TaxAmt',
  'Freight',
  'TotalDue',
]
const lineColumns = [
  'DueDate',
  'OrderQty',
  'ProductID',
  'UnitPrice',
  'LineTotal',
  'ReceivedQty',
  'RejectedQty',
  'StockedQty',
]

function checkHeader(row: Row, vendors: ReadonlyMap<string, string>): string | null {
  const reason = firstOf(
    notDate(row, 'OrderDate'),
    notDate(row, 'ShipDate'),
    vendors.has(row.VendorID ?? '') ? null : `there is no vendor ${row.VendorID}`,
    ...['SubTotal', 'TaxAmt', 'Freight', 'TotalDue'].map((c) => notDecimal(row, c)),
  )
  if (reason) return reason
  const due = sum([row.SubTotal ?? '0', row.TaxAmt ?? '0', row.Freight ?? '0'])
  return due.equals(row.TotalDue ?? '0') ? null : `total due ${row.TotalDue} is not the sum of its parts, ${plain(due)}`
}

function checkLine(row: Row, items: ReadonlyMap<string, string>): string | null {
  return firstOf(
    notDate(row, 'DueDate'),
    notDecimal(row, 'OrderQty', 1),
    ...['UnitPrice', 'LineTotal', 'ReceivedQty', 'RejectedQty', 'StockedQty'].map((c) => notDecimal(row, c)),
    items.has(row.ProductID ?? '') ? null : `there is no product ${row.ProductID}`,
    dec(row.ReceivedQty ?? '0')
      .minus(row.RejectedQty ?? '0')
      .equals(row.StockedQty ?? '0')
      ? null
      : 'stocked is not received less rejected',
  )
}

/** Purchase orders that can be taken in whole, in the order of their dates; the others are rejected with their reason. */
export async function readPurchases(
  source: SourceFolder,
  known: { vendors: ReadonlyMap<string, string>; items: ReadonlyMap<string, string> },
): Promise<SourcePurchase[]> {
  const headers = await source.all('PurchaseOrderHeader', ['PurchaseOrderID'], headerColumns, (r) =>
    checkHeader(r, known.vendors),
  )
  const ids = ['PurchaseOrderID', 'PurchaseOrderDetailID']
  const details = await source.all('PurchaseOrderDetail', ids, lineColumns, (r) => checkLine(r, known.items))
  const lines = new Map<string, Row[]>()
  for (const { row } of details) {
    const order = row.PurchaseOrderID ?? ''
    lines.set(order, [...(lines.get(order) ?? []), row])
  }
  const purchases = headers.flatMap(({ key, line, row }): SourcePurchase[] => {
    const mine = lines.get(key) ?? []
    const total = sum(mine.map((l) => l.LineTotal ?? '0'))
    if (
      mine.length > 0 &&
      total
        .minus(row.SubTotal ?? '0')
        .abs()
        .lessThanOrEqualTo('0.005')
    )
      return [{ key, row, date: dateOf(row.OrderDate), lines: mine }]
    const reason = `its lines add up to ${plain(total)}, not to the subtotal ${row.SubTotal}, or one of them is rejected`
    source.reject('PurchaseOrderHeader', line, key, reason, row)
    return []
  })
  return purchases.sort((a, b) => a.date.localeCompare(b.date) || Number(a.key) - Number(b.key))
}

const at = (values: readonly Decimal[], i: number): Decimal => values[i] ?? dec(0)
const column = (orders: readonly SourcePurchase[], name: string) => orders.map((o) => o.row[name] ?? '0')
const later = (a: string, b: string): string => (a > b ? a : b)
const share = (value: Decimal, part: Decimal, whole: Decimal): Decimal =>
  whole.isZero() ? dec(0) : round(value.times(part).div(whole), 2)

function planOne(source: SourcePurchase, net: Decimal, tax: Decimal, freight: Decimal): PlannedPurchase {
  const exact = source.lines.map((l) => l.LineTotal ?? '0')
  const amounts = roundTogether(exact, 2, net)
  const taxes = allocate(tax, amounts, 2)
  const lines = source.lines.map((row, i) => {
    const [ordered, accepted] = [dec(row.OrderQty ?? '0'), dec(row.StockedQty ?? '0')]
    const amount = at(amounts, i)
    return {
      productId: row.ProductID ?? '',
      ordered: plain(ordered),
      accepted: plain(accepted),
      rejected: plain(row.RejectedQty ?? '0'),
      unitPrice: row.UnitPrice ?? '0',
      dueDate: later(dateOf(row.DueDate), source.date),
      amount: plain(amount),
      tax: plain(at(taxes, i)),
      billed: plain(share(amount, accepted, ordered)),
      billedTax: plain(share(at(taxes, i), accepted, ordered)),
    }
  })
  const receiptDate = later(dateOf(source.row.ShipDate), source.date)
  return {
    source,
    receiptDate,
    dueDate: addDays(receiptDate, PAID_AFTER_DAYS),
    freight: plain(freight),
    billedFreight: plain(share(freight, sum(lines.map((l) => l.billed)), net)),
    lines,
  }
}

/** Brings the amounts to cents so that the totals of all orders are the rounded totals of the source; freight takes what is left. */
export function planPurchases(orders: readonly SourcePurchase[]): {
  planned: PlannedPurchase[]
  control: PurchaseControl
} {
  const totals = orders.map((o) => sum(o.lines.map((l) => l.LineTotal ?? '0')))
  const [nets, taxes] = [roundTogether(totals, 2), roundTogether(column(orders, 'TaxAmt'), 2)]
  const due = sum(column(orders, 'TotalDue'))
  const goal = due.toDecimalPlaces(2).minus(sum(nets)).minus(sum(taxes))
  const freights = roundTogether(column(orders, 'Freight'), 2, goal)
  const planned = orders.map((o, i) => planOne(o, at(nets, i), at(taxes, i), at(freights, i)))
  const of = (pick: (line: PlannedPurchase['lines'][number]) => string) =>
    plain(sum(planned.flatMap((p) => p.lines.map(pick))))
  const bills = planned.map((p) => sum([p.billedFreight, ...p.lines.flatMap((l) => [l.billed, l.billedTax])]))
  return {
    planned,
    control: {
      orders: orders.length,
      lines: orders.reduce((n, o) => n + o.lines.length, 0),
      ordered: of((l) => l.ordered),
      accepted: of((l) => l.accepted),
      rejected: of((l) => l.rejected),
      exact: {
        net: plain(sum(totals)),
        tax: plain(sum(column(orders, 'TaxAmt'))),
        freight: plain(sum(column(orders, 'Freight'))),
        due: plain(due),
      },
      cents: {
        net: sum(nets).toFixed(2),
        tax: sum(taxes).toFixed(2),
        freight: sum(freights).toFixed(2),
        due: sum([...nets, ...taxes, ...freights]).toFixed(2),
      },
      billed: sum(bills).toFixed(2),
      withoutBill: bills.filter((b) => b.isZero()).length,
    },
  }
}
