import { notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import type { CommandContext, QueryContext } from '@/server/platform/commands/context'
import { supplierOfGuest } from './guest'

/** Orders of the guest that have been sent: what is being written or decided on is nobody's business yet. */
export const ownOrders = (ctx: QueryContext) => ctx.sql`
  o.tenant_id = ${ctx.tenantId} and o.supplier_id = ${supplierOfGuest(ctx)} and o.sent_at is not null
  and o.status in ('sent', 'confirmed', 'closed', 'cancelled')`

/** Locks an order of the guest, or refuses it as not found, whoever's it is. */
export async function ownOrder(
  ctx: CommandContext,
  id: Id,
): Promise<{ id: Id; number: string; companyId: Id; status: string }> {
  const [row] = await ctx.sql<{ id: Id; number: string; companyId: Id; status: string }[]>`
    select o.id, o.number, o.company_id as "companyId", o.status from purchase_order o where ${ownOrders(ctx)} and o.id = ${id} for update`
  if (!row) throw notFound('purchase_order')
  return row
}

/** Requests that the guest was asked by: `r` the request, `x` what became of it at this supplier. */
export const ownRequests = (ctx: QueryContext) => ctx.sql`
  request_for_quotation_supplier x join request_for_quotation r on r.tenant_id = x.tenant_id and r.id = x.rfq_id
  where x.tenant_id = ${ctx.tenantId} and x.supplier_id = ${supplierOfGuest(ctx)} and x.sent_at is not null
    and r.status in ('sent', 'closed', 'cancelled')`

/** Locks a request that the guest was asked by, or refuses it as not found. */
export async function ownRequest(
  ctx: CommandContext,
  id: Id,
): Promise<{ number: string; companyId: Id; declined: boolean }> {
  const [row] = await ctx.sql<{ number: string; companyId: Id; declined: boolean }[]>`
    select r.number, r.company_id as "companyId", x.declined from ${ownRequests(ctx)} and r.id = ${id} for update of r`
  if (!row) throw notFound('request_for_quotation')
  return row
}
