import { fileResponse, withCaller } from '@/server/api/http'
import { printDocument } from '@/server/api/print'
import { validation } from '@/server/kernel/errors'

interface Route {
  params: Promise<{ document: string; id: string }>
}

const MOST = 100

/** A document as PDF, shown in the browser; `?language=en|zh`. Several ids with commas between them make one file. */
export const GET = (request: Request, { params }: Route) =>
  withCaller(request, async (actor, requestId) => {
    const { document, id } = await params
    const language = new URL(request.url).searchParams.get('language') === 'zh' ? 'zh' : 'en'
    const ids = [...new Set(decodeURIComponent(id).split(','))]
    if (ids.length > MOST) throw validation('validation.too_long', 'id')
    const printed = await printDocument(document, ids, language, { actor, requestId })
    if (!printed) return new Response(null, { status: 404 })
    const { name, body } = printed
    return fileResponse(name, 'application/pdf', new Blob([new Uint8Array(body)]), true)
  })
