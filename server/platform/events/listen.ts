import { setTimeout as sleep } from 'node:timers/promises'
import postgres, { type Options, type Sql } from 'postgres'
import { roleUrl } from '../config'
import { onClosePools } from '../pools'
import { logger } from '../telemetry/logger'

/** A message that a command announced; it arrives after its commit, or never. */
export interface Announcement {
  readonly topic: string
  readonly tenantId: string
  readonly [key: string]: unknown
}
type Handler = (message: Announcement) => void

interface Listener {
  readonly handlers: Map<string, Set<Handler>>
  readonly lost: Set<() => void>
  sql: Sql | undefined
  connected: boolean
  stopped: boolean
  running: Promise<void> | undefined
  /** Ends the pause before the next try. */
  wake: AbortController
}

// One connection a process: Next compiles routes and pages into several module graphs that share `globalThis`.
const store = globalThis as { keelListener?: Listener }
const listener = (): Listener => {
  store.keelListener ??= {
    handlers: new Map(),
    lost: new Set(),
    sql: undefined,
    connected: false,
    stopped: false,
    running: undefined,
    wake: new AbortController(),
  }
  return store.keelListener
}

/** Calls back for each announcement of a topic, from any process. Returns how to stop. The first call opens the connection. */
export function onAnnouncement(topic: string, handler: Handler): () => void {
  const l = listener()
  const handlers = l.handlers.get(topic) ?? new Set()
  l.handlers.set(topic, handlers.add(handler))
  if (!l.running) {
    l.stopped = false
    l.wake = new AbortController()
    l.running = stayConnected(l)
    onClosePools(stopListening)
  }
  return () => void handlers.delete(handler)
}

/** Calls back whenever messages may have been missed: caches are to be dropped, readers to be told to look again. */
export function onMissed(callback: () => void): () => void {
  const { lost } = listener()
  lost.add(callback)
  return () => void lost.delete(callback)
}

/** Tells this process at once what it has just announced: whoever changed a setting meets it in the next call. The others hear of it. */
export function hear(message: Announcement): void {
  for (const handler of listener().handlers.get(message.topic) ?? []) handler(message)
}

/** Whether announcements arrive now. While they do not, a cache must not be trusted for longer than a moment. */
export const isListening = (): boolean => listener().connected

/** Resolves when announcements arrive. */
export async function listening(): Promise<void> {
  while (!listener().connected) await sleep(5)
}

/** Ends the connection; for shutdown and tests. */
export async function stopListening(): Promise<void> {
  const l = listener()
  l.stopped = true
  l.wake.abort()
  await l.sql?.end({ timeout: 1 })
  await l.running
  l.running = undefined
}

async function stayConnected(l: Listener): Promise<void> {
  for (let failures = 0; !l.stopped; ) {
    try {
      const closed = await connect(l)
      failures = 0
      await closed
    } catch (err) {
      if (!l.stopped) logger.warn({ err }, 'not listening for announcements')
    }
    l.connected = false
    if (l.stopped) return
    for (const callback of l.lost) callback()
    const pause = Math.min(5000, 50 * 2 ** failures++) * (0.5 + Math.random() / 2)
    await sleep(pause, undefined, { ref: false, signal: l.wake.signal }).catch(() => {})
  }
}

/** Opens the connection and listens; the promise inside resolves when the connection has gone. */
async function connect(l: Listener): Promise<Promise<void>> {
  let gone: () => void = () => {}
  const closed = new Promise<void>((resolve) => {
    gone = resolve
  })
  const options: Options<Record<string, never>> & { onnotify: (channel: string, text: string) => void } = {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: 5,
    fetch_types: false,
    connection: { application_name: 'keel-listen' },
    onnotice: () => {},
    onclose: () => gone(),
    onnotify: (_channel, text) => deliver(l, text),
  }
  const sql = postgres(roleUrl('keel_app'), options)
  l.sql = sql
  try {
    await sql`listen keel`
  } catch (error) {
    await sql.end({ timeout: 0 })
    throw error
  }
  l.connected = true
  // What was announced while nobody listened is lost: start from nothing.
  for (const callback of l.lost) callback()
  const pulse = setInterval(() => void checkPulse(sql, gone), 15_000)
  pulse.unref()
  return closed.finally(async () => {
    clearInterval(pulse)
    await sql.end({ timeout: 0 })
  })
}

/** A connection that a firewall has silently dropped never closes by itself. */
async function checkPulse(sql: Sql, gone: () => void): Promise<void> {
  const answer = await Promise.race([sql`select 1`.catch(() => undefined), sleep(5000, undefined, { ref: false })])
  if (!answer) gone()
}

function deliver(l: Listener, text: string): void {
  try {
    const message = JSON.parse(text) as Announcement
    for (const handler of l.handlers.get(message.topic) ?? []) handler(message)
  } catch (err) {
    logger.error({ err }, 'an announcement could not be handled')
  }
}
