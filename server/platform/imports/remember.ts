import { z } from 'zod'
import { code, idField } from '@/server/contracts/platform/field'
import { importKey, importSource } from '@/server/contracts/platform/import'
import { command, query } from '../commands/command'
import { importedRows, rememberImported } from './references'

/** Remembers which source rows became which documents, for documents that were made one by one. Known rows stay as they are. */
export const rememberRows = command({
  name: 'platform.rememberImportedRows',
  permission: 'platform.history.import',
  input: z.strictObject({
    from: importSource,
    document: code(60),
    rows: z.array(z.strictObject({ key: importKey, id: idField })).max(1000),
  }),
  output: z.object({ remembered: z.number() }),
  constraints: { import_reference_row: { code: 'common.duplicate', path: 'rows' } },
  handler: async (ctx, { from, document, rows }) => {
    const known = await importedRows(
      ctx,
      from,
      rows.map((r) => r.key),
    )
    const fresh = rows.filter((r) => !known.has(r.key))
    await rememberImported(ctx, from, document, fresh)
    for (const r of fresh.slice(0, 1))
      ctx.record({
        action: 'import',
        document,
        documentId: r.id,
        label: `${from.source} ${from.table}`,
        after: { rows: fresh.length },
      })
    return { remembered: fresh.length }
  },
})

/** The rows of a source table that have been taken in. */
export const knownRows = query({
  name: 'platform.importedRows',
  permission: 'platform.history.import',
  input: importSource,
  output: z.object({ rows: z.array(z.object({ key: z.string(), id: z.string() })) }),
  handler: async (ctx, from) => ({ rows: [...(await importedRows(ctx, from))].map(([key, id]) => ({ key, id })) }),
})
