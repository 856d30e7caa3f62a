import type { IncomingMessage, ServerResponse } from 'node:http'
import { logger, requestIdFrom } from './logger'
import { httpDuration } from './metrics'

/**
 * Gives a request its id (the caller's when it is harmless, else a new one; also in the answer, as `x-request-id`), measures
 * it under its route pattern, and logs it at debug level; answers of 500 and above at warn level.
 */
export function observeRequest(request: IncomingMessage, response: ServerResponse, route: string): void {
  const requestId = requestIdFrom(request.headers['x-request-id']?.toString())
  request.headers['x-request-id'] = requestId
  response.setHeader('x-request-id', requestId)
  const started = performance.now()
  response.once('close', () => {
    const ms = performance.now() - started
    const method = request.method ?? 'GET'
    const status = response.writableFinished ? response.statusCode : 499
    httpDuration.observe({ route, method, status: String(status) }, ms / 1000)
    const line = { requestId, method, route, status, ms: Math.round(ms) }
    if (status >= 500) logger.warn(line, 'request failed')
    else logger.debug(line, 'request')
  })
}
