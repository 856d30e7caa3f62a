import { importReference } from '@/db/schema/platform/import-reference'
import { type Id, newId } from '@/server/kernel/ids'
import type { CommandContext, QueryContext } from '../commands/context'
import { insertRows } from '../tenancy/bulk'

/** The name of a row in the system that it comes from. */
export interface SourceRow {
  readonly source: string
  readonly table: string
}

/** Which rows of a source table have been taken in: key to the document they became. With `keys`, only those. */
export async function importedRows(
  ctx: Pick<QueryContext, 'sql' | 'tenantId'>,
  { source, table }: SourceRow,
  keys?: readonly string[],
): Promise<Map<string, Id>> {
  const rows = await ctx.sql<{ key: string; id: Id }[]>`
    select source_key as key, document_id as id from import_reference
    where tenant_id = ${ctx.tenantId} and source = ${source} and source_table = ${table}
      and (${keys === undefined} or source_key = any(${[...(keys ?? [])]}::text[]))`
  return new Map(rows.map((r) => [r.key, r.id]))
}

/** Remembers, with the documents themselves, which source rows they were made of; a row that is there already is refused. */
export const rememberImported = (
  ctx: CommandContext,
  { source, table }: SourceRow,
  document: string,
  rows: readonly { readonly key: string; readonly id: Id }[],
): Promise<void> =>
  insertRows(
    ctx,
    importReference,
    rows.map((r) => ({
      id: newId(),
      source,
      sourceTable: table,
      sourceKey: r.key,
      document,
      documentId: r.id,
      importedAt: ctx.now.toISOString(),
    })),
  )
