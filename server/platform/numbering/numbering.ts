import { formatNumber, periodOf } from '@/server/contracts/platform/numbering'
import type { CalendarDate } from '@/server/kernel/calendar-date'
import { AppError } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import type { Actor } from '../identity/actor'
import { remembered } from '../remembered'
import type { TenantConnection, TenantScope } from '../tenancy/transaction'

export interface NumberRequest {
  readonly companyId: Id
  /** The document kind whose series is used: `customer_invoice`. */
  readonly document: string
  /** The date that fills the pattern and picks the counter. */
  readonly date: CalendarDate
  /** What is numbered follows from another document of the command, and hears its number after that one has. */
  readonly follows?: boolean
}

export interface NumbersRequest extends Omit<NumberRequest, 'date'> {
  /** One number is wanted for each. */
  readonly dates: readonly CalendarDate[]
}

export { formatNumber, periodOf }

type Connection = Pick<TenantConnection, 'sql'>

interface Asking extends Connection {
  readonly tenantId: Id
  readonly actor: Pick<Actor, 'companies'>
}

interface Series {
  readonly id: Id
  readonly pattern: string
}

/** The series of a document kind; a company without one gets its default at set-up, so a missing one is an error. */
async function loadSeries({ sql, tenantId }: Asking, request: Omit<NumberRequest, 'date'>): Promise<Series> {
  const [series] = await sql<Series[]>`
    select id, pattern from number_series
    where tenant_id = ${tenantId} and company_id = ${request.companyId} and document = ${request.document}`
  if (!series) throw new AppError('conflict', 'platform.no_number_series', { document: request.document })
  return series
}

const keptSeries = remembered(({ companyId, document }) => `${companyId}:${document}`, loadSeries)

interface Counter {
  readonly companyId: Id
  readonly seriesId: Id
  readonly period: string
  count: number
}

/**
 * Takes numbers of any number of counters by one statement that locks their rows in the order given; returns the first of each.
 * The locks are held until the transaction ends.
 */
async function take({ sql, tenantId }: Omit<Asking, 'actor'>, counters: readonly Counter[]): Promise<number[]> {
  const rows = await sql<{ series_id: Id; period: string; next: string }[]>`
    insert into number_counter as c (tenant_id, id, company_id, series_id, period, next)
    select ${tenantId}, gen_random_uuid(), r.company_id, r.series_id, r.period, 1 + r.count
    from unnest(${counters.map((c) => c.companyId)}::uuid[], ${counters.map((c) => c.seriesId)}::uuid[],
      ${counters.map((c) => c.period)}::text[], ${counters.map((c) => c.count)}::int[])
      with ordinality as r(company_id, series_id, period, count, n) order by r.n
    on conflict (tenant_id, series_id, period) do update set next = c.next + excluded.next - 1
    returning series_id, period, next`
  return counters.map((c) => {
    const row = rows.find((r) => r.series_id === c.seriesId && r.period === c.period)
    return Number(row?.next) - c.count
  })
}

/**
 * The next numbers of several series, in the caller's transaction: gapless, because a rollback gives them back. For each request
 * one number per date, in the order of the dates; each counter (the period that the pattern shows) is moved once. Counters are
 * locked in the order of their series' kinds and periods, so that nobody waits for another in a circle. What is known beforehand is
 * looked up first; what it gives sends the statement that takes them at once, in one flight with what was sent before it.
 */
export async function prepareGapless(
  ctx: Asking,
  requests: readonly NumbersRequest[],
): Promise<() => Promise<string[][]>> {
  const series = await Promise.all(requests.map((request) => keptSeries(ctx, request)))
  const counters = new Map<string, Counter>()
  const key = (i: number, period: string) => `${requests[i]?.companyId}:${requests[i]?.document}:${period}`
  requests.forEach(({ companyId, dates }, i) => {
    for (const date of dates) {
      const { id: seriesId, pattern } = series[i] as Series
      const period = periodOf(pattern, date)
      const counter = counters.get(key(i, period)) ?? { companyId, seriesId, period, count: 0 }
      counter.count++
      counters.set(key(i, period), counter)
    }
  })
  if (counters.size === 0) return async () => requests.map(() => [])
  const sorted = [...counters].sort(([a], [b]) => (a < b ? -1 : 1))
  return async () => {
    const first = await take(
      ctx,
      sorted.map(([, counter]) => counter),
    )
    const next = new Map(sorted.map(([name], n) => [name, first[n] ?? 1]))
    return requests.map(({ dates }, i) =>
      dates.map((date) => {
        const { pattern } = series[i] as Series
        const name = key(i, periodOf(pattern, date))
        const value = next.get(name) ?? 1
        next.set(name, value + 1)
        return formatNumber(pattern, date, value)
      }),
    )
  }
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
      const { companyId } = request
      const asking = { sql: connection.sql, tenantId: scope.tenantId, actor: scope }
      const series = await loadSeries(asking, request)
      const period = periodOf(series.pattern, request.date)
      const [first = 1] = await take(asking, [{ companyId, seriesId: series.id, period, count: BLOCK }])
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
