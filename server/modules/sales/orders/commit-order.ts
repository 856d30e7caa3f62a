import { salesOrderLine } from '@/db/schema/sales'
import { AppError, conflict } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { type DecimalString, dec, plain } from '@/server/kernel/money'
import { partyReceivable } from '@/server/modules/finance'
import { release, reserve, tellAvailable } from '@/server/modules/inventory'
import type { CommandContext } from '@/server/platform/commands/context'
import { updateRows } from '@/server/platform/tenancy/bulk'
import { type OrderLineRow, type OrderRow, refreshOrders } from './order'

interface CreditRow {
  limit: DecimalString | null
  orders: DecimalString
  block: string
  baseCurrency: string
}

/**
 * Holds the customer's exposure row until the commit, so that two approvals of one customer see each other, and refuses when
 * open invoices, confirmed orders and this one are over the limit; exactly at it passes. An override of a rule on the exposure
 * lets it pass. Errors: sales.customer_blocked, sales.credit_limit.
 */
export async function demandCredit(ctx: CommandContext, order: OrderRow): Promise<void> {
  // Sent at once, before anything that must be read under the lock.
  const locked = ctx.sql<{ orders: DecimalString }[]>`
    insert into customer_exposure as e (tenant_id, id, company_id, customer_id, orders)
    values (${ctx.tenantId}, gen_random_uuid(), ${order.companyId}, ${order.customerId}, 0)
    on conflict (tenant_id, customer_id) do update set orders = e.orders returning orders`.execute()
  const [[exposure], [terms], receivable] = await Promise.all([
    locked,
    ctx.sql<Omit<CreditRow, 'orders'>[]>`
      select c.credit_limit as limit, c.block, o.base_currency as "baseCurrency" from customer c
      join company o on o.tenant_id = c.tenant_id and o.id = c.company_id
      where c.tenant_id = ${ctx.tenantId} and c.id = ${order.customerId}`,
    partyReceivable(ctx, { companyId: order.companyId, partyId: order.partyId }),
  ])
  if (terms?.block !== 'none') throw conflict('sales.customer_blocked', { customer: order.customerName })
  if (terms.limit === null) return
  const after = dec(receivable)
    .plus(exposure?.orders ?? '0')
    .minus(order.exposure)
    .plus(order.baseGross)
  if (after.lessThanOrEqualTo(terms.limit) || (await creditOverridden(ctx, order.id))) return
  throw new AppError('rule_blocked', 'sales.credit_limit', {
    customer: order.customerName,
    exposure: plain(after),
    limit: plain(terms.limit),
    currency: terms.baseCurrency,
  })
}

/** Whether someone permitted has overridden, for this order, a rule that looks at the credit exposure. */
async function creditOverridden(ctx: CommandContext, orderId: Id): Promise<boolean> {
  const rows = await ctx.sql`
    select 1 from rule_finding f
    join rule_version v on v.tenant_id = f.tenant_id and v.id = f.version_id
    where f.tenant_id = ${ctx.tenantId} and f.document_id = ${orderId} and f.state = 'overridden'
      and v.condition like '%credit_exposure%' limit 1`
  return rows.length > 0
}

export interface LineReservation {
  readonly id: Id
  readonly reserved: DecimalString
  readonly short: DecimalString
}

/** What a line still needs of stock: open, not delivered, not set aside. */
const needed = (line: OrderLineRow) =>
  dec(line.openedQuantity).minus(line.deliveredQuantity).minus(line.reservedQuantity)

/**
 * Sets stock aside for everything open of an order and writes what was reserved and what is short to its lines. Partial: what
 * cannot be reserved stays short. Errors: sales.no_warehouse.
 */
export const reserveOpen = (
  ctx: CommandContext,
  order: Pick<OrderRow, 'id' | 'companyId' | 'number'>,
  lines: readonly OrderLineRow[],
): Promise<LineReservation[]> => reserveLines(ctx, order.companyId, new Map([[order.id, order]]), lines)

/** As `reserveOpen` for lines of several orders: who stands first is served first. */
export async function reserveLines(
  ctx: CommandContext,
  companyId: Id,
  orders: ReadonlyMap<Id, Pick<OrderRow, 'id' | 'number'>>,
  lines: readonly OrderLineRow[],
): Promise<LineReservation[]> {
  const wanted = lines.filter((l) => l.stocked && needed(l).greaterThan(0))
  const sourceOf = (orderId: Id) => ({
    document: 'sales_order',
    documentId: orderId,
    label: orders.get(orderId)?.number ?? null,
  })
  const demands = wanted.map((l) => {
    if (!l.itemId || !l.warehouseId) throw conflict('sales.no_warehouse', { position: l.position })
    return {
      demandId: l.id,
      itemId: l.itemId,
      warehouseId: l.warehouseId,
      quantity: plain(needed(l)),
      requiredDate: l.requestedDate,
      source: sourceOf(l.orderId),
    }
  })
  const [first] = demands
  if (!first) return []
  const answers = await reserve(ctx, { companyId, source: first.source, demands })
  const results = new Map(answers.map((r) => [r.demandId, r]))
  const reservations = wanted.map((l) => {
    const result = results.get(l.id)
    return {
      id: l.id,
      reserved: plain(dec(l.reservedQuantity).plus(result?.reserved ?? '0')),
      short: plain(result?.short ?? needed(l)),
    }
  })
  await updateRows(
    ctx,
    salesOrderLine,
    reservations.map((r) => ({ id: r.id, reservedQuantity: r.reserved, shortQuantity: r.short })),
  )
  return reservations
}

/** Approval's commitment: credit, reservation, progress; all in the running transaction. */
export async function commitOrder(
  ctx: CommandContext,
  order: OrderRow,
  lines: readonly OrderLineRow[],
): Promise<LineReservation[]> {
  // Sent together, so exposure is locked before stock; a refusal is told when both have come to their end.
  const [credit, stock] = await Promise.allSettled([demandCredit(ctx, order), reserveOpen(ctx, order, lines)])
  if (credit.status === 'rejected') throw credit.reason
  if (stock.status === 'rejected') throw stock.reason
  const reservations = stock.value
  await refreshOrders(ctx, order.companyId, [order.id], { status: 'approved' })
  return reservations
}

/** Gives back all stock set aside for an order; `columns` says what else changes on each line. */
export async function releaseOrder(
  ctx: CommandContext,
  order: OrderRow,
  lines: readonly OrderLineRow[],
  status: string,
  openedOf: (line: OrderLineRow) => DecimalString = (l) => l.openedQuantity,
): Promise<void> {
  const held = lines.filter((l) => l.stocked && dec(l.reservedQuantity).greaterThan(0))
  if (held.length > 0) await release(ctx, { demandIds: held.map((l) => l.id) })
  tellAvailable(
    ctx,
    order.companyId,
    { document: 'sales_order', documentId: order.id, label: order.number },
    held.flatMap(({ itemId, warehouseId }) => (itemId && warehouseId ? [{ itemId, warehouseId }] : [])),
  )
  await updateRows(
    ctx,
    salesOrderLine,
    lines.map((l) => ({ id: l.id, reservedQuantity: '0', shortQuantity: '0', openedQuantity: openedOf(l) })),
  )
  await refreshOrders(ctx, order.companyId, [order.id], { status })
}
