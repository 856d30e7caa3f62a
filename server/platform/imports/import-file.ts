import { createHash } from 'node:crypto'
import { stringify } from 'csv-stringify/sync'
import type { ImportIssue } from '@/server/contracts/platform/import'
import type { Id } from '@/server/kernel/ids'
import { runCommand, runQuery } from '../commands/runner'
import type { Actor } from '../identity/actor'
import { badFile, checkImportRows, importKinds, importRows } from './importer'
import { guessMapping } from './mapping'
import { readRows } from './read-file'

const BATCH = 500
/** Issues that are listed; the file of rejected rows has all of them. */
const LISTED = 500

export interface ImportFile {
  readonly kind: string
  readonly companyId: Id
  readonly name: string
  readonly bytes: Uint8Array
  /** Column key of each header, or null; absent = guessed. */
  readonly mapping?: readonly (string | null)[] | undefined
}
interface Call {
  readonly actor: Actor
  readonly requestId: string
}

export interface FileOutcome {
  readonly rows: number
  readonly imported: number
  readonly rejected: number
  readonly issues: readonly ImportIssue[]
  /** CSV of the rows that were refused, each with its reasons. */
  readonly rejectedFile: string
}

async function columnsOf(kind: string, call: Call) {
  const found = (await runQuery(importKinds, {}, call)).find((k) => k.kind === kind)
  if (!found) throw badFile('control.import_unknown')
  return found.columns
}

/** The headers of a file with the columns that they seem to mean, and its first rows. */
export async function previewFile(file: ImportFile, call: Call) {
  const columns = await columnsOf(file.kind, call)
  const sample: string[][] = []
  let headers: readonly string[] = []
  for await (const { cells } of readRows(file.name, file.bytes)) {
    if (headers.length === 0) headers = cells
    else sample.push([...cells])
    if (sample.length === 5) break
  }
  return { headers: [...headers], mapping: guessMapping(headers, columns), sample, columns }
}

/**
 * Reads a file once and hands its rows on, 500 at a time, so that memory does not grow with the file. `check` writes nothing;
 * `import` is one command a batch, keyed by the content, so the same file sent twice is taken in once.
 */
export async function runFile(mode: 'check' | 'import', file: ImportFile, call: Call): Promise<FileOutcome> {
  const columns = await columnsOf(file.kind, call)
  const hash = createHash('sha256').update(file.bytes).digest('hex').slice(0, 40)
  const total = { rows: 0, imported: 0, rejected: 0 }
  const issues: ImportIssue[] = []
  const refused: string[] = []
  let headers: readonly string[] | undefined
  let mapping: readonly (string | null)[] = []
  let batch: { line: number; cells: Record<string, string>; raw: readonly string[] }[] = []
  const flush = async () => {
    if (batch.length === 0) return
    const input = {
      companyId: file.companyId,
      kind: file.kind,
      rows: batch.map(({ line, cells }) => ({ line, cells })),
    }
    const key = `file:${file.kind}:${hash}:${batch[0]?.line}`
    const answer =
      mode === 'check'
        ? await runQuery(checkImportRows, input, call)
        : await runCommand(importRows, input, { ...call, idempotencyKey: key })
    const wrong = new Map<number, string[]>()
    for (const i of answer.issues) wrong.set(i.line, [...(wrong.get(i.line) ?? []), `${i.field}: ${i.code}`])
    total.imported += answer.imported
    total.rejected += wrong.size
    issues.push(...answer.issues.slice(0, LISTED - issues.length))
    const told = batch.filter((b) => wrong.has(b.line)).map((b) => [b.line, wrong.get(b.line)?.join('; '), ...b.raw])
    refused.push(stringify(told, { escape_formulas: true }))
    batch = []
  }
  for await (const { line, cells } of readRows(file.name, file.bytes)) {
    if (!headers) {
      headers = cells
      mapping = file.mapping ?? guessMapping(cells, columns)
      const missing = columns.filter((c) => c.required && !mapping.includes(c.key)).map((c) => c.key)
      if (missing.length > 0) throw badFile('control.import_columns', { columns: missing.join(', ') })
      refused.push(stringify([['line', 'reason', ...cells]], { escape_formulas: true }))
      continue
    }
    total.rows++
    const pairs = mapping.flatMap((key, i) => (key && cells[i]?.trim() ? [[key, cells[i].trim()] as const] : []))
    batch.push({ line, cells: Object.fromEntries(pairs), raw: cells })
    if (batch.length === BATCH) await flush()
  }
  await flush()
  return { ...total, issues, rejectedFile: refused.join('') }
}

/** An empty file with the columns of a kind, to be filled in. */
export async function templateOf(kind: string, call: Call): Promise<string> {
  const columns = await columnsOf(kind, call)
  return `\uFEFF${stringify([columns.map((c) => c.key)])}`
}
