import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { company, tenant } from '@/db/schema/platform/tenant'
import { countOpenAlerts } from '../alerts/alerts'
import { query } from '../commands/command'
import { waitingFor } from '../inbox/inbox'

/** What the frame around every page needs: the tenant, its companies that the caller may enter, what they may do, what waits. */
export const workspace = query({
  name: 'platform.workspace',
  permission: null,
  input: z.strictObject({}),
  output: z.object({
    tenant: z.object({ slug: z.string(), name: z.string() }),
    user: z.object({ id: z.string(), name: z.string(), email: z.string(), locale: z.enum(['en', 'zh']) }),
    companies: z.array(z.object({ id: z.string(), name: z.string(), currency: z.string(), timeZone: z.string() })),
    /** Granted permissions and patterns; with `!` before it, one that is withheld whatever is granted. */
    permissions: z.array(z.string()),
    counts: z.object({ alerts: z.int(), approvals: z.int() }),
  }),
  handler: async (ctx) => {
    const { tx, actor, tenantId } = ctx
    const permissions = [...actor.grants.keys(), ...(actor.withheld ?? []).map((pattern) => `!${pattern}`)]
    const [tenants, companies, alerts, waiting] = await Promise.all([
      tx.select({ slug: tenant.slug, name: tenant.name }).from(tenant).where(eq(tenant.id, tenantId)),
      tx
        .select({ id: company.id, name: company.name, currency: company.baseCurrency, timeZone: company.timeZone })
        .from(company)
        .where(and(eq(company.tenantId, tenantId), eq(company.status, 'active')))
        // The first company made comes first: it is where a person starts who has not chosen.
        .orderBy(company.id),
      countOpenAlerts(ctx),
      waitingFor(ctx),
    ])
    const { userId: id, name, email, locale } = actor
    return {
      tenant: tenants[0] ?? { slug: '', name: '' },
      user: { id, name, email, locale },
      companies,
      permissions,
      counts: { alerts, approvals: waiting.length },
    }
  },
})
