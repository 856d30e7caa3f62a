import { salesReturn, salesReturnLine } from '@/db/schema/sales'
import { documentResult } from '@/server/contracts/sales/common'
import { createSalesReturnInput } from '@/server/contracts/sales/sales-return'
import { conflict, validation } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { type DecimalString, dec, plain } from '@/server/kernel/money'
import { company } from '@/server/modules/finance'
import { command } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { leasedNumber } from '@/server/platform/numbering/leased'
import { insertRows } from '@/server/platform/tenancy/bulk'

interface Returnable {
  id: Id
  orderLineId: Id
  itemId: Id
  description: string
  warehouseId: Id
  lotId: Id | null
  companyId: Id
  customerId: Id
  partyId: Id
  customerName: string
  left: DecimalString
}

/** Delivered lines, locked, with what of them has neither come back nor is announced to. */
async function returnable(ctx: CommandContext, ids: readonly Id[]): Promise<Map<Id, Returnable>> {
  const wanted = [...new Set(ids)].sort()
  await ctx.sql`
    select id from delivery_line where tenant_id = ${ctx.tenantId} and id = any(${wanted}::uuid[]) order by id for update`
  const rows = await ctx.sql<Returnable[]>`
    select l.id, l.order_line_id as "orderLineId", l.item_id as "itemId", l.description, l.warehouse_id as "warehouseId",
      l.lot_id as "lotId", d.company_id as "companyId", d.customer_id as "customerId", d.party_id as "partyId",
      d.customer_name as "customerName",
      l.quantity - l.returned_quantity - coalesce((select sum(r.quantity) from sales_return_line r
        join sales_return h on h.tenant_id = r.tenant_id and h.id = r.return_id and h.status in ('draft', 'approved')
        where r.tenant_id = l.tenant_id and r.delivery_line_id = l.id), 0) as left
    from delivery_line l join delivery d on d.tenant_id = l.tenant_id and d.id = l.delivery_id and d.status = 'posted'
    where l.tenant_id = ${ctx.tenantId} and l.id = any(${wanted}::uuid[])`
  return new Map(rows.map((r) => [r.id, r]))
}

/** Where goods go that are not sold again at once: the company's quarantine warehouse. */
async function quarantine(ctx: CommandContext, companyId: Id): Promise<Id> {
  const [row] = await ctx.sql<{ id: Id }[]>`
    select id from warehouse where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and kind = 'quarantine'
      and status = 'active' order by code limit 1`
  if (!row) throw conflict('sales.no_quarantine')
  return row.id
}

/** Announces goods that come back. Never more than was delivered less what has come back. Errors: sales.over_returned. */
export const createSalesReturn = command({
  name: 'sales.createSalesReturn',
  permission: 'sales.sales_return.create',
  input: createSalesReturnInput,
  output: documentResult,
  handler: async (ctx, input) => {
    const { companyId } = input
    const known = await returnable(
      ctx,
      input.lines.map((l) => l.deliveryLineId),
    )
    const lines = input.lines.map((l, i) => {
      const from = known.get(l.deliveryLineId)
      if (!from || from.companyId !== companyId) throw validation('sales.unknown_line', `lines.${i}.deliveryLineId`)
      if (dec(l.quantity).greaterThan(from.left))
        throw conflict('sales.over_returned', { item: from.description, left: plain(from.left) })
      from.left = plain(dec(from.left).minus(l.quantity))
      return { ...l, from }
    })
    const [first] = lines
    if (!first || lines.some((l) => l.from.customerId !== first.from.customerId)) throw conflict('sales.one_customer')
    const aside = lines.some((l) => l.disposition === 'quarantine') ? await quarantine(ctx, companyId) : null
    const { today } = await company(ctx, companyId)
    const documentDate = input.documentDate ?? today
    const number = await leasedNumber(ctx, { companyId, document: 'sales_return', date: documentDate })
    const id = newId()
    const { customerId, partyId, customerName } = first.from
    await Promise.all([
      insertRows(ctx, salesReturn, [
        {
          id,
          companyId,
          status: 'draft' as const,
          number,
          customerId,
          partyId,
          customerName,
          documentDate,
          reason: input.reason,
          credit: input.credit,
          note: input.note,
          createdBy: ctx.actor.userId,
          updatedBy: ctx.actor.userId,
        },
      ]),
      insertRows(
        ctx,
        salesReturnLine,
        lines.map((l, i) => ({
          id: newId(),
          companyId,
          returnId: id,
          position: i + 1,
          deliveryLineId: l.deliveryLineId,
          orderLineId: l.from.orderLineId,
          itemId: l.from.itemId,
          description: l.from.description,
          quantity: l.quantity,
          disposition: l.disposition,
          warehouseId: l.disposition === 'quarantine' && aside ? aside : (l.warehouseId ?? l.from.warehouseId),
          binId: l.binId ?? null,
          lotId: l.from.lotId,
        })),
      ),
    ])
    ctx.record({
      action: 'create',
      document: 'sales_return',
      documentId: id,
      companyId,
      label: number,
      after: { customerName },
    })
    return { id, number, status: 'draft', version: 1 }
  },
})
