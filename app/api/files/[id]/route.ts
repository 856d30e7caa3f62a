import { downloadAttachment } from '@/server/api/files'
import { fileResponse, withCaller } from '@/server/api/http'

/** An attachment, always to be saved: nothing that a person uploaded is shown as a page of ours. */
export const GET = (request: Request, { params }: { params: Promise<{ id: string }> }) =>
  withCaller(request, async (actor, requestId) => {
    const { name, mediaType, bytes } = await downloadAttachment((await params).id, { actor, requestId })
    return fileResponse(name, mediaType, new Blob([bytes as Uint8Array<ArrayBuffer>]))
  })
