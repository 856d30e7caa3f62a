import { stringify } from 'csv-stringify/sync'
import ExcelJS from 'exceljs'

interface Column {
  readonly key: string
  readonly required: boolean
}

/** An empty CSV file with the columns of a kind; the mark at its start makes Excel read it as UTF-8. */
export const csvTemplate = (columns: readonly Column[]): string => `\uFEFF${stringify([columns.map((c) => c.key)])}`

/** The same as a workbook: needed columns in bold, what each means in a note, cells kept as the text that is typed. */
export async function xlsxTemplate(columns: readonly Column[], label: (key: string) => string): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('Import', { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns.map((c) => ({ header: c.key, key: c.key, width: Math.max(14, c.key.length + 4) }))
  columns.forEach((column, i) => {
    const head = sheet.getRow(1).getCell(i + 1)
    head.font = { bold: column.required }
    head.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: column.required ? 'FFE7E3DA' : 'FFF4F2EE' } }
    head.note = label(column.key)
    sheet.getColumn(i + 1).numFmt = '@'
  })
  return Buffer.from(await book.xlsx.writeBuffer())
}
