import { type CalendarDate, daysBetween } from '@/server/kernel/calendar-date'
import { type DecimalString, dec } from '@/server/kernel/money'

/**
 * What makes two numbers of one supplier the same: case, spaces, punctuation and leading zeros do not count
 * (`RE-0042/26` = `re 42 26`). A number of signs alone stays as it is.
 */
export function normalisedNumber(number: string): string {
  const parts = number
    .normalize('NFKC')
    .toUpperCase()
    .match(/\p{L}+|\p{N}+/gu)
  if (!parts) return number.trim()
  return parts.map((p) => p.replace(/^0+(?=\p{N})/u, '')).join('')
}

export interface Suspect {
  readonly amount: DecimalString
  readonly currency: string
  readonly date: CalendarDate
}

/** Same amount in the same currency, and dates at most `days` apart (inclusive): likely the same invoice under another number. */
export const looksLike = (a: Suspect, b: Suspect, days: number): boolean =>
  a.currency === b.currency && dec(a.amount).equals(b.amount) && Math.abs(daysBetween(a.date, b.date)) <= days
