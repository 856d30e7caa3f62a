import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'

export type Row = Readonly<Record<string, string>>

/** A row that cannot be taken in, with the reason, as a person reads it. */
export interface Rejection {
  readonly table: string
  readonly line: number
  readonly key: string
  readonly reason: string
  readonly row: string
}

/** What a folder of CSV files holds; rows that are not what the header says go to `reject`. */
export class SourceFolder {
  readonly rejections: Rejection[] = []
  constructor(readonly folder: string) {}

  fileOf(table: string): string | null {
    for (const name of [`${table}.csv`, `${table}.csv.gz`])
      if (existsSync(join(this.folder, name))) return join(this.folder, name)
    return null
  }

  reject(table: string, line: number, key: string, reason: string, row: Row | readonly string[]): void {
    this.rejections.push({ table, line, key, reason, row: JSON.stringify(row) })
  }

  /** The rows of a table with their line in the file; a missing file is an error, a broken row a rejection. */
  async *rows(table: string, columns: readonly string[]): AsyncGenerator<{ line: number; row: Row }> {
    const file = this.fileOf(table)
    if (!file) throw new Error(`The folder has no ${table}.csv (or ${table}.csv.gz).`)
    const input = createReadStream(file)
    const stream = file.endsWith('.gz') ? input.pipe(createGunzip()) : input
    const parser = stream.pipe(parse({ bom: true, relax_column_count: true, info: true, skip_empty_lines: true }))
    input.on('error', (error: Error) => parser.destroy(error))
    stream.on('error', (error: Error) => parser.destroy(error))
    let header: readonly string[] | undefined
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (!header) {
        header = record
        const missing = columns.filter((c) => !record.includes(c))
        if (missing.length > 0) throw new Error(`${table}.csv has no column ${missing.join(', ')}.`)
        continue
      }
      if (record.length !== header.length) {
        this.reject(table, info.lines, record[0] ?? '', `${record.length} fields instead of ${header.length}`, record)
        continue
      }
      yield { line: info.lines, row: Object.fromEntries(header.map((name, i) => [name, record[i] ?? ''])) }
    }
  }

  /** All rows of a table, checked; `check` returns why a row is refused, or null. Keys are unique. */
  async all(
    table: string,
    key: readonly string[],
    columns: readonly string[],
    check: (row: Row) => string | null = () => null,
  ): Promise<{ key: string; line: number; row: Row }[]> {
    const seen = new Set<string>()
    const found: { key: string; line: number; row: Row }[] = []
    for await (const { line, row } of this.rows(table, [...key, ...columns])) {
      const id = key.map((k) => row[k] ?? '').join('/')
      const reason = key.some((k) => row[k] === '')
        ? `${key.join(', ')} is empty`
        : seen.has(id)
          ? `the key ${id} occurs twice`
          : check(row)
      if (reason) this.reject(table, line, id, reason, row)
      else {
        seen.add(id)
        found.push({ key: id, line, row })
      }
    }
    return found
  }
}

const DECIMAL = /^-?\d{1,14}(\.\d{1,6})?$/
/** Why a column is not a decimal of at least `least`, or null. */
export const notDecimal = (row: Row, column: string, least = 0): string | null =>
  !DECIMAL.test(row[column] ?? '')
    ? `${column} "${row[column]}" is not a number`
    : Number(row[column]) < least
      ? `${column} ${row[column]} is below ${least}`
      : null
const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])( |$)/
export const notDate = (row: Row, column: string): string | null =>
  DATE.test(row[column] ?? '') && !Number.isNaN(Date.parse((row[column] ?? '').slice(0, 10)))
    ? null
    : `${column} "${row[column]}" is not a date`
export const dateOf = (text: string | undefined): string => (text ?? '').slice(0, 10)
/** The first of several checks that refuses. */
export const firstOf = (...reasons: (string | null)[]): string | null => reasons.find((r) => r !== null) ?? null
