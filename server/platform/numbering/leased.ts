import type { QueryContext } from '../commands/context'
import { pools } from '../pools'
import { withTenant } from '../tenancy/transaction'
import { type NumberRequest, nextLeased } from './numbering'

/** The next number of a series that need not be gapless, for a document that shows its number from the first save. */
export const leasedNumber = (ctx: QueryContext, request: NumberRequest): Promise<string> => {
  const { tenantId, actor } = ctx
  const scope = { tenantId, userId: actor.userId, companies: actor.companies }
  return nextLeased(scope, request, (work) => withTenant(pools.numbers, scope, 'write', work))
}
