import type { Id } from '@/server/kernel/ids'
import { type DecimalString, dec, plain } from '@/server/kernel/money'

/** A part of a need that goes to one supplier. Quantity in the stock unit. */
export interface Share {
  readonly requisitionLineId: Id
  readonly supplierId: Id
  readonly quantity: DecimalString
  /** Typed for this order; null = as agreed, else as estimated. */
  readonly unitPrice: DecimalString | null
  readonly need: {
    readonly kind: 'item' | 'service'
    readonly itemId: Id | null
    readonly description: string
    readonly unitId: Id | null
    readonly unitFactor: DecimalString
    readonly warehouseId: Id | null
    readonly neededOn: string | null
    readonly expenseAccountId: Id | null
    readonly costCenterId: Id | null
    readonly projectId: Id | null
    readonly note: string | null
  }
}

export interface MergedLine {
  readonly first: Share
  /** In the line's unit. */
  readonly quantity: DecimalString
  readonly sources: { requisitionLineId: Id; quantity: DecimalString }[]
}

/** Shares that are bought as one line: the same thing, unit, price, place, account and day. Services stay apart, each is its own. */
const keyOf = ({ need, unitPrice, requisitionLineId }: Share): string =>
  [
    need.itemId ?? requisitionLineId,
    need.unitId,
    unitPrice,
    need.warehouseId,
    need.neededOn,
    need.expenseAccountId,
    need.costCenterId,
    need.projectId,
  ].join('|')

/** The lines of one order a supplier, in the order of the needs: what is the same is bought as one line. */
export function mergeShares(shares: readonly Share[]): Map<Id, MergedLine[]> {
  const orders = new Map<Id, Map<string, { first: Share; parts: Share[] }>>()
  for (const share of shares) {
    const lines = orders.get(share.supplierId) ?? new Map<string, { first: Share; parts: Share[] }>()
    orders.set(share.supplierId, lines)
    const line = lines.get(keyOf(share))
    if (line) line.parts.push(share)
    else lines.set(keyOf(share), { first: share, parts: [share] })
  }
  const merged = ({ first, parts }: { first: Share; parts: Share[] }): MergedLine => {
    const stock = parts.reduce((total, p) => total.plus(p.quantity), dec('0'))
    const byNeed = new Map<Id, DecimalString>()
    for (const p of parts)
      byNeed.set(p.requisitionLineId, plain(dec(byNeed.get(p.requisitionLineId) ?? '0').plus(p.quantity)))
    return {
      first,
      quantity: plain(stock.div(first.need.unitFactor)),
      sources: [...byNeed].map(([requisitionLineId, quantity]) => ({ requisitionLineId, quantity })),
    }
  }
  return new Map([...orders].map(([supplierId, lines]) => [supplierId, [...lines.values()].map(merged)]))
}
