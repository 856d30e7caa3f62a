import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { activityInput, anchorInput, auditEntry, auditList, chainReport } from '@/server/contracts/platform/audit'
import { idField } from '@/server/contracts/platform/field'
import { forbidden, notFound } from '@/server/kernel/errors'
import { query } from '../commands/command'
import { type Actor, may } from '../identity/actor'
import { listPermissions } from '../identity/system-roles'
import { listQueries } from '../lists/list'
import { verifyChain } from './verify'

const PERMISSION = 'platform.audit.read'

/** Who did what to what, the latest first. */
export const listAudit = listQueries({
  definition: auditList,
  name: 'platform.listAudit',
  permission: PERMISSION,
  from: sql`audit_log a
    left join membership m on m.tenant_id = a.tenant_id and m.user_id = a.actor_id
    left join company co on co.tenant_id = a.tenant_id and co.id = a.company_id`,
  where: (ctx) => sql`a.tenant_id = ${ctx.tenantId}`,
  columns: {
    at: sql`a.at`,
    actor: sql`m.name`,
    actorKind: sql`a.actor_kind`,
    action: sql`a.action`,
    document: sql`a.document`,
    label: sql`a.label`,
    company: sql`co.name`,
    sealed: sql`exists (select 1 from audit_chain c where c.tenant_id = a.tenant_id and c.audit_id = a.id)`,
  },
  nullable: ['actor', 'document', 'label', 'company'],
  extra: { documentId: sql`a.document_id` },
  id: sql`a.id`,
  search: [sql`a.label`, sql`m.name`, sql`a.action`],
})

const entries = sql`
  select a.id, a.at, m.name as actor, a.actor_kind as "actorKind", a.action, a.before, a.after
    from audit_log a left join membership m on m.tenant_id = a.tenant_id and m.user_id = a.actor_id`

/** One audit row with what was before and after. */
export const getAuditEntry = query({
  name: 'platform.getAuditEntry',
  permission: PERMISSION,
  input: z.strictObject({ id: idField }),
  output: auditEntry,
  handler: async (ctx, { id }) => {
    const rows = await ctx.tx.execute(sql`${entries} where a.tenant_id = ${ctx.tenantId} and a.id = ${id}`)
    const [row] = rows
    if (!row) throw notFound('audit_entry')
    return auditEntry.parse(row)
  },
})

/** Everything that happened to one document, the latest first. Open to who may read that kind of document, or the log. */
export const documentActivity = query({
  name: 'platform.documentActivity',
  permission: null,
  input: activityInput,
  output: z.object({ rows: z.array(auditEntry), more: z.boolean() }),
  handler: async (ctx, { document, documentId, before }) => {
    if (!mayRead(ctx.actor, document)) throw forbidden(PERMISSION)
    const rows = await ctx.tx.execute(sql`${entries}
      where a.tenant_id = ${ctx.tenantId} and a.document_id = ${documentId} and a.document = ${document}
        and (a.company_id is null or app_company_allowed(a.company_id))
        ${before ? sql`and a.id < ${before}` : sql``}
      order by a.id desc limit 51`)
    return { rows: rows.slice(0, 50).map((row) => auditEntry.parse(row)), more: rows.length > 50 }
  },
})

const mayRead = (actor: Actor, document: string): boolean =>
  may(actor, PERMISSION) ||
  listPermissions().some((name) => /\.(read|view)$/.test(name) && name.split('.')[1] === document && may(actor, name))

/** Recomputes the seal of the whole log; with a head noted earlier it also shows that nothing was cut off. */
export const verifyAudit = query({
  name: 'platform.verifyAudit',
  permission: PERMISSION,
  input: anchorInput,
  output: chainReport,
  handler: (ctx, { anchor }) => verifyChain(ctx.sql, ctx.tenantId, anchor),
})
