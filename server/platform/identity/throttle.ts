import { AppError } from '@/server/kernel/errors'
import { keyedHash } from '../crypto'
import type { AuthSql } from './auth-log'

interface Limit {
  readonly key: string
  /** Failures within a quarter of an hour before waiting begins. */
  readonly allowed: number
}

const limit = (kind: string, value: string, allowed: number): Limit => ({
  key: `${kind}:${keyedHash(value, 'throttle', kind)}`,
  allowed,
})

/** Guessing one account's password; unknown addresses count the same, so nothing is told. */
export const accountLimit = (email: string): Limit => limit('account', email, 5)
/** Trying many accounts from one address; wide, because an office shares one. */
export const addressLimit = (ip: string): Limit => limit('address', ip, 50)
/** Mails to one address for a forgotten password, and asking for many addresses from one place. */
export const resetLimit = (email: string): Limit => limit('reset', email, 4)
export const resetAddressLimit = (ip: string): Limit => limit('reset-address', ip, 30)
/** Guessing one person's second factor. */
export const factorLimit = (userId: string): Limit => limit('factor', userId, 5)

/** Trying links from one address, and what is done with one link: far more than a person ever does. */
export const linkAddressLimit = (ip: string): Limit => limit('link-address', ip, 30)
export const linkUseLimit = (linkId: string): Limit => limit('link-use', linkId, 600)
export const linkChangeLimit = (linkId: string): Limit => limit('link-change', linkId, 100)

/**
 * Counts an attempt before it is made, so that parallel guesses do not slip through, and refuses (`common.throttled`) while
 * a wait is on. Waits double from half a minute to a quarter of an hour.
 */
export async function countAttempt(sql: AuthSql, limits: readonly Limit[]): Promise<void> {
  // In sorted order, so that two attempts never wait for each other in a circle.
  for (const { key, allowed } of [...limits].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    const [row] = await sql`
      insert into sign_in_throttle as t (key, failures) values (${key}, 1)
      on conflict (key) do update set
        failures = case when t.since < now() - interval '15 minutes' then 1 else t.failures + 1 end,
        since = case when t.since < now() - interval '15 minutes' then now() else t.since end,
        blocked_until = case when t.since >= now() - interval '15 minutes' and t.failures + 1 >= ${allowed}::int
          then now() + least(interval '15 minutes', interval '30 seconds' * power(2, least(t.failures + 1 - ${allowed}::int, 5))) end
      where t.blocked_until is null or t.blocked_until < now()
      returning key`
    if (!row) throw new AppError('throttled', 'common.throttled')
  }
}

/** It was the right person: the account starts afresh, the address gets its attempt back. */
export async function clearAttempts(sql: AuthSql, limits: readonly Limit[]): Promise<void> {
  for (const { key } of [...limits].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    if (key.startsWith('address:'))
      await sql`update sign_in_throttle set failures = greatest(0, failures - 1), blocked_until = null where key = ${key}`
    else await sql`delete from sign_in_throttle where key = ${key}`
  }
}
