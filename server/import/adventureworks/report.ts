import { dec, plain } from '@/server/kernel/money'
import type { Rejection } from '../table'
import type { Checked } from './check'
import type { Control } from './order-plan'
import type { PurchaseControl } from './purchase-plan'

export interface Outcome {
  readonly control: Control
  readonly purchases: PurchaseControl
  readonly purchaseSeconds: number
  readonly checked: Checked
  readonly rejections: readonly Rejection[]
  /** Stock at standard cost as the source computes it, with four decimals. */
  readonly stockExact: string
  readonly cutOver: string
  readonly imported: number
  readonly known: number
  readonly seconds: number
}

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')

/** The report of an import, in Markdown. */
export function reportOf(o: Outcome): string {
  const { control, checked } = o
  const { exact, cents } = control
  const { purchases } = o
  const less = (a: string, b: string) => plain(dec(a).minus(b))
  const rate = o.seconds > 0 && o.imported > 0 ? Math.round((o.imported + control.lines) / o.seconds) : 0
  const speed =
    o.imported > 0
      ? `${o.imported} orders written in ${o.seconds.toFixed(1)} s (${rate} order and line rows a second; each becomes about ten rows of the books). `
      : ''
  return `# Import of AdventureWorks

${speed}${o.known} orders were there from an earlier run.

## Control totals

${table(
  ['', 'expected', 'found', ''],
  checked.checks.map((c) => [c.what, c.expected, c.found, c.ok ? 'agrees' : '**DIFFERS**']),
)}

## Remainders

The source keeps four to six decimals, the books keep cents. Values are cut to cents and the cents left go to the largest
remainders: first over the orders, so that the totals hold, then over the lines of an order. No amount moves by a whole cent.

${table(
  ['', 'source', 'books', 'remainder'],
  [
    ['Line totals', exact.lines, cents.lines, less(cents.lines, exact.lines)],
    ['Tax', exact.tax, cents.tax, less(cents.tax, exact.tax)],
    ['Freight', exact.freight, cents.freight, less(cents.freight, exact.freight)],
    ['Total due', exact.due, cents.due, less(cents.due, exact.due)],
    ['Cost of sales', exact.cost, cents.cost, less(cents.cost, exact.cost)],
    ['Purchases, net', purchases.exact.net, purchases.cents.net, less(purchases.cents.net, purchases.exact.net)],
    ['Purchases, tax', purchases.exact.tax, purchases.cents.tax, less(purchases.cents.tax, purchases.exact.tax)],
    [
      'Purchases, freight',
      purchases.exact.freight,
      purchases.cents.freight,
      less(purchases.cents.freight, purchases.exact.freight),
    ],
    ['Purchases, total due', purchases.exact.due, purchases.cents.due, less(purchases.cents.due, purchases.exact.due)],
    ['Stock at standard cost', o.stockExact, checked.stockValue, less(checked.stockValue, o.stockExact)],
  ],
)}

- The headers' subtotals add up to ${exact.subtotals}, their lines to ${exact.lines}: the source rounds each subtotal to four decimals.
- Freight takes what lines and tax leave of the total due.
- ${control.shifted} orders have a total that differs from the source's total, rounded to cents, by at most ${control.largestShift}.
- Stock is valued a document line at a time, each rounded to cents.
- ${control.withoutCost} lines have no cost on the date of their order; they are delivered at no cost.

## What was decided

- An order, its delivery, its bill and the cost of its goods are of the order date, so revenue and cost stand in the same period; the
  delivery keeps the day it was shipped. The bill was paid on its due date: the source keeps no payments.
- Tax and freight are the amounts of the source. Tax has the code IMPORTED, whose rate is never computed with.
- Deliveries are historical: they move no stock, because stock is the count at the cut-over (${o.cutOver}). Their cost goes to cost of
  sales against opening balances, and the count goes to inventory against opening balances.
- A store with several customer rows is one customer; all its rows lead to it. Territories are customer groups.
- A purchase order stands with all that was ordered. What came short or was rejected is closed short; the vendor's bill is for what was
  taken in, with tax and freight in proportion, of the day the goods came, and was paid thirty days later: the source keeps no bills and
  no payments. ${purchases.withoutBill} orders were rejected altogether and have no bill. Bought goods go to opening balances, freight to cost of sales.
- Rules, prices and credit limits are not asked of what has happened.

## Sales by year (net, with freight)

${table(
  ['year', 'net', 'lines'],
  checked.years.map((y) => [y.label, dec(y.net).toFixed(2), y.lines]),
)}

## Trial balance

${table(
  ['account', '', 'debit', 'credit', 'closing'],
  checked.accounts.map((a) => [a.code, a.name, a.debit, a.credit, a.closing]),
)}

## Rejected rows

${o.rejections.length} rows were not taken in; \`rejected.csv\` has each with its reason.
`
}
