import { addDays, addMonths, type CalendarDate, daysInMonth } from '@/server/kernel/calendar-date'
import { allocate, dec, HUNDRED, round, sum, toFixed, ZERO } from '@/server/kernel/money'

export interface PreviewInstalment {
  readonly percent: string | null
  readonly amount?: string | null
  readonly dayOfMonth?: number | null
  readonly months?: number
  readonly days?: number
}

/** Sets the day of month, then adds months, then days, as an invoice will. */
export function dueOn(date: CalendarDate, { dayOfMonth, months = 0, days = 0 }: PreviewInstalment): CalendarDate {
  const onDay = (d: CalendarDate) =>
    dayOfMonth ? `${d.slice(0, 8)}${String(Math.min(dayOfMonth, daysInMonth(d))).padStart(2, '0')}` : d
  return addDays(onDay(addMonths(onDay(date), months)), days)
}

/** When and how much of an example would fall due; empty while the shares do not make the whole. */
export function previewTerm(
  instalments: readonly PreviewInstalment[],
  example: { date: CalendarDate; amount: string; digits: number },
): { dueDate: CalendarDate; amount: string }[] {
  const shares = instalments.map((i) => (i.amount ? ZERO : dec(i.percent ?? '0')))
  if (instalments.length === 0 || !sum(shares).equals(HUNDRED)) return []
  const fixed = instalments.map((i) => (i.amount ? round(i.amount, example.digits) : ZERO))
  const parts = allocate(dec(example.amount).minus(sum(fixed)), shares, example.digits)
  return instalments.map((instalment, i) => ({
    dueDate: dueOn(example.date, instalment),
    amount: toFixed((parts[i] ?? ZERO).plus(fixed[i] ?? ZERO), example.digits),
  }))
}
