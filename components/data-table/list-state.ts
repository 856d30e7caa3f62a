import {
  type ListCriteria,
  type ListDefinition,
  type ListFilter,
  type ListSort,
  listOperators,
  operatorsOf,
} from '@/server/contracts/platform/list'
import { resolveFilters } from './filters'

export interface ColumnLayout {
  readonly key: string
  /** Pixels; absent = the usual width of its type. */
  readonly width?: number
  readonly pinned?: boolean
}

/** What a person would share of a list: all of it stands in the URL and in a saved view. */
export interface ListState {
  /** Id of the saved view it started from. */
  readonly view: string | null
  readonly filters: readonly ListFilter[]
  readonly search: string
  /** Empty = the default sort of the definition. */
  readonly sort: readonly ListSort[]
  /** Visible columns in order; null = the definition's own. */
  readonly columns: readonly ColumnLayout[] | null
  readonly group: string | null
}

export const emptyListState: ListState = { view: null, filters: [], search: '', sort: [], columns: null, group: null }

const KEYS = ['view', 'f', 'q', 'sort', 'cols', 'group'] as const
const pack = (value: string): string => encodeURIComponent(value).replaceAll('.', '%2E')

function unpack(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

function filterToText({ column, operator, value }: ListFilter): string {
  if (value === null || value === undefined) return `${column}.${operator}`
  const values = Array.isArray(value) ? value : [value]
  return `${column}.${operator}.${values.map((v) => pack(String(v))).join(',')}`
}

function filterFromText(text: string, definition: ListDefinition): ListFilter | null {
  const [column = '', operatorText = '', ...rest] = text.split('.')
  const spec = Object.hasOwn(definition.columns, column) ? definition.columns[column] : undefined
  const operator = listOperators.find((o) => o === operatorText)
  if (!spec || spec.filterable === false || !operator || !operatorsOf(spec.type).includes(operator)) return null
  if (operator === 'isEmpty' || operator === 'isNotEmpty') return { column, operator }
  const values = rest.join('.').split(',').map(unpack)
  if (operator === 'in') return { column, operator, value: values.filter((v) => v !== '') }
  if (operator === 'between') return values.length === 2 ? { column, operator, value: values } : null
  const value = values[0] ?? ''
  if (value === '') return null
  return { column, operator, value: spec.type === 'boolean' ? value === 'true' : value }
}

function columnFromText(text: string): ColumnLayout {
  const pinned = text.startsWith('!')
  const [key = '', width] = (pinned ? text.slice(1) : text).split(':')
  const pixels = Number(width)
  return { key, ...(pixels >= 40 && pixels <= 1200 ? { width: pixels } : {}), ...(pinned ? { pinned } : {}) }
}

const columnToText = ({ key, width, pinned }: ColumnLayout): string =>
  `${pinned ? '!' : ''}${key}${width ? `:${Math.round(width)}` : ''}`

/** Reads a list state from a query; what the definition does not know (column, operator) is left out, never an error. */
export function parseListState(params: URLSearchParams, definition: ListDefinition): ListState {
  const known = (key: string) => Object.hasOwn(definition.columns, key)
  const seen = new Set<string>()
  const once = (key: string) => known(key) && !seen.has(key) && Boolean(seen.add(key))
  const columns = (params.get('cols') ?? '')
    .split(',')
    .map(columnFromText)
    .filter((c) => once(c.key))
  const sorted = new Set<string>()
  const sort: ListSort[] = (params.get('sort') ?? '')
    .split(',')
    .map((text): ListSort => {
      const down = text.startsWith('-')
      return { column: down ? text.slice(1) : text, direction: down ? 'desc' : 'asc' }
    })
    .filter(({ column }) => {
      const use = known(column) && definition.columns[column]?.sortable !== false && !sorted.has(column)
      sorted.add(column)
      return use
    })
    .slice(0, 3)
  const group = params.get('group')
  return {
    view: params.get('view'),
    filters: params
      .getAll('f')
      .flatMap((text) => filterFromText(text, definition) ?? [])
      .slice(0, 30),
    search: (params.get('q') ?? '').slice(0, 200),
    sort,
    columns: columns.length > 0 ? columns : null,
    group: group && known(group) && definition.columns[group]?.groupable ? group : null,
  }
}

/** Writes the state into a query and keeps what other parts of the page have put there. */
export function writeListState(state: ListState, into: URLSearchParams = new URLSearchParams()): URLSearchParams {
  const params = new URLSearchParams(into)
  for (const key of KEYS) params.delete(key)
  if (state.view) params.set('view', state.view)
  for (const filter of state.filters) params.append('f', filterToText(filter))
  if (state.search) params.set('q', state.search)
  if (state.sort.length > 0)
    params.set('sort', state.sort.map((s) => `${s.direction === 'desc' ? '-' : ''}${s.column}`).join(','))
  if (state.columns) params.set('cols', state.columns.map(columnToText).join(','))
  if (state.group) params.set('group', state.group)
  return params
}

/** True when the query says nothing about the list, so that the default view applies. */
export const isBareQuery = (params: URLSearchParams): boolean => !KEYS.some((key) => params.has(key))

/** True when a person asks across companies: by narrowing or grouping by the company column. */
const acrossCompanies = ({ filters, group }: ListState): boolean =>
  group === 'company' || filters.some((f) => f.column === 'company')

/**
 * The criteria that the server is asked for. Relative dates become calendar dates as of `today`; incomplete filters
 * (an enum filter without a value) do not narrow. Rows are those of `companyId`, unless the list is asked across companies.
 */
export function criteriaOf(
  state: ListState,
  definition: ListDefinition,
  today: string,
  companyId: string | null = null,
): ListCriteria {
  return {
    ...(companyId && !acrossCompanies(state) && { companyId }),
    filters: resolveFilters(state.filters, today),
    search: state.search.trim(),
    sort: [...(state.sort.length > 0 ? state.sort : definition.defaultSort)],
  }
}

/** A click on a header: none -> first direction -> other -> none; with `add` the others stay (at most three). */
export function nextSort(
  current: readonly ListSort[],
  column: string,
  add: boolean,
  first: ListSort['direction'] = 'asc',
): ListSort[] {
  const existing = current.find((s) => s.column === column)
  const other = first === 'asc' ? 'desc' : 'asc'
  const next = existing ? (existing.direction === first ? other : null) : first
  if (!add) return next ? [{ column, direction: next }] : []
  if (!existing) return [...current, { column, direction: first }].slice(-3)
  return next
    ? current.map((s) => (s.column === column ? { column, direction: next } : s))
    : current.filter((s) => s.column !== column)
}
