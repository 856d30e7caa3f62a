import '@/server/composition'
import { validation } from '@/server/kernel/errors'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { addAttachment, attachmentFile } from '@/server/platform/files/attachments'
import { MAX_FILE_BYTES } from '@/server/platform/files/store'
import type { Actor } from '@/server/platform/identity/actor'

interface Call {
  readonly actor: Actor
  readonly requestId: string
}

/** Adds the file of a multipart form (`file`, `document`, `documentId`). Its size is refused before it is read where the header tells it. */
export async function uploadAttachment(request: Request, call: Call): Promise<{ id: string }> {
  const announced = Number(request.headers.get('content-length') ?? 0)
  const tooLarge = () => validation('control.file_too_large', 'file', { megabytes: 20 })
  if (announced > MAX_FILE_BYTES + 100_000) throw tooLarge()
  const form = await request.formData().catch(() => undefined)
  const file = form?.get('file')
  if (!form || !(file instanceof File)) throw validation('validation.required', 'file')
  if (file.size > MAX_FILE_BYTES) throw tooLarge()
  const input = {
    document: form.get('document'),
    documentId: form.get('documentId'),
    name: file.name,
    bytes: new Uint8Array(await file.arrayBuffer()),
  }
  return runCommand(addAttachment, input, call)
}

/** A file with its name and kind. */
export const downloadAttachment = (id: string, call: Call) => runQuery(attachmentFile, { id }, call)
