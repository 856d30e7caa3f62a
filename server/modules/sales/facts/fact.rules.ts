import {
  Decimal,
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

/** What the facts of a line are computed from. Prices per unit of the line, costs and medians per stock unit. */
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
  readonly net: DecimalString
  readonly baseNet: DecimalString
  readonly costs: { readonly [basis in 'current' | 'standard' | 'last_receipt']: DecimalString | null }
  readonly itemSales: readonly DecimalString[]
  readonly customerSales: readonly DecimalString[]
}

const price = (value: Decimal | null): DecimalString | null =>
  value === null ? null : plain(round(value, UNIT_PRICE_DIGITS))
const percent = (value: Decimal | null): DecimalString | null => (value === null ? null : plain(round(value, 4)))

/** How far `value` lies from `other`, in percent of `other`; null when there is nothing to compare with. */
const distance = (value: Decimal, other: Decimal | null): Decimal | null =>
  other === null || other.isZero() ? null : value.minus(other).div(other).times(HUNDRED)

/**
 * The discount that line and document discount make together, against the list price, or the typed price without one.
 * Of the line as it was agreed, not of the amount in whole cents: 10 % must not become 10.0097 % and pass a limit of 10.
 */
export function effectiveDiscount(line: FactLine): Decimal {
  const full = dec(line.quantity).times(
    line.listPrice !== null && !dec(line.listPrice).isZero() ? line.listPrice : line.unitPrice,
  )
  if (full.isZero()) return ZERO
  const agreed = dec(line.quantity).times(line.unitPrice).times(HUNDRED.minus(line.discountPercent)).div(HUNDRED)
  const paid = agreed.minus(line.documentDiscount)
  return Decimal.max(ZERO, full.minus(paid).div(full).times(HUNDRED))
}

/** The facts of one line, as the catalogue in `contracts/sales/facts.ts` describes them. */
export function lineFacts(line: FactLine): Facts {
  const quantity = dec(line.quantity)
  const each = (amount: DecimalString) => (quantity.isZero() ? ZERO : dec(amount).div(quantity))
  const netBase = each(line.baseNet)
  const perUnit = (value: DecimalString | null) => (value === null ? null : dec(value).times(line.unitFactor))
  const margin = (cost: Decimal | null) =>
    cost === null || netBase.isZero() ? null : netBase.minus(cost).div(netBase).times(HUNDRED)
  const [current, standard, last] = [
    perUnit(line.costs.current),
    perUnit(line.costs.standard),
    perUnit(line.costs.last_receipt),
  ]
  const medianOf = (sales: readonly DecimalString[]) => median(sales)?.times(line.unitFactor) ?? null
  const [itemMedian, customerMedian] = [medianOf(line.itemSales), medianOf(line.customerSales)]
  return {
    item_code: line.itemCode,
    item_category: line.itemCategory,
    line_kind: line.kind,
    quantity: plain(line.quantity),
    unit_price: plain(line.unitPrice),
    list_price: line.listPrice === null ? null : plain(line.listPrice),
    discount_percent: percent(effectiveDiscount(line)),
    net_unit_price: price(each(line.net)),
    net_unit_price_base: price(netBase),
    cost_current: price(current),
    cost_standard: price(standard),
    cost_last_receipt: price(last),
    margin_percent_current: percent(margin(current)),
    margin_percent_standard: percent(margin(standard)),
    margin_percent_last_receipt: percent(margin(last)),
    median_item_price: price(itemMedian),
    median_customer_price: price(customerMedian),
    deviation_percent: percent(distance(netBase, itemMedian)),
    deviation_customer_percent: percent(distance(netBase, customerMedian)),
  }
}
