import { fileResponse, withCaller } from '@/server/api/http'
import { handleImport, importTemplate } from '@/server/api/imports'

/** Previews, checks or takes in a file of masters. */
export const POST = (request: Request) =>
  withCaller(request, async (actor, requestId) => Response.json(await handleImport(request, { actor, requestId })))

/** An empty file with the columns of `?kind=`. */
export const GET = (request: Request) =>
  withCaller(request, async (actor, requestId) => {
    const kind = new URL(request.url).searchParams.get('kind') ?? ''
    return fileResponse(`${kind}.csv`, 'text/csv; charset=utf-8', await importTemplate(kind, { actor, requestId }))
  })
