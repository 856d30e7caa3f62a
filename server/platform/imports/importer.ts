import { z } from 'zod'
import { type ImportIssue, importAnswer, importKind, importRowsInput } from '@/server/contracts/platform/import'
import { AppError, notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { command, query } from '../commands/command'
import type { CommandContext, QueryContext } from '../commands/context'
import { demand, may } from '../identity/actor'

export interface ImportColumn {
  readonly key: string
  readonly required?: boolean
  /** What headers call it, in both languages; compared without case, blanks and punctuation. */
  readonly aliases: readonly string[]
}

export interface ImportRow<R> {
  readonly line: number
  readonly values: R
}

/** How the rows of a file become masters or documents. Declared by the module that owns them. */
export interface Importer<S extends z.ZodType, M> {
  readonly kind: string
  /** The permission that the screens ask for the same change. */
  readonly permission: string
  readonly columns: readonly ImportColumn[]
  /** One row; empty cells are absent. */
  readonly row: S
  /** What references resolve to, read once a batch. */
  readonly resolve: (ctx: QueryContext, companyId: Id, rows: readonly ImportRow<z.output<S>>[]) => Promise<M>
  /** What is wrong with a row beyond its own cells. */
  readonly check: (row: ImportRow<z.output<S>>, masters: M) => Omit<ImportIssue, 'line'>[]
  readonly write: (
    ctx: CommandContext,
    companyId: Id,
    rows: readonly ImportRow<z.output<S>>[],
    masters: M,
  ) => Promise<void>
}

interface Registered {
  readonly kind: string
  readonly permission: string
  readonly columns: readonly ImportColumn[]
  readonly judge: (ctx: QueryContext, input: Input) => Promise<Judged>
}
type Input = z.output<typeof importRowsInput>
interface Judged {
  readonly good: number
  readonly issues: ImportIssue[]
  readonly write: (ctx: CommandContext) => Promise<void>
}

const importers = new Map<string, Registered>()

/** Adds a kind of row to what may be imported from a file. */
export function registerImporter<S extends z.ZodType, M>(importer: Importer<S, M>): void {
  const { kind, permission, columns } = importer
  importers.set(kind, {
    kind,
    permission,
    columns,
    judge: async (ctx, { companyId, rows }) => {
      const issues: ImportIssue[] = []
      const parsed: ImportRow<z.output<S>>[] = []
      for (const { line, cells } of rows) {
        const result = importer.row.safeParse(cells)
        if (result.success) parsed.push({ line, values: result.data })
        else issues.push(...result.error.issues.map((i) => issueOf(line, i)))
      }
      const masters = await importer.resolve(ctx, companyId, parsed)
      const good = parsed.filter((row) => {
        const found = importer.check(row, masters)
        issues.push(...found.map((f) => ({ line: row.line, ...f })))
        return found.length === 0
      })
      issues.sort((a, b) => a.line - b.line)
      return { good: good.length, issues, write: (run) => importer.write(run, companyId, good, masters) }
    },
  })
}

/** The contracts of the fields name their message; anything else is a value that does not fit. */
function issueOf(line: number, issue: z.core.$ZodIssue): ImportIssue {
  const field = String(issue.path[0] ?? '')
  const missing = issue.code === 'invalid_type' && issue.input === undefined
  const code = missing
    ? 'validation.required'
    : /^[a-z_]+\.[a-z_]+$/.test(issue.message)
      ? issue.message
      : 'validation.invalid'
  return { line, field, code, params: {} }
}

function importerOf(ctx: QueryContext, kind: string): Registered {
  const found = importers.get(kind)
  if (!found) throw notFound('importer')
  demand(ctx.actor, found.permission)
  return found
}

/** What the caller may import, with the columns of its file. */
export const importKinds = query({
  name: 'platform.importKinds',
  permission: 'platform.import.read',
  input: z.strictObject({}),
  output: z.array(importKind),
  handler: async (ctx) =>
    [...importers.values()]
      .filter((i) => may(ctx.actor, i.permission))
      .map(({ kind, columns }) => ({
        kind,
        columns: columns.map((c) => ({ key: c.key, required: c.required ?? false, aliases: [...c.aliases] })),
      })),
})

/** Says what would be wrong with rows, by row and field; nothing is written. */
export const checkImportRows = query({
  name: 'platform.checkImportRows',
  permission: 'platform.import.read',
  input: importRowsInput,
  output: importAnswer,
  handler: async (ctx, input) => {
    const { good, issues } = await importerOf(ctx, input.kind).judge(ctx, input)
    return { imported: good, issues }
  },
})

/** Takes rows in with what the screens do for each; rows with something wrong are left out and told. All of the others or none. */
export const importRows = command({
  name: 'platform.importRows',
  permission: 'platform.import.create',
  input: importRowsInput,
  output: importAnswer,
  handler: async (ctx, input) => {
    const { good, issues, write } = await importerOf(ctx, input.kind).judge(ctx, input)
    if (good > 0) await write(ctx)
    return { imported: good, issues }
  },
})

/** The refusal of a whole file. */
export const badFile = (code: string, params: Record<string, string | number> = {}): AppError =>
  new AppError('validation', code, params, [{ path: 'file', code, params }])
