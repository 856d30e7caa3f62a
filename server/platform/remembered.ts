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

/** More than this of one tenant, and its memory begins anew. */
const MOST = 5000

interface Memory<V> {
  get(key: string): V | undefined
  set(key: string, value: V): void
  /** Forgets the key where it still holds this very value. */
  drop(key: string, value: V): void
}

/**
 * What a process remembers of each tenant until a change of its configuration is announced; whichever it was, all is forgotten. Kept
 * apart by the companies that the asker may enter, as the database would answer them differently. Answers nothing where `ctx` has to
 * read for itself: while announcements do not arrive, or because it changes configuration.
 */
function memory<V>(): (ctx: Asking) => Memory<V> | undefined {
  const known = new Map<Id, Map<string, V>>()
  let watching = false
  return (ctx) => {
    if (!watching) {
      watching = true
      onAnnouncement('config', (m) => void known.delete(m.tenantId))
      onMissed(() => known.clear())
    }
    if (!isListening() || changing.has(ctx)) return undefined
    let ofTenant = known.get(ctx.tenantId)
    if (!ofTenant || ofTenant.size >= MOST) {
      ofTenant = new Map()
      known.set(ctx.tenantId, ofTenant)
    }
    // Announced while rows are loaded: they are written to a map that nobody asks any more.
    const mine = ofTenant
    const { companies } = ctx.actor
    const prefix = `${companies === '*' ? '*' : companies.join()} `
    return {
      get: (key) => mine.get(prefix + key),
      set: (key, value) => void mine.set(prefix + key, value),
      drop: (key, value) => void (mine.get(prefix + key) === value && mine.delete(prefix + key)),
    }
  }
}

interface Kept<V> {
  readonly value: Promise<V>
  /** Who waits for the rows, until they are there. */
  by: object | undefined
  arrived: boolean
}

/**
 * Keeps what `load` gave for a key in the process's memory until a change of the tenant's configuration is announced. What is found
 * missing must be thrown, so that it is not remembered.
 */
export function remembered<C extends Asking, K, V>(
  keyOf: (key: K) => string,
  load: (ctx: C, key: K) => Promise<V>,
): (ctx: C, key: K) => Promise<V> {
  const memoryOf = memory<Kept<V>>()
  return (ctx, key) => {
    const mine = memoryOf(ctx)
    if (!mine) return load(ctx, key)
    const name = keyOf(key)
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
      () => mine.drop(name, fresh),
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
  const memoryOf = memory<V>()
  return async (ctx, ids) => {
    const mine = memoryOf(ctx)
    if (!mine) return new Map(await load(ctx, ids))
    const found = new Map<Id, V>()
    const missing: Id[] = []
    for (const id of ids) {
      const value = mine.get(id)
      if (value === undefined) missing.push(id)
      else found.set(id, value)
    }
    if (missing.length === 0) return found
    for (const [id, value] of await load(ctx, missing)) {
      mine.set(id, value)
      found.set(id, value)
    }
    return found
  }
}
