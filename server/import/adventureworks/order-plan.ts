import { allocate, type Decimal, dec, plain, sum } from '@/server/kernel/money'
import { roundTogether } from '../cents'
import { dateOf, firstOf, notDate, notDecimal, type Row, type SourceFolder } from '../table'

/** An order as the source has it: exact amounts. */
export interface SourceOrder {
  readonly key: string
  readonly row: Row
  readonly date: string
  readonly lines: readonly Row[]
  readonly costs: readonly (Decimal | null)[]
}

/** The same in cents: lines, tax by line, freight and cost by line. */
export interface PlannedOrder {
  readonly source: SourceOrder
  readonly amounts: readonly string[]
  readonly taxes: readonly string[]
  readonly costs: readonly (string | null)[]
  readonly freight: string
}

/** What the source adds up to and what the books will show; the differences are the remainders that the report explains. */
export interface Control {
  readonly orders: number
  readonly lines: number
  readonly quantity: string
  readonly exact: Record<'lines' | 'subtotals' | 'tax' | 'freight' | 'due' | 'cost', string>
  readonly cents: Record<'lines' | 'tax' | 'freight' | 'due' | 'cost', string>
  /** Orders whose total differs from the source's, rounded to cents, and by how much at most. */
  readonly shifted: number
  readonly largestShift: string
  readonly withoutCost: number
}

export type CostOn = (productId: string, date: string) => string | null

const headerColumns = [
  'OrderDate',
  'DueDate',
  'ShipDate',
  'Status',
  'SalesOrderNumber',
  'CustomerID',
  'BillToAddressID',
  'ShipToAddressID',
  'ShipMethodID',
  'SubTotal',
  'TaxAmt',
  'Freight',
  'TotalDue',
]
const lineColumns = ['OrderQty', 'ProductID', 'UnitPrice', 'UnitPriceDiscount', 'LineTotal', 'SpecialOfferID']

function checkHeader(row: Row, customers: ReadonlyMap<string, string>): string | null {
  const reason = firstOf(
    notDate(row, 'OrderDate'),
    notDate(row, 'DueDate'),
    row.Status === '5' ? null : `status ${row.Status} is not shipped`,
    row.SalesOrderNumber ? null : 'the order has no number',
    customers.has(row.CustomerID ?? '') ? null : `there is no customer ${row.CustomerID}`,
    ...['SubTotal', 'TaxAmt', 'Freight', 'TotalDue'].map((c) => notDecimal(row, c)),
  )
  if (reason) return reason
  const due = sum([row.SubTotal ?? '0', row.TaxAmt ?? '0', row.Freight ?? '0'])
  return due.equals(row.TotalDue ?? '0') ? null : `total due ${row.TotalDue} is not the sum of its parts, ${plain(due)}`
}

function checkLine(row: Row, items: ReadonlyMap<string, string>): string | null {
  return firstOf(
    notDecimal(row, 'OrderQty', 1),
    notDecimal(row, 'UnitPrice'),
    notDecimal(row, 'UnitPriceDiscount'),
    notDecimal(row, 'LineTotal'),
    items.has(row.ProductID ?? '') ? null : `there is no product ${row.ProductID}`,
  )
}

/** Orders that can be taken in whole, in the order of their dates; the others are rejected with their reason. */
export async function readOrders(
  source: SourceFolder,
  known: { customers: ReadonlyMap<string, string>; items: ReadonlyMap<string, string> },
  costOn: CostOn,
): Promise<SourceOrder[]> {
  const headers = await source.all('SalesOrderHeader', ['SalesOrderID'], headerColumns, (r) =>
    checkHeader(r, known.customers),
  )
  const lines = new Map<string, Row[]>()
  const broken = new Set<string>()
  const ids = new Set<string>()
  for await (const { line, row } of source.rows('SalesOrderDetail', [
    'SalesOrderID',
    'SalesOrderDetailID',
    ...lineColumns,
  ])) {
    const order = row.SalesOrderID ?? ''
    const key = `${order}/${row.SalesOrderDetailID}`
    const reason = ids.has(key) ? `the key ${key} occurs twice` : checkLine(row, known.items)
    ids.add(key)
    if (reason) {
      source.reject('SalesOrderDetail', line, key, reason, row)
      broken.add(order)
      continue
    }
    const there = lines.get(order)
    if (there) there.push(row)
    else lines.set(order, [row])
  }
  const orders = headers.flatMap(({ key, line, row }): SourceOrder[] => {
    const mine = lines.get(key) ?? []
    const total = sum(mine.map((l) => l.LineTotal ?? '0'))
    const reason = broken.has(key)
      ? 'one of its lines is rejected'
      : mine.length === 0
        ? 'the order has no lines'
        : total
              .minus(row.SubTotal ?? '0')
              .abs()
              .greaterThan('0.005')
          ? `its lines add up to ${plain(total)}, not to the subtotal ${row.SubTotal}`
          : null
    if (reason) {
      source.reject('SalesOrderHeader', line, key, reason, row)
      return []
    }
    const date = dateOf(row.OrderDate)
    const costs = mine.map((l) => {
      const cost = costOn(l.ProductID ?? '', date)
      return cost === null ? null : dec(cost).times(l.OrderQty ?? '0')
    })
    return [{ key, row, date, lines: mine, costs }]
  })
  return orders.sort((a, b) => (a.date === b.date ? Number(a.key) - Number(b.key) : a.date < b.date ? -1 : 1))
}

const column = (orders: readonly SourceOrder[], name: string) => orders.map((o) => o.row[name] ?? '0')
const at = (values: readonly Decimal[], i: number): Decimal => values[i] ?? dec(0)

/**
 * Brings the amounts to cents so that the totals of all orders are the rounded totals of the source. Lines, tax and cost are
 * rounded together, order by order, then within the order; freight takes what is left of the total due.
 */
export function planOrders(orders: readonly SourceOrder[]): { planned: PlannedOrder[]; control: Control } {
  const totals = orders.map((o) => sum(o.lines.map((l) => l.LineTotal ?? '0')))
  const costTotals = orders.map((o) => sum(o.costs.map((c) => c ?? '0')))
  const [nets, taxes, costs] = [
    roundTogether(totals, 2),
    roundTogether(column(orders, 'TaxAmt'), 2),
    roundTogether(costTotals, 2),
  ]
  const due = sum(column(orders, 'TotalDue'))
  const freightGoal = due.toDecimalPlaces(2).minus(sum(nets)).minus(sum(taxes))
  const freights = roundTogether(column(orders, 'Freight'), 2, freightGoal)
  const planned = orders.map((source, i): PlannedOrder => {
    const exact = source.lines.map((l) => l.LineTotal ?? '0')
    const amounts = roundTogether(exact, 2, at(nets, i))
    const cost = roundTogether(
      source.costs.map((c) => c ?? '0'),
      2,
      at(costs, i),
    )
    return {
      source,
      amounts: amounts.map(plain),
      taxes: allocate(at(taxes, i), amounts, 2).map(plain),
      costs: source.costs.map((c, n) => (c === null ? null : plain(at(cost, n)))),
      freight: plain(at(freights, i)),
    }
  })
  const grosses = orders.map((_, i) => at(nets, i).plus(at(taxes, i)).plus(at(freights, i)))
  const shifts = grosses.map((g, i) => g.minus(dec(orders[i]?.row.TotalDue ?? '0').toDecimalPlaces(2)).abs())
  const control: Control = {
    orders: orders.length,
    lines: orders.reduce((n, o) => n + o.lines.length, 0),
    quantity: plain(sum(orders.flatMap((o) => o.lines.map((l) => l.OrderQty ?? '0')))),
    exact: {
      lines: plain(sum(totals)),
      subtotals: plain(sum(column(orders, 'SubTotal'))),
      tax: plain(sum(column(orders, 'TaxAmt'))),
      freight: plain(sum(column(orders, 'Freight'))),
      due: plain(due),
      cost: plain(sum(costTotals)),
    },
    cents: {
      lines: sum(nets).toFixed(2),
      tax: sum(taxes).toFixed(2),
      freight: sum(freights).toFixed(2),
      due: sum(grosses).toFixed(2),
      cost: sum(costs).toFixed(2),
    },
    shifted: shifts.filter((s) => !s.isZero()).length,
    largestShift: plain(shifts.reduce((a, b) => (a.greaterThan(b) ? a : b), dec(0))),
    withoutCost: orders.reduce((n, o) => n + o.costs.filter((c) => c === null).length, 0),
  }
  return { planned, control }
}
