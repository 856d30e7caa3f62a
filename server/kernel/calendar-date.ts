/** A calendar date without time zone, `YYYY-MM-DD`. Arithmetic is proleptic Gregorian, in UTC, so no zone can shift it. */
export type CalendarDate = string

const PATTERN = /^\d{4}-\d{2}-\d{2}$/

export function isCalendarDate(value: string): boolean {
  if (!PATTERN.test(value)) return false
  const ms = Date.parse(`${value}T00:00:00Z`)
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === value
}

const toUtc = (date: CalendarDate): Date => new Date(`${date}T00:00:00Z`)
const fromUtc = (date: Date): CalendarDate => date.toISOString().slice(0, 10)

export function addDays(date: CalendarDate, days: number): CalendarDate {
  const d = toUtc(date)
  d.setUTCDate(d.getUTCDate() + days)
  return fromUtc(d)
}

/** Adds whole months; a day that the target month lacks becomes its last day (31 Jan + 1 month = 28 or 29 Feb). */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const d = toUtc(date)
  const day = d.getUTCDate()
  d.setUTCDate(1)
  d.setUTCMonth(d.getUTCMonth() + months)
  d.setUTCDate(Math.min(day, daysInMonth(fromUtc(d))))
  return fromUtc(d)
}

export function daysInMonth(date: CalendarDate): number {
  const d = toUtc(date)
  return new Date(Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + 1, 0)).getUTCDate()
}

export const startOfMonth = (date: CalendarDate): CalendarDate => `${date.slice(0, 7)}-01`
export const endOfMonth = (date: CalendarDate): CalendarDate =>
  `${date.slice(0, 7)}-${String(daysInMonth(date)).padStart(2, '0')}`

/** Days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number =>
  Math.round((toUtc(to).getTime() - toUtc(from).getTime()) / 86_400_000)

// Making a formatter costs more than a whole query; a zone needs one.
const formatters = new Map<string, Intl.DateTimeFormat>()

const QUARTER_HOUR_MS = 900_000
const days = new Map<string, CalendarDate>()

/** Today in an IANA time zone. Formatting is dear, and no zone changes its day within a quarter of an hour. */
export function todayIn(timeZone: string, now: Date = new Date()): CalendarDate {
  const key = `${timeZone} ${Math.floor(now.getTime() / QUARTER_HOUR_MS)}`
  let day = days.get(key)
  if (!day) {
    day = dayIn(timeZone, now)
    if (days.size > 1000) days.clear()
    days.set(key, day)
  }
  return day
}

function dayIn(timeZone: string, now: Date): CalendarDate {
  let formatter = formatters.get(timeZone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    formatters.set(timeZone, formatter)
  }
  return formatter.format(now)
}
