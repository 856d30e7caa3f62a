import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { parse } from 'csv-parse'
import ExcelJS from 'exceljs'
import { MAX_IMPORT_BYTES, MAX_IMPORT_ROWS, MAX_UNPACKED_BYTES } from '@/server/contracts/platform/import'
import { plain } from '@/server/kernel/money'
import { mediaTypeOf } from '../files/media-type'
import { asUtf8 } from './encoding'
import { badFile } from './importer'

/** A row has no more columns than this; a wider sheet is cut. */
const MAX_COLUMNS = 500

export interface FileRow {
  readonly line: number
  readonly cells: readonly string[]
}

/**
 * The rows of a CSV or XLSX file, one by one. The kind is decided by content and name, which have to agree; formulas are not
 * computed, the value that the file keeps is taken. Errors: control.import_kind, import_too_large, import_unpacked, import_rows, import_broken.
 */
export async function* readRows(name: string, bytes: Uint8Array): AsyncGenerator<FileRow> {
  if (bytes.byteLength > MAX_IMPORT_BYTES) throw badFile('control.import_too_large', { megabytes: 20 })
  const given = name.toLowerCase().endsWith('.csv') ? asUtf8(bytes) : bytes
  const type = mediaTypeOf(name, given)
  const rows =
    type === 'text/csv' ? csvRows(given) : type?.endsWith('spreadsheetml.sheet') ? sheetRows(bytes) : undefined
  if (!rows) throw badFile('control.import_kind')
  let count = 0
  for await (const row of rows) {
    if (row.cells.every((c) => c.trim() === '')) continue
    if (++count > MAX_IMPORT_ROWS + 1) throw badFile('control.import_rows', { rows: MAX_IMPORT_ROWS })
    yield row
  }
}

async function* csvRows(bytes: Uint8Array): AsyncGenerator<FileRow> {
  const head = new TextDecoder().decode(bytes.subarray(0, 4096)).split('\n', 1)[0] ?? ''
  const delimiter = [';', '\t', ','].sort((a, b) => head.split(b).length - head.split(a).length)[0] ?? ','
  const options = { bom: true, delimiter, relax_column_count: true, info: true, max_record_size: 200_000 }
  const parser = Readable.from(chunks(bytes)).pipe(parse(options))
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>)
      yield { line: info.lines, cells: record }
  } catch {
    throw badFile('control.import_broken')
  }
}

function* chunks(bytes: Uint8Array): Generator<Buffer> {
  for (let at = 0; at < bytes.byteLength; at += 65_536) yield Buffer.from(bytes.subarray(at, at + 65_536))
}

async function* sheetRows(bytes: Uint8Array): AsyncGenerator<FileRow> {
  await refuseBomb(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const options = { worksheets: 'emit', sharedStrings: 'cache', styles: 'cache', hyperlinks: 'ignore' } as const
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(Readable.from(chunks(bytes)), options)
  try {
    for await (const sheet of reader) {
      for await (const row of sheet) {
        const values = Array.isArray(row.values) ? row.values.slice(1) : []
        yield { line: row.number, cells: Array.from(values.slice(0, MAX_COLUMNS), textOf) }
      }
      return
    }
  } catch {
    throw badFile('control.import_broken')
  }
}

/** What a cell shows; of a formula the value that was stored with it. */
export function textOf(value: ExcelJS.CellValue | undefined): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  // A spreadsheet keeps 15 digits; what binary fractions add to them nobody has typed.
  if (typeof value === 'number') return plain(value.toPrecision(15))
  if (typeof value !== 'object') return String(value)
  if ('richText' in value) return value.richText.map((part) => part.text).join('')
  if ('result' in value) return textOf(value.result)
  if ('text' in value) return textOf(value.text)
  return ''
}

/** Unpacks every entry of a zip, counting and keeping nothing: what a header says of a size is not believed. */
async function refuseBomb(zip: Buffer): Promise<void> {
  let left = MAX_UNPACKED_BYTES
  for (const { start, size, method } of entriesOf(zip)) {
    if (method === 0) left -= size
    else if (method === 8) left -= await inflatedSize(zip.subarray(start, start + size), left)
    else throw badFile('control.import_broken')
    if (left < 0) throw badFile('control.import_unpacked', { megabytes: MAX_UNPACKED_BYTES / 1024 / 1024 })
  }
}

function entriesOf(zip: Buffer): { start: number; size: number; method: number }[] {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > zip.length) throw badFile('control.import_broken')
  const entries = []
  let at = zip.readUInt32LE(end + 16)
  for (let n = zip.readUInt16LE(end + 10); n > 0; n--) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== 0x02014b50) throw badFile('control.import_broken')
    const local = zip.readUInt32LE(at + 42)
    if (local + 30 > zip.length) throw badFile('control.import_broken')
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    entries.push({ start, size: zip.readUInt32LE(at + 20), method: zip.readUInt16LE(at + 10) })
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return entries
}

async function inflatedSize(packed: Buffer, limit: number): Promise<number> {
  let size = 0
  const inflate = createInflateRaw()
  Readable.from(chunks(packed)).pipe(inflate)
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > limit) break
    }
  } catch {
    throw badFile('control.import_broken')
  }
  return size
}
