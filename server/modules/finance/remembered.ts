import type { Id } from '@/server/kernel/ids'
import type { CommandContext, QueryContext } from '@/server/platform/commands/context'
import { isListening, onAnnouncement, onMissed } from '@/server/platform/events/listen'

type Load<T> = (ctx: QueryContext, companyId: Id) => Promise<T>

/** Transactions that change masters: what they read may never be committed, so it is not remembered. */
const changing = new WeakSet<QueryContext>()

/** To be called before masters of finance are changed: this transaction reads afresh, and every process forgets at its commit. */
export function changesMasters(ctx: CommandContext): void {
  if (changing.has(ctx)) return
  changing.add(ctx)
  ctx.announce('config', { area: 'finance' })
}

/**
 * Keeps what `load` gave for a company in the process's memory until a change is announced. Nothing is kept while announcements
 * do not arrive. Whoever may not enter the company is sent to the database, which hides it.
 */
export function remembered<T>(load: Load<T>): Load<T> {
  const known = new Map<Id, Map<Id, Promise<T>>>()
  let watching = false
  const watch = () => {
    if (watching) return
    watching = true
    // Configuration changes seldom: whichever it was, the tenant's masters are read anew.
    onAnnouncement('config', (m) => void known.delete(m.tenantId))
    onMissed(() => known.clear())
  }
  return (ctx, companyId) => {
    watch()
    const { companies } = ctx.actor
    const entered = companies === '*' || companies.includes(companyId)
    if (!entered || !isListening() || changing.has(ctx)) return load(ctx, companyId)
    const ofTenant = known.get(ctx.tenantId) ?? new Map<Id, Promise<T>>()
    known.set(ctx.tenantId, ofTenant)
    const found = ofTenant.get(companyId)
    if (found) return found
    // The entry stands before its rows arrive: an announcement that comes meanwhile removes it.
    const fresh = load(ctx, companyId)
    ofTenant.set(companyId, fresh)
    fresh.catch(() => ofTenant.get(companyId) === fresh && ofTenant.delete(companyId))
    return fresh
  }
}
