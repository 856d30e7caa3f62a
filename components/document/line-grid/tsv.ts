/**
 * Text from a spreadsheet's clipboard as rows of cells. Tabs separate cells, line ends (LF, CRLF, CR) separate rows; a cell
 * that starts with a quote may hold tabs, line ends and doubled quotes until its closing quote. A quote inside an unquoted
 * cell (`5" pipe`) is text, and so is a quote that is never closed: nothing of the input is lost. One final line end is no row.
 */
export function parseTsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  const endOfRow = () => {
    rows.push(row)
    row = []
  }
  while (at < text.length) {
    const quoted = text[at] === '"' ? readQuoted(text, at) : null
    const [cell, next] = quoted ?? readPlain(text, at)
    row.push(cell)
    at = next
    if (text[at] === '\t') {
      at += 1
      if (at === text.length) row.push('')
      continue
    }
    if (at < text.length) at += text.startsWith('\r\n', at) ? 2 : 1
    endOfRow()
  }
  if (row.length > 0) endOfRow()
  return rows
}

function readPlain(text: string, from: number): [string, number] {
  let end = from
  while (end < text.length && text[end] !== '\t' && text[end] !== '\n' && text[end] !== '\r') end += 1
  return [text.slice(from, end), end]
}

function readQuoted(text: string, from: number): [string, number] | null {
  let cell = ''
  let at = from + 1
  while (at < text.length) {
    const quote = text.indexOf('"', at)
    if (quote < 0) return null
    cell += text.slice(at, quote)
    if (text[quote + 1] === '"') {
      cell += '"'
      at = quote + 2
      continue
    }
    const after = text[quote + 1]
    const closes = after === undefined || after === '\t' || after === '\n' || after === '\r'
    return closes ? [cell, quote + 1] : null
  }
  return null
}

/** Rows of cells as a spreadsheet takes them from the clipboard; the inverse of `parseTsv`. */
export const toTsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((r) => r.map(quoteCell).join('\t')).join('\n')

const quoteCell = (cell: string): string => (/[\t\n\r]|^"/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
