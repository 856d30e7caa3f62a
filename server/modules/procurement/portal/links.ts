import { z } from 'zod'
import { supplierPortalLink } from '@/db/schema/procurement'
import { idField } from '@/server/contracts/platform/field'
import {
  createdPortalLink,
  createPortalLinkInput,
  type PortalGuest,
  type PortalLinkView,
  portalGuest,
  portalLinkView,
} from '@/server/contracts/procurement/portal'
import { forbidden, notFound } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { company } from '@/server/modules/finance'
import { command, query } from '@/server/platform/commands/command'
import type { QueryContext } from '@/server/platform/commands/context'
import type { Call } from '@/server/platform/commands/runner'
import { runCommand } from '@/server/platform/commands/runner'
import { portalUrl } from '@/server/platform/identity/portal-link'
import { insertRows } from '@/server/platform/tenancy/bulk'
import { supplierTerms } from '../masters'
import { supplierOfGuest } from './guest'

const PERMISSION = 'procurement.supplier.portal'
const DAY = 86_400_000
const linkDocument = 'supplier_portal_link'

/** The mails' own link of a supplier that runs for another month. */
async function mailedLink(ctx: QueryContext, supplierId: Id) {
  const [row] = await ctx.sql<{ id: Id; expiresAt: string }[]>`
    select id, expires_at as "expiresAt" from supplier_portal_link
    where tenant_id = ${ctx.tenantId} and supplier_id = ${supplierId} and mailed and revoked_at is null
      and expires_at > ${new Date(ctx.now.getTime() + 30 * DAY).toISOString()} order by expires_at desc limit 1`
  return row
}

/** Makes a link by which a supplier without an account sees and answers its own documents, until it expires or is revoked. */
export const createPortalLink = command({
  name: 'procurement.createPortalLink',
  permission: PERMISSION,
  input: createPortalLinkInput,
  output: createdPortalLink,
  handler: async (ctx, { supplierId, days, note, mailed }) => {
    const { companyId, code } = await supplierTerms(ctx, supplierId)
    const there = mailed ? await mailedLink(ctx, supplierId) : undefined
    if (there) return { ...there, url: portalUrl(ctx.tenantId, there.id) }
    const id = newId()
    const expiresAt = new Date(ctx.now.getTime() + days * DAY).toISOString()
    await insertRows(ctx, supplierPortalLink, [
      { id, companyId, supplierId, mailed, note, expiresAt, createdBy: ctx.actor.userId, updatedBy: ctx.actor.userId },
    ])
    const change = { document: linkDocument, documentId: id, companyId, label: code }
    ctx.record({ ...change, action: 'create', after: { expiresAt, mailed, note } })
    return { id, expiresAt, url: portalUrl(ctx.tenantId, id) }
  },
})

/** The link that goes into a mail to a supplier. */
export const linkForMail = async (call: Call, supplierId: Id): Promise<string> =>
  (await runCommand(createPortalLink, { supplierId, mailed: true }, call)).url

/** The links of a supplier, the latest first. */
export const portalLinks = query({
  name: 'procurement.portalLinks',
  permission: PERMISSION,
  input: z.strictObject({ supplierId: idField }),
  output: z.array(portalLinkView),
  handler: async (ctx, { supplierId }) => {
    const now = ctx.now.toISOString()
    const rows = await ctx.sql<Omit<PortalLinkView, 'url'>[]>`
      select l.id, l.mailed, l.note, l.expires_at as "expiresAt", l.last_used_at as "lastUsedAt", l.created_at as "createdAt",
        m.name as "createdByName",
        case when l.revoked_at is not null then 'revoked' when l.expires_at <= ${now}::timestamptz then 'expired' else 'open' end as state
      from supplier_portal_link l left join membership m on m.tenant_id = l.tenant_id and m.user_id = l.created_by
      where l.tenant_id = ${ctx.tenantId} and l.supplier_id = ${supplierId} order by l.created_at desc, l.id desc limit 100`
    return rows.map((r) => ({ ...r, url: r.state === 'open' ? portalUrl(ctx.tenantId, r.id) : null }))
  },
})

/** Ends a link at once. */
export const revokePortalLink = command({
  name: 'procurement.revokePortalLink',
  permission: PERMISSION,
  input: z.strictObject({ id: idField }),
  output: z.object({ id: z.string() }),
  handler: async (ctx, { id }) => {
    const now = ctx.now.toISOString()
    const [row] = await ctx.sql<{ companyId: Id; code: string }[]>`
      update supplier_portal_link l set revoked_at = coalesce(l.revoked_at, ${now}), revoked_by = coalesce(l.revoked_by, ${ctx.actor.userId}),
        version = l.version + 1, updated_at = ${now}, updated_by = ${ctx.actor.userId}
      from supplier s where l.tenant_id = ${ctx.tenantId} and l.id = ${id} and s.tenant_id = l.tenant_id and s.id = l.supplier_id
      returning l.company_id as "companyId", s.code`
    if (!row) throw notFound(linkDocument)
    const change = { document: linkDocument, documentId: id, companyId: row.companyId, label: row.code }
    ctx.record({ ...change, action: 'revoke' })
    return { id }
  },
})

/** Who the bearer of a link is; refused as not found when it has expired, was revoked or never was. */
export const guestOfLink = query({
  name: 'procurement.guestOfPortalLink',
  permission: 'procurement.portal.enter',
  input: z.strictObject({}),
  output: portalGuest,
  handler: async (ctx) => {
    if (ctx.actor.kind !== 'guest') throw forbidden('procurement.portal')
    const [row] = await ctx.sql<Omit<PortalGuest, 'today'>[]>`
      select s.id as "supplierId", s.name as "supplierName", k.id as "companyId", k.name as "companyName", p.locale, s.currency
      from supplier_portal_link l
      join tenant t on t.id = l.tenant_id and t.status = 'active'
      join company k on k.tenant_id = l.tenant_id and k.id = l.company_id and k.status = 'active'
      join supplier s on s.tenant_id = l.tenant_id and s.id = l.supplier_id
      join party p on p.tenant_id = s.tenant_id and p.id = s.party_id
      where l.tenant_id = ${ctx.tenantId} and l.id = ${ctx.actor.userId} and l.revoked_at is null
        and l.expires_at > ${ctx.now.toISOString()}::timestamptz`
    if (!row) throw notFound(linkDocument)
    return { ...row, today: (await company(ctx, row.companyId)).today }
  },
})

/** Leaves a trace of each time the page of a link is opened. */
export const openPortal = command({
  name: 'procurement.openPortal',
  permission: 'procurement.portal.read',
  input: z.strictObject({}),
  output: z.object({ id: z.string() }),
  handler: async (ctx) => {
    supplierOfGuest(ctx)
    const { userId: id } = ctx.actor
    const [row] = await ctx.sql<{ companyId: Id }[]>`
      update supplier_portal_link set last_used_at = ${ctx.now.toISOString()} where tenant_id = ${ctx.tenantId} and id = ${id}
      returning company_id as "companyId"`
    if (!row) throw notFound(linkDocument)
    const change = { document: linkDocument, documentId: id, companyId: row.companyId, label: ctx.actor.name }
    ctx.record({ ...change, action: 'use' })
    return { id }
  },
})
