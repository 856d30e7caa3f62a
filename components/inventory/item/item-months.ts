import { dec, plain, round } from '@/server/kernel/money'

interface SaleLine {
  readonly date: string
  readonly quantity: string
  readonly baseNet: string
}
interface CostMonth {
  readonly month: string
  readonly unitCost: string
}
export interface MonthOfItem {
  readonly month: string
  /** Net sales by quantity sold; null where nothing was sold. */
  readonly price: string | null
  /** Average cost of what came in; the last known one goes on. */
  readonly cost: string | null
  /** Percent of the price; null where either is unknown. */
  readonly margin: string | null
}

/** Average price and cost of each month in which something was sold or came in, in order of time. */
export function monthsOf(sales: readonly SaleLine[], costs: readonly CostMonth[]): MonthOfItem[] {
  const sold = new Map<string, { net: string; quantity: string }>()
  for (const line of sales) {
    const month = line.date.slice(0, 7)
    const known = sold.get(month) ?? { net: '0', quantity: '0' }
    const add = (a: string, b: string) => plain(dec(a).plus(b))
    sold.set(month, { net: add(known.net, line.baseNet), quantity: add(known.quantity, line.quantity) })
  }
  const costOf = new Map(costs.map((c) => [c.month, c.unitCost]))
  const months = [...new Set([...sold.keys(), ...costOf.keys()])].sort()
  let cost: string | null = null
  return months.map((month) => {
    cost = costOf.get(month) ?? cost
    const s = sold.get(month)
    const price = s && dec(s.quantity).greaterThan(0) ? plain(round(dec(s.net).div(s.quantity), 6)) : null
    const margin =
      price !== null && cost !== null && dec(price).greaterThan(0)
        ? plain(round(dec(price).minus(cost).div(price).times(100), 1))
        : null
    return { month, price, cost, margin }
  })
}
