import type { Id } from '@/server/kernel/ids'
import { type Decimal, type DecimalString, dec, plain, sum, toBase, toFixed, ZERO } from '@/server/kernel/money'
import { computeTaxes, nonDeductibleByLine, type TaxByRate, type TaxCodeAtDate } from '@/server/modules/finance'

export interface TaxedLine {
  readonly id: Id
  readonly net: DecimalString
  readonly quantity: DecimalString
  readonly taxCodeIds: readonly Id[]
}
export interface InvoiceTax extends TaxByRate {
  /** The part that may be deducted, in the invoice's and in base currency. */
  readonly deductible: DecimalString
  readonly baseDeductible: DecimalString
  /** Reverse charge: what is owed, base currency. */
  readonly baseReverse: DecimalString
}
export interface InvoiceAmounts {
  readonly lines: ReadonlyMap<
    Id,
    {
      net: DecimalString
      tax: DecimalString
      gross: DecimalString
      /** Net and the tax that cannot be deducted. */
      cost: DecimalString
      baseNet: DecimalString
      baseCost: DecimalString
    }
  >
  readonly byRate: readonly InvoiceTax[]
  readonly net: DecimalString
  /** As stated; `computedTax` as the tax codes say; `off` and `baseOff` what lies between, with the rounding of the amount payable. */
  readonly tax: DecimalString
  readonly computedTax: DecimalString
  readonly gross: DecimalString
  readonly off: DecimalString
  readonly baseOff: DecimalString
  readonly payable: DecimalString
  readonly baseNet: DecimalString
  readonly baseTax: DecimalString
  readonly baseGross: DecimalString
  readonly basePayable: DecimalString
}
export interface AmountsAt {
  readonly codes: ReadonlyMap<Id, TaxCodeAtDate>
  readonly taxRounding: 'document' | 'line'
  readonly digits: number
  readonly baseDigits: number
  readonly rate: DecimalString
  readonly statedTax: DecimalString | null
  readonly rounding: DecimalString
}

/**
 * Amounts of a supplier's invoice: taxes as the codes say, the total as the supplier says, costs with the tax that cannot be deducted.
 * What is posted adds up in both currencies.
 */
export function invoiceAmounts(lines: readonly TaxedLine[], at: AmountsAt): InvoiceAmounts {
  const { digits, baseDigits } = at
  const taxed = computeTaxes({
    lines: lines.map((l) => ({ id: l.id, amount: l.net, quantity: l.quantity, taxCodeIds: l.taxCodeIds })),
    pricesIncludeTax: false,
    rounding: at.taxRounding,
    digits,
    codes: at.codes,
  })
  const lost = taxed.byRate
    .filter((r) => !dec(r.nonDeductible).isZero())
    .map((r) => nonDeductibleByLine(taxed, r, digits))
  const costs = taxed.lines.map((l) => sum([l.net, ...lost.map((m) => m.get(l.id) ?? ZERO)]))
  const deductible = taxed.byRate.map((r) => dec(r.tax).minus(r.nonDeductible))
  const reverse = taxed.byRate.map((r) => (r.reverseAccountId ? dec(r.tax).negated() : ZERO))
  const tax = toFixed(at.statedTax ?? taxed.tax, digits)
  const off = dec(tax).minus(taxed.tax).plus(at.rounding)
  const bases = toBase([...costs, ...deductible, ...reverse, off], at.rate, baseDigits)
  const base = (i: number) => toFixed(bases[i] ?? ZERO, baseDigits)
  const [n, m] = [costs.length, deductible.length]
  const nets = toBase(
    taxed.lines.map((l) => l.net),
    at.rate,
    baseDigits,
  )
  const gross = dec(taxed.net).plus(tax)
  const baseNet = sum(nets)
  const baseGross = toBase([gross], at.rate, baseDigits)[0] ?? ZERO
  return {
    lines: new Map(
      taxed.lines.map((l, i) => [
        l.id,
        {
          net: l.net,
          tax: l.tax,
          gross: l.gross,
          cost: toFixed(costs[i] ?? ZERO, digits),
          baseNet: toFixed(nets[i] ?? ZERO, baseDigits),
          baseCost: base(i),
        },
      ]),
    ),
    byRate: taxed.byRate.map((r, i) => ({
      ...r,
      deductible: toFixed(deductible[i] ?? ZERO, digits),
      baseDeductible: base(n + i),
      baseReverse: base(n + m + i),
    })),
    net: taxed.net,
    tax,
    computedTax: taxed.tax,
    gross: toFixed(gross, digits),
    off: toFixed(off, digits),
    baseOff: base(n + 2 * m),
    payable: toFixed(gross.plus(at.rounding), digits),
    baseNet: toFixed(baseNet, baseDigits),
    baseTax: toFixed(baseGross.minus(baseNet), baseDigits),
    baseGross: toFixed(baseGross, baseDigits),
    basePayable: toFixed(sum(bases), baseDigits),
  }
}

/** Spreads `total` over parts in proportion; with the parts in the order they came, the last one takes the residual. */
export function spread(total: Decimal, parts: readonly Decimal[], digits: number): Decimal[] {
  const whole = sum(parts)
  let done = ZERO
  let given = ZERO
  return parts.map((part) => {
    done = done.plus(part)
    const reached = whole.isZero() ? total : dec(toFixed(total.times(done).div(whole), digits))
    const mine = reached.minus(given)
    given = reached
    return dec(plain(mine))
  })
}
