import { allocate, type Decimal, type DecimalString, dec, plain, round, sum, ZERO } from '@/server/kernel/money'

/** What a payment settles, as the screen works it out before the server does. Amounts are positive decimal strings. */

export interface PlanItem {
  readonly id: string
  /** Signed: debit > 0. */
  readonly amount: DecimalString
  readonly remaining: DecimalString
  readonly remainingBase: DecimalString
  readonly dueDate: string
  /** What may be deducted when all that remains is settled on the payment date. */
  readonly discount: DecimalString
}
export interface PlanLine {
  readonly amount: DecimalString
  readonly discount: DecimalString
  readonly writeOff: DecimalString
}
export const NO_LINE: PlanLine = { amount: '0', discount: '0', writeOff: '0' }

const NUMBER = /^\d+(\.\d+)?$/
/** A typed amount; what is no number yet counts nothing. */
export const typed = (value: string): Decimal => (NUMBER.test(value) ? dec(value) : ZERO)

/** Settles nothing of its item. */
export const isEmpty = (line: PlanLine): boolean =>
  [line.amount, line.discount, line.writeOff].every((part) => typed(part).isZero())

/** Items that money of a direction settles: debits when it comes in, credits when it goes out. */
export const settles = (direction: 'incoming' | 'outgoing', item: Pick<PlanItem, 'amount'>): boolean =>
  item.amount.startsWith('-') === (direction === 'outgoing')

/** Oldest first; the discount is taken where what is left pays the item in full. */
export function propose(items: readonly PlanItem[], amount: DecimalString): Map<string, PlanLine> {
  let rest = typed(amount)
  const plan = new Map<string, PlanLine>()
  for (const item of [...items].sort((a, b) => a.dueDate.localeCompare(b.dueDate))) {
    if (!rest.isPositive() || rest.isZero()) break
    const open = dec(item.remaining).abs()
    const discount = dec(item.discount).abs()
    const full = rest.greaterThanOrEqualTo(open.minus(discount))
    const paid = full ? open.minus(discount) : rest
    plan.set(item.id, { amount: plain(paid), discount: full ? plain(discount) : '0', writeOff: '0' })
    rest = rest.minus(paid)
  }
  return plan
}

/** Settles one item with what the payment has left; all of it when nothing was entered as the amount yet. */
export function take(item: PlanItem, rest: Decimal | null): PlanLine {
  const open = dec(item.remaining).abs()
  const discount = dec(item.discount).abs()
  const wanted = open.minus(discount)
  if (rest === null || rest.greaterThanOrEqualTo(wanted))
    return { amount: plain(wanted), discount: plain(discount), writeOff: '0' }
  return { ...NO_LINE, amount: plain(rest.isNegative() ? ZERO : rest) }
}

export function planTotals(lines: Iterable<PlanLine>, amount: DecimalString) {
  const all = [...lines]
  const settled = sum(all.map((l) => typed(l.amount)))
  return {
    settled: plain(settled),
    discount: plain(sum(all.map((l) => typed(l.discount)))),
    writeOff: plain(sum(all.map((l) => typed(l.writeOff)))),
    /** Stays on account; below zero = the items take more than was paid. */
    rest: plain(typed(amount).minus(settled)),
  }
}

/** What an item has left after its line; below zero = settled too far. */
export const leftOpen = (item: PlanItem, line: PlanLine): DecimalString =>
  plain(
    dec(item.remaining)
      .abs()
      .minus(sum([typed(line.amount), typed(line.discount), typed(line.writeOff)])),
  )

/**
 * Exchange difference that posting would realise, in base currency, a gain > 0: the money at its rate against what the
 * items were booked at. The same shares as the posting takes: last cent by largest remainder.
 */
export function realisedDifference(input: {
  direction: 'incoming' | 'outgoing'
  amount: DecimalString
  rate: DecimalString
  baseDigits: number
  lines: readonly { item: PlanItem; line: PlanLine }[]
}): DecimalString {
  const { direction, baseDigits, lines } = input
  const paying = lines.filter(({ line }) => !typed(line.amount).isZero())
  const amount = typed(input.amount)
  const rest = amount.minus(sum(paying.map(({ line }) => typed(line.amount))))
  if (!NUMBER.test(input.rate) || amount.isZero() || rest.isNegative()) return '0'
  const money = allocate(
    round(amount.times(input.rate), baseDigits),
    [...paying.map(({ line }) => typed(line.amount)), rest],
    baseDigits,
  )
  const gain = sum(
    paying.map(({ item, line }, i) => {
      const parts = [typed(line.amount), typed(line.discount), typed(line.writeOff)]
      const remaining = dec(item.remaining).abs()
      const base = dec(item.remainingBase).abs()
      const settled = sum(parts)
      const share = settled.equals(remaining) ? base : round(base.times(settled).div(remaining), baseDigits)
      const booked = allocate(share, parts, baseDigits)[0] ?? ZERO
      return (money[i] ?? ZERO).minus(booked)
    }),
  )
  return plain(direction === 'incoming' ? gain : gain.negated())
}
