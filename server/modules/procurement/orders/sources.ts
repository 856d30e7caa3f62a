import { purchaseOrderSource } from '@/db/schema/procurement'
import { conflict } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { type DecimalString, dec, plain } from '@/server/kernel/money'
import type { CommandContext, QueryContext } from '@/server/platform/commands/context'
import { insertRows } from '@/server/platform/tenancy/bulk'
import { lockRequisitions, refreshRequisitions } from '../requisitions/requisition'

/** A line of a requisition that a line of an order covers. Quantities in the stock unit. */
export interface OrderSource {
  readonly orderLineId: Id
  readonly requisitionId: Id
  readonly requisitionLineId: Id
  readonly quantity: DecimalString
}

/** What orders cover of requisitions. */
export const sourcesOf = (ctx: QueryContext, orderIds: readonly Id[]): Promise<OrderSource[]> =>
  ctx.sql<OrderSource[]>`
    select order_line_id as "orderLineId", requisition_id as "requisitionId", requisition_line_id as "requisitionLineId", quantity
    from purchase_order_source where tenant_id = ${ctx.tenantId} and order_id = any(${[...orderIds]}::uuid[])
    order by requisition_line_id, order_line_id`

const read = new WeakMap<QueryContext['sql'], Map<Id, Promise<OrderSource[]>>>()

/** What an order covers, read once a transaction unless that changes it. */
export function sourcesOnce(ctx: QueryContext, orderId: Id): Promise<OrderSource[]> {
  const known = read.get(ctx.sql) ?? new Map<Id, Promise<OrderSource[]>>()
  read.set(ctx.sql, known)
  const found = known.get(orderId) ?? sourcesOf(ctx, [orderId]).then((rows) => rows)
  known.set(orderId, found)
  return found
}

interface CoveringLine {
  readonly id: Id
  readonly itemId: Id | null
  readonly stockQuantity: DecimalString
  /** Undefined = as it was. */
  readonly sources: readonly { requisitionLineId: Id; quantity: DecimalString }[] | undefined
}

/** What lines that say nothing keep: never more than they order, the first sources first. */
async function keep(ctx: CommandContext, orderId: Id, kept: readonly Id[]): Promise<void> {
  await ctx.sql`
    delete from purchase_order_source where tenant_id = ${ctx.tenantId} and order_id = ${orderId}
      and order_line_id <> all(${[...kept]}::uuid[])`
  if (kept.length === 0) return
  await ctx.sql`
    with share as (
      select s.id, l.stock_quantity - coalesce(sum(s.quantity) over (partition by s.order_line_id order by s.id
        rows between unbounded preceding and 1 preceding), 0) as room
      from purchase_order_source s
      join purchase_order_line l on l.tenant_id = s.tenant_id and l.id = s.order_line_id
      where s.tenant_id = ${ctx.tenantId} and s.order_id = ${orderId}
    ), gone as (
      delete from purchase_order_source s using share
      where s.tenant_id = ${ctx.tenantId} and s.id = share.id and share.room <= 0
    )
    update purchase_order_source s set quantity = share.room from share
    where s.tenant_id = ${ctx.tenantId} and s.id = share.id and share.room > 0 and share.room < s.quantity`
}

/**
 * Writes which requisitions the lines of an order cover, under the locks of both, and re-derives how much of them stands on orders.
 * `before`: what it covered until now; null = it is new.
 * Errors: procurement.requisition_not_approved, procurement.other_item, procurement.over_requisition.
 */
export async function linkSources(
  ctx: CommandContext,
  { id, companyId }: { id: Id; companyId: Id },
  lines: readonly CoveringLine[],
  before: readonly OrderSource[] | null,
): Promise<void> {
  const wanted = lines.flatMap((l) => (l.sources ?? []).map((s) => ({ ...s, line: l })))
  if (!before?.length && wanted.length === 0) return
  read.delete(ctx.sql)
  const ids = wanted.map((w) => w.requisitionLineId)
  const owners = await ctx.sql<{ id: Id; requisitionId: Id }[]>`
    select id, requisition_id as "requisitionId" from purchase_requisition_line
    where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and id = any(${ids}::uuid[])`
  const touched = [...(before ?? []).map((b) => b.requisitionId), ...owners.map((o) => o.requisitionId)]
  const { requisitions, lines: needs } = await lockRequisitions(ctx, touched)
  const need = new Map(needs.map((n) => [n.id, n]))
  const linked = new Set((before ?? []).map((b) => b.requisitionLineId))
  for (const w of wanted) {
    const of = need.get(w.requisitionLineId)
    const requisition = of && requisitions.get(of.requisitionId)
    if (!of || !requisition) throw conflict('common.reference')
    if (requisition.status !== 'approved' && !(requisition.status === 'closed' && linked.has(of.id)))
      throw conflict('procurement.requisition_not_approved', { number: requisition.number })
    if (of.itemId !== w.line.itemId) throw conflict('procurement.other_item', { number: requisition.number })
  }
  if (before)
    await keep(
      ctx,
      id,
      lines.filter((l) => l.sources === undefined).map((l) => l.id),
    )
  const rows = new Map<string, { line: Id; of: Id; quantity: DecimalString }>()
  for (const w of wanted) {
    const key = `${w.line.id}:${w.requisitionLineId}`
    const quantity = plain(dec(rows.get(key)?.quantity ?? '0').plus(w.quantity))
    rows.set(key, { line: w.line.id, of: w.requisitionLineId, quantity })
  }
  await insertRows(
    ctx,
    purchaseOrderSource,
    [...rows.values()].map((r) => ({
      id: newId(),
      companyId,
      orderId: id,
      orderLineId: r.line,
      requisitionId: need.get(r.of)?.requisitionId ?? r.of,
      requisitionLineId: r.of,
      quantity: r.quantity,
    })),
  )
  await refreshRequisitions(ctx, companyId, touched)
  await demandNotOver(ctx, [...new Set(ids)])
}

/** A need is not ordered twice. */
async function demandNotOver(ctx: CommandContext, ids: readonly Id[]): Promise<void> {
  if (ids.length === 0) return
  const [over] = await ctx.sql<{ number: string; position: number; left: string }[]>`
    select r.number, l.position, trim_scale(l.stock_quantity)::text as left from purchase_requisition_line l
    join purchase_requisition r on r.tenant_id = l.tenant_id and r.id = l.requisition_id
    where l.tenant_id = ${ctx.tenantId} and l.id = any(${[...ids]}::uuid[]) and l.ordered_quantity > l.stock_quantity
    order by r.number, l.position limit 1`
  if (over) throw conflict('procurement.over_requisition', over)
}
