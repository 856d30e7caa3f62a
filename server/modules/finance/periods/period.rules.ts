import { addDays, addMonths, type CalendarDate } from '@/server/kernel/calendar-date'

export interface PeriodPlan {
  readonly number: number
  readonly name: string
  readonly startDate: CalendarDate
  readonly endDate: CalendarDate
}

/** Twelve months from `start`; a year that begins mid-month has periods that do. */
export function monthlyPeriods(start: CalendarDate): PeriodPlan[] {
  return Array.from({ length: 12 }, (_, i) => {
    const startDate = addMonths(start, i)
    return { number: i + 1, name: startDate.slice(0, 7), startDate, endDate: addDays(addMonths(start, i + 1), -1) }
  })
}

/** `2026`, or `2026/27` for a year that crosses the calendar. */
export function yearName(start: CalendarDate): string {
  const end = addDays(addMonths(start, 12), -1)
  return start.slice(0, 4) === end.slice(0, 4) ? start.slice(0, 4) : `${start.slice(0, 4)}/${end.slice(2, 4)}`
}
