import type { Id } from '@/server/kernel/ids'
import { Decimal, type DecimalString, dec, plain, round, toFixed, ZERO } from '@/server/kernel/money'
import { prorate } from '@/server/modules/finance'
import { spread } from './amounts.rules'

/** How billed quantities meet what was received: which receipt, at what of its cost, and what price and rate made of the difference. */

export interface OpenReceipt {
  readonly id: Id
  readonly orderLineId: Id
  readonly currency: string
  readonly currencyDigits: number
  readonly quantity: DecimalString
  readonly cost: DecimalString
  readonly baseCost: DecimalString
  /** Billed or sent back before it was billed. */
  settled: Decimal
  settledCost: Decimal
  settledBase: Decimal
}

export interface BilledLine {
  readonly id: Id
  readonly orderLineId: Id | null
  /** The receipt it is meant for. */
  readonly receiptLineId: Id | null
  readonly quantity: DecimalString
  /** What goods received, not invoiced was debited with for it; nothing where the cost went elsewhere. */
  readonly base: DecimalString
}

export interface Clearing {
  readonly invoiceLineId: Id
  readonly receiptLineId: Id
  readonly quantity: DecimalString
  /** Of the receipt's cost: in the order's currency, and in base. */
  readonly cleared: DecimalString
  readonly clearedBase: DecimalString
  /** What goods received, not invoiced had for it, less `clearedBase`. */
  readonly variance: Decimal
  readonly exchange: Decimal
  readonly price: Decimal
}

export interface ClearingResult {
  readonly clearings: readonly Clearing[]
  /** What met no receipt yet, by line. */
  readonly unmatched: ReadonlyMap<Id, { quantity: Decimal; base: Decimal }>
}

export interface ClearingAt {
  readonly digits: number
  /** Base currency for one unit of an order's currency on the day of the invoice. */
  readonly rateOf: (currency: string) => DecimalString
}

function take(receipt: OpenReceipt, quantity: Decimal, digits: number) {
  const at = { full: receipt.quantity, done: receipt.settled, quantity }
  const cleared = prorate({ ...at, total: receipt.cost, already: receipt.settledCost, digits: receipt.currencyDigits })
  const clearedBase = prorate({ ...at, total: receipt.baseCost, already: receipt.settledBase, digits })
  receipt.settled = receipt.settled.plus(quantity)
  receipt.settledCost = receipt.settledCost.plus(cleared)
  receipt.settledBase = receipt.settledBase.plus(clearedBase)
  return { cleared, clearedBase }
}

/**
 * Clears billed lines against open receipts: the one a line names first, then the oldest. `receipts` are counted down. The variance of a
 * part is what was billed for it less what it was received at; of that the exchange rate made what the same cost is worth on the day of
 * the invoice less then, and the price the rest.
 */
export function clearReceipts(
  lines: readonly BilledLine[],
  receipts: readonly OpenReceipt[],
  at: ClearingAt,
): ClearingResult {
  const clearings: Clearing[] = []
  const unmatched = new Map<Id, { quantity: Decimal; base: Decimal }>()
  for (const line of lines) {
    const own = receipts.filter((r) => r.orderLineId === line.orderLineId)
    const order = [...own.filter((r) => r.id === line.receiptLineId), ...own.filter((r) => r.id !== line.receiptLineId)]
    let left = dec(line.quantity)
    const parts: { receipt: OpenReceipt; quantity: Decimal }[] = []
    for (const receipt of order) {
      const open = dec(receipt.quantity).minus(receipt.settled)
      const quantity = Decimal.min(left, open)
      if (!quantity.greaterThan(0)) continue
      parts.push({ receipt, quantity })
      left = left.minus(quantity)
    }
    const bases = spread(dec(line.base), [...parts.map((p) => p.quantity), left], at.digits)
    parts.forEach(({ receipt, quantity }, i) => {
      const { cleared, clearedBase } = take(receipt, quantity, at.digits)
      const variance = (bases[i] ?? ZERO).minus(clearedBase)
      const exchange = round(dec(cleared).times(at.rateOf(receipt.currency)), at.digits).minus(clearedBase)
      clearings.push({
        invoiceLineId: line.id,
        receiptLineId: receipt.id,
        quantity: plain(quantity),
        cleared,
        clearedBase,
        variance,
        exchange,
        price: variance.minus(exchange),
      })
    })
    if (left.greaterThan(0))
      unmatched.set(line.id, { quantity: left, base: dec(toFixed(bases.at(-1) ?? ZERO, at.digits)) })
  }
  return { clearings, unmatched }
}
