import { z } from 'zod'
import { code, idField } from '@/server/contracts/platform/field'
import { type ImportIssue, MAX_IMPORT_BYTES } from '@/server/contracts/platform/import'
import { AppError } from '@/server/kernel/errors'
import { parseInput } from '@/server/platform/commands/parse'
import type { Actor } from '@/server/platform/identity/actor'
import { type ImportFile, kindOf, previewFile, runFile } from '@/server/platform/imports/import-file'
import { badFile } from '@/server/platform/imports/importer'
import { csvTemplate, xlsxTemplate } from '@/server/platform/imports/template'
import { type Words, wordsFor } from '@/server/platform/print/words'
import { requestLogger } from '@/server/platform/telemetry/logger'
import { fileResponse } from './http'

interface Call {
  readonly actor: Actor
  readonly requestId: string
}
const fields = z.strictObject({
  mode: z.enum(['preview', 'check', 'import']),
  kind: code(40),
  companyId: idField,
  mapping: z.array(z.string().max(60).nullable()).max(500).optional(),
  constants: z.record(code(60), z.string().max(400)).optional(),
})

/**
 * Takes a multipart form (`file`, `mode`, `kind`, `companyId`, `mapping` and `constants` as JSON). A preview answers at once;
 * check and import answer line by line in JSON: `{progress}` while they run, then `{outcome}` or `{error}`.
 */
export async function handleImport(request: Request, call: Call): Promise<Response> {
  const tooLarge = () => badFile('control.import_too_large', { megabytes: 20 })
  if (Number(request.headers.get('content-length') ?? 0) > MAX_IMPORT_BYTES + 100_000) throw tooLarge()
  const form = await request.formData().catch(() => undefined)
  const file = form?.get('file')
  if (!form || !(file instanceof File)) throw badFile('validation.required')
  if (file.size > MAX_IMPORT_BYTES) throw tooLarge()
  const { mode, ...rest } = parseInput(fields, {
    mode: form.get('mode'),
    kind: form.get('kind'),
    companyId: form.get('companyId'),
    ...(form.has('mapping') && { mapping: jsonOf(String(form.get('mapping'))) }),
    ...(form.has('constants') && { constants: jsonOf(String(form.get('constants'))) }),
  })
  const given = { ...rest, name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
  if (mode === 'preview') return Response.json(await previewFile(given, call))
  return new Response(toldBy(mode, given, call, request.signal), {
    headers: { 'content-type': 'application/x-ndjson; charset=utf-8', 'cache-control': 'no-store' },
  })
}

function toldBy(mode: 'check' | 'import', file: ImportFile, call: Call, signal: AbortSignal): ReadableStream {
  const encoder = new TextEncoder()
  const sentence = sentences(wordsFor(call.actor.locale))
  return new ReadableStream({
    async start(stream) {
      const tell = (line: object) => {
        if (!signal.aborted) stream.enqueue(encoder.encode(`${JSON.stringify(line)}\n`))
      }
      const progress = (rows: number) => tell({ progress: rows })
      try {
        tell({ outcome: await runFile(mode, file, call, { progress, sentence, signal }) })
      } catch (error) {
        tell({ error: refusalOf(error, call) })
      }
      if (!signal.aborted) stream.close()
    },
  })
}

function refusalOf(error: unknown, { requestId }: Call): object {
  if (error instanceof AppError) return { code: error.code, params: error.params, issues: error.issues }
  requestLogger(requestId).error({ err: error }, 'import failed')
  return { code: 'common.internal', requestId }
}

/** What is wrong with a row as a person reads it: the column and the sentence of the error. */
const sentences = (words: Words) => (issue: ImportIssue) => {
  const text = words.t(`errors.${issue.code}`, issue.params)
  return issue.field ? `${words.t(`settings.import.columns.${issue.field}`)}: ${text}` : text
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** The empty file of a kind, as CSV or workbook. */
export async function importTemplate(kind: string, format: string, call: Call): Promise<Response> {
  const { columns } = await kindOf(kind, call)
  if (format !== 'xlsx') return fileResponse(`${kind}.csv`, 'text/csv; charset=utf-8', csvTemplate(columns))
  const words = wordsFor(call.actor.locale)
  const book = await xlsxTemplate(columns, (key) => words.t(`settings.import.columns.${key}`))
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return fileResponse(`${kind}.xlsx`, type, new Uint8Array(book))
}
