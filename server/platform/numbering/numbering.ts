import { and, eq, sql } from 'drizzle-orm'
import { numberCounter, numberSeries } from '@/db/schema/platform/numbering'
import { formatNumber, periodOf } from '@/server/contracts/platform/numbering'
import type { CalendarDate } from '@/server/kernel/calendar-date'
import { AppError } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import type { TenantConnection, TenantScope } from '../tenancy/transaction'

export interface NumberRequest {
  readonly companyId: Id
  /** The document kind whose series is used: `customer_invoice`. */
  readonly document: string
  /** The date that fills the pattern and picks the counter. */
  readonly date: CalendarDate
}

export interface NumbersRequest extends Omit<NumberRequest, 'date'> {
  /** One number is wanted for each. */
  readonly dates: readonly CalendarDate[]
}

export { formatNumber, periodOf }

type Connection = Pick<TenantConnection, 'tx'>

/** The series of a document kind; a company without one gets its default at set-up, so a missing one is an error. */
async function seriesOf({ tx }: Connection, tenantId: Id, request: Omit<NumberRequest, 'date'>) {
  const [series] = await tx
    .select({ id: numberSeries.id, pattern: numberSeries.pattern, gapless: numberSeries.gapless })
    .from(numberSeries)
    .where(
      and(
        eq(numberSeries.tenantId, tenantId),
        eq(numberSeries.companyId, request.companyId),
        eq(numberSeries.document, request.document),
      ),
    )
  if (!series) throw new AppError('conflict', 'platform.no_number_series', { document: request.document })
  return series
}

/** Takes `count` numbers by one locked row update; returns the first. The lock is held until the transaction ends. */
async function take({ tx }: Connection, tenantId: Id, companyId: Id, seriesId: Id, period: string, count: number) {
  const [row] = await tx
    .insert(numberCounter)
    .values({ tenantId, id: newId(), companyId, seriesId, period, next: 1 + count })
    .onConflictDoUpdate({
      target: [numberCounter.tenantId, numberCounter.seriesId, numberCounter.period],
      set: { next: sql`${numberCounter.next} + ${count}` },
    })
    .returning({ next: numberCounter.next })
  return (row?.next ?? 1 + count) - count
}

/**
 * The next numbers, in the caller's transaction: gapless, because a rollback gives them back. One per date, in the order of
 * the dates given; each counter (the period that the pattern shows) is moved once.
 */
export async function nextGapless(connection: Connection, tenantId: Id, request: NumbersRequest): Promise<string[]> {
  if (request.dates.length === 0) return []
  const series = await seriesOf(connection, tenantId, request)
  const wanted = new Map<string, number>()
  const periods = request.dates.map((date) => periodOf(series.pattern, date))
  for (const period of periods) wanted.set(period, (wanted.get(period) ?? 0) + 1)
  const next = new Map<string, number>()
  for (const [period, count] of [...wanted].sort(([a], [b]) => (a < b ? -1 : 1)))
    next.set(period, await take(connection, tenantId, request.companyId, series.id, period, count))
  return request.dates.map((date, i) => {
    const period = periods[i] ?? ''
    const value = next.get(period) ?? 0
    next.set(period, value + 1)
    return formatNumber(series.pattern, date, value)
  })
}

const BLOCK = 20
interface Lease {
  pattern: string
  next: number
  end: number
}
const leases = new Map<string, Lease | Promise<Lease>>()

/**
 * The next number of a series that need not be gapless, without a lock held by the caller: this process leases blocks of 20
 * in a transaction of their own (`own`). Numbers of a block that a stopped process had not used stay unused.
 */
export async function nextLeased(
  scope: TenantScope,
  request: NumberRequest,
  own: <T>(work: (connection: Connection) => Promise<T>) => Promise<T>,
): Promise<string> {
  const key = `${scope.tenantId}:${request.companyId}:${request.document}:${request.date.slice(0, 7)}`
  for (;;) {
    const lease = await leases.get(key)
    if (lease && lease.next < lease.end) return formatNumber(lease.pattern, request.date, lease.next++)
    if (leases.get(key) !== lease && leases.has(key)) continue
    const fresh = own(async (connection): Promise<Lease> => {
      const series = await seriesOf(connection, scope.tenantId, request)
      const period = periodOf(series.pattern, request.date)
      const first = await take(connection, scope.tenantId, request.companyId, series.id, period, BLOCK)
      return { pattern: series.pattern, next: first, end: first + BLOCK }
    })
    leases.set(key, fresh)
    try {
      leases.set(key, await fresh)
    } catch (error) {
      leases.delete(key)
      throw error
    }
  }
}

/** Forgets leased blocks (the pattern of a series has changed). */
export const dropLeases = (): void => leases.clear()
