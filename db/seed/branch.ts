import { sql as raw, type SQL } from 'drizzle-orm'
import { type CalendarDate, todayIn } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import type { Call } from '@/server/platform/commands/runner'
import type { Actor } from '@/server/platform/identity/actor'
import { pools } from '@/server/platform/pools'
import { withTenant } from '@/server/platform/tenancy/transaction'
import type { CatalogueItem } from './catalogue'
import type { Client } from './clients'

/** Who does what: one person may sit on every chair. */
export interface Desk {
  readonly admin: Actor
  readonly rep: Actor
  readonly otherRep: Actor
  readonly manager: Actor
  readonly warehouse: Actor
  readonly accountant: Actor
}

export interface BranchItem extends CatalogueItem {
  readonly id: Id
}
export interface BranchCustomer extends Client {
  readonly id: Id
  readonly partyId: Id
}

/** A company that trades, with what its documents refer to. */
export interface Branch {
  readonly desk: Desk
  readonly companyId: Id
  readonly currency: string
  /** Base currency for one dollar: the catalogue is in dollars. */
  readonly perDollar: number
  readonly start: CalendarDate
  readonly today: CalendarDate
  /** How much of the usual stock is kept here. */
  readonly stockShare: number
  /** The first is the main one; the others of the list stand for shipping from elsewhere. */
  readonly warehouses: readonly Id[]
  readonly items: readonly BranchItem[]
  readonly customers: readonly BranchCustomer[]
}

/** The same date in Chicago and in Shanghai; never later than now. */
const clockOn = (date: CalendarDate): Date => new Date(Math.min(Date.now(), Date.parse(`${date}T15:30:00Z`)))

/** A person at work on that day. */
export const by = (actor: Actor, date: CalendarDate): Call => ({
  actor,
  now: date === todayIn('America/Chicago') ? new Date() : clockOn(date),
})

/** Reads as the application does, in the actor's tenant. */
export const readRows = <T extends object>(actor: Actor, query: (tenantId: Id) => SQL): Promise<T[]> =>
  withTenant(pools.app, actor, 'read', async ({ tx }) => [
    ...((await tx.execute(query(actor.tenantId))) as unknown as T[]),
  ])

/** Ids by code of a table of masters; `companyId` where codes are per company. */
export async function idsByCode(actor: Actor, table: string, companyId?: Id): Promise<(code: string) => Id> {
  const rows = await readRows<{ code: string; id: Id }>(
    actor,
    (tenantId) =>
      raw`select code, id from ${raw.identifier(table)} where tenant_id = ${tenantId}
          ${companyId ? raw`and company_id = ${companyId}` : raw``}`,
  )
  const ids = new Map(rows.map((r) => [r.code, r.id]))
  return (code) => {
    const id = ids.get(code)
    if (!id) throw new Error(`${table} has no ${code}`)
    return id
  }
}

/** Runs `work` for each, a few at a time: the database is asked while the answer of another is on its way. */
export async function inParallel<T, R>(
  list: readonly T[],
  work: (value: T, index: number) => Promise<R>,
  width = 6,
): Promise<R[]> {
  const results: R[] = []
  let next = 0
  const loop = async () => {
    for (let i = next++; i < list.length; i = next++) results[i] = await work(list[i] as T, i)
  }
  await Promise.all(Array.from({ length: Math.min(width, list.length) }, loop))
  return results
}
