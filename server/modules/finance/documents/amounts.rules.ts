import type { Id } from '@/server/kernel/ids'
import {
  allocate,
  Decimal,
  type DecimalString,
  dec,
  HUNDRED,
  round,
  sum,
  toBase,
  toFixed,
  ZERO,
} from '@/server/kernel/money'
import type { TaxCodeAtDate } from '../door'
import { computeTaxes, nonDeductibleByLine, type TaxResult } from '../taxes/tax.rules'

export interface AmountLine {
  readonly id: Id
  readonly kind: 'item' | 'service' | 'freight'
  readonly quantity: DecimalString
  readonly stockQuantity: DecimalString
  readonly unitPrice: DecimalString
  readonly discountPercent: DecimalString
  readonly taxCodeIds: readonly Id[]
}
export interface AmountInput {
  readonly lines: readonly AmountLine[]
  /** Document discount: a percent of the item lines, or an amount. */
  readonly discountPercent: DecimalString
  readonly discountAmount: DecimalString
  readonly pricesIncludeTax: boolean
  readonly rounding: 'document' | 'line'
  readonly digits: number
  readonly baseDigits: number
  /** Base currency for one unit of the document's. */
  readonly rate: DecimalString
  readonly codes: ReadonlyMap<Id, TaxCodeAtDate>
}
export interface LineAmounts {
  readonly id: Id
  /** After the line discount, before the document discount. */
  readonly amount: DecimalString
  readonly documentDiscount: DecimalString
  readonly net: DecimalString
  readonly tax: DecimalString
  readonly gross: DecimalString
  readonly baseNet: DecimalString
  readonly baseGross: DecimalString
  /** Net and the input tax that may not be deducted, base currency: what a purchase costs. */
  readonly baseCost: DecimalString
}
export interface DocumentAmounts {
  readonly lines: readonly LineAmounts[]
  readonly net: DecimalString
  readonly tax: DecimalString
  readonly gross: DecimalString
  readonly baseNet: DecimalString
  readonly baseGross: DecimalString
}

/** Quantity x unit price less the line discount, rounded to the currency before anything is summed (EN 16931). */
export const lineAmount = (line: Pick<AmountLine, 'quantity' | 'unitPrice' | 'discountPercent'>, digits: number) =>
  round(dec(line.quantity).times(line.unitPrice).times(HUNDRED.minus(line.discountPercent)).div(HUNDRED), digits)

/** The document discount spread over the lines but freight by largest remainder; never more than they are worth. */
export function spreadDiscount(
  lines: readonly { kind: AmountLine['kind']; amount: Decimal }[],
  discount: { percent: DecimalString; amount: DecimalString },
  digits: number,
): Decimal[] {
  const weights = lines.map((l) => (l.kind === 'freight' ? ZERO : l.amount))
  const whole = sum(weights)
  const wanted = dec(discount.percent).isZero() ? dec(discount.amount) : whole.times(discount.percent).div(HUNDRED)
  if (whole.isZero() || wanted.isZero()) return lines.map(() => ZERO)
  return allocate(Decimal.min(wanted, whole), weights, digits)
}

/** The net of each line with its share of the tax that may not be deducted. */
function withNonDeductible(taxed: TaxResult, digits: number): Decimal[] {
  const shares = taxed.byRate.flatMap((rate) =>
    dec(rate.nonDeductible).isZero() ? [] : [nonDeductibleByLine(taxed, rate, digits)],
  )
  return taxed.lines.map((l) => sum([l.net, ...shares.map((share) => share.get(l.id) ?? ZERO)]))
}

/** Amounts of an order: discounts, taxes and base currency, so that the lines add up to the totals in both currencies. */
export function documentAmounts(input: AmountInput): DocumentAmounts {
  const { digits } = input
  const amounts = input.lines.map((line) => ({ kind: line.kind, amount: lineAmount(line, digits) }))
  const shares = spreadDiscount(amounts, { percent: input.discountPercent, amount: input.discountAmount }, digits)
  const taxed = computeTaxes({
    lines: input.lines.map((line, i) => ({
      id: line.id,
      amount: toFixed((amounts[i]?.amount ?? ZERO).minus(shares[i] ?? ZERO), digits),
      quantity: line.stockQuantity,
      taxCodeIds: line.taxCodeIds,
    })),
    pricesIncludeTax: input.pricesIncludeTax,
    rounding: input.rounding,
    digits,
    codes: input.codes,
  })
  const baseNets = toBase(
    taxed.lines.map((l) => l.net),
    input.rate,
    input.baseDigits,
  )
  const baseGross = toBase(
    taxed.lines.map((l) => l.gross),
    input.rate,
    input.baseDigits,
  )
  const costs = toBase(withNonDeductible(taxed, digits), input.rate, input.baseDigits)
  return {
    lines: taxed.lines.map((l, i) => ({
      id: l.id,
      amount: toFixed(amounts[i]?.amount ?? ZERO, digits),
      documentDiscount: toFixed(shares[i] ?? ZERO, digits),
      net: l.net,
      tax: l.tax,
      gross: l.gross,
      baseNet: toFixed(baseNets[i] ?? ZERO, input.baseDigits),
      baseGross: toFixed(baseGross[i] ?? ZERO, input.baseDigits),
      baseCost: toFixed(costs[i] ?? ZERO, input.baseDigits),
    })),
    net: taxed.net,
    tax: taxed.tax,
    gross: taxed.gross,
    baseNet: toFixed(sum(baseNets), input.baseDigits),
    baseGross: toFixed(sum(baseGross), input.baseDigits),
  }
}
