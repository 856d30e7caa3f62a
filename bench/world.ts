import { sql as raw } from 'drizzle-orm'
import '@/server/composition'
import { newId } from '@/server/kernel/ids'
import * as inventory from '@/server/modules/inventory'
import * as sales from '@/server/modules/sales'
import { runCommand } from '@/server/platform/commands/runner'
import { runAccount } from '@/server/platform/identity/account-command'
import type { Actor } from '@/server/platform/identity/actor'
import { createMyToken } from '@/server/platform/identity/my-sessions'
import { resolveActor } from '@/server/platform/identity/session'
import { signUp } from '@/server/platform/identity/sign-up'
import { pools } from '@/server/platform/pools'
import { createCompany } from '@/server/platform/tenancy/companies'
import { withTenant } from '@/server/platform/tenancy/transaction'

export const ITEMS = 500
export const CUSTOMERS = 200

/** What a workload needs to know of the tenant it runs in. */
export interface World {
  readonly actor: Actor
  readonly slug: string
  readonly tenantId: string
  readonly companyId: string
  readonly warehouseId: string
  readonly items: readonly string[]
  readonly customers: readonly string[]
  /** Bearer token of a person with every permission. */
  readonly token: string
  /** Session token for the web's cookie. */
  readonly session: string
}

/** A tenant made through its own commands: 500 items with plenty of stock and a price, 200 customers, all shipped rules live. */
export async function makeWorld(name: string, today: string): Promise<World> {
  const origin = { ip: null, userAgent: 'bench' }
  const person = {
    name: 'Bench',
    email: `${name}@example.com`,
    password: `${newId()}-Bench`,
    organisation: name,
    locale: 'en' as const,
  }
  const { token: session, slug, tenantId } = await signUp(person, origin)
  const actor = await resolveActor({ token: session, tenantSlug: slug })
  if (!actor) throw new Error('the bench tenant has no actor')
  const call = { actor }
  const company = { name, country: 'US', baseCurrency: 'USD', timeZone: 'UTC', chartTemplate: 'us' as const }
  const { id: companyId } = await runCommand(createCompany, company, call)
  const { unitId, warehouseId, taxCodeId, priceListId } = await masters(actor)
  const items = await inBatches(ITEMS, async (n) => {
    const item = {
      code: `ITEM-${n}`,
      name: `Item ${n}`,
      stockUnitId: unitId,
      taxCodeIds: taxCodeId ? [taxCodeId] : [],
      valuation: n % 2 ? ('fifo' as const) : ('average' as const),
    }
    return (await runCommand(inventory.createItem, item, call)).id
  })
  const customers = await inBatches(CUSTOMERS, async (n) => {
    const customer = {
      companyId,
      code: `C-${n}`,
      currency: 'USD',
      creditLimit: '10000000000',
      party: { name: `Customer ${n}` },
    }
    return (await runCommand(sales.createCustomer, customer, call)).id
  })
  const prices = items.map((itemId, n) => ({ itemId, unitPrice: String(100 + (n % 50)) }))
  await runCommand(sales.savePrices, { priceListId, prices }, call)
  const lines = items.map((itemId) => ({ itemId, quantity: '100000000', unitCost: '60' }))
  const stock = {
    companyId,
    kind: 'opening' as const,
    warehouseId,
    reason: 'Opening',
    documentDate: today,
    postingDate: today,
    lines,
  }
  const opening = await runCommand(inventory.createStockAdjustment, stock, call)
  await runCommand(inventory.postStockAdjustment, { id: opening.id }, call)
  const { token } = await runAccount(createMyToken, { name: 'bench', scopes: ['*'], expiresInDays: 1 }, actor)
  return { actor, slug, tenantId, companyId, warehouseId, items, customers, token, session }
}

/** What the set-up of the company made. */
const masters = (actor: Actor) =>
  withTenant(pools.app, actor, 'read', async ({ tx }) => {
    const t = actor.tenantId
    const one = async (query: ReturnType<typeof raw>) =>
      ((await tx.execute(query)) as unknown as { id: string }[])[0]?.id ?? ''
    return {
      unitId: await one(raw`select id from unit_of_measure where tenant_id = ${t} order by code limit 1`),
      warehouseId: await one(raw`select id from warehouse where tenant_id = ${t} and kind = 'normal' limit 1`),
      taxCodeId: await one(
        raw`select c.id from tax_code c join tax_rate r on r.tenant_id = c.tenant_id and r.tax_code_id = c.id where c.tenant_id = ${t} order by c.code limit 1`,
      ),
      priceListId: await one(raw`select id from price_list where tenant_id = ${t} limit 1`),
    }
  })

async function inBatches(count: number, make: (n: number) => Promise<string>): Promise<string[]> {
  const ids: string[] = []
  for (let n = 0; n < count; n += 8)
    ids.push(...(await Promise.all(Array.from({ length: Math.min(8, count - n) }, (_, k) => make(n + k)))))
  return ids
}
