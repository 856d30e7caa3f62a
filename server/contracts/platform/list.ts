import { z } from 'zod'
import { idField } from './field'

/**
 * The list protocol: every list of documents or masters is described by its columns (here, shared with web and mobile)
 * and answered by three queries of the same input: `rows` (one keyset page), `summary` (count and totals of all that is
 * filtered) and, through the export door, the same rows as a file.
 */

export type ListColumnType =
  | 'text'
  | 'enum'
  | 'boolean'
  | 'date'
  | 'instant'
  | 'money'
  | 'unitPrice'
  | 'quantity'
  | 'percent'
  | 'integer'

export interface ListColumn {
  readonly type: ListColumnType
  /** Key of the column that holds the currency code of a money column. */
  readonly currency?: string
  /** Values of an enum column; their labels are messages below `enumLabels`. */
  readonly values?: readonly string[]
  readonly enumLabels?: string
  /** Can be filtered and sorted; default true. A column without an index-friendly source says false. */
  readonly filterable?: boolean
  readonly sortable?: boolean
  /** Summed in the footer (per currency for money). */
  readonly total?: boolean
  /** Rows may be grouped by it. */
  readonly groupable?: boolean
  /** Not shown until the user chooses it. */
  readonly hidden?: boolean
}

export interface ListDefinition<C extends string = string> {
  /** Name of the list, also the prefix of its column messages: `<messages>.columns.<key>`. */
  readonly name: string
  readonly messages: string
  readonly columns: Readonly<Record<C, ListColumn>>
  readonly defaultSort: readonly { column: NoInfer<C>; direction: 'asc' | 'desc' }[]
}

/** The column of a name that a caller gave; undefined when the list has none, whatever an object inherits. */
export const columnOf = <C extends string>({ columns }: ListDefinition<C>, name: string): ListColumn | undefined =>
  Object.hasOwn(columns, name) ? columns[name as C] : undefined

export const defineListColumns = <const C extends string>(definition: ListDefinition<C>): ListDefinition<C> =>
  definition

export const listOperators = [
  'eq',
  'ne',
  'contains',
  'startsWith',
  'gt',
  'gte',
  'lt',
  'lte',
  'between',
  'in',
  'isEmpty',
  'isNotEmpty',
] as const
export type ListOperator = (typeof listOperators)[number]

/** Operators that a column of this type offers, the usual one first. */
export function operatorsOf(type: ListColumnType): readonly ListOperator[] {
  switch (type) {
    case 'text':
      return ['contains', 'startsWith', 'eq', 'ne', 'isEmpty', 'isNotEmpty']
    case 'enum':
      return ['in', 'eq', 'ne']
    case 'boolean':
      return ['eq']
    default:
      return ['eq', 'gte', 'lte', 'gt', 'lt', 'between', 'isEmpty', 'isNotEmpty']
  }
}

/** A NUL would be the database's to refuse, too late for a named error. */
const typedText = z
  .string()
  .max(200)
  .regex(/^\P{Cc}*$/u, { error: 'validation.characters' })
const scalar = z.union([typedText, z.number().finite(), z.boolean()])
export const listFilter = z.strictObject({
  column: z.string().max(64),
  operator: z.enum(listOperators),
  /** One value, two for `between`, any number for `in`, none for `isEmpty`. Decimals and dates as strings. */
  value: z.union([scalar, z.array(scalar).max(200)]).nullish(),
})
export type ListFilter = z.infer<typeof listFilter>

export const listSort = z.strictObject({ column: z.string().max(64), direction: z.enum(['asc', 'desc']) })
export type ListSort = z.infer<typeof listSort>

export const listInput = z.strictObject({
  filters: z.array(listFilter).max(30).default([]),
  /** Free text over the columns the list calls searchable. */
  search: typedText.trim().default(''),
  sort: z.array(listSort).max(3).default([]),
  /** Only what belongs to this company; lists whose rows belong to none take no notice of it. */
  companyId: idField.nullish(),
  /** Opaque; from the page before. */
  cursor: z.string().max(2000).nullish(),
  limit: z.int().min(1).max(500).default(50),
  /** The infinite queries of the web client say it with each page; pages only go forward. */
  direction: z.literal('forward').optional(),
})
export type ListInput = z.infer<typeof listInput>

export const listCriteria = listInput.omit({ cursor: true, limit: true, direction: true })
export type ListCriteria = z.infer<typeof listCriteria>

export const listPage = <R extends z.ZodType>(row: R) =>
  z.object({ rows: z.array(row), nextCursor: z.string().nullable() })
export interface ListPage<R> {
  rows: R[]
  nextCursor: string | null
}

export const listSummary = z.object({
  count: z.int(),
  /** Totals of all filtered rows; money once per currency. */
  totals: z.array(z.object({ column: z.string(), currency: z.string().nullable(), sum: z.string() })),
})
export type ListSummary = z.infer<typeof listSummary>

/** Grouping: subtotals by one column, in the order of the group's value. */
export const listGroupsInput = listCriteria.extend({ by: z.string().max(64) })
export const listGroups = z.object({
  groups: z.array(z.object({ value: z.string().nullable(), count: z.int(), totals: listSummary.shape.totals })),
})
