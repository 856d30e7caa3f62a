import { type ExportListInput, exportListInput } from '@/server/contracts/platform/export'
import { columnOf, type ListDefinition } from '@/server/contracts/platform/list'
import { notFound, validation } from '@/server/kernel/errors'
import { recordExport } from '../audit/record-export'
import { parseInput } from '../commands/parse'
import { type Call, runQuery } from '../commands/runner'
import { type Words, wordsFor } from '../print/words'
import { type ListRow, lists } from './list'
import { type FileColumn, writeCsv, writePdf, writeXlsx } from './write-file'

const MOST_ROWS = 200_000
const PAGE = 500

export interface ExportedFile {
  readonly name: string
  readonly contentType: string
  readonly body: ReadableStream<Uint8Array>
}

/** Writes a list as a file, page by page, with the caller's own rights: an export sees what the list shows and no more. */
export async function exportList(raw: unknown, call: Call): Promise<ExportedFile> {
  const input = parseInput(exportListInput, raw)
  const list = lists.get(input.list)
  if (!list) throw notFound('list')
  const words = wordsFor(input.locale)
  const columns = fileColumns(list.definition, input, words)
  // The first page is read before anything is sent, so that a refusal is still an answer and not a broken file.
  const first = await runQuery(list.queries.rows, { ...input.criteria, limit: PAGE }, call)
  await recordExport(call, { name: input.list, format: input.format, filter: input.criteria })
  const wanted = input.ids ? new Set(input.ids) : undefined
  const unwanted = new Set(input.except)
  async function* rows(): AsyncGenerator<ListRow> {
    let page = first
    for (let n = 0; n < MOST_ROWS; ) {
      for (const row of page.rows) if ((!wanted || wanted.has(row.id)) && !unwanted.has(row.id)) yield row
      n += page.rows.length
      if (!page.nextCursor) return
      page = await runQuery(
        (list as NonNullable<typeof list>).queries.rows,
        { ...input.criteria, limit: PAGE, cursor: page.nextCursor },
        call,
      )
    }
  }
  const name = `${(input.title || input.list).replace(/[^\p{L}\p{N}._-]+/gu, '-')}.${input.format}`
  const file = { title: input.title, columns, rows: rows(), words }
  switch (input.format) {
    case 'csv':
      return { name, contentType: 'text/csv; charset=utf-8', body: writeCsv(file) }
    case 'xlsx':
      return {
        name,
        contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        body: writeXlsx(file),
      }
    default:
      return { name, contentType: 'application/pdf', body: await writePdf(file) }
  }
}

function fileColumns(definition: ListDefinition, input: ExportListInput, words: Words): FileColumn[] {
  return input.columns.map((key, index) => {
    const column = columnOf(definition, key)
    if (!column) throw validation('validation.choice', `columns.${index}`)
    const label = words.t(`${definition.messages}.columns.${key}`)
    const ofEnum = column.enumLabels
    return { key, label, column, ...(ofEnum && { enumLabel: (value: string) => words.t(`${ofEnum}.${value}`) }) }
  })
}
