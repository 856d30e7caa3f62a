import type { Id } from '@/server/kernel/ids'
import { Decimal, type DecimalString, dec, plain, ZERO } from '@/server/kernel/money'
import { prorate } from '@/server/modules/finance'
import { spread } from './amounts.rules'

/** Where a credited quantity comes from: goods that went back, a quantity that waits for its receipt, or a match that is undone. */
export interface CreditSource {
  readonly type: 'return' | 'unmatched' | 'undo'
  /** Return line, invoice line, match. */
  readonly id: Id
  readonly orderLineId: Id
  readonly originalLineId: Id | null
  readonly receiptLineId: Id | null
  readonly stocked: boolean
  readonly accountId: Id | null
  readonly quantity: DecimalString
  readonly cost: DecimalString
  /** What goods received, not invoiced has for `quantity`. */
  readonly base: DecimalString
  /** Went to an account of its own instead. */
  readonly direct: boolean
}

export interface CreditLine {
  readonly id: Id
  readonly orderLineId: Id | null
  readonly originalLineId: Id | null
  readonly returnLineId: Id | null
  readonly allowance: boolean
  readonly quantity: DecimalString
  readonly base: DecimalString
}

export interface CreditPart {
  readonly lineId: Id
  readonly source: CreditSource
  readonly quantity: DecimalString
  /** Of the source: taken off, order currency and base. */
  readonly cost: DecimalString
  readonly base: DecimalString
  /** Credited for it. */
  readonly credited: Decimal
  /** What the goods (or their expense) gain; goods received, not invoiced loses it. */
  readonly variance: Decimal
}

const RANK = { return: 0, unmatched: 1, undo: 2 } as const

/**
 * Takes credited lines from their sources: what went back first, then what never came, then what is billed once more later. An allowance
 * changes the price of what was billed by its quantity. Sources are counted down; what finds none is `missing`.
 */
export function takeCredit(
  lines: readonly CreditLine[],
  sources: readonly CreditSource[],
  digits: number,
): { parts: CreditPart[]; missing: Id | null } {
  const left = new Map(sources.map((s) => [s.id, { quantity: dec(s.quantity), cost: dec(s.cost), base: dec(s.base) }]))
  const parts: CreditPart[] = []
  for (const line of lines) {
    const own = sources
      .filter((s) =>
        line.originalLineId
          ? s.originalLineId === line.originalLineId || (s.type === 'return' && s.orderLineId === line.orderLineId)
          : s.orderLineId === line.orderLineId,
      )
      .filter((s) => !line.allowance || s.type !== 'return')
      .sort(
        (a, b) =>
          Number(b.id === line.returnLineId) - Number(a.id === line.returnLineId) || RANK[a.type] - RANK[b.type],
      )
    if (line.allowance) {
      parts.push(...allowanceParts(line, own, left, digits))
      continue
    }
    let wanted = dec(line.quantity)
    const taken = own.flatMap((source) => {
      const quantity = Decimal.min(wanted, left.get(source.id)?.quantity ?? ZERO)
      if (!quantity.greaterThan(0)) return []
      wanted = wanted.minus(quantity)
      return [{ source, quantity }]
    })
    if (wanted.greaterThan(0)) return { parts, missing: line.id }
    const credits = spread(
      dec(line.base),
      taken.map((t) => t.quantity),
      digits,
    )
    taken.forEach(({ source, quantity }, i) => {
      parts.push(partOf(line, source, quantity, credits[i] ?? ZERO, left, digits))
    })
  }
  return { parts, missing: null }
}

type Left = Map<Id, { quantity: Decimal; cost: Decimal; base: Decimal }>

function partOf(
  line: CreditLine,
  source: CreditSource,
  quantity: Decimal,
  credited: Decimal,
  left: Left,
  digits: number,
): CreditPart {
  const at = left.get(source.id) ?? { quantity: ZERO, cost: ZERO, base: ZERO }
  const share = (total: Decimal, places: number) =>
    prorate({ total, full: at.quantity, done: '0', quantity, already: '0', digits: places })
  const cost = share(at.cost, 4)
  const base = share(at.base, digits)
  left.set(source.id, {
    quantity: at.quantity.minus(quantity),
    cost: at.cost.minus(cost),
    base: at.base.minus(base),
  })
  const variance = source.direct ? ZERO : dec(base).minus(credited)
  return {
    lineId: line.id,
    source,
    quantity: plain(quantity),
    cost,
    base: source.direct ? '0' : base,
    credited,
    variance,
  }
}

/** The price of what was billed goes down: of what is here on the goods, of what is not, off what waits. */
function allowanceParts(line: CreditLine, own: readonly CreditSource[], left: Left, digits: number): CreditPart[] {
  const weights = own.map((s) => left.get(s.id)?.quantity ?? ZERO)
  const credits = spread(dec(line.base), weights, digits)
  return own.flatMap((source, i) => {
    const credited = credits[i] ?? ZERO
    if (credited.isZero()) return []
    const waiting = source.type === 'unmatched' && !source.direct
    return [
      {
        ...{ lineId: line.id, source, quantity: '0', cost: '0', credited },
        base: waiting ? plain(credited) : '0',
        variance: waiting || source.direct ? ZERO : credited.negated(),
      },
    ]
  })
}
