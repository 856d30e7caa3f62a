import { fileResponse, withCaller } from '@/server/api/http'
import { printedDocuments, printSalesDocument } from '@/server/api/print'

interface Route {
  params: Promise<{ document: string; id: string }>
}

/** A document as PDF, shown in the browser; `?language=en|zh`. */
export const GET = (request: Request, { params }: Route) =>
  withCaller(request, async (actor, requestId) => {
    const { document, id } = await params
    const kind = printedDocuments.find((d) => d === document)
    if (!kind) return new Response(null, { status: 404 })
    const language = new URL(request.url).searchParams.get('language') === 'zh' ? 'zh' : 'en'
    const { name, body } = await printSalesDocument(kind, id, language, { actor, requestId })
    return fileResponse(name, 'application/pdf', new Blob([new Uint8Array(body)]), true)
  })
