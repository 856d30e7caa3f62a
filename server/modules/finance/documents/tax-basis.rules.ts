import type { Id } from '@/server/kernel/ids'
import { type DecimalString, plain, UNIT_PRICE_DIGITS } from '@/server/kernel/money'
import type { TaxCodeAtDate } from '../door'
import { computeTaxes } from '../taxes/tax.rules'

/** A unit price carried from a list with tax to a document without, or the other way, at 6 decimals. */
export function inPriceBasis(
  unitPrice: DecimalString,
  basis: { from: boolean; to: boolean; taxCodeIds: readonly Id[]; codes: ReadonlyMap<Id, TaxCodeAtDate> },
): DecimalString {
  if (basis.from === basis.to || basis.taxCodeIds.length === 0) return unitPrice
  const taxed = computeTaxes({
    lines: [{ id: 'price', amount: unitPrice, quantity: '1', taxCodeIds: basis.taxCodeIds }],
    pricesIncludeTax: basis.from,
    rounding: 'line',
    digits: UNIT_PRICE_DIGITS,
    codes: basis.codes,
  })
  return plain(basis.from ? taxed.net : taxed.gross)
}
