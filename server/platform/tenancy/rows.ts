import { type AnyColumn, Column, getTableColumns, getTableName } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { ParameterOrJSON } from 'postgres'
import type { Id } from '@/server/kernel/ids'
import type { TenantSql } from './transaction'

/**
 * Whole rows of a table read and written by statements whose text is made once: what a query builder costs to build such a statement
 * is, on the paths that every document takes, more than the statement itself.
 */

interface Scope {
  readonly tenantId: Id
  readonly sql: TenantSql
}

/** Columns whose values need more than the driver's own parsing. */
const mappersOf = (table: PgTable): [string, AnyColumn][] =>
  Object.entries(getTableColumns(table)).filter(
    ([, column]) => column.mapFromDriverValue !== Column.prototype.mapFromDriverValue,
  )

/**
 * A prepared reader of whole rows: `tail` follows `where tenant_id = $1 and` and names its parameters from `$2`. The tenant's
 * predicate is filled in. The statement is sent when the reader is called, so what is called later sees what it has locked.
 */
export function rowReader<T extends PgTable>(table: T, tail: string) {
  let text: string | undefined
  let mappers: [string, AnyColumn][] = []
  return async ({ sql, tenantId }: Scope, ...params: ParameterOrJSON<never>[]): Promise<T['$inferSelect'][]> => {
    if (!text) {
      const columns = Object.entries(getTableColumns(table)).map(([key, column]) => `"${column.name}" as "${key}"`)
      text = `select ${columns.join(', ')} from "${getTableName(table)}" where tenant_id = $1 and ${tail}`
      mappers = mappersOf(table)
    }
    const rows = await sql.unsafe<Record<string, unknown>[]>(text, [tenantId, ...params], { prepare: true }).execute()
    for (const row of rows)
      for (const [key, column] of mappers) if (row[key] !== null) row[key] = column.mapFromDriverValue(row[key])
    return rows as unknown as T['$inferSelect'][]
  }
}

const updates = new WeakMap<PgTable, Map<string, string>>()

/** Writes columns of one row, found by id, with the version raised and the writer noted. Sent at once; the caller awaits it or not. */
export function updateDocumentRow(
  { sql, tenantId }: Scope,
  table: PgTable,
  { id, userId }: { id: Id; userId: Id },
  values: Record<string, unknown>,
): Promise<unknown> {
  const columns = getTableColumns(table)
  const keys = Object.keys(values).filter((key) => values[key] !== undefined)
  const ofTable = updates.get(table) ?? new Map<string, string>()
  updates.set(table, ofTable)
  const name = keys.join()
  let text = ofTable.get(name)
  if (!text) {
    const set = keys.map((key, i) => `"${columnOf(columns, key).name}" = $${i + 4}`)
    text = `update "${getTableName(table)}" set ${[...set, 'version = version + 1', 'updated_by = $3', 'updated_at = now()'].join(', ')}
      where tenant_id = $1 and id = $2`
    ofTable.set(name, text)
  }
  const given = keys.map((key) => {
    const value = values[key]
    return (value === null ? null : columnOf(columns, key).mapToDriverValue(value)) as ParameterOrJSON<never>
  })
  return sql.unsafe(text, [tenantId, id, userId, ...given], { prepare: true }).execute()
}

function columnOf(columns: Record<string, AnyColumn>, key: string): AnyColumn {
  const column = columns[key]
  if (!column) throw new TypeError(`no column ${key}`)
  return column
}
