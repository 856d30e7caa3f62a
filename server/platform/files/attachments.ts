import { z } from 'zod'
import { idField, text } from '@/server/contracts/platform/field'
import { forbidden, notFound, validation } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { command, query } from '../commands/command'
import type { CommandContext } from '../commands/context'
import { may } from '../identity/actor'
import { declarePermissions } from '../identity/declared'
import { demandDocument } from './documents'
import { mediaTypeOf } from './media-type'
import { keepBytes, MAX_FILE_BYTES, readBytes } from './store'

const onDocument = { document: z.string().regex(/^[a-z_]{1,60}$/), documentId: idField }
/** Who may take away files that others added. */
const REMOVE_ANY = 'platform.attachment.remove'
declarePermissions(REMOVE_ANY)

const view = z.object({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  size: z.number(),
  addedAt: z.string(),
  addedBy: z.string().nullable(),
  mayRemove: z.boolean(),
})

/** The files of a document. */
export const attachments = query({
  name: 'platform.attachments',
  permission: null,
  input: z.strictObject(onDocument),
  output: z.array(view),
  handler: async (ctx, { document, documentId }) => {
    await demandDocument(ctx, document, documentId)
    const { sql, tenantId, actor } = ctx
    return [
      ...(await sql<z.infer<typeof view>[]>`
        select a.id, a.name, a.media_type as "mediaType", a.size::int as size, a.added_at as "addedAt", m.name as "addedBy",
               (a.added_by = ${actor.userId} or ${may(actor, REMOVE_ANY)}) as "mayRemove"
        from attachment a left join membership m on m.tenant_id = a.tenant_id and m.user_id = a.added_by
        where a.tenant_id = ${tenantId} and a.document = ${document} and a.document_id = ${documentId} and a.removed_at is null
        order by a.id`),
    ]
  },
})

/**
 * Hangs a file on a document inside a running command that has seen to it that the caller may. What it is decide its bytes and its name
 * together; other kinds, empty files and files over 20 MB are refused. The bytes are kept before the commit: a rolled-back command leaves
 * bytes that nothing names.
 */
export async function attachBytes(
  ctx: CommandContext,
  file: {
    document: string
    documentId: Id
    companyId: Id | null
    label: string | null
    name: string
    bytes: Uint8Array
  },
): Promise<Id> {
  const { document, documentId, companyId, label, bytes } = file
  const name = file.name.replace(/[\\/]/g, '_')
  if (bytes.byteLength === 0) throw validation('control.file_empty', 'file')
  if (bytes.byteLength > MAX_FILE_BYTES) throw validation('control.file_too_large', 'file', { megabytes: 20 })
  const mediaType = mediaTypeOf(name, bytes)
  if (!mediaType) throw validation('control.file_kind', 'file', { name })
  const sha256 = await keepBytes(ctx.tenantId, bytes)
  const id = newId()
  await ctx.sql`
    insert into attachment (tenant_id, id, company_id, document, document_id, name, media_type, size, sha256, added_by)
    values (${ctx.tenantId}, ${id}, ${companyId}, ${document}, ${documentId}, ${name}, ${mediaType}, ${bytes.byteLength}, ${sha256},
            ${ctx.actor.userId})`
  ctx.record({ action: 'attach', document, documentId, companyId, label, after: { name, sha256 } })
  return id
}

/** Hangs a file on a document that the caller may see. */
export const addAttachment = command({
  name: 'platform.addAttachment',
  permission: null,
  input: z.strictObject({ ...onDocument, name: text(200), bytes: z.instanceof(Uint8Array) }),
  output: z.object({ id: z.string() }),
  handler: async (ctx, { document, documentId, name, bytes }) => {
    const { companyId, label } = await demandDocument(ctx, document, documentId)
    return { id: await attachBytes(ctx, { document, documentId, companyId, label, name, bytes }) }
  },
})

/** Takes a file off a document; who did it stays known, and so do the bytes. */
export const removeAttachment = command({
  name: 'platform.removeAttachment',
  permission: null,
  input: z.strictObject({ id: idField }),
  output: z.object({ id: z.string() }),
  handler: async (ctx, { id }) => {
    const { sql, tenantId, actor } = ctx
    const [row] = await sql<{ document: string; documentId: string; name: string; addedBy: string }[]>`
      select document, document_id as "documentId", name, added_by as "addedBy" from attachment
      where tenant_id = ${tenantId} and id = ${id} and removed_at is null for update`
    if (!row) throw notFound('attachment')
    const owner = await demandDocument(ctx, row.document, row.documentId)
    if (row.addedBy !== actor.userId && !may(actor, REMOVE_ANY)) throw forbidden(REMOVE_ANY)
    await sql`update attachment set removed_at = now(), removed_by = ${actor.userId} where tenant_id = ${tenantId} and id = ${id}`
    ctx.record({
      action: 'detach',
      document: row.document,
      documentId: row.documentId,
      companyId: owner.companyId,
      label: owner.label,
      before: { name: row.name },
    })
    return { id }
  },
})

/** A file with its bytes, for who may see its document. */
export const attachmentFile = query({
  name: 'platform.attachmentFile',
  permission: null,
  input: z.strictObject({ id: idField }),
  output: z.object({ name: z.string(), mediaType: z.string(), bytes: z.instanceof(Uint8Array) }),
  handler: async (ctx, { id }) => {
    const [row] = await ctx.sql<
      { document: string; documentId: string; name: string; mediaType: string; sha256: string }[]
    >`
      select document, document_id as "documentId", name, media_type as "mediaType", sha256 from attachment
      where tenant_id = ${ctx.tenantId} and id = ${id} and removed_at is null`
    if (!row) throw notFound('attachment')
    await demandDocument(ctx, row.document, row.documentId)
    return {
      name: row.name,
      mediaType: row.mediaType,
      bytes: new Uint8Array(await readBytes(ctx.tenantId, row.sha256)),
    }
  },
})
