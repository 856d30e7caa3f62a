import { Decimal, dec, plain } from '@/server/kernel/money'

interface Claim {
  readonly id: string
  readonly remaining: string
  readonly discount: string
}

/** What money settles of chosen items, in their order: each with its discount where the money covers the rest, the last in part. */
export function shareOut(
  items: readonly Claim[],
  money: string,
): { openItemId: string; amount: string; discount: string }[] {
  let left = dec(money).abs()
  return items.flatMap((item) => {
    const owed = dec(item.remaining).abs()
    const discount = dec(item.discount).abs()
    const whole = owed.minus(discount)
    const amount = left.lessThan(whole) ? left : Decimal.min(left, owed)
    if (amount.lessThanOrEqualTo(0)) return []
    // More than the discounted amount was paid: then the discount was not taken.
    const taken = amount.equals(whole) ? discount : dec(0)
    left = left.minus(amount)
    return [{ openItemId: item.id, amount: plain(amount), discount: plain(taken) }]
  })
}
