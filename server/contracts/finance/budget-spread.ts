import { addMonths, type CalendarDate, startOfMonth } from '@/server/kernel/calendar-date'
import { Decimal, type DecimalString, dec, plain, sum } from '@/server/kernel/money'

/** First days of the months that a fiscal year touches. */
export function monthsOf(year: { readonly startDate: CalendarDate; readonly endDate: CalendarDate }): CalendarDate[] {
  const months: CalendarDate[] = []
  for (let m = startOfMonth(year.startDate); m <= year.endDate; m = addMonths(m, 1)) months.push(m)
  return months
}

export interface Spread {
  readonly total: DecimalString
  readonly by: 'month' | 'quarter' | 'year' | 'weights'
  readonly weights?: readonly DecimalString[] | undefined
}

/**
 * The amount of each of `count` months. Evenly by month; by quarter or year the amount stands in the first month of it; or by
 * weights. Shares are cut at `digits`; the cents left go to the last month (the last that has a share).
 */
export function spreadMonths({ total, by, weights }: Spread, count: number, digits: number): DecimalString[] {
  const shares = Array.from({ length: count }, (_, i) => {
    if (by === 'weights') return dec(weights?.[i] ?? '0')
    return dec(by === 'month' || (by === 'quarter' && i % 3 === 0) || i === 0 ? 1 : 0)
  })
  const whole = sum(shares)
  const last = shares.findLastIndex((s) => !s.isZero())
  if (last < 0) return shares.map(() => '0')
  const cut = shares.map((s) => dec(total).times(s).div(whole).toDecimalPlaces(digits, Decimal.ROUND_DOWN))
  const rest = dec(total).minus(sum(cut))
  return cut.map((amount, i) => plain(i === last ? amount.plus(rest) : amount))
}
