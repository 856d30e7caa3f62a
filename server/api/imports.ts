import { z } from 'zod'
import { code, idField } from '@/server/contracts/platform/field'
import { MAX_IMPORT_BYTES } from '@/server/contracts/platform/import'
import { parseInput } from '@/server/platform/commands/parse'
import type { Actor } from '@/server/platform/identity/actor'
import { previewFile, runFile, templateOf } from '@/server/platform/imports/import-file'
import { badFile } from '@/server/platform/imports/importer'

interface Call {
  readonly actor: Actor
  readonly requestId: string
}
const fields = z.strictObject({
  mode: z.enum(['preview', 'check', 'import']),
  kind: code(40),
  companyId: idField,
  mapping: z.array(z.string().max(60).nullable()).max(500).optional(),
})

/** Takes a multipart form (`file`, `mode`, `kind`, `companyId`, `mapping` as JSON) and previews, checks or imports the file. */
export async function handleImport(request: Request, call: Call): Promise<object> {
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
    ...(form.has('mapping') && { mapping: mappingOf(String(form.get('mapping'))) }),
  })
  const given = { ...rest, name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
  return mode === 'preview' ? previewFile(given, call) : runFile(mode, given, call)
}

function mappingOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** The empty file of a kind. */
export const importTemplate = (kind: string, call: Call): Promise<string> => templateOf(kind, call)
