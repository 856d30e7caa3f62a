import { getTableColumns, getTableName } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Id } from '@/server/kernel/ids'
import type { TenantSql } from './transaction'

interface Scope {
  readonly tenantId: Id
  readonly sql: TenantSql
}

/** The rows as one JSON document keyed by column names; what a row leaves out is left to the column's default. */
function toJson(table: PgTable, rows: readonly object[], keys: readonly string[]) {
  const columns = getTableColumns(table)
  return JSON.stringify(
    rows.map((row) =>
      Object.fromEntries(keys.map((key) => [columns[key]?.name, (row as Record<string, unknown>)[key] ?? null])),
    ),
  )
}

const nameOf = (table: PgTable, key: string): string => {
  const name = getTableColumns(table)[key]?.name
  if (!name) throw new TypeError(`${getTableName(table)} has no column ${key}`)
  return `"${name}"`
}

/**
 * Inserts any number of rows with one statement whose text depends on the columns only, so that it stays prepared.
 * Every row names the same columns as the first one. The tenant is filled in.
 */
export async function insertRows<T extends PgTable>(
  { sql, tenantId }: Scope,
  table: T,
  rows: readonly Omit<T['$inferInsert'], 'tenantId'>[],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const keys = Object.keys(first).filter((key) => (first as Record<string, unknown>)[key] !== undefined)
  const names = keys.map((key) => nameOf(table, key)).join(', ')
  const name = getTableName(table)
  await sql.unsafe(
    `insert into "${name}" ("tenant_id", ${names}) select $1, ${names} from jsonb_populate_recordset(null::"${name}", $2)`,
    [tenantId, toJson(table, rows, keys)],
    { prepare: true },
  )
}

/** Writes the given columns of any number of rows, found by id, with one statement. Every row names the same columns. */
export async function updateRows<T extends PgTable>(
  { sql, tenantId }: Scope,
  table: T,
  rows: readonly (Partial<Omit<T['$inferInsert'], 'tenantId'>> & { id: Id })[],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const keys = Object.keys(first)
  const set = keys
    .filter((key) => key !== 'id')
    .map((key) => `${nameOf(table, key)} = r.${nameOf(table, key)}`)
    .join(', ')
  const name = getTableName(table)
  // The ids are named apart from the rows: the planner takes a document for a hundred rows, and would go over the whole table for it.
  await sql.unsafe(
    `update "${name}" t set ${set} from jsonb_populate_recordset(null::"${name}", $2) r
     where t."tenant_id" = $1 and t."id" = any ($3::uuid[]) and t."id" = r."id"`,
    [tenantId, toJson(table, rows, keys), rows.map((row) => row.id)],
    { prepare: true },
  )
}
