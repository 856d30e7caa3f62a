import type { ListColumnType, ListFilter, ListOperator } from '@/server/contracts/platform/list'
import { addDays, addMonths, endOfMonth, startOfMonth } from '@/server/kernel/calendar-date'

/** Date ranges that move with the calendar; kept by name in URLs and saved views, so "this month" stays this month. */
export const datePresets = [
  'today',
  'yesterday',
  'thisWeek',
  'lastWeek',
  'last7Days',
  'last30Days',
  'thisMonth',
  'lastMonth',
  'thisQuarter',
  'lastQuarter',
  'thisYear',
  'lastYear',
  'beforeToday',
  'next7Days',
  'next30Days',
] as const
export type DatePreset = (typeof datePresets)[number]

const MARK = '@'
export const presetValue = (preset: DatePreset): string => `${MARK}${preset}`

/** The preset that a filter names, if it names one. */
export function presetOf(filter: ListFilter): DatePreset | null {
  const { value } = filter
  if (typeof value !== 'string' || !value.startsWith(MARK)) return null
  return datePresets.find((p) => p === value.slice(1)) ?? null
}

const mondayOf = (date: string): string => addDays(date, -((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7))

function quarterOf(date: string): [string, string] {
  const month = Number(date.slice(5, 7))
  const first = `${date.slice(0, 5)}${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`
  return [first, endOfMonth(addMonths(first, 2))]
}

/** First and last day of a preset as of `today`, both included; weeks start on Monday. Null = open to that side. */
export function presetRange(preset: DatePreset, today: string): [string | null, string | null] {
  const year = Number(today.slice(0, 4))
  switch (preset) {
    case 'today':
      return [today, today]
    case 'yesterday':
      return [addDays(today, -1), addDays(today, -1)]
    case 'thisWeek':
      return [mondayOf(today), addDays(mondayOf(today), 6)]
    case 'lastWeek':
      return [addDays(mondayOf(today), -7), addDays(mondayOf(today), -1)]
    case 'last7Days':
      return [addDays(today, -6), today]
    case 'last30Days':
      return [addDays(today, -29), today]
    case 'thisMonth':
      return [startOfMonth(today), endOfMonth(today)]
    case 'lastMonth':
      return [addMonths(startOfMonth(today), -1), endOfMonth(addMonths(startOfMonth(today), -1))]
    case 'thisQuarter':
      return quarterOf(today)
    case 'lastQuarter':
      return quarterOf(addMonths(startOfMonth(today), -3))
    case 'thisYear':
      return [`${year}-01-01`, `${year}-12-31`]
    case 'lastYear':
      return [`${year - 1}-01-01`, `${year - 1}-12-31`]
    case 'beforeToday':
      return [null, addDays(today, -1)]
    case 'next7Days':
      return [today, addDays(today, 6)]
    case 'next30Days':
      return [today, addDays(today, 29)]
  }
}

function resolveOne(filter: ListFilter, today: string): ListFilter | null {
  const preset = presetOf(filter)
  if (preset) {
    const [from, to] = presetRange(preset, today)
    if (from && to) return { column: filter.column, operator: 'between', value: [from, to] }
    return from
      ? { column: filter.column, operator: 'gte', value: from }
      : { column: filter.column, operator: 'lte', value: to }
  }
  const { value, operator, column } = filter
  if (operator === 'between' && Array.isArray(value)) {
    const [from = '', to = ''] = value.map(String)
    if (from !== '' && to !== '') return filter
    if (from !== '') return { column, operator: 'gte', value: from }
    return to !== '' ? { column, operator: 'lte', value: to } : null
  }
  if (operator === 'in') return Array.isArray(value) && value.length > 0 ? filter : null
  return filter
}

/** Filters as the list protocol takes them: presets as dates, half-open ranges as one-sided, empty ones left out. */
export const resolveFilters = (filters: readonly ListFilter[], today: string): ListFilter[] =>
  filters.flatMap((filter) => resolveOne(filter, today) ?? [])

/** How the value of an operator is entered. */
export type FilterEditor = 'none' | 'text' | 'number' | 'date' | 'numberRange' | 'dateRange' | 'options' | 'boolean'

export function editorOf(type: ListColumnType, operator: ListOperator): FilterEditor {
  if (operator === 'isEmpty' || operator === 'isNotEmpty') return 'none'
  if (type === 'enum') return 'options'
  if (type === 'boolean') return 'boolean'
  if (type === 'text') return 'text'
  const date = type === 'date' || type === 'instant'
  if (operator === 'between') return date ? 'dateRange' : 'numberRange'
  return date ? 'date' : 'number'
}

/** The filter a person starts with when a column is chosen. */
export function draftFilter(column: string, type: ListColumnType): ListFilter {
  switch (type) {
    case 'enum':
      return { column, operator: 'in', value: [] }
    case 'boolean':
      return { column, operator: 'eq', value: true }
    case 'date':
    case 'instant':
      return { column, operator: 'eq', value: presetValue('thisMonth') }
    case 'text':
      return { column, operator: 'contains', value: '' }
    default:
      return { column, operator: 'between', value: ['', ''] }
  }
}

/** True when the filter narrows nothing yet and need not be kept. */
export function isBlankFilter({ operator, value }: ListFilter): boolean {
  if (operator === 'isEmpty' || operator === 'isNotEmpty') return false
  if (Array.isArray(value)) return value.every((v) => v === '')
  return value === '' || value === null || value === undefined
}
