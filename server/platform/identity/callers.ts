import type { Id } from '@/server/kernel/ids'
import { isListening, onAnnouncement, onMissed } from '../events/listen'
import type { Actor } from './actor'

interface Caller {
  readonly actor: Actor
  readonly until: number
}

/** Longer than this nobody is believed without the database, whatever became of the announcements. */
const KEPT_MS = 5000
const MOST = 10_000
const callers = new Map<string, Caller>()
let watching = false
/** Moves on with everything that is forgotten: what was read before that is not kept after it. */
let age = 0

function watch(): void {
  if (watching) return
  watching = true
  // Sent by triggers (030_identity.sql) at the commit of whatever changes sessions, people, memberships, roles or their rights.
  onAnnouncement('identity', ({ tenantId, userId }) =>
    forgetCallers(({ actor }) => (userId ? actor.userId === (userId as Id) : actor.tenantId === tenantId)),
  )
  onMissed(() => forgetCallers())
}

/** Forgets who called, so that the next call asks the database: everyone, or those named. */
export function forgetCallers(which: (caller: Caller) => boolean = () => true): void {
  age++
  for (const [key, caller] of callers) if (which(caller)) callers.delete(key)
}

/**
 * The caller behind a key as `load` says, believed for seconds. A revocation is announced and holds in every process as soon as it is
 * heard; nobody is remembered while announcements do not arrive, and nobody is remembered to be unknown.
 */
export async function rememberedCaller(
  key: string,
  load: () => Promise<{ actor: Actor; expiresAt: number } | null>,
): Promise<Actor | null> {
  watch()
  const now = Date.now()
  const known = callers.get(key)
  if (known && known.until > now && isListening()) return known.actor
  const asked = age
  const found = await load()
  if (found && isListening() && asked === age) {
    if (callers.size >= MOST) callers.clear()
    callers.set(key, { actor: found.actor, until: Math.min(now + KEPT_MS, found.expiresAt) })
  }
  return found?.actor ?? null
}
