import type { Id } from '@/server/kernel/ids'
import {
  type Decimal,
  type DecimalString,
  dec,
  plain,
  round,
  sum,
  toFixed,
  UNIT_PRICE_DIGITS,
} from '@/server/kernel/money'

export interface AskedLine {
  readonly id: Id
  readonly position: number
  readonly itemCode: string | null
  readonly description: string
  readonly unitCode: string | null
  readonly quantity: DecimalString
  readonly stockQuantity: DecimalString
}
export interface Offered {
  readonly id: Id
  readonly number: string
  readonly status: string
  readonly supplierId: Id
  readonly supplierName: string
  readonly currency: string
  readonly rate: DecimalString
  readonly validUntil: string | null
  readonly expired: boolean
  readonly leadTimeDays: number | null
  readonly freight: DecimalString
}
export interface OfferLine {
  readonly quotationLineId: Id
  readonly quotationId: Id
  readonly rfqLineId: Id
  readonly supplierId: Id
  readonly quantity: DecimalString
  readonly stockQuantity: DecimalString
  readonly unitPrice: DecimalString
  readonly discountPercent: DecimalString
  readonly baseNet: DecimalString
  readonly leadTimeDays: number | null
  readonly awardedQuantity: DecimalString
}

const least = (values: readonly Decimal[]): Decimal | null =>
  values.reduce<Decimal | null>((low, v) => (low === null || v.lessThan(low) ? v : low), null)

/**
 * Offers side by side. Prices are compared net, in base currency, for one stock unit, so that units and currencies do not matter; the best of a line is
 * the lowest of those that are not expired and offer enough, the fastest the one with the shortest lead time. Equal ones are all marked.
 */
export function compareOffers(given: {
  asked: readonly AskedLine[]
  quotations: readonly Offered[]
  offers: readonly OfferLine[]
  digits: number
}) {
  const quotation = new Map(given.quotations.map((q) => [q.id, q]))
  const lines = given.asked.map((line) => {
    const offers = given.offers
      .filter((o) => o.rfqLineId === line.id)
      .map((o) => ({
        ...o,
        price: round(dec(o.baseNet).div(o.stockQuantity), UNIT_PRICE_DIGITS),
        enough: dec(o.stockQuantity).greaterThanOrEqualTo(line.stockQuantity),
        stands: quotation.get(o.quotationId)?.expired === false,
      }))
    const fit = offers.filter((o) => o.enough && o.stands)
    const lowest = least(fit.map((o) => o.price))
    const shortest = Math.min(...fit.flatMap((o) => o.leadTimeDays ?? []))
    return {
      ...line,
      offers: offers.map(({ rfqLineId: _asked, stockQuantity: _stock, price, stands, ...o }) => ({
        ...o,
        basePrice: plain(price),
        best: o.enough && stands && lowest !== null && price.equals(lowest),
        fastest: o.enough && stands && o.leadTimeDays !== null && o.leadTimeDays === shortest,
      })),
    }
  })
  const totals = given.quotations.map((q) => {
    const own = given.offers.filter((o) => o.quotationId === q.id)
    const answered = lines.filter((l) => l.offers.some((o) => o.quotationId === q.id && o.enough)).length
    const baseFreight = toFixed(dec(q.freight).times(q.rate), given.digits)
    return {
      ...q,
      answered,
      baseFreight,
      baseTotal: toFixed(sum([baseFreight, ...own.map((o) => o.baseNet)]), given.digits),
    }
  })
  const whole = totals.filter((t) => t.answered === given.asked.length && !t.expired)
  const cheapest = least(whole.map((t) => dec(t.baseTotal)))
  return {
    quotations: totals.map(({ freight: _freight, ...t }) => ({
      ...t,
      best: whole.some((w) => w.id === t.id) && cheapest !== null && dec(t.baseTotal).equals(cheapest),
    })),
    lines,
  }
}
