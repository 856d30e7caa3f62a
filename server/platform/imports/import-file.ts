import { stringify } from 'csv-stringify/sync'
import type { ImportIssue } from '@/server/contracts/platform/import'
import type { Id } from '@/server/kernel/ids'
import { runCommand, runQuery } from '../commands/runner'
import type { Actor } from '../identity/actor'
import { badFile, checkImportRows, importKinds, importRows, secondOf } from './importer'
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
  /** What every row has in columns that the file lacks or leaves empty. */
  readonly constants?: Readonly<Record<string, string>> | undefined
}
interface Call {
  readonly actor: Actor
  readonly requestId: string
}
/** How a file is told about while it runs. */
export interface Telling {
  /** Rows that are done. */
  readonly progress?: (rows: number) => void
  /** An issue as a sentence, for the file of rejected rows; absent = its field and code. */
  readonly sentence?: (issue: ImportIssue) => string
  /** Stops between two batches. */
  readonly signal?: AbortSignal
}

export interface FileOutcome {
  readonly rows: number
  readonly imported: number
  /** Taken in before, left as they are. */
  readonly known: number
  readonly rejected: number
  /** How many issues there are; `issues` lists the first of them. */
  readonly found: number
  readonly issues: readonly ImportIssue[]
  /** CSV of the rows that were refused, each with its reasons. */
  readonly rejectedFile: string
}
interface Row {
  readonly line: number
  readonly cells: Record<string, string>
  readonly raw: readonly string[]
}

/** The columns and keys of a kind, as far as the caller may import it. */
export async function kindOf(kind: string, call: Call) {
  const found = (await runQuery(importKinds, {}, call)).find((k) => k.kind === kind)
  if (!found) throw badFile('control.import_unknown')
  return found
}

/** The headers of a file with the columns that they seem to mean, and its first rows. */
export async function previewFile(file: ImportFile, call: Call) {
  const { columns } = await kindOf(file.kind, call)
  const sample: string[][] = []
  let headers: readonly string[] = []
  for await (const { cells } of readRows(file.name, file.bytes)) {
    if (headers.length === 0) headers = cells
    else sample.push([...cells])
    if (sample.length === 5) break
  }
  if (headers.length === 0) throw badFile('control.import_empty')
  return { headers: [...headers], mapping: guessMapping(headers, columns), sample, columns }
}

/**
 * Reads a file once and hands its rows on, 500 at a time, so that memory does not grow with the file. `check` writes nothing;
 * `import` is one command a batch. Rows that were taken in before are passed over, so the same file may be sent again.
 */
export async function runFile(
  mode: 'check' | 'import',
  file: ImportFile,
  call: Call,
  telling: Telling = {},
): Promise<FileOutcome> {
  const { columns, keys } = await kindOf(file.kind, call)
  const tally = new Tally(telling)
  const named = new Map<string, number>()
  let headers: readonly string[] | undefined
  let mapping: readonly (string | null)[] = []
  let batch: Row[] = []
  const flush = async () => {
    if (batch.length > 0) tally.add(batch, await send(mode, file, batch, call))
    batch = []
    telling.signal?.throwIfAborted()
  }
  for await (const { line, cells } of readRows(file.name, file.bytes)) {
    if (!headers) {
      headers = cells
      mapping = file.mapping ?? guessMapping(cells, columns)
      const missing = columns
        .filter((c) => c.required && !mapping.includes(c.key) && !file.constants?.[c.key])
        .map((c) => c.key)
      if (missing.length > 0) throw badFile('control.import_columns', { columns: missing.join(', ') })
      tally.head(cells)
      continue
    }
    const pairs = mapping.flatMap((key, i) => (key && cells[i]?.trim() ? [[key, cells[i].trim()] as const] : []))
    const row = { line, cells: { ...file.constants, ...Object.fromEntries(pairs) }, raw: cells }
    const twice = secondOf(named, line, row.cells, keys)
    if (twice) tally.refuse(row, twice)
    else batch.push(row)
    if (batch.length === BATCH) await flush()
  }
  if (!headers) throw badFile('control.import_empty')
  await flush()
  return tally.outcome()
}

function send(mode: 'check' | 'import', file: ImportFile, batch: readonly Row[], call: Call) {
  const input = {
    companyId: file.companyId,
    kind: file.kind,
    rows: batch.map(({ line, cells }) => ({ line, cells })),
  }
  return mode === 'check' ? runQuery(checkImportRows, input, call) : runCommand(importRows, input, call)
}

/** What is told of a file in the end. */
class Tally {
  private readonly total = { rows: 0, imported: 0, known: 0, rejected: 0, found: 0 }
  private readonly issues: ImportIssue[] = []
  private readonly refused: string[] = []
  constructor(private readonly telling: Telling) {}

  head(headers: readonly string[]): void {
    this.refused.push(stringify([['line', 'reason', ...headers]], { escape_formulas: true }))
  }

  refuse(row: Row, issue: ImportIssue): void {
    this.add([row], { imported: 0, known: 0, issues: [issue] })
  }

  add(batch: readonly Row[], answer: { imported: number; known: number; issues: readonly ImportIssue[] }): void {
    const sentence = this.telling.sentence ?? ((i: ImportIssue) => `${i.field}: ${i.code}`)
    const wrong = new Map<number, string[]>()
    for (const i of answer.issues) wrong.set(i.line, [...(wrong.get(i.line) ?? []), sentence(i)])
    this.total.rows += batch.length
    this.total.imported += answer.imported
    this.total.known += answer.known
    this.total.rejected += wrong.size
    this.total.found += answer.issues.length
    this.issues.push(...answer.issues.slice(0, LISTED - this.issues.length))
    const told = batch.filter((b) => wrong.has(b.line)).map((b) => [b.line, wrong.get(b.line)?.join('; '), ...b.raw])
    if (told.length > 0) this.refused.push(stringify(told, { escape_formulas: true }))
    this.telling.progress?.(this.total.rows)
  }

  outcome(): FileOutcome {
    return { ...this.total, issues: this.issues, rejectedFile: this.refused.join('') }
  }
}
