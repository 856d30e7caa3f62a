import { fileResponse, withCaller } from '@/server/api/http'
import { printDocument } from '@/server/api/print'

interface Route {
  params: Promise<{ document: string; id: string }>
}

/** A document as PDF, shown in the browser; `?language=en|zh`. */
export const GET = (request: Request, { params }: Route) =>
  withCaller(request, async (actor, requestId) => {
    const { document, id } = await params
    const language = new URL(request.url).searchParams.get('language') === 'zh' ? 'zh' : 'en'
    const printed = await printDocument(document, id, language, { actor, requestId })
    if (!printed) return new Response(null, { status: 404 })
    const { name, body } = printed
    return fileResponse(name, 'application/pdf', new Blob([new Uint8Array(body)]), true)
  })
