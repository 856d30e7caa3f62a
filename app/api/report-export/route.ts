import { fileResponse, withCaller } from '@/server/api/http'
import { exportReport } from '@/server/api/report-export'

/** A report as XLSX, CSV or PDF; `inline=1` shows a PDF before it is printed. A link names its tenant in the address. */
export const GET = (request: Request) =>
  withCaller(request, async (actor, requestId) => {
    const { inline, tenant: _tenant, ...asked } = Object.fromEntries(new URL(request.url).searchParams)
    const { name, contentType, body } = await exportReport(asked, { actor, requestId })
    return fileResponse(name, contentType, body, inline === '1')
  })
