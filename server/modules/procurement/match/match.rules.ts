import type { Id } from '@/server/kernel/ids'
import { type Decimal, type DecimalString, dec, plain, round, sum, ZERO } from '@/server/kernel/money'
import { type Limits, outside } from './limits.rules'

/** Why payment of an invoice waits. `bank_change`: the supplier's bank account is new. */
export const BLOCK_KINDS = ['price', 'quantity', 'no_receipt', 'tax', 'duplicate', 'bank_change'] as const
export type BlockKind = (typeof BLOCK_KINDS)[number]

/** A line of an invoice against what was ordered and received; quantities in the stock unit, amounts in the invoice's currency. */
export interface MatchLine {
  readonly lineId: Id
  readonly kind: 'item' | 'service' | 'freight' | 'free'
  /** `none`: nothing to compare with (no order). */
  readonly policy: 'three_way' | 'two_way' | 'none'
  readonly quantity: DecimalString
  readonly net: DecimalString
  readonly limits: Limits
  readonly order: {
    readonly lineId: Id
    readonly ordered: DecimalString
    /** Received less returned. */
    readonly received: DecimalString
    /** On earlier invoices, less what was credited. */
    readonly billed: DecimalString
    readonly billedNet: DecimalString
    /** Net for one stock unit as the order stood when the goods came, in the invoice's currency. */
    readonly price: DecimalString
    /** Freight: the whole line. */
    readonly net: DecimalString
  } | null
}

/** What was compared, and what came of it. Prices as line amounts in the invoice's currency. */
export interface MatchFinding {
  readonly lineId: Id | null
  readonly kind: BlockKind
  readonly side: 'above' | 'below' | null
  readonly stated: DecimalString
  readonly expected: DecimalString
  readonly allowed: DecimalString | null
}

/** Base currency for one unit of the invoice's: what absolute limits are compared at. */
export interface MatchMoney {
  readonly rate: DecimalString
  readonly digits: number
}

const limitOfQuantity = (l: Limits) =>
  [
    { percent: l.quantityAbovePercent, absolute: l.quantityAboveQuantity },
    { percent: l.quantityBelowPercent, absolute: l.quantityBelowQuantity },
  ] as const

/** Quantity and existence of the receipt: every row of the invoice and every earlier one of the order line count. */
function matchQuantity(line: MatchLine, before: Decimal): MatchFinding | null {
  const { order } = line
  if (!order || line.policy === 'none') return null
  const three = line.policy === 'three_way'
  const due = dec(three ? order.received : order.ordered).minus(order.billed)
  const stated = before.plus(line.quantity)
  const expected = { stated: plain(stated), expected: plain(due) }
  if (three && dec(order.received).lessThanOrEqualTo(0) && stated.greaterThan(0))
    return { lineId: line.lineId, kind: 'no_receipt', side: null, ...expected, allowed: null }
  const [above, below] = limitOfQuantity(line.limits)
  // A part bill is no difference: below is looked at only where a limit asks for it.
  const off = outside(stated, due, order.ordered, above, below)
  // Without any limit above, nothing more than what is due passes.
  const strict = above.percent == null && above.absolute == null && stated.greaterThan(due)
  if (!off && !strict) return null
  return {
    lineId: line.lineId,
    kind: 'quantity',
    side: off?.side ?? 'above',
    ...expected,
    allowed: plain(off?.allowed ?? ZERO),
  }
}

/** The price of the line against the order as it stood at the receipt; limits in base currency. */
function matchPrice(line: MatchLine, at: MatchMoney): MatchFinding | null {
  if (!line.order || line.policy === 'none' || dec(line.quantity).isZero()) return null
  const expected = round(dec(line.order.price).times(line.quantity), at.digits)
  return priceFinding(line, line.net, expected, expected, at, 'price')
}

function priceFinding(
  line: Pick<MatchLine, 'lineId' | 'limits'>,
  net: DecimalString | Decimal,
  expected: Decimal,
  base: Decimal,
  at: MatchMoney,
  by: 'price' | 'freight',
): MatchFinding | null {
  const l = line.limits
  const above =
    by === 'price'
      ? { percent: l.priceAbovePercent, absolute: l.priceAboveAmount }
      : { percent: l.freightAbovePercent, absolute: l.freightAboveAmount }
  const below = by === 'price' ? { percent: l.priceBelowPercent, absolute: l.priceBelowAmount } : {}
  const inBase = (value: Decimal | DecimalString) => dec(value).times(at.rate)
  const off = outside(inBase(net), inBase(expected), inBase(base), above, below)
  if (!off) return null
  const allowed = dec(at.rate).isZero() ? ZERO : round(off.allowed.div(at.rate), at.digits)
  return {
    lineId: line.lineId,
    kind: 'price',
    side: off.side,
    stated: plain(net),
    expected: plain(expected),
    allowed: plain(allowed),
  }
}

/** Freight: against what was ordered of it; what nobody ordered is compared with nothing, as one sum. */
function matchFreight(lines: readonly MatchLine[], at: MatchMoney): MatchFinding[] {
  const freight = lines.filter((l) => l.kind === 'freight')
  const goods = sum(lines.filter((l) => l.kind !== 'freight').map((l) => l.net))
  const seen = new Map<Id, Decimal>()
  const ordered = freight.flatMap((l) => {
    if (!l.order || l.policy === 'none') return []
    const stated = (seen.get(l.order.lineId) ?? ZERO).plus(l.net)
    seen.set(l.order.lineId, stated)
    const due = dec(l.order.net).minus(l.order.billedNet)
    return priceFinding(l, stated, due, dec(l.order.net), at, 'freight') ?? []
  })
  const extra = freight.filter((l) => !l.order || l.policy === 'none')
  const [first] = extra
  const more = first ? priceFinding(first, sum(extra.map((l) => l.net)), ZERO, goods, at, 'freight') : null
  return more ? [...ordered, more] : ordered
}

/** Everything of an invoice that lies outside its limits. Pure: called when it is posted, and again when a receipt comes. */
export function matchInvoice(lines: readonly MatchLine[], at: MatchMoney): MatchFinding[] {
  const seen = new Map<Id, Decimal>()
  const items = lines
    .filter((l) => l.kind !== 'freight')
    .flatMap((l) => {
      const before = seen.get(l.order?.lineId ?? '') ?? ZERO
      if (l.order) seen.set(l.order.lineId, before.plus(l.quantity))
      return [matchQuantity(l, before), matchPrice(l, at)].filter((f) => f !== null)
    })
  return [...items, ...matchFreight(lines, at)]
}

/**
 * Tax as the supplier states it against what the tax codes say on the tax date. A unit of the currency's last place is rounding;
 * more is a misreport.
 */
export function matchTax(
  stated: DecimalString,
  computed: DecimalString,
  digits: number,
): { kind: 'tax'; difference: DecimalString } | null {
  const difference = dec(stated).minus(computed)
  return difference.abs().lessThanOrEqualTo(dec(10).pow(-digits))
    ? null
    : { kind: 'tax', difference: plain(difference) }
}
