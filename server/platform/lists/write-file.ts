import { PassThrough, Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import ExcelJS from 'exceljs'
import type { ListColumn } from '@/server/contracts/platform/list'
import { currencyDigits } from '@/server/kernel/currency'
import { dec } from '@/server/kernel/money'
import { renderPaper } from '../print/paper'
import type { Words } from '../print/words'
import type { ListRow } from './list'

export interface FileColumn {
  readonly key: string
  readonly label: string
  readonly column: ListColumn
  readonly enumLabel?: (value: string) => string
}
export interface FileContent {
  readonly title: string
  readonly columns: readonly FileColumn[]
  readonly rows: AsyncIterable<ListRow>
  readonly words: Words
}
type Body = ReadableStream<Uint8Array>

const NUMERIC = new Set(['money', 'unitPrice', 'quantity', 'percent', 'integer'])
const web = (stream: Readable): Body => Readable.toWeb(stream) as Body

/** A text that a spreadsheet would run as a formula is given as text (CWE-1236). */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

/** With the decimals of its currency, as a person writes it; more of them only where the amount has more. */
function moneyText(text: string, currency: ListRow[string] | undefined): string {
  const amount = dec(text)
  return amount.toFixed(Math.max(amount.decimalPlaces(), currency ? currencyDigits(String(currency)) : 2))
}

function plainCell({ key, column, enumLabel }: FileColumn, row: ListRow): string {
  const value = row[key]
  if (value === null || value === undefined) return ''
  const text = String(value)
  if (enumLabel) return enumLabel(text)
  if (column.type === 'money') return moneyText(text, column.currency ? row[column.currency] : null)
  return NUMERIC.has(column.type) || column.type === 'date' || column.type === 'instant' ? text : harmless(text)
}

/** UTF-8 with a byte order mark, so that spreadsheets read Chinese; exact decimals. */
export function writeCsv({ columns, rows }: FileContent): Body {
  const out = stringify({ header: true, bom: true, columns: columns.map((c) => ({ key: c.key, header: c.label })) })
  const cells = (async function* () {
    for await (const row of rows) yield columns.map((c) => plainCell(c, row))
  })()
  return web(Readable.from(cells).pipe(out))
}

/** A number where a spreadsheet can hold it exactly (15 digits), else its text. */
function sheetCell(column: FileColumn, row: ListRow): string | number | Date | null {
  const text = plainCell(column, row)
  if (text === '') return null
  if (NUMERIC.has(column.column.type))
    return text.replace(/\D/g, '').replace(/^0+/, '').length <= 15 ? Number(text) : text
  if (column.column.type === 'date') return new Date(`${text}T00:00:00Z`)
  return text
}

const FORMAT: Partial<Record<ListColumn['type'], string>> = {
  money: '#,##0.00##',
  unitPrice: '#,##0.00####',
  quantity: '#,##0.######',
  date: 'yyyy-mm-dd',
}

/** One sheet, streamed: the file is never whole in memory. */
export function writeXlsx({ title, columns, rows }: FileContent): Body {
  const out = new PassThrough()
  const write = async () => {
    const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true })
    const sheet = book.addWorksheet(title.replace(/[\\/*?:[\]]/g, ' ').slice(0, 31) || 'Keel', {
      views: [{ state: 'frozen', ySplit: 1 }],
    })
    sheet.columns = columns.map((c) => ({
      header: c.label,
      key: c.key,
      width: Math.max(c.column.type === 'text' && !c.enumLabel ? 24 : 12, c.label.length * 1.6),
      style: { numFmt: FORMAT[c.column.type] ?? 'General' },
    }))
    sheet.getRow(1).font = { bold: true }
    for await (const row of rows) sheet.addRow(columns.map((c) => sheetCell(c, row))).commit()
    sheet.commit()
    await book.commit()
  }
  write().catch((error: Error) => out.destroy(error))
  return web(out)
}

const PDF_ROWS = 5000

/** A printed list, at most 5,000 rows. */
export async function writePdf({ title, columns, rows, words }: FileContent): Promise<Body> {
  const cells: { cells: string[] }[] = []
  for await (const row of rows) {
    if (cells.length >= PDF_ROWS) break
    cells.push({ cells: columns.map((c) => shown(c, row, words)) })
  }
  const pdf = await renderPaper(
    {
      title,
      number: null,
      sender: { name: '', lines: [] },
      facts: [],
      columns: columns.map((c) => ({
        label: c.label,
        weight: c.column.type === 'text' ? 2 : 1.2,
        right: NUMERIC.has(c.column.type),
      })),
      rows: cells,
      totals: [],
      notes: [],
      landscape: true,
    },
    words,
  )
  return web(Readable.from([pdf]))
}

function shown(column: FileColumn, row: ListRow, words: Words): string {
  const text = plainCell(column, row)
  if (text === '') return ''
  const { type, currency } = column.column
  if (type === 'money') return words.amount(text, String((currency && row[currency]) ?? 'USD'))
  if (NUMERIC.has(type)) return words.quantity(text)
  if (type === 'date') return words.date(text)
  return type === 'instant' ? text.slice(0, 16).replace('T', ' ') : text
}
