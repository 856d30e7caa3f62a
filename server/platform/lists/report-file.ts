import { Readable } from 'node:stream'
import { renderPaper } from '../print/paper'
import type { Words } from '../print/words'
import type { ExportedFile } from './export'
import type { ListRow } from './list'
import { writeCsv, writeXlsx } from './write-file'

export interface ReportColumn {
  readonly key: string
  readonly label: string
  readonly type: 'text' | 'money' | 'date'
  /** Share of the paper's width; default 1.2, texts 2. */
  readonly weight?: number
}
export interface ReportRow {
  /** By column; what is absent is empty. */
  readonly cells: Readonly<Record<string, string | null>>
  readonly strong?: boolean
  readonly indent?: number
}
/** A report as it goes into a file: what it is about, its columns, its rows in order. Amounts are exact decimal strings. */
export interface ReportSheet {
  readonly title: string
  readonly sender: string
  readonly recipient?: { readonly label: string; readonly lines: readonly string[] }
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  readonly currency: string
  readonly columns: readonly ReportColumn[]
  readonly rows: AsyncIterable<ReportRow>
  readonly landscape?: boolean
}
export type ReportFormat = 'xlsx' | 'csv' | 'pdf'

/** Rows that are already there. */
export async function* rowsOf(rows: readonly ReportRow[]): AsyncGenerator<ReportRow> {
  yield* rows
}

const TYPES: Record<Exclude<ReportFormat, 'pdf'>, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
}

/** Writes a report with the writers of the lists: exact decimals in CSV, numbers in XLSX, the house's paper in PDF. */
export async function writeReport(sheet: ReportSheet, format: ReportFormat, words: Words): Promise<ExportedFile> {
  const name = `${sheet.title.replace(/[^\p{L}\p{N}._-]+/gu, '-')}.${format}`
  if (format === 'pdf') return { name, contentType: 'application/pdf', body: await paper(sheet, words) }
  const content = {
    title: sheet.title,
    columns: sheet.columns.map(({ key, label, type }) => ({ key, label, column: { type } })),
    rows: listRows(sheet.rows),
    words,
  }
  return { name, contentType: TYPES[format], body: format === 'csv' ? writeCsv(content) : writeXlsx(content) }
}

async function* listRows(rows: AsyncIterable<ReportRow>): AsyncGenerator<ListRow> {
  let number = 0
  for await (const row of rows) yield { ...row.cells, id: String(++number) }
}

const MOST_PRINTED = 5000

/** At most 5,000 rows are printed; zero amounts are a dash, as on the screen. */
async function paper(sheet: ReportSheet, words: Words): Promise<ReadableStream<Uint8Array>> {
  const shown = (row: ReportRow, { key, type }: ReportColumn) => {
    const value = row.cells[key] ?? ''
    if (value === '' || type === 'text') return value
    if (type === 'date') return words.date(value)
    return /^-?0(\.0+)?$/.test(value) ? '–' : words.amount(value, sheet.currency)
  }
  const rows: { cells: string[]; strong?: boolean; indent?: number }[] = []
  for await (const row of sheet.rows) {
    if (rows.length >= MOST_PRINTED) break
    rows.push({
      cells: sheet.columns.map((column) => shown(row, column)),
      ...(row.strong && { strong: true }),
      ...(row.indent && { indent: row.indent }),
    })
  }
  const pdf = await renderPaper(
    {
      title: sheet.title,
      number: null,
      sender: { name: sheet.sender, lines: [] },
      ...(sheet.recipient && { recipient: sheet.recipient }),
      facts: sheet.facts,
      columns: sheet.columns.map(({ label, type, weight }) => ({
        label,
        weight: weight ?? (type === 'text' ? 2 : 1.2),
        right: type === 'money',
      })),
      rows,
      totals: [],
      notes: [],
      landscape: sheet.landscape ?? false,
    },
    words,
  )
  return Readable.toWeb(Readable.from([pdf])) as ReadableStream<Uint8Array>
}
