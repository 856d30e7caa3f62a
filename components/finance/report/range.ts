import { addDays, addMonths, endOfMonth, isCalendarDate, startOfMonth } from '@/server/kernel/calendar-date'

export interface Range {
  readonly from: string
  readonly to: string
}
export const presets = ['thisMonth', 'lastMonth', 'thisQuarter', 'lastQuarter', 'thisYear', 'lastYear'] as const
export type Preset = (typeof presets)[number]
export const comparisons = ['none', 'previous', 'lastYear'] as const
export type Comparison = (typeof comparisons)[number]

/** First day of the quarter of the year that begins in the month of `yearStart` (`MM-DD`). */
function quarterStart(today: string, yearStart: string): string {
  const start = yearOf(today, yearStart)
  let at = start
  while (addMonths(at, 3) <= today) at = addMonths(at, 3)
  return at
}

/** The fiscal year that a day lies in, for years that begin on `MM-DD`. */
export function yearOf(today: string, yearStart: string): string {
  const own = `${today.slice(0, 4)}-${yearStart}`
  return own <= today ? own : addMonths(own, -12)
}

/** A range by name; years and quarters are those of the company. */
export function presetRange(preset: Preset, today: string, yearStart: string): Range {
  const year = yearOf(today, yearStart)
  const quarter = quarterStart(today, yearStart)
  switch (preset) {
    case 'thisMonth':
      return { from: startOfMonth(today), to: endOfMonth(today) }
    case 'lastMonth': {
      const from = addMonths(startOfMonth(today), -1)
      return { from, to: endOfMonth(from) }
    }
    case 'thisQuarter':
      return { from: quarter, to: addDays(addMonths(quarter, 3), -1) }
    case 'lastQuarter':
      return { from: addMonths(quarter, -3), to: addDays(quarter, -1) }
    case 'thisYear':
      return { from: year, to: addDays(addMonths(year, 12), -1) }
    case 'lastYear':
      return { from: addMonths(year, -12), to: addDays(year, -1) }
  }
}

/** True when a range is whole months. */
const wholeMonths = ({ from, to }: Range) => from.endsWith('-01') && to === endOfMonth(to)

/** The range to compare with: the one of the same length before, or the same days a year earlier. */
export function compareRange(range: Range, how: Comparison): Range | null {
  if (how === 'none') return null
  const { from, to } = range
  if (how === 'lastYear') {
    const end = addMonths(to, -12)
    return { from: addMonths(from, -12), to: to === endOfMonth(to) ? endOfMonth(end) : end }
  }
  if (wholeMonths(range)) {
    const months =
      (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7)) + 1
    return { from: addMonths(from, -months), to: addDays(from, -1) }
  }
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1
  return { from: addDays(from, -days), to: addDays(from, -1) }
}

/** What the address says, as far as it is a range. */
export function readRange(params: URLSearchParams, fallback: Range): Range {
  const from = params.get('from') ?? ''
  const to = params.get('to') ?? ''
  return isCalendarDate(from) && isCalendarDate(to) ? { from, to } : fallback
}
export const readComparison = (params: URLSearchParams): Comparison =>
  comparisons.find((c) => c === params.get('compare')) ?? 'none'
