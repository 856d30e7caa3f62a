import { withCaller } from '@/server/api/http'
import { handleImport, importTemplate } from '@/server/api/imports'

/** Previews, checks or takes in a file of masters. */
export const POST = (request: Request) =>
  withCaller(request, (actor, requestId) => handleImport(request, { actor, requestId }))

/** An empty file with the columns of `?kind=`, as `?format=csv` or `xlsx`. */
export const GET = (request: Request) =>
  withCaller(request, (actor, requestId) => {
    const { searchParams } = new URL(request.url)
    return importTemplate(searchParams.get('kind') ?? '', searchParams.get('format') ?? 'csv', { actor, requestId })
  })
