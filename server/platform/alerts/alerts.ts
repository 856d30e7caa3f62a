import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { type AlertView, alertList, alertView } from '@/server/contracts/platform/control-lists'
import { notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { command, query } from '../commands/command'
import type { CommandContext, QueryContext } from '../commands/context'
import { listQueries } from '../lists/list'

/** A grant pattern that covers the permission `a.permission`: `sales.*` covers `sales.price.override`. */
const patterns = (ctx: QueryContext): string[] => [...ctx.actor.grants.keys()]
const covered = sql`a.audience_permission`

/** The alerts that the caller is meant to see: one's own, those of a permission one has, and those for everybody. */
const visible = (ctx: QueryContext) => sql`a.tenant_id = ${ctx.tenantId} and (
  a.audience_user_id = ${ctx.actor.userId}
  or (a.audience_user_id is null and a.audience_permission is null)
  or ${covered} = any (${sql.param(patterns(ctx))}::text[])
  or exists (select 1 from unnest(${sql.param(patterns(ctx))}::text[]) g
             where g = '*' or (g like '%.*' and ${covered} like left(g, length(g) - 1) || '%')))`

export const alerts = listQueries({
  definition: alertList,
  name: 'control.listAlerts',
  permission: 'control.alert.read',
  from: sql`alert a left join membership m on m.tenant_id = a.tenant_id and m.user_id = a.owner_id`,
  where: visible,
  columns: {
    createdAt: sql`a.created_at`,
    severity: sql`a.severity`,
    state: sql`a.state`,
    kind: sql`a.kind`,
    document: sql`a.document`,
    ownerName: sql`m.name`,
  },
  nullable: ['document', 'ownerName'],
  extra: {
    messageKey: sql`a.message_key`,
    params: sql`a.params::text`,
    documentId: sql`a.document_id`,
    ownerId: sql`a.owner_id`,
  },
  id: sql`a.id`,
  search: [sql`a.params::text`],
})

const columns = sql`a.id, a.kind, a.severity, a.state, a.message_key as "messageKey", a.params, a.document,
  a.document_id as "documentId", a.created_at as "createdAt"`

/** How many open alerts the caller has; counted up to a thousand. */
export async function countOpenAlerts(ctx: QueryContext): Promise<number> {
  const [total] = (await ctx.tx.execute(sql`
    select count(*)::int as count from (select 1 from alert a where ${visible(ctx)} and a.state = 'open' limit 1000) x`)) as unknown as {
    count: number
  }[]
  return total?.count ?? 0
}

/** The bell: how many are open, and the latest of them. */
export const openAlerts = query({
  name: 'control.openAlerts',
  permission: null,
  input: z.strictObject({ limit: z.int().min(1).max(50).default(10) }),
  output: z.object({ count: z.number(), latest: z.array(alertView) }),
  handler: async (ctx, { limit }) => {
    const latest = (await ctx.tx.execute(sql`
      select ${columns} from alert a where ${visible(ctx)} and a.state = 'open' order by a.id desc limit ${limit}`)) as unknown as AlertView[]
    return { count: await countOpenAlerts(ctx), latest: [...latest] }
  },
})

/** Alerts that the caller may see among these, or since an instant: what the live channel sends. */
export const liveAlerts = query({
  name: 'control.liveAlerts',
  permission: null,
  input: z.strictObject({
    ids: z.array(z.uuid()).max(200).default([]),
    since: z.iso.datetime({ error: 'validation.date' }).nullish(),
  }),
  output: z.array(alertView),
  handler: async (ctx, { ids, since }) => [
    ...((await ctx.tx.execute(sql`
      select ${columns} from alert a where ${visible(ctx)}
        and (a.id = any (${sql.param(ids)}::uuid[]) or a.updated_at > ${since ?? null}::timestamptz) order by a.id limit 200`)) as unknown as AlertView[]),
  ],
})

const change = (name: string, work: (ctx: CommandContext, id: Id) => Promise<unknown>) =>
  command({
    name,
    permission: 'control.alert.handle',
    input: z.strictObject({ id: z.uuid() }),
    output: z.object({ id: z.string() }),
    handler: async (ctx, { id }) => {
      const [row] = await ctx.tx.execute(sql`
        select a.kind from alert a where ${visible(ctx)} and a.id = ${id} for update`)
      if (!row) throw notFound('alert')
      await work(ctx, id)
      ctx.announce('alert', { id })
      return { id }
    },
  })

/** Takes an alert into one's hands: others see who. */
export const acknowledgeAlert = change(
  'control.acknowledgeAlert',
  ({ sql: q, tenantId, actor }, id) => q`
    update alert set state = 'acknowledged', owner_id = ${actor.userId}, updated_at = now()
    where tenant_id = ${tenantId} and id = ${id} and state = 'open'`,
)

/** Puts an alert away as dealt with. */
export const finishAlert = change(
  'control.finishAlert',
  ({ sql: q, tenantId, actor }, id) => q`
    update alert set state = 'done', done_at = now(), done_by = ${actor.userId}, owner_id = coalesce(owner_id, ${actor.userId}), updated_at = now()
    where tenant_id = ${tenantId} and id = ${id} and state <> 'done'`,
)

/** Puts a finished alert back. */
export const reopenAlert = change(
  'control.reopenAlert',
  ({ sql: q, tenantId }, id) => q`
    update alert a set state = 'open', done_at = null, done_by = null, updated_at = now()
    where tenant_id = ${tenantId} and id = ${id} and state <> 'open'
      and not exists (select 1 from alert b where b.tenant_id = a.tenant_id and b.dedupe_key = a.dedupe_key and b.state <> 'done' and b.id <> a.id)`,
)
