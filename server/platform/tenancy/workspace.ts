import { and, eq, sql as raw } from 'drizzle-orm'
import { z } from 'zod'
import { alert } from '@/db/schema/platform/alert'
import { company, tenant } from '@/db/schema/platform/tenant'
import { query } from '../commands/command'

/** What the frame around every page needs: the tenant, its companies that the caller may enter, what they may do, what waits. */
export const workspace = query({
  name: 'platform.workspace',
  permission: null,
  input: z.strictObject({}),
  output: z.object({
    tenant: z.object({ slug: z.string(), name: z.string() }),
    user: z.object({ id: z.string(), name: z.string(), email: z.string(), locale: z.enum(['en', 'zh']) }),
    companies: z.array(z.object({ id: z.string(), name: z.string(), currency: z.string(), timeZone: z.string() })),
    permissions: z.array(z.string()),
    counts: z.object({ alerts: z.int(), approvals: z.int() }),
  }),
  handler: async ({ tx, actor, tenantId }) => {
    const permissions = [...actor.grants.keys()]
    const audience = raw`(${alert.audienceUserId} = ${actor.userId} or ${alert.audiencePermission} = any (${permissions})
      or (${alert.audiencePermission} is not null and ${actor.grants.has('*')}))`
    const [tenants, companies, alerts] = await Promise.all([
      tx.select({ slug: tenant.slug, name: tenant.name }).from(tenant).where(eq(tenant.id, tenantId)),
      tx
        .select({ id: company.id, name: company.name, currency: company.baseCurrency, timeZone: company.timeZone })
        .from(company)
        .where(and(eq(company.tenantId, tenantId), eq(company.status, 'active')))
        .orderBy(company.code),
      tx
        .select({ n: raw<number>`count(*)::int` })
        .from(alert)
        .where(and(eq(alert.tenantId, tenantId), eq(alert.state, 'open'), audience)),
    ])
    const { userId: id, name, email, locale } = actor
    return {
      tenant: tenants[0] ?? { slug: '', name: '' },
      user: { id, name, email, locale },
      companies,
      permissions,
      counts: { alerts: alerts[0]?.n ?? 0, approvals: 0 },
    }
  },
})
