import '@/server/composition'
import { liveAlerts } from '@/server/platform/alerts/alerts'
import { runQuery } from '@/server/platform/commands/runner'
import { type Announcement, onAnnouncement, onMissed } from '@/server/platform/events/listen'
import type { Actor } from '@/server/platform/identity/actor'
import { logger } from '@/server/platform/telemetry/logger'
import { actorFor, type RequestContext } from './context'

const HEARTBEAT_MS = 20_000
const GATHER_MS = 40
/** What was committed shortly before the connection broke may have been on its way. */
const OVERLAP_MS = 10_000

/**
 * The live channel of one person in one tenant, as server-sent events: `alert` with the alert as the person may see it, `resync`
 * when something may have been missed. Ids are instants: a browser that comes back gets what changed since. Throws
 * when nobody is signed in; the channel ends when the session does.
 */
export async function liveChannel(
  context: RequestContext,
  lastEventId: string | null,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const actor = await actorFor(context)
  const encoder = new TextEncoder()
  let close = (): void => {}
  return new ReadableStream({
    start(controller) {
      const write = (text: string) => {
        try {
          controller.enqueue(encoder.encode(text))
        } catch {
          close()
        }
      }
      const send = (event: string, data: unknown) =>
        write(`id: ${Date.now()}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
      const alerts = gather((ids, since) => sendAlerts(actor, ids, since, send))
      const off = [
        onAnnouncement('alert', (m: Announcement) => {
          if (m.tenantId === actor.tenantId && typeof m.id === 'string') alerts.add(m.id)
        }),
        onMissed(() => send('resync', {})),
      ]
      const beat = setInterval(async () => {
        write(': still here\n\n')
        const fresh = { ...context }
        delete fresh.actor
        await actorFor(fresh).catch(() => close())
      }, HEARTBEAT_MS)
      close = () => {
        close = () => {}
        clearInterval(beat)
        for (const stop of off) stop()
        try {
          controller.close()
        } catch {}
      }
      signal.addEventListener('abort', () => close(), { once: true })
      write('retry: 2000\n\n')
      const since = Number(lastEventId)
      if (lastEventId && Number.isSafeInteger(since)) alerts.since(new Date(since - OVERLAP_MS))
    },
    cancel() {
      close()
    },
  })
}

type Send = (event: string, data: unknown) => void

async function sendAlerts(actor: Actor, ids: readonly string[], since: Date | null, send: Send): Promise<void> {
  try {
    const input = { ids: [...ids], since: since?.toISOString() ?? null }
    for (const alert of await runQuery(liveAlerts, input, { actor })) send('alert', alert)
  } catch (err) {
    logger.warn({ err }, 'alerts were not sent live')
    send('resync', {})
  }
}

/** A command may raise many alerts: they are looked up together. */
function gather(work: (ids: readonly string[], since: Date | null) => Promise<void>) {
  let ids = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  const flush = () => {
    timer = undefined
    const all = [...ids]
    ids = new Set()
    for (let i = 0; i < all.length; i += 200) void work(all.slice(i, i + 200), null)
  }
  return {
    add(id: string) {
      ids.add(id)
      if (!timer) timer = setTimeout(flush, GATHER_MS)
    },
    since: (instant: Date) => void work([], instant),
  }
}
