import { z } from 'zod'
import { type ImportIssue, importAnswer, importKind, importRowsInput } from '@/server/contracts/platform/import'
import { AppError, notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { command, query } from '../commands/command'
import type { CommandContext, QueryContext } from '../commands/context'
import { demand, may } from '../identity/actor'
import { keyOfCells } from './cells'

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
  /** The columns that name a row: a second one of the same name in a file is refused. Empty = rows have no name. */
  readonly keys: readonly string[]
  /** Whether a row has been taken in before; it stays as it is, so that a file may be sent again. */
  readonly known: (row: z.output<S>, masters: M) => boolean
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
  readonly keys: readonly string[]
  readonly judge: (ctx: QueryContext, input: Input) => Promise<Judged>
}
type Input = z.output<typeof importRowsInput>
interface Judged {
  readonly good: number
  readonly known: number
  readonly issues: ImportIssue[]
  readonly write: (ctx: CommandContext) => Promise<void>
}

const importers = new Map<string, Registered>()

/** Adds a kind of row to what may be imported from a file. */
export function registerImporter<S extends z.ZodType, M>(importer: Importer<S, M>): void {
  const { kind, permission, columns, keys } = importer
  importers.set(kind, {
    kind,
    permission,
    columns,
    keys,
    judge: async (ctx, { companyId, rows }) => {
      const issues: ImportIssue[] = []
      const parsed: ImportRow<z.output<S>>[] = []
      const named = new Map<string, number>()
      for (const { line, cells } of rows) {
        const twice = secondOf(named, line, cells, keys)
        const result = importer.row.safeParse(cells)
        if (twice) issues.push(twice)
        else if (result.success) parsed.push({ line, values: result.data })
        else issues.push(...result.error.issues.map((i) => issueOf(line, i)))
      }
      const masters = await importer.resolve(ctx, companyId, parsed)
      const fresh = parsed.filter((row) => !importer.known(row.values, masters))
      const good = fresh.filter((row) => {
        const found = importer.check(row, masters)
        issues.push(...found.map((f) => ({ line: row.line, ...f })))
        return found.length === 0
      })
      issues.sort((a, b) => a.line - b.line)
      return {
        good: good.length,
        known: parsed.length - fresh.length,
        issues,
        write: (run) => importer.write(run, companyId, good, masters),
      }
    },
  })
}

/** The refusal of a row whose key stands in an earlier row; `named` remembers the lines of the keys. */
export function secondOf(
  named: Map<string, number>,
  line: number,
  cells: Readonly<Record<string, string>>,
  keys: readonly string[],
): ImportIssue | undefined {
  const [field] = keys
  if (!field) return undefined
  const key = keyOfCells(cells, keys)
  const first = named.get(key)
  if (first === undefined) named.set(key, line)
  return first === undefined ? undefined : { line, field, code: 'control.import_twice', params: { line: first } }
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
  const params =
    issue.code === 'custom'
      ? z.record(z.string(), z.union([z.string(), z.number()])).safeParse(issue.params)
      : undefined
  return { line, field, code, params: params?.data ?? {} }
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
      .map(({ kind, columns, keys }) => ({
        kind,
        keys: [...keys],
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
    const { good, known, issues } = await importerOf(ctx, input.kind).judge(ctx, input)
    return { imported: good, known, issues }
  },
})

/** Takes rows in with what the screens do for each; rows with something wrong are left out and told. All of the others or none. */
export const importRows = command({
  name: 'platform.importRows',
  permission: 'platform.import.create',
  input: importRowsInput,
  output: importAnswer,
  handler: async (ctx, input) => {
    const importer = importerOf(ctx, input.kind)
    // Two imports of a kind one after the other: the second one sees what the first has taken in.
    await ctx.sql`select pg_advisory_xact_lock(hashtextextended(${`import:${ctx.tenantId}:${input.kind}`}, 0))`
    await ctx.sql`select analyze_grown()`
    const { good, known, issues, write } = await importer.judge(ctx, input)
    if (good > 0) await write(ctx)
    return { imported: good, known, issues }
  },
})

/** The refusal of a whole file. */
export const badFile = (code: string, params: Record<string, string | number> = {}): AppError =>
  new AppError('validation', code, params, [{ path: 'file', code, params }])
