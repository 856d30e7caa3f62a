import { z } from 'zod'
import { delegationView, saveDelegationInput } from '@/server/contracts/platform/approval'
import { idField } from '@/server/contracts/platform/field'
import { conflict, forbidden, notFound, validation } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { command, query } from '../commands/command'
import type { CommandContext } from '../commands/context'
import { demand, may } from '../identity/actor'
import { declarePermissions } from '../identity/declared'

/** Naming a stand-in for somebody else, who fell ill before they could. */
const FOR_OTHERS = 'control.approval.delegate'
declarePermissions(FOR_OTHERS)

async function demandPerson(ctx: CommandContext, userId: Id, path: string): Promise<string> {
  const [row] = await ctx.sql<{ name: string }[]>`
    select name from membership where tenant_id = ${ctx.tenantId} and user_id = ${userId} and status = 'active'`
  if (!row) throw validation('approval.delegate_unknown', path)
  return row.name
}

/** Says who decides in one's place from one day to another, both inclusive. What waits already is theirs to decide as well. */
export const saveDelegation = command({
  name: 'control.saveDelegation',
  permission: null,
  input: saveDelegationInput,
  output: z.object({ id: z.string() }),
  handler: async (ctx, { fromUserId = ctx.actor.userId, toUserId, fromDate, toDate, note }) => {
    if (fromUserId !== ctx.actor.userId) demand(ctx.actor, FOR_OTHERS)
    if (fromUserId === toUserId) throw validation('approval.delegate_self', 'toUserId')
    const [from, to] = [
      await demandPerson(ctx, fromUserId, 'fromUserId'),
      await demandPerson(ctx, toUserId, 'toUserId'),
    ]
    // Two people who stand in for each other would leave nobody; both rows are locked in order, so that neither slips past the other.
    await ctx.sql`
      select 1 from membership where tenant_id = ${ctx.tenantId} and user_id = any (${[fromUserId, toUserId]}::uuid[]) order by id for update`
    const [away] = await ctx.sql`
      select 1 from approval_delegation where tenant_id = ${ctx.tenantId} and from_user_id = ${toUserId} and revoked_at is null
        and from_date <= ${toDate}::date and to_date >= ${fromDate}::date limit 1`
    if (away) throw validation('approval.delegate_loop', 'toUserId', { name: to })
    const id = newId()
    await ctx.sql`
      insert into approval_delegation (tenant_id, id, from_user_id, to_user_id, from_date, to_date, note, created_by, updated_by)
      values (${ctx.tenantId}, ${id}, ${fromUserId}, ${toUserId}, ${fromDate}, ${toDate}, ${note}, ${ctx.actor.userId}, ${ctx.actor.userId})`
    ctx.record({
      action: 'delegate',
      document: 'approval_delegation',
      documentId: id,
      label: from,
      after: { from, to, fromDate, toDate },
    })
    return { id }
  },
})

/** Ends a delegation at once. */
export const revokeDelegation = command({
  name: 'control.revokeDelegation',
  permission: null,
  input: z.strictObject({ id: idField }),
  output: z.object({ id: z.string() }),
  handler: async (ctx, { id }) => {
    const [row] = await ctx.sql<{ fromUserId: Id; revoked: boolean; name: string | null }[]>`
      select d.from_user_id as "fromUserId", d.revoked_at is not null as revoked, m.name from approval_delegation d
      left join membership m on m.tenant_id = d.tenant_id and m.user_id = d.from_user_id
      where d.tenant_id = ${ctx.tenantId} and d.id = ${id} for update of d`
    if (!row) throw notFound('approval_delegation')
    if (row.fromUserId !== ctx.actor.userId && !may(ctx.actor, FOR_OTHERS)) throw forbidden(FOR_OTHERS)
    if (row.revoked) throw conflict('approval.delegation_over')
    await ctx.sql`
      update approval_delegation set revoked_at = ${ctx.now.toISOString()}, version = version + 1, updated_at = now(), updated_by = ${ctx.actor.userId}
      where tenant_id = ${ctx.tenantId} and id = ${id}`
    ctx.record({ action: 'end_delegation', document: 'approval_delegation', documentId: id, label: row.name })
    return { id }
  },
})

/** Who stands in for whom from today on: of oneself, or of the whole tenant for who may arrange it for others. */
export const delegations = query({
  name: 'control.delegations',
  permission: null,
  input: z.strictObject({ everybody: z.boolean().default(false) }),
  output: z.array(delegationView),
  handler: async (ctx, { everybody }) => {
    if (everybody) demand(ctx.actor, FOR_OTHERS)
    const me = ctx.actor.userId
    const today = ctx.now.toISOString().slice(0, 10)
    return [
      ...(await ctx.sql<z.infer<typeof delegationView>[]>`
        select d.id, d.from_user_id as "fromUserId", a.name as "fromName", d.to_user_id as "toUserId", b.name as "toName",
               d.from_date::text as "fromDate", d.to_date::text as "toDate", d.note, d.from_user_id = ${me} as mine
        from approval_delegation d
        join membership a on a.tenant_id = d.tenant_id and a.user_id = d.from_user_id
        join membership b on b.tenant_id = d.tenant_id and b.user_id = d.to_user_id
        where d.tenant_id = ${ctx.tenantId} and d.revoked_at is null and d.to_date >= ${today}::date - 1
          and (${everybody} or ${me} in (d.from_user_id, d.to_user_id))
        order by d.from_date, d.id limit 200`),
    ]
  },
})
