const WINDOW = 60_000
const PAUSE = 15 * 60_000
/** Fewer failures say nothing, however large their share. */
const LEAST = 5
const SHARE = 0.2

interface Count {
  since: number
  calls: number
  failures: number
  offUntil: number
}
const store = globalThis as { keelFlagOutcomes?: Map<string, Count> }
const counts = (): Map<string, Count> => {
  store.keelFlagOutcomes ??= new Map()
  return store.keelFlagOutcomes
}

/**
 * Counts a call under a flag, in windows of a minute. True when this call takes the flag back: five failures or more, and more than
 * a fifth of the calls. It stays off for a quarter of an hour in this process, and is then tried again.
 */
export function countOutcome(flag: string, failed: boolean, now = Date.now()): boolean {
  const count = counts().get(flag) ?? { since: now, calls: 0, failures: 0, offUntil: 0 }
  counts().set(flag, count)
  if (now - count.since > WINDOW) Object.assign(count, { since: now, calls: 0, failures: 0 })
  count.calls++
  if (failed) count.failures++
  if (count.offUntil > now || count.failures < LEAST || count.failures <= count.calls * SHARE) return false
  Object.assign(count, { since: now, calls: 0, failures: 0, offUntil: now + PAUSE })
  return true
}

export const isRolledBack = (flag: string, now = Date.now()): boolean => (counts().get(flag)?.offUntil ?? 0) > now

/** Forgets all counts; for tests. */
export const forgetOutcomes = (): void => counts().clear()
