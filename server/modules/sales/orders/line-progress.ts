import { salesOrder, salesOrderLine } from '@/db/schema/sales'
import { notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import type { DecimalString } from '@/server/kernel/money'
import type { CommandContext, QueryContext } from '@/server/platform/commands/context'
import { rowReader } from '@/server/platform/tenancy/rows'
import type { OrderLineRow, OrderRow } from './order'

/** What happened to an order line, as differences. Quantities in the stock unit. */
export interface LineProgress {
  readonly id: Id
  readonly planned?: DecimalString
  readonly delivered?: DecimalString
  readonly reserved?: DecimalString
  readonly returned?: DecimalString
  readonly invoiced?: DecimalString
  readonly credited?: DecimalString
  readonly invoicedAmount?: DecimalString
  readonly invoicedDiscount?: DecimalString
}

/** Adds differences to the progress of any number of lines with one statement; what is short follows. */
export async function advanceLines(ctx: CommandContext, changes: readonly LineProgress[]): Promise<void> {
  if (changes.length === 0) return
  const rows = changes.map((c) => ({
    id: c.id,
    planned: c.planned ?? '0',
    delivered: c.delivered ?? '0',
    reserved: c.reserved ?? '0',
    returned: c.returned ?? '0',
    invoiced: c.invoiced ?? '0',
    credited: c.credited ?? '0',
    amount: c.invoicedAmount ?? '0',
    discount: c.invoicedDiscount ?? '0',
  }))
  await ctx.sql`
    update sales_order_line l set
      planned_quantity = l.planned_quantity + c.planned,
      delivered_quantity = l.delivered_quantity + c.delivered,
      reserved_quantity = greatest(l.reserved_quantity + c.reserved, 0),
      returned_quantity = l.returned_quantity + c.returned,
      invoiced_quantity = l.invoiced_quantity + c.invoiced,
      credited_quantity = l.credited_quantity + c.credited,
      invoiced_amount = l.invoiced_amount + c.amount,
      invoiced_discount = l.invoiced_discount + c.discount,
      short_quantity = case when l.stocked
        then greatest(l.opened_quantity - l.delivered_quantity - c.delivered - greatest(l.reserved_quantity + c.reserved, 0), 0) else 0 end
    from (select id, sum(planned) as planned, sum(delivered) as delivered, sum(reserved) as reserved, sum(returned) as returned,
        sum(invoiced) as invoiced, sum(credited) as credited, sum(amount) as amount, sum(discount) as discount
      from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r(id uuid, planned numeric, delivered numeric, reserved numeric,
        returned numeric, invoiced numeric, credited numeric, amount numeric, discount numeric) group by id) c
    where l.tenant_id = ${ctx.tenantId} and l.id = any(${rows.map((r) => r.id)}::uuid[]) and l.id = c.id`
}

/** Locks orders in the order of their ids, and reads their lines: what changes an order from outside comes this way. */
export async function lockOrders(
  ctx: CommandContext,
  ids: readonly Id[],
): Promise<{ orders: Map<Id, OrderRow>; lines: OrderLineRow[] }> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return { orders: new Map(), lines: [] }
  // The lock goes out first and at once: what is sent behind it waits for it, and then sees what was committed meanwhile.
  const [orders, lines] = await Promise.all([lockedOrders(ctx, wanted), linesOfOrders(ctx, wanted)])
  if (orders.length !== wanted.length) throw notFound('sales_order')
  return { orders: new Map(orders.map((o) => [o.id, o])), lines }
}

const lockedOrders = rowReader(salesOrder, 'id = any ($2::uuid[]) order by id for update')
const orderLines = rowReader(salesOrderLine, 'order_id = any ($2::uuid[]) order by order_id, position')

/** Sent behind the lock, so it sees what the one before has committed. */
export const linesOfOrders = (ctx: QueryContext, ids: readonly Id[]): Promise<OrderLineRow[]> =>
  orderLines(ctx, [...ids])
