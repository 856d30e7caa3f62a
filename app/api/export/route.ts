import { exportList } from '@/server/api/export'
import { fileResponse, withCaller } from '@/server/api/http'

/** A list as XLSX, CSV or PDF. */
export const POST = (request: Request) =>
  withCaller(request, async (actor, requestId) => {
    const { name, contentType, body } = await exportList(await request.json().catch(() => null), { actor, requestId })
    return fileResponse(name, contentType, body)
  })
