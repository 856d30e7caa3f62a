import { salesOrder, salesOrderLine } from '@/db/schema/sales'
import { salesOrderMachine } from '@/server/contracts/sales/sales-order'
import type { Id } from '@/server/kernel/ids'
import type { DocumentKind, RowOf } from '@/server/platform/commands/command'
import type { CommandContext, QueryContext } from '@/server/platform/commands/context'
import type { RuleSubject } from '@/server/platform/rules/subject'
import { rowReader } from '@/server/platform/tenancy/rows'
import { salesSubject } from '../facts/sales-subject'

export type OrderRow = RowOf<typeof salesOrder>
export type OrderLineRow = typeof salesOrderLine.$inferSelect

export const salesOrderKind: DocumentKind<
  typeof salesOrder,
  (typeof salesOrderMachine.states)[number],
  keyof typeof salesOrderMachine.transitions
> = {
  type: 'sales_order',
  table: salesOrder,
  machine: salesOrderMachine,
  label: (row) => row.number,
  amount: (row) => row.baseGross,
  alongside: (ctx, id) => void linesOf(ctx, id).catch(() => {}),
}

/** Lines read once a command: the rules check and the handler look at the same rows of a locked order. */
const read = new WeakMap<QueryContext, Map<Id, Promise<OrderLineRow[]>>>()

const readLines = rowReader(salesOrderLine, 'order_id = $2 order by position')

/** The lines of an order in their order. */
export function linesOf(ctx: QueryContext, orderId: Id): Promise<OrderLineRow[]> {
  const known = read.get(ctx) ?? new Map<Id, Promise<OrderLineRow[]>>()
  read.set(ctx, known)
  let lines = known.get(orderId)
  if (!lines) {
    lines = readLines(ctx, orderId)
    known.set(orderId, lines)
  }
  return lines
}

export type PricedLine = OrderLineRow & { kind: 'item' | 'freight' }
/** The lines that carry a price: all but the components of kits. */
export const pricedLines = (lines: readonly OrderLineRow[]): PricedLine[] =>
  lines.filter((l): l is PricedLine => l.kind !== 'component')

/** The facts of a stored order at a transition. */
export const orderSubject =
  (trigger: string) =>
  async (ctx: QueryContext, _input: unknown, order: OrderRow): Promise<RuleSubject> =>
    salesSubject(ctx, {
      document: 'sales_order',
      documentId: order.id,
      companyId: order.companyId,
      label: order.number,
      trigger,
      customerId: order.customerId,
      currency: order.currency,
      baseNet: order.baseNet,
      baseGross: order.baseGross,
      exposure: order.exposure,
      lines: pricedLines(await linesOf(ctx, order.id)),
    })

/** What every command on an order answers. */
export const orderResult = (order: OrderRow, status: string) => ({
  id: order.id,
  number: order.number,
  status,
  version: order.version + 1,
})

export const customerOf = (order: Pick<OrderRow, 'customerId' | 'customerName'>) => ({
  customerId: order.customerId,
  customerName: order.customerName,
})

/**
 * Re-derives progress and credit exposure of orders whose lines have changed; see `sales_refresh_orders`. A complete order closes
 * by itself; with `reversed` one that no longer is complete opens again. `status`: what the running transition will write.
 */
export async function refreshOrders(
  ctx: CommandContext,
  companyId: Id,
  orderIds: readonly Id[],
  options: { status?: string; reversed?: boolean } = {},
): Promise<void> {
  const refreshed = ctx.sql<{ id: Id; status: string }[]>`
    select id, status from sales_refresh_orders(${ctx.tenantId}::uuid, ${[...new Set(orderIds)].sort()}::uuid[],
      ${options.status ?? null}::text, ${options.reversed ?? false}::boolean)`
  // With a state given it changes none by itself: nobody has to wait for what it says.
  if (options.status) return ctx.send(refreshed)
  const changed = await refreshed
  for (const { id, status } of changed)
    ctx.record({
      action: status === 'closed' ? 'close' : 'reopen',
      document: 'sales_order',
      documentId: id,
      companyId,
      after: { status },
    })
}
