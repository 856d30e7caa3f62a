import { purchaseOrder, purchaseOrderLine } from '@/db/schema/procurement'
import { purchaseOrderMachine } from '@/server/contracts/procurement/machines'
import { notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { type Decimal, dec } from '@/server/kernel/money'
import type { DocumentKind, RowOf } from '@/server/platform/commands/command'
import type { CommandContext, QueryContext } from '@/server/platform/commands/context'
import { rowReader } from '@/server/platform/tenancy/rows'

export type OrderRow = RowOf<typeof purchaseOrder>
export type OrderLineRow = typeof purchaseOrderLine.$inferSelect

export const purchaseOrderKind: DocumentKind<
  typeof purchaseOrder,
  (typeof purchaseOrderMachine.states)[number],
  keyof typeof purchaseOrderMachine.transitions
> = {
  type: 'purchase_order',
  table: purchaseOrder,
  machine: purchaseOrderMachine,
  label: (row) => row.number,
  amount: (row) => row.baseNet,
}

const readLines = rowReader(purchaseOrderLine, 'order_id = any ($2::uuid[]) order by order_id, position')
const readOrders = rowReader(purchaseOrder, 'id = any ($2::uuid[])')
const lockOrders = rowReader(purchaseOrder, 'id = any ($2::uuid[]) order by id for update')

/** The lines of orders, by order and position. */
export const linesOfOrders = (ctx: QueryContext, ids: readonly Id[]): Promise<OrderLineRow[]> =>
  readLines(ctx, [...ids])

/** Lines read once a transaction: the rules check and the handler look at the same rows of a locked order, also in another's name. */
const read = new WeakMap<QueryContext['sql'], Map<Id, Promise<OrderLineRow[]>>>()

/** The lines of an order in their order. */
export function linesOf(ctx: QueryContext, orderId: Id): Promise<OrderLineRow[]> {
  const known = read.get(ctx.sql) ?? new Map<Id, Promise<OrderLineRow[]>>()
  read.set(ctx.sql, known)
  let lines = known.get(orderId)
  if (!lines) {
    lines = linesOfOrders(ctx, [orderId])
    known.set(orderId, lines)
  }
  return lines
}

export interface FoundOrders {
  readonly orders: Map<Id, OrderRow>
  readonly lines: OrderLineRow[]
}

/** Locks orders in the order of their ids, and reads their lines: what changes an order from outside comes this way. */
export async function lockPurchaseOrders(ctx: CommandContext, ids: readonly Id[]): Promise<FoundOrders> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return { orders: new Map(), lines: [] }
  // The lock goes out first and at once: what is sent behind it waits for it, and then sees what was committed meanwhile.
  const locked = lockOrders(ctx, wanted) as Promise<OrderRow[]>
  const [orders, lines] = await Promise.all([locked, linesOfOrders(ctx, wanted)])
  if (orders.length !== wanted.length) throw notFound('purchase_order')
  return { orders: new Map(orders.map((o) => [o.id, o])), lines }
}

/** What this transaction has locked and not changed since. */
const held = new WeakMap<QueryContext['sql'], FoundOrders>()

/** As `lockPurchaseOrders`, for steps of one command that look at the same orders one after another before anything of them is written. */
export async function holdPurchaseOrders(ctx: CommandContext, ids: readonly Id[]): Promise<FoundOrders> {
  const known = held.get(ctx.sql)
  const wanted = new Set(ids)
  if (known && wanted.size > 0 && [...wanted].every((id) => known.orders.has(id)))
    return {
      orders: new Map([...known.orders].filter(([id]) => wanted.has(id))),
      lines: known.lines.filter((l) => wanted.has(l.orderId)),
    }
  const found = await lockPurchaseOrders(ctx, ids)
  held.set(ctx.sql, found)
  return found
}

/** The orders of these lines, where this transaction holds them all. */
export function heldOrdersOf(ctx: CommandContext, lineIds: readonly Id[]): Id[] | null {
  const ofLine = new Map(held.get(ctx.sql)?.lines.map((l) => [l.id, l.orderId]))
  const found = lineIds.flatMap((id) => ofLine.get(id) ?? [])
  return found.length === lineIds.length ? [...new Set(found)] : null
}

/** Orders or their lines are about to be written: they are read anew after it. */
export function ordersChange(ctx: CommandContext): void {
  held.delete(ctx.sql)
  read.delete(ctx.sql)
}

/** Orders with their lines as they stand now, without locking them: for previews. */
export async function readPurchaseOrders(ctx: QueryContext, ids: readonly Id[]): Promise<FoundOrders> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return { orders: new Map(), lines: [] }
  const orders = (await readOrders(ctx, wanted)) as OrderRow[]
  return { orders: new Map(orders.map((o) => [o.id, o])), lines: await linesOfOrders(ctx, wanted) }
}

/** What every command on an order answers. */
export const orderResult = (order: OrderRow, status: string) => ({
  id: order.id,
  number: order.number,
  status,
  version: order.version + 1,
})

export const supplierOf = (order: Pick<OrderRow, 'supplierId' | 'supplierName'>) => ({
  supplierId: order.supplierId,
  supplierName: order.supplierName,
})

/** What of a line has come and stayed, or is billed, stock units: it can no longer be taken back by changing the order. */
export const settled = (
  line: Pick<OrderLineRow, 'receivedQuantity' | 'returnedQuantity' | 'billedQuantity'>,
): Decimal => {
  const kept = dec(line.receivedQuantity).minus(line.returnedQuantity)
  return kept.greaterThan(line.billedQuantity) ? kept : dec(line.billedQuantity)
}

/**
 * Re-derives progress of orders whose lines have changed, and of the blanket orders they are called off from; see
 * `procurement_refresh_orders`. A complete order closes by itself; with `reversed` one that no longer is complete opens again.
 * `status`: what the running transition will write. Returns the orders that it has closed or opened.
 */
export async function refreshPurchaseOrders(
  ctx: CommandContext,
  companyId: Id,
  orderIds: readonly Id[],
  options: { status?: string; reversed?: boolean } = {},
): Promise<{ id: Id; status: string }[]> {
  ordersChange(ctx)
  const changed = await ctx.sql<{ id: Id; status: string }[]>`
    select id, status from procurement_refresh_orders(${ctx.tenantId}::uuid, ${[...new Set(orderIds)].sort()}::uuid[],
      ${options.status ?? null}::text, ${options.reversed ?? false}::boolean)`
  for (const { id, status } of changed)
    ctx.record({
      action: status === 'closed' ? 'close' : 'reopen',
      document: 'purchase_order',
      documentId: id,
      companyId,
      after: { status },
    })
  return changed.map((c) => ({ ...c }))
}
