import { z } from 'zod'
import { idField, text } from '@/server/contracts/platform/field'
import { conflict, notFound } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import { command, query } from '../commands/command'
import { may } from '../identity/actor'
import { declarePermissions } from '../identity/declared'

const listName = z.string().regex(/^[a-zA-Z_.]{1,80}$/)

/** Who may change and delete views that others shared. */
const MANAGE_SHARED = 'platform.view.manage'
declarePermissions(MANAGE_SHARED)

/** The views of a list that the caller may use: one's own and those that are shared. */
export const savedViews = query({
  name: 'platform.savedViews',
  permission: null,
  input: z.strictObject({ list: listName }),
  output: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      shared: z.boolean(),
      mine: z.boolean(),
      isDefault: z.boolean(),
      query: z.string(),
    }),
  ),
  handler: async ({ sql, tenantId, actor }, { list }) => [
    ...(await sql<{ id: string; name: string; shared: boolean; mine: boolean; isDefault: boolean; query: string }[]>`
      select v.id, v.name, v.shared, v.owner_id = ${actor.userId} as mine, d.view_id is not null as "isDefault", v.query
      from saved_view v
      left join default_view d on d.tenant_id = v.tenant_id and d.user_id = ${actor.userId} and d.list = v.list and d.view_id = v.id
      where v.tenant_id = ${tenantId} and v.list = ${list} and (v.shared or v.owner_id = ${actor.userId}) order by v.name, v.id`),
  ],
})

/** Saves a view, or changes one: name, sharing and what it shows. */
export const saveView = command({
  name: 'platform.saveView',
  permission: null,
  input: z.strictObject({
    id: idField.optional(),
    list: listName,
    name: text(80),
    shared: z.boolean(),
    query: z.string().max(4000),
  }),
  output: z.object({ id: z.string() }),
  handler: async ({ sql, tenantId, actor }, { id, list, name, shared, query: state }) => {
    if (id) {
      const changed = await sql`
        update saved_view set name = ${name}, shared = ${shared}, query = ${state}, updated_at = now()
        where tenant_id = ${tenantId} and id = ${id} and list = ${list}
          and (owner_id = ${actor.userId} or (shared and ${may(actor, MANAGE_SHARED)}))`
      if (changed.count === 0) throw notFound('saved_view')
      return { id }
    }
    const [{ count } = { count: 0 }] = await sql<{ count: number }[]>`
      select count(*)::int as count from saved_view where tenant_id = ${tenantId} and list = ${list} and owner_id = ${actor.userId}`
    if (count >= 100) throw conflict('control.too_many_views', { limit: 100 })
    const made = newId()
    await sql`
      insert into saved_view (tenant_id, id, list, name, shared, query, owner_id)
      values (${tenantId}, ${made}, ${list}, ${name}, ${shared}, ${state}, ${actor.userId})`
    return { id: made }
  },
})

/** Deletes a view, for everybody who used it. */
export const removeView = command({
  name: 'platform.removeView',
  permission: null,
  input: z.strictObject({ id: idField }),
  output: z.object({ id: z.string() }),
  handler: async ({ sql, tenantId, actor }, { id }) => {
    const removed = await sql`
      delete from saved_view where tenant_id = ${tenantId} and id = ${id}
        and (owner_id = ${actor.userId} or (shared and ${may(actor, MANAGE_SHARED)}))`
    if (removed.count === 0) throw notFound('saved_view')
    await sql`delete from default_view where tenant_id = ${tenantId} and view_id = ${id}`
    return { id }
  },
})

/** Which view opens first for the caller; null = the plain list. */
export const setDefaultView = command({
  name: 'platform.setDefaultView',
  permission: null,
  input: z.strictObject({ list: listName, id: idField.nullable() }),
  output: z.object({ id: z.string().nullable() }),
  handler: async ({ sql, tenantId, actor }, { list, id }) => {
    if (id) {
      const [view] = await sql`
        select 1 from saved_view where tenant_id = ${tenantId} and id = ${id} and list = ${list} and (shared or owner_id = ${actor.userId})`
      if (!view) throw notFound('saved_view')
    }
    await sql`
      insert into default_view (tenant_id, id, list, user_id, view_id) values (${tenantId}, ${newId()}, ${list}, ${actor.userId}, ${id})
      on conflict (tenant_id, user_id, list) do update set view_id = excluded.view_id`
    return { id }
  },
})
