import { conflict } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import type { QueryContext } from '@/server/platform/commands/context'
import type { AccountRole } from '../door'
import { remembered } from '../remembered'

const rolesOf = remembered(async (ctx, companyId): Promise<ReadonlyMap<string, Id>> => {
  const rows = await ctx.sql<{ role: string; account_id: Id }[]>`
    select role, account_id from account_role where tenant_id = ${ctx.tenantId} and company_id = ${companyId}`
  return new Map(rows.map((r) => [r.role, r.account_id]))
})

/** The accounts that play a part in postings of a company. The returned function throws finance.account_role_missing. */
export async function accounts(ctx: QueryContext, companyId: Id): Promise<(role: AccountRole) => Id> {
  const byRole = await rolesOf(ctx, companyId)
  return (role) => {
    const id = byRole.get(role)
    if (!id) throw conflict('finance.account_role_missing', { role })
    return id
  }
}
