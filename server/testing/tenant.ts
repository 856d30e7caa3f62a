import { preparedDrizzle } from '@/db/client'
import { company, tenant } from '@/db/schema/platform/tenant'
import { type Id, newId } from '@/server/kernel/ids'
import type { Actor, Grant } from '@/server/platform/identity/actor'
import { pools } from '@/server/platform/pools'
import { withTenant } from '@/server/platform/tenancy/transaction'

/** A tenant of its own for one suite: nothing that a suite does is seen by another. */
export interface TestTenant {
  readonly tenantId: Id
  readonly companyId: Id
  /** Every permission in every company. */
  readonly admin: Actor
}

/** An actor with exactly these permissions. */
export function actorOf(
  tenantId: Id,
  permissions: readonly string[] | Readonly<Record<string, Grant>>,
  more: Partial<Actor> = {},
): Actor {
  const grants = Array.isArray(permissions)
    ? permissions.map((p: string) => [p, { scope: 'all', amountLimit: null } as Grant] as const)
    : Object.entries(permissions as Record<string, Grant>)
  return {
    kind: 'user',
    userId: newId(),
    tenantId,
    name: 'Test User',
    email: 'test@example.com',
    locale: 'en',
    companies: '*',
    grants: new Map(grants),
    roles: [],
    ...more,
  }
}

/** Makes a bare tenant with one company (base currency USD unless told). Modules set their own masters up on it. */
export async function createTestTenant(options: { baseCurrency?: string; country?: string } = {}): Promise<TestTenant> {
  const tenantId = newId()
  const companyId = newId()
  const slug = `t-${tenantId.slice(-12)}`
  await preparedDrizzle(pools.auth, pools.auth).insert(tenant).values({ id: tenantId, slug, name: slug })
  const admin = actorOf(tenantId, ['*'])
  await withTenant(pools.app, admin, 'write', ({ tx }) =>
    tx.insert(company).values({
      tenantId,
      id: companyId,
      code: 'C1',
      name: 'Test Company',
      legalName: 'Test Company Ltd',
      baseCurrency: options.baseCurrency ?? 'USD',
      country: options.country ?? 'US',
    }),
  )
  return { tenantId, companyId, admin }
}
