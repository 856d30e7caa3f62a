import type { Id } from '@/server/kernel/ids'
import { Decimal, type DecimalString, dec, plain, round, sum, toBase, toFixed, ZERO } from '@/server/kernel/money'
import {
  chargeShare,
  computeTaxes,
  fractionOf,
  prorate,
  type TaxByRate,
  type TaxCodeAtDate,
} from '@/server/modules/finance'
import type { OrderLineRow } from '../orders/order'

type Billing = Pick<
  OrderLineRow,
  | 'stocked'
  | 'kit'
  | 'openedQuantity'
  | 'deliveredQuantity'
  | 'returnedQuantity'
  | 'invoicedQuantity'
  | 'creditedQuantity'
>

/** What may be billed of a line now: what was delivered and kept, or with policy `ordered` all that was ordered. */
export function billable(line: Billing, policy: 'shipped' | 'ordered'): Decimal {
  const due =
    (line.stocked || line.kit) && policy === 'shipped'
      ? dec(line.deliveredQuantity)
      : Decimal.max(line.openedQuantity, line.deliveredQuantity)
  return Decimal.max(ZERO, due.minus(line.returnedQuantity).plus(line.creditedQuantity).minus(line.invoicedQuantity))
}

/** Amounts of a bill's line before tax. */
export interface ShareOfLine {
  readonly amount: DecimalString
  readonly documentDiscount: DecimalString
}

/** The part of an order line's amount and document discount that belongs to the next `quantity`; the last one takes the residual. */
export function shareOf(line: OrderLineRow, quantity: DecimalString, digits: number): ShareOfLine {
  const at = { full: line.stockQuantity, done: line.invoicedQuantity, quantity, digits }
  return {
    amount: prorate({ ...at, total: line.amount, already: line.invoicedAmount }),
    documentDiscount: prorate({ ...at, total: line.documentDiscount, already: line.invoicedDiscount }),
  }
}

/** What of an order's freight is due when `billed` (amounts by line, this bill included) is reached. */
export function freightShare(
  freight: OrderLineRow,
  items: readonly OrderLineRow[],
  billed: ReadonlyMap<Id, DecimalString>,
  digits: number,
): { quantity: DecimalString; amount: DecimalString } {
  const open = (l: OrderLineRow) =>
    dec(l.stockQuantity).isZero() ? ZERO : dec(l.amount).times(l.openedQuantity).div(l.stockQuantity)
  const full = sum(items.map(open))
  const reached = sum(items.map((l) => dec(l.invoicedAmount).plus(billed.get(l.id) ?? '0')))
  const quantity = round(dec(freight.stockQuantity).times(fractionOf(reached, full)), 6).minus(freight.invoicedQuantity)
  return {
    quantity: plain(Decimal.max(ZERO, quantity)),
    amount: chargeShare({ total: freight.amount, full, reached, already: freight.invoicedAmount, digits }),
  }
}

export interface TaxableLine {
  readonly id: Id
  readonly amount: DecimalString
  readonly documentDiscount: DecimalString
  readonly quantity: DecimalString
  readonly taxCodeIds: readonly Id[]
}
export interface BillAmounts {
  readonly lines: ReadonlyMap<
    Id,
    { net: DecimalString; tax: DecimalString; gross: DecimalString; baseNet: DecimalString }
  >
  readonly byRate: readonly (TaxByRate & { baseTax: DecimalString })[]
  readonly net: DecimalString
  readonly tax: DecimalString
  readonly gross: DecimalString
  readonly baseNet: DecimalString
  readonly baseTax: DecimalString
  readonly baseGross: DecimalString
}

/** Taxes and base amounts of a bill. Nets and taxes are converted together, so that what is posted adds up in both currencies. */
export function billAmounts(
  lines: readonly TaxableLine[],
  at: {
    pricesIncludeTax: boolean
    rounding: 'document' | 'line'
    digits: number
    baseDigits: number
    rate: DecimalString
    codes: ReadonlyMap<Id, TaxCodeAtDate>
  },
): BillAmounts {
  const { digits, baseDigits } = at
  const taxed = computeTaxes({
    lines: lines.map((l) => ({
      id: l.id,
      amount: toFixed(dec(l.amount).minus(l.documentDiscount), digits),
      quantity: l.quantity,
      taxCodeIds: l.taxCodeIds,
    })),
    pricesIncludeTax: at.pricesIncludeTax,
    rounding: at.rounding,
    digits,
    codes: at.codes,
  })
  const bases = toBase([...taxed.lines.map((l) => l.net), ...taxed.byRate.map((r) => r.tax)], at.rate, baseDigits)
  const baseNets = bases.slice(0, taxed.lines.length)
  const baseTaxes = bases.slice(taxed.lines.length)
  return {
    lines: new Map(
      taxed.lines.map((l, i) => [
        l.id,
        { net: l.net, tax: l.tax, gross: l.gross, baseNet: toFixed(baseNets[i] ?? ZERO, baseDigits) },
      ]),
    ),
    byRate: taxed.byRate.map((r, i) => ({ ...r, baseTax: toFixed(baseTaxes[i] ?? ZERO, baseDigits) })),
    net: taxed.net,
    tax: taxed.tax,
    gross: taxed.gross,
    baseNet: toFixed(sum(baseNets), baseDigits),
    baseTax: toFixed(sum(baseTaxes), baseDigits),
    baseGross: toFixed(sum(bases), baseDigits),
  }
}

/** What rounding `gross` to a step (0.05, 1; 0 = none) adds to it. */
export function roundingTo(gross: DecimalString, step: DecimalString, digits: number): DecimalString {
  const unit = dec(step)
  if (!unit.greaterThan(0)) return toFixed(ZERO, digits)
  return toFixed(round(dec(gross).div(unit), 0).times(unit).minus(gross), digits)
}

/**
 * What a credit note takes back of an invoice line: a quantity of it (the last one takes what is left of the line), or an amount.
 * Never more than the line has left.
 */
export function creditShare(
  line: {
    amount: DecimalString
    documentDiscount: DecimalString
    quantity: DecimalString
    creditedQuantity: DecimalString
    creditedAmount: DecimalString
  },
  wanted: { quantity?: DecimalString | undefined; amount?: DecimalString | undefined },
  digits: number,
): { quantity: DecimalString; amount: DecimalString } | 'over_credited' {
  const total = dec(line.amount).minus(line.documentDiscount)
  const left = total.minus(line.creditedAmount)
  if (wanted.amount !== undefined) {
    if (dec(wanted.amount).greaterThan(left)) return 'over_credited'
    return { quantity: '0', amount: toFixed(wanted.amount, digits) }
  }
  const leftQuantity = dec(line.quantity).minus(line.creditedQuantity)
  const quantity = dec(wanted.quantity ?? leftQuantity)
  if (quantity.greaterThan(leftQuantity)) return 'over_credited'
  const share =
    quantity.equals(leftQuantity) || dec(line.quantity).isZero()
      ? left
      : Decimal.min(left, round(total.times(quantity).div(line.quantity), digits))
  return { quantity: plain(quantity), amount: toFixed(share, digits) }
}
