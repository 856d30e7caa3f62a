import type { DocumentAddress } from '@/db/schema/sales'
import { documentResult } from '@/server/contracts/sales/common'
import { addressSalesOrderInput } from '@/server/contracts/sales/sales-order'
import type { Id } from '@/server/kernel/ids'
import { documentCommand } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { customerTerms } from '../masters'
import { type OrderRow, orderResult, salesOrderKind } from './order'

/** Deliveries of this order that have not left and were going where the order was going go to the new address. */
async function redirectDeliveries(ctx: CommandContext, order: OrderRow, to: DocumentAddress | null): Promise<void> {
  const moved = await ctx.sql<{ id: Id; number: string }[]>`
    update delivery d set address = ${to && JSON.stringify(to)}::text::jsonb
    where d.tenant_id = ${ctx.tenantId} and d.company_id = ${order.companyId}
      and d.status in ('draft', 'released', 'picking', 'packed')
      and d.address is not distinct from (
        select o.delivery_address from sales_order o where o.tenant_id = ${ctx.tenantId} and o.id = ${order.id})
      and d.id in (
        select l.delivery_id from delivery_line l
        join sales_order_line s on s.tenant_id = l.tenant_id and s.id = l.order_line_id
        where s.tenant_id = ${ctx.tenantId} and s.order_id = ${order.id})
    returning d.id, d.number`
  for (const { id, number } of moved)
    ctx.record({
      action: 'update',
      document: 'delivery',
      documentId: id,
      companyId: order.companyId,
      label: number,
      after: { address: to },
    })
}

/**
 * Changes where an order goes and who is billed, as long as it is open: prices, taxes and reservations stay. Deliveries that
 * have not left follow; invoices take the billing address when they are made, those that are posted keep theirs.
 */
export const addressSalesOrder = documentCommand({
  name: 'sales.addressSalesOrder',
  permission: 'sales.sales_order.update',
  input: addressSalesOrderInput,
  output: documentResult,
  document: { kind: salesOrderKind, states: ['draft', 'quoted', 'in_approval', 'blocked', 'approved'] },
  handler: async (ctx, input, order, patch) => {
    const customer = await customerTerms(ctx, order.customerId, order.companyId)
    const { deliveryAddress = order.deliveryAddress, billingAddress = order.billingAddress } = input
    const goesTo = (deliveryAddress as DocumentAddress | null) ?? customer.deliveryAddress
    if (input.deliveryAddress !== undefined) await redirectDeliveries(ctx, order, goesTo)
    patch({
      deliveryAddress: goesTo,
      billingAddress: (billingAddress as DocumentAddress | null) ?? customer.billingAddress,
    })
    return orderResult(order, order.status)
  },
})
