import { addDays, addMonths, type CalendarDate, daysInMonth } from '@/server/kernel/calendar-date'
import { allocate, type DecimalString, dec, HUNDRED, round, sum, toFixed } from '@/server/kernel/money'

export interface Instalment {
  /** Share of the whole; null with `amount` = a fixed part. */
  readonly percent: DecimalString | null
  /** Fixed part, in the document's currency; takes the sign of the document. */
  readonly amount?: DecimalString | null
  /** The day of month is set first (31 = the last), then months, then days are added. */
  readonly dayOfMonth?: number | null
  readonly months?: number
  readonly days?: number
}
export interface Term {
  readonly instalments: readonly Instalment[]
  readonly discountDays?: number | null
  readonly discountPercent?: DecimalString | null
}
export interface ScheduleLine {
  readonly dueDate: CalendarDate
  readonly amount: DecimalString
  readonly discountDate?: CalendarDate
  readonly discountPercent?: DecimalString
}

/** Sets the day of month, then adds months, then days (conventions: payment terms). */
export function dueDate(date: CalendarDate, { dayOfMonth, months = 0, days = 0 }: Instalment): CalendarDate {
  const onDay = (d: CalendarDate) =>
    dayOfMonth ? `${d.slice(0, 8)}${String(Math.min(dayOfMonth, daysInMonth(d))).padStart(2, '0')}` : d
  // The day is set again after the months, so that the 31st of a short month is not lost on the way.
  return addDays(onDay(addMonths(onDay(date), months)), days)
}

/**
 * When an amount falls due, in parts that add up to it. No term: due at once. A zero amount is due at once. Fixed parts
 * take the sign of the document; what shares and fixed parts leave goes to the last instalment.
 */
export function paymentSchedule(
  term: Term | null | undefined,
  { date, amount, digits }: { date: CalendarDate; amount: DecimalString; digits: number },
): ScheduleLine[] {
  const total = round(amount, digits)
  if (total.isZero() || !term || term.instalments.length === 0)
    return [{ dueDate: date, amount: toFixed(total, digits), ...(total.isZero() ? {} : discount(term, date)) }]
  const fixed = term.instalments.map((i) => (i.amount ? round(dec(i.amount).times(total.s), digits) : dec(0)))
  const rest = total.minus(sum(fixed))
  const weights = term.instalments.map((i) => (i.amount ? dec(0) : dec(i.percent ?? '0')))
  const weight = sum(weights)
  const shared = weight.isZero()
    ? weights.map((_, i) => (i === weights.length - 1 ? rest : dec(0)))
    : weight.equals(HUNDRED)
      ? allocate(rest, weights, digits)
      : partial(
          rest,
          weights.map((w) => round(rest.times(w).div(HUNDRED), digits)),
        )
  return term.instalments.map((instalment, i) => ({
    dueDate: dueDate(date, instalment),
    amount: toFixed((shared[i] ?? dec(0)).plus(fixed[i] ?? dec(0)), digits),
    ...discount(term, date),
  }))
}

/** Shares that do not make the whole: the last instalment takes what is left. */
function partial<T extends ReturnType<typeof dec>>(rest: T, parts: T[]): ReturnType<typeof dec>[] {
  const left = rest.minus(sum(parts))
  return parts.map((p, i) => (i === parts.length - 1 ? p.plus(left) : p))
}

function discount(term: Term | null | undefined, date: CalendarDate) {
  if (!term?.discountPercent || dec(term.discountPercent).isZero()) return {}
  return { discountDate: addDays(date, term.discountDays ?? 0), discountPercent: term.discountPercent }
}
