import { createServer } from 'node:http'
import { createHTTPHandler } from '@trpc/server/adapters/standalone'
import '@/server/composition'
import { expectedState } from '@/db/migrate'
import { config } from '@/server/platform/config'
import { stopListening } from '@/server/platform/events/listen'
import { closePools } from '@/server/platform/pools'
import { liveness } from '@/server/platform/telemetry/health'
import { observeRequest } from '@/server/platform/telemetry/http'
import { logger } from '@/server/platform/telemetry/logger'
import { metricsContentType } from '@/server/platform/telemetry/metrics'
import { ownMetrics, ownReadiness } from '@/server/platform/telemetry/probes'
import { closeServer, installShutdown } from '@/server/platform/telemetry/shutdown'
import { requestContext } from './context'
import { deviceSession } from './device-session'
import { retryHeaders } from './error-map'
import { mayReadMetrics } from './operations'
import { appRouter } from './root'
import { answerSingleCall } from './single-call'

/**
 * The API process: the same procedures on plain Node, for the mobile companion and integrations. Bearer tokens only; cookies
 * are not read here, so no page of another site can call it in a user's name.
 */
const trpc = createHTTPHandler({
  router: appRouter,
  basePath: '/api/trpc/',
  maxBodySize: 8 * 1024 * 1024,
  createContext: ({ req }) => requestContext(toHeaders(req.headers), null),
  responseMeta: ({ errors }) => ({ headers: retryHeaders(errors) }),
})

const toHeaders = (raw: NodeJS.Dict<string | string[]>): Headers => {
  const headers = new Headers()
  for (const [name, value] of Object.entries(raw)) if (value !== undefined) headers.set(name, String(value))
  return headers
}

const state = await expectedState()
/** A JSON body of a few fields; more is not read. */
async function smallJson(req: AsyncIterable<Buffer>): Promise<unknown> {
  let text = ''
  for await (const chunk of req) {
    text += chunk.toString('utf8')
    if (text.length > 20_000) throw new SyntaxError('too large')
  }
  return JSON.parse(text)
}

const probes = new Set(['/api/health', '/api/health/live', '/api/health/ready', '/api/metrics'])

const server = createServer(async (req, res) => {
  const path = req.url?.split('?')[0] ?? ''
  const isCall = path.startsWith('/api/trpc/')
  observeRequest(req, res, isCall ? '/api/trpc' : probes.has(path) || path === '/api/session' ? path : 'other')
  if (isCall) return (await answerSingleCall(req, res)) || trpc(req, res)
  const send = (status: number, type: string, body: string) => res.writeHead(status, { 'content-type': type }).end(body)
  if (path === '/api/session') {
    const { authorization, 'x-forwarded-for': via, 'user-agent': userAgent } = req.headers
    const ip =
      String(via ?? '')
        .split(',')
        .pop()
        ?.trim() ||
      req.socket.remoteAddress ||
      null
    const origin = { ip, userAgent: userAgent ?? null }
    const answer = await deviceSession(req.method, authorization ?? null, () => smallJson(req), origin)
    return send(answer.status, 'application/json', JSON.stringify(answer.body))
  }
  if (path === '/api/health/live') return send(200, 'application/json', JSON.stringify(liveness()))
  if (path === '/api/health' || path === '/api/health/ready') {
    const health = await ownReadiness(state)
    return send(health.status === 'ok' ? 200 : 503, 'application/json', JSON.stringify(health))
  }
  if (path === '/api/metrics' && mayReadMetrics(toHeaders(req.headers)))
    return send(200, metricsContentType, await ownMetrics())
  return send(404, 'application/json', '{"message":"common.not_found"}')
})

server.keepAliveTimeout = 65_000
server.requestTimeout = 30_000
const { host, apiPort } = config()
server.listen(apiPort, host, () => logger.info({ host, port: apiPort }, 'API ready'))
installShutdown([
  ['http', () => closeServer(server)],
  ['listener', stopListening],
  ['database', closePools],
])
