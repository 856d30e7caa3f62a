import { z } from 'zod'
import { LOCALES } from '@/server/contracts/platform/locale'
import { validation } from '@/server/kernel/errors'
import { recordExport } from '@/server/platform/audit/record-export'
import { parseInput } from '@/server/platform/commands/parse'
import type { Call } from '@/server/platform/commands/runner'
import type { ExportedFile } from '@/server/platform/lists/export'
import { writeReport } from '@/server/platform/lists/report-file'
import { wordsFor } from '@/server/platform/print/words'
import { financeSheets, reportName } from './reports/finance-sheets'

const request = z.strictObject({
  report: reportName,
  format: z.enum(['xlsx', 'csv', 'pdf']),
  locale: z.enum(LOCALES),
  /** What the report is asked with, as JSON. */
  input: z.string().max(4000),
})

/** A report as a file, with the caller's own rights; what left is a fact of the audit log. */
export async function exportReport(raw: unknown, call: Call): Promise<ExportedFile> {
  const { report, format, locale, input } = parseInput(request, raw)
  const words = wordsFor(locale)
  const sheet = await financeSheets[report](jsonOf(input), call, words)
  const rows = counted(sheet.rows, (count) =>
    recordExport(call, { name: `finance.${report}`, format, rows: count, filter: input }),
  )
  return writeReport({ ...sheet, rows }, format, words)
}

/** Tells how many rows went out, also when the reader stops early. */
async function* counted<T>(rows: AsyncIterable<T>, told: (count: number) => Promise<void>): AsyncGenerator<T> {
  let count = 0
  try {
    for await (const row of rows) {
      yield row
      count++
    }
  } finally {
    await told(count)
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw validation('validation.invalid', 'input')
  }
}
