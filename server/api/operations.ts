import { createHash, timingSafeEqual } from 'node:crypto'
import { config } from '@/server/platform/config'
import { type Health, liveness } from '@/server/platform/telemetry/health'
import { metricsContentType } from '@/server/platform/telemetry/metrics'
import { ownMetrics, ownReadiness } from '@/server/platform/telemetry/probes'

const noStore = { 'cache-control': 'no-store' }

const answer = (result: Health): Response =>
  Response.json(result, { status: result.status === 'ok' ? 200 : 503, headers: noStore })

/** `GET /api/health`: 200 when this process can serve, 503 when it cannot. For load balancers and the start script; tells no internals. */
export const health = async (): Promise<Response> => answer(await ownReadiness())

/** `GET /api/health/live`: 200 as long as this process runs. */
export const live = (): Response => answer(liveness())

/** `GET /api/metrics`: Prometheus' text, with the bearer token KEEL_METRICS_TOKEN; without one, to this machine only. */
export async function metrics(request: Request): Promise<Response> {
  if (!mayReadMetrics(request.headers)) return new Response('Not found\n', { status: 404, headers: noStore })
  return new Response(await ownMetrics(), { headers: { ...noStore, 'content-type': metricsContentType } })
}

const loopback = /^(127\.\d+\.\d+\.\d+|(::ffff:)?127\.0\.0\.1|::1|localhost)$/

/**
 * No token is set: only when Keel listens on loopback, is addressed by a loopback name, and no proxy forwards for someone
 * else. A header can be forged, a listening address cannot; so on any other address a token is needed.
 */
export function mayReadMetrics(headers: Headers, settings = config()): boolean {
  if (settings.metricsToken) {
    const given = headers.get('authorization')?.replace(/^Bearer /i, '') ?? ''
    const digest = (text: string) => createHash('sha256').update(text).digest()
    return timingSafeEqual(digest(given), digest(settings.metricsToken))
  }
  if (!loopback.test(settings.host) || headers.has('forwarded')) return false
  const addressed = (headers.get('host') ?? '').replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1')
  const forwarded = headers.get('x-forwarded-for')?.split(',') ?? []
  return loopback.test(addressed) && forwarded.every((hop) => loopback.test(hop.trim()))
}
