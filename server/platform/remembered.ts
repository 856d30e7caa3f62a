import type { Id } from '@/server/kernel/ids'
import { isListening, onAnnouncement, onMissed } from './events/listen'
import type { Actor } from './identity/actor'

/** Who asks: a transaction of a tenant, or what is like one. */
interface Asking {
  readonly tenantId: Id
  readonly actor: Pick<Actor, 'companies'>
}

/** Transactions that change configuration: what they read may never be committed, so it is not kept. */
const changing = new WeakSet<object>()

/** From now on this transaction reads afresh; tells whether it did already. Its command announces `config` too, so that every process forgets at the commit. */
export function readsAfresh(ctx: object): boolean {
  const already = changing.has(ctx)
  changing.add(ctx)
  return already
}

interface Kept<V> {
  readonly value: Promise<V>
  /** Who waits for the rows, until they are there. */
  by: object | undefined
  arrived: boolean
}

/** More than this of one tenant, and its memory begins anew. */
const MOST = 5000

/**
 * Keeps what `load` gave for a key in the process's memory until a change of the tenant's configuration is announced; whichever it
 * was, all is read anew. Nothing is kept while announcements do not arrive. Kept apart by the companies that the asker may enter,
 * as the database would answer them differently. What is found missing must be thrown, so that it is not remembered.
 */
export function remembered<C extends Asking, K, V>(
  keyOf: (key: K) => string,
  load: (ctx: C, key: K) => Promise<V>,
): (ctx: C, key: K) => Promise<V> {
  const known = new Map<Id, Map<string, Kept<V>>>()
  let watching = false
  const watch = () => {
    if (watching) return
    watching = true
    onAnnouncement('config', (m) => void known.delete(m.tenantId))
    onMissed(() => known.clear())
  }
  return (ctx, key) => {
    watch()
    if (!isListening() || changing.has(ctx)) return load(ctx, key)
    const { companies } = ctx.actor
    const name = `${companies === '*' ? '*' : companies.join()} ${keyOf(key)}`
    let ofTenant = known.get(ctx.tenantId)
    if (!ofTenant || ofTenant.size >= MOST) {
      ofTenant = new Map()
      known.set(ctx.tenantId, ofTenant)
    }
    const mine = ofTenant
    const found = mine.get(name)
    if (found && (found.arrived || found.by === ctx)) return found.value
    // Rows that are still on their way come over another's connection, which may be waiting for a row that this one has locked.
    if (found) return load(ctx, key)
    // The entry stands before its rows arrive: an announcement that comes meanwhile removes it.
    const fresh: Kept<V> = { value: load(ctx, key), by: ctx, arrived: false }
    mine.set(name, fresh)
    fresh.value.then(
      () => {
        fresh.arrived = true
        fresh.by = undefined
      },
      () => mine.get(name) === fresh && mine.delete(name),
    )
    return fresh.value
  }
}

/**
 * As `remembered`, for masters that are asked for by their ids, many at a time: those that are not known are loaded in one go. Rows on
 * their way are not shared. An id that `load` leaves out is not remembered.
 */
export function rememberedRows<C extends Asking, V>(
  load: (ctx: C, ids: readonly Id[]) => Promise<ReadonlyMap<Id, V>>,
): (ctx: C, ids: readonly Id[]) => Promise<Map<Id, V>> {
  const known = new Map<Id, Map<string, V>>()
  let watching = false
  const watch = () => {
    if (watching) return
    watching = true
    onAnnouncement('config', (m) => void known.delete(m.tenantId))
    onMissed(() => known.clear())
  }
  return async (ctx, ids) => {
    watch()
    if (!isListening() || changing.has(ctx)) return new Map(await load(ctx, ids))
    const { companies } = ctx.actor
    const name = (id: Id) => `${companies === '*' ? '*' : companies.join()} ${id}`
    let mine = known.get(ctx.tenantId)
    if (!mine || mine.size >= MOST) {
      mine = new Map()
      known.set(ctx.tenantId, mine)
    }
    const found = new Map<Id, V>()
    const missing: Id[] = []
    for (const id of ids) {
      const value = mine.get(name(id))
      if (value === undefined) missing.push(id)
      else found.set(id, value)
    }
    if (missing.length === 0) return found
    // What is announced while they are loaded takes the tenant's memory away: then they are kept nowhere.
    for (const [id, value] of await load(ctx, missing)) {
      mine.set(name(id), value)
      found.set(id, value)
    }
    return found
  }
}
