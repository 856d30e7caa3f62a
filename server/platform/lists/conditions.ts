import { type SQL, sql } from 'drizzle-orm'
import {
  columnOf,
  type ListColumnType,
  type ListDefinition,
  type ListFilter,
  operatorsOf,
} from '@/server/contracts/platform/list'
import { isCalendarDate } from '@/server/kernel/calendar-date'
import { type FieldIssue, invalid } from '@/server/kernel/errors'

/** The Postgres type that a filter value or cursor value of a column is compared as. */
const CAST: Record<ListColumnType | 'id', string> = {
  id: 'uuid',
  text: 'text',
  enum: 'text',
  boolean: 'boolean',
  date: 'date',
  instant: 'timestamptz',
  money: 'numeric',
  unitPrice: 'numeric',
  quantity: 'numeric',
  percent: 'numeric',
  integer: 'numeric',
}

/** A value as a typed parameter. */
export const typed = (type: ListColumnType | 'id', value: unknown): SQL => sql`${value}::${sql.raw(CAST[type])}`

const DECIMAL = /^-?\d{1,18}(\.\d{1,10})?$/

function fits(type: ListColumnType, value: unknown): boolean {
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean'
    case 'date':
      return typeof value === 'string' && isCalendarDate(value)
    case 'instant':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value))
    case 'text':
    case 'enum':
      return typeof value === 'string'
    default:
      return DECIMAL.test(String(value))
  }
}

/** `%` and `_` typed by a person mean themselves. */
export const likePattern = (text: string, prefix = '%'): string => `${prefix}${text.replace(/[\\%_]/g, '\\$&')}%`

const COMPARE = { eq: '=', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const

function condition(type: ListColumnType, expression: SQL, { operator, value }: ListFilter): SQL | undefined {
  const values = Array.isArray(value) ? value : value === null || value === undefined ? [] : [value]
  if (operator === 'isEmpty') return sql`(${expression} is null or ${expression}::text = '')`
  if (operator === 'isNotEmpty') return sql`(${expression} is not null and ${expression}::text <> '')`
  if (values.length === 0 || !values.every((v) => fits(type, v))) return undefined
  const [first, second] = values
  switch (operator) {
    case 'contains':
      return sql`${expression} ilike ${likePattern(String(first))}`
    case 'startsWith':
      return sql`${expression} ilike ${likePattern(String(first), '')}`
    case 'in':
      return sql`${expression}::text in (${sql.join(
        values.map((v) => sql`${String(v)}::text`),
        sql`, `,
      )})`
    case 'between':
      return values.length === 2
        ? sql`${expression} between ${typed(type, first)} and ${typed(type, second)}`
        : undefined
    case 'ne':
      return sql`${expression} is distinct from ${typed(type, first)}`
    default:
      return sql`${expression} ${sql.raw(COMPARE[operator])} ${typed(type, first)}`
  }
}

/** The where-conditions of a list's filters; a column, operator or value that does not fit is refused by its path. */
export function filterConditions<C extends string>(
  definition: ListDefinition<C>,
  expressions: Readonly<Record<C, SQL>>,
  filters: readonly ListFilter[],
): SQL[] {
  const issues: FieldIssue[] = []
  const conditions: SQL[] = []
  filters.forEach((filter, index) => {
    const column = columnOf(definition, filter.column)
    if (!column || column.filterable === false) {
      issues.push({ path: `filters.${index}.column`, code: 'validation.choice' })
      return
    }
    if (!operatorsOf(column.type).includes(filter.operator)) {
      issues.push({ path: `filters.${index}.operator`, code: 'validation.choice' })
      return
    }
    const made = condition(column.type, expressions[filter.column as C], filter)
    if (made) conditions.push(made)
    else issues.push({ path: `filters.${index}.value`, code: 'validation.filter_value' })
  })
  if (issues.length > 0) throw invalid(issues)
  return conditions
}
