import {
  type Decimal,
  type DecimalString,
  dec,
  HUNDRED,
  median,
  plain,
  round,
  UNIT_PRICE_DIGITS,
  ZERO,
} from '@/server/kernel/money'
import type { Facts } from '@/server/platform/rules/subject'

/** What the facts of a line are computed from. Prices of the line's unit, histories of the stock unit in base currency. */
export interface FactLine {
  readonly kind: string
  readonly itemCode: string | null
  readonly itemCategory: string | null
  readonly quantity: DecimalString
  readonly unitFactor: DecimalString
  readonly unitPrice: DecimalString
  readonly listPrice: DecimalString | null
  readonly discountPercent: DecimalString
  readonly documentDiscount: DecimalString
  readonly baseNet: DecimalString
  /** The agreed discount belongs to the agreed price. */
  readonly agreedDiscountPercent: DecimalString
  /** Newest first. */
  readonly purchases: readonly DecimalString[]
  readonly sourced: boolean
}

const price = (value: Decimal | null): DecimalString | null =>
  value === null ? null : plain(round(value, UNIT_PRICE_DIGITS))
const percent = (value: Decimal | null): DecimalString | null => (value === null ? null : plain(round(value, 4)))

/** How far `value` lies over `other`, in percent of `other`; null when there is nothing to compare with. */
const over = (value: Decimal, other: Decimal | null): Decimal | null =>
  other === null || other.isZero() ? null : value.minus(other).div(other).times(HUNDRED)

/**
 * The facts of one line of an order. The price is compared with the agreed one as it was typed, less its discounts, not as an amount in
 * whole cents: a price exactly as agreed is 0 % over it.
 */
export function lineFacts(line: FactLine): Facts {
  const quantity = dec(line.quantity)
  const share = quantity.isZero() ? ZERO : dec(line.documentDiscount).div(quantity)
  const typed = dec(line.unitPrice).times(HUNDRED.minus(line.discountPercent)).div(HUNDRED).minus(share)
  const agreed =
    line.listPrice === null ? null : dec(line.listPrice).times(HUNDRED.minus(line.agreedDiscountPercent)).div(HUNDRED)
  const netBase = quantity.isZero() ? ZERO : dec(line.baseNet).div(quantity)
  const ofUnit = (value: Decimal | null) => value?.times(line.unitFactor) ?? null
  const last = ofUnit(line.purchases[0] === undefined ? null : dec(line.purchases[0]))
  const middle = ofUnit(median(line.purchases))
  return {
    item_code: line.itemCode,
    item_category: line.itemCategory,
    line_kind: line.kind,
    quantity: plain(line.quantity),
    unit_price: plain(line.unitPrice),
    net_unit_price_base: price(netBase),
    agreed_price: price(agreed),
    over_agreed_percent: percent(over(typed, agreed)),
    last_price_base: price(last),
    over_last_percent: percent(over(netBase, last)),
    median_price_base: price(middle),
    over_median_percent: percent(over(netBase, middle)),
    without_requisition: !line.sourced,
  }
}

interface Sized {
  readonly category: string | null
  readonly baseNet: DecimalString
}

/** The category of the largest line, and all of them. */
export function categoriesOf(lines: readonly Sized[]): { category: string | null; categories: string[] } {
  let largest: Sized | undefined
  for (const line of lines)
    if (line.category !== null && (!largest || dec(line.baseNet).greaterThan(largest.baseNet))) largest = line
  return {
    category: largest?.category ?? null,
    categories: [...new Set(lines.flatMap((l) => l.category ?? []))].sort(),
  }
}

/** What a revision adds to what was approved; nothing on an order that never was. */
export function increaseOf(baseNet: DecimalString, approved: DecimalString | null) {
  const added = approved === null ? ZERO : dec(baseNet).minus(approved)
  const share = approved === null || dec(approved).isZero() ? null : added.div(approved).times(HUNDRED)
  return { added: plain(added), share: percent(share) }
}
