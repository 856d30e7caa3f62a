import { type SQL, sql } from 'drizzle-orm'
import type { ListColumnType } from '@/server/contracts/platform/list'
import { validation } from '@/server/kernel/errors'
import { typed } from './conditions'

/** One term of an order by. A nullable term sorts its empty values last, in both directions. */
export interface SortTerm {
  readonly expression: SQL
  readonly type: ListColumnType | 'id'
  readonly direction: 'asc' | 'desc'
  readonly nullable: boolean
}

export const orderBy = (terms: readonly SortTerm[]): SQL =>
  sql.join(
    terms.map((t) => sql`${t.expression} ${sql.raw(t.direction)}${sql.raw(t.nullable ? ' nulls last' : '')}`),
    sql`, `,
  )

/** Opaque to callers: the sort values of the last row of a page. */
export const encodeCursor = (values: readonly (string | null)[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url')

export function decodeCursor(cursor: string, length: number): (string | null)[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(values) && values.length === length && values.every((v) => v === null || typeof v === 'string'))
      return values as (string | null)[]
  } catch {}
  throw validation('validation.cursor', 'cursor')
}

/**
 * The rows after a cursor. Terms that share one direction and are never empty compare as a row value, which an index on
 * them answers as a range; mixed ones compare term by term.
 */
export function after(terms: readonly SortTerm[], values: readonly (string | null)[]): SQL {
  const direction = terms[0]?.direction
  if (terms.every((t) => t.direction === direction && !t.nullable)) {
    const left = sql.join(
      terms.map((t) => t.expression),
      sql`, `,
    )
    const right = sql.join(
      terms.map((t, i) => typed(t.type, values[i])),
      sql`, `,
    )
    return sql`(${left}) ${sql.raw(direction === 'asc' ? '>' : '<')} (${right})`
  }
  const alternatives = terms.flatMap((term, i) => {
    const beyond = strictlyAfter(term, values[i] ?? null)
    if (!beyond) return []
    const equal = terms.slice(0, i).map((t, j) => same(t, values[j] ?? null))
    return [sql`(${sql.join([...equal, beyond], sql` and `)})`]
  })
  return alternatives.length > 0 ? sql`(${sql.join(alternatives, sql` or `)})` : sql`false`
}

const same = (term: SortTerm, value: string | null): SQL =>
  value === null ? sql`${term.expression} is null` : sql`${term.expression} = ${typed(term.type, value)}`

/** Nothing comes after an empty value of the same term. */
function strictlyAfter(term: SortTerm, value: string | null): SQL | undefined {
  if (value === null) return undefined
  const beyond = sql`${term.expression} ${sql.raw(term.direction === 'asc' ? '>' : '<')} ${typed(term.type, value)}`
  return term.nullable ? sql`(${beyond} or ${term.expression} is null)` : beyond
}
