import { purchaseOrderRevision } from '@/db/schema/procurement'
import { conflict } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { plain } from '@/server/kernel/money'
import type { CommandContext, QueryContext } from '@/server/platform/commands/context'
import type { RuleSubject } from '@/server/platform/rules/subject'
import { insertRows } from '@/server/platform/tenancy/bulk'
import { purchaseSubject } from '../facts/purchase-subject'
import { supplierOnce } from '../masters'
import { refreshRequisitions } from '../requisitions/requisition'
import { demandBlanket } from './blanket'
import { setOrderBudget } from './budget-use'
import { linesOf, type OrderLineRow, type OrderRow } from './order'
import { sourcesOf, sourcesOnce } from './sources'

/** The facts of a stored order at a transition. */
export const orderSubject =
  (trigger: string) =>
  async (ctx: QueryContext, _input: unknown, order: OrderRow): Promise<RuleSubject> => {
    const [lines, sources] = await Promise.all([linesOf(ctx, order.id), sourcesOnce(ctx, order.id)])
    const sourced = new Set(sources.map((s) => s.orderLineId))
    return purchaseSubject(ctx, { trigger, order, lines, sourced, stored: lines })
  }

export const someLines = (lines: readonly OrderLineRow[]): void => {
  if (lines.length === 0) throw conflict('procurement.no_lines')
}

/** What an order must know before anything can be received and billed on it. Errors: procurement.no_warehouse, procurement.no_account. */
function demandComplete(order: OrderRow, lines: readonly OrderLineRow[]): void {
  someLines(lines)
  if (order.kind === 'blanket') return
  for (const line of lines) {
    if (line.stocked && !line.warehouseId) throw conflict('procurement.no_warehouse', { position: line.position })
    if (!line.stocked && line.kind !== 'freight' && !line.expenseAccountId)
      throw conflict('procurement.no_account', { position: line.position })
  }
}

/** Error procurement.supplier_blocked. */
export async function demandOpenSupplier(ctx: QueryContext, supplierId: Id): Promise<void> {
  const supplier = await supplierOnce(ctx, supplierId)
  if (supplier?.block !== 'none') throw conflict('procurement.supplier_blocked', { supplier: supplier?.name ?? '' })
}

/** Keeps a revision as it was approved. */
function keepRevision(
  ctx: CommandContext,
  order: Pick<OrderRow, 'id' | 'companyId' | 'revision' | 'currency' | 'net' | 'gross' | 'baseNet' | 'reason'>,
  lines: readonly OrderLineRow[],
): void {
  const row = {
    id: newId(),
    companyId: order.companyId,
    orderId: order.id,
    revision: order.revision,
    currency: order.currency,
    net: order.net,
    gross: order.gross,
    baseNet: order.baseNet,
    reason: order.reason,
    approvedBy: ctx.actor.userId,
    lines: lines.map((l) => ({
      lineId: l.id,
      position: l.position,
      itemId: l.itemId,
      description: l.description,
      quantity: plain(l.quantity),
      stockQuantity: plain(l.stockQuantity),
      unitPrice: plain(l.unitPrice),
      discountPercent: plain(l.discountPercent),
      promisedDate: l.promisedDate,
      net: plain(l.net),
      baseNet: plain(l.baseNet),
      baseCost: plain(l.baseCost),
    })),
  }
  ctx.send(insertRows(ctx, purchaseOrderRevision, [row]))
}

/**
 * Approval's commitment, all in the running transaction: the supplier is open, the blanket order allows it, the budgets take the order over
 * from its requisitions, the revision is kept. Returns the columns that say so.
 */
export async function commitOrder(ctx: CommandContext, order: OrderRow, lines: readonly OrderLineRow[]) {
  demandComplete(order, lines)
  await demandOpenSupplier(ctx, order.supplierId)
  if (order.blanketId) await demandBlanket(ctx, order.blanketId, order.documentDate)
  await setOrderBudget(ctx, order, lines, true)
  keepRevision(ctx, order, lines)
  ctx.emit('procurement.purchase_order.approved', {
    document: 'purchase_order',
    documentId: order.id,
    companyId: order.companyId,
    payload: {
      supplierId: order.supplierId,
      supplierName: order.supplierName,
      number: order.number,
      revision: order.revision,
      currency: order.currency,
      net: plain(order.net),
      baseNet: plain(order.baseNet),
    },
  })
  return {
    approvedBaseNet: order.baseNet,
    approvedAt: ctx.now.toISOString(),
    approvedBy: ctx.actor.userId,
  }
}

/** Frees what an order held: its budgets, and the requisitions that it covered, which are open again when it is cancelled. */
export async function uncommitOrder(
  ctx: CommandContext,
  order: OrderRow,
  lines: readonly OrderLineRow[],
  cancelling: boolean,
): Promise<void> {
  const covered = cancelling ? (await sourcesOf(ctx, [order.id])).map((s) => s.requisitionId) : []
  await refreshRequisitions(ctx, order.companyId, covered, cancelling ? order.id : null)
  await setOrderBudget(ctx, order, lines, false)
}
