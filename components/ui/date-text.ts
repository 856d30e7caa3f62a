/** Calendar dates as people type and read them: `YYYY-MM-DD` strings, no time zone anywhere. */

const ISO = /^(\d{4})-(\d{2})-(\d{2})$/
const DAY = 86_400_000

const pad = (value: number, length = 2) => String(value).padStart(length, '0')
export const isoOf = (year: number, month: number, day: number): string => `${pad(year, 4)}-${pad(month)}-${pad(day)}`

/** The date as an instant at midnight UTC, or `null` for what is no date of the calendar (2026-02-30). */
export function utcOf(date: string): Date | null {
  const found = ISO.exec(date)
  if (!found) return null
  const at = new Date(`${date}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== date ? null : at
}

export function addDays(date: string, days: number): string {
  const at = utcOf(date)
  return at ? new Date(at.getTime() + days * DAY).toISOString().slice(0, 10) : date
}

/** The same day of another month; the last day where that month is shorter. */
export function addMonths(date: string, months: number): string {
  const at = utcOf(date)
  if (!at) return date
  const first = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1))
  const length = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return isoOf(first.getUTCFullYear(), first.getUTCMonth() + 1, Math.min(at.getUTCDate(), length))
}

/** Today where the reader sits. */
export function localToday(now: Date = new Date()): string {
  return isoOf(now.getFullYear(), now.getMonth() + 1, now.getDate())
}

/** The order in which the locale writes a date: `['month', 'day', 'year']` for US English. */
function orderOf(locale: string): ('year' | 'month' | 'day')[] {
  const parts = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    timeZone: 'UTC',
  }).formatToParts(0)
  return parts.flatMap(({ type }) => (type === 'year' || type === 'month' || type === 'day' ? [type] : []))
}

const fullYear = (year: number) => (year < 100 ? 2000 + year : year)
const checked = (year: number, month: number, day: number): string | null => {
  const date = isoOf(fullYear(year), month, day)
  return utcOf(date) ? date : null
}

/**
 * What was typed, as a date: `2026-03-15`, `20260315`, `15.3.26` or `3/15` in the order of the locale, `2026年3月15日`,
 * `t` or `0` for today, `+7` and `-3` days from today. `''` for nothing, `null` for what is no date.
 */
export function parseDate(typed: string, locale: string, today: string): string | null {
  const text = typed.normalize('NFKC').trim().toLowerCase()
  if (text === '') return ''
  if (text === 't' || text === '0') return today
  if (/^[+-]\d{1,4}$/.test(text)) return addDays(today, Number(text))
  if (/^\d{8}$/.test(text)) return checked(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6)))
  const numbers = text
    .split(/[^\d]+/)
    .filter(Boolean)
    .map(Number)
  if (!/^[\d\s./\-年月日号,]+$/.test(text)) return null
  const [a = 0, b = 0, c = 0] = numbers
  const thisYear = Number(today.slice(0, 4))
  if (numbers.length === 3 && a > 31) return checked(a, b, c)
  const order = orderOf(locale)
  if (numbers.length === 3) {
    const value = { year: 0, month: 0, day: 0 }
    for (const [index, part] of order.entries()) value[part] = numbers[index] ?? 0
    return checked(value.year, value.month, value.day)
  }
  if (numbers.length === 2) {
    const monthFirst = order.indexOf('month') < order.indexOf('day')
    return monthFirst ? checked(thisYear, a, b) : checked(thisYear, b, a)
  }
  return null
}

/** A date for reading; without ambiguity between day and month: "15 Mar 2026", "2026年3月15日". */
export function formatDate(date: string, locale: string): string {
  const at = utcOf(date)
  return at ? new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(at) : date
}

/** First day of the week where the locale is spoken: 0 is Sunday. */
export function weekStart(locale: string): number {
  return /^en(-US|-CA)?$/.test(locale) ? 0 : 1
}

/** Six weeks that show the month of `date`. */
export function monthGrid(date: string, locale: string): string[] {
  const first = `${date.slice(0, 8)}01`
  const lead = ((utcOf(first)?.getUTCDay() ?? 0) - weekStart(locale) + 7) % 7
  return Array.from({ length: 42 }, (_, index) => addDays(first, index - lead))
}
