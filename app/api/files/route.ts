import { uploadAttachment } from '@/server/api/files'
import { withCaller } from '@/server/api/http'

/** Hangs a file on a document. */
export const POST = (request: Request) =>
  withCaller(request, async (actor, requestId) => Response.json(await uploadAttachment(request, { actor, requestId })))
