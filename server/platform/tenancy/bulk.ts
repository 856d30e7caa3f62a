import { getTableColumns, getTableName } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Id } from '@/server/kernel/ids'
import type { TenantSql } from './transaction'

interface Scope {
  readonly tenantId: Id
  readonly sql: TenantSql
}

/** A statement's text for these columns of a table, made once, with the column names by key. */
interface Prepared {
  readonly text: string
  readonly names: readonly (readonly [key: string, column: string])[]
}

/** Keeps what `make` gives for a table and its keys: what it takes to build such a text is more than to send it. */
function preparing(make: (table: PgTable, columns: readonly string[]) => string) {
  const known = new WeakMap<PgTable, Map<string, Prepared>>()
  return (table: PgTable, keys: readonly string[]): Prepared => {
    const ofTable = known.get(table) ?? new Map<string, Prepared>()
    known.set(table, ofTable)
    const list = keys.join()
    let prepared = ofTable.get(list)
    if (!prepared) {
      const names = keys.map((key) => [key, nameOf(table, key)] as const)
      prepared = {
        names,
        text: make(
          table,
          names.map(([, name]) => name),
        ),
      }
      ofTable.set(list, prepared)
    }
    return prepared
  }
}

function nameOf(table: PgTable, key: string): string {
  const name = getTableColumns(table)[key]?.name
  if (!name) throw new TypeError(`${getTableName(table)} has no column ${key}`)
  return name
}

/** The rows as one JSON document keyed by column names; what a row leaves out is left to the column's default. */
function toJson({ names }: Prepared, rows: readonly object[]): string {
  return JSON.stringify(
    rows.map((row) => {
      const json: Record<string, unknown> = {}
      for (const [key, name] of names) json[name] = (row as Record<string, unknown>)[key] ?? null
      return json
    }),
  )
}

const inserting = preparing((table, columns) => {
  const name = getTableName(table)
  const names = columns.map((c) => `"${c}"`).join(', ')
  return `insert into "${name}" ("tenant_id", ${names}) select $1, ${names} from jsonb_populate_recordset(null::"${name}", $2)`
})

// The ids are named apart from the rows: the planner takes a document for a hundred rows, and would go over the whole table for it.
const updating = preparing((table, columns) => {
  const name = getTableName(table)
  const set = columns.filter((c) => c !== 'id').map((c) => `"${c}" = r."${c}"`)
  return `update "${name}" t set ${set.join(', ')} from jsonb_populate_recordset(null::"${name}", $2) r
     where t."tenant_id" = $1 and t."id" = any ($3::uuid[]) and t."id" = r."id"`
})

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
  const prepared = inserting(table, keys)
  await sql.unsafe(prepared.text, [tenantId, toJson(prepared, rows)], { prepare: true }).execute()
}

/** Writes the given columns of any number of rows, found by id, with one statement. Every row names the same columns. */
export async function updateRows<T extends PgTable>(
  { sql, tenantId }: Scope,
  table: T,
  rows: readonly (Partial<Omit<T['$inferInsert'], 'tenantId'>> & { id: Id })[],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const prepared = updating(table, Object.keys(first))
  const ids = rows.map((row) => row.id)
  await sql.unsafe(prepared.text, [tenantId, toJson(prepared, rows), ids], { prepare: true }).execute()
}
