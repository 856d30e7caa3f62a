import type { Id } from '@/server/kernel/ids'
import type { CommandContext } from '@/server/platform/commands/context'
import { setOrderBudget } from './budget-use'
import { linesOfOrders, lockPurchaseOrders, type OrderRow, refreshPurchaseOrders } from './order'

/**
 * Writes what locked orders still hold of the budgets after something of them came, was billed or was taken back. The journal takes its
 * part when the entry is written, at the end of the same transaction: each cell sees both as one step. An order closed by hand holds nothing.
 */
export async function lowerCommitments(ctx: CommandContext, orders: ReadonlyMap<Id, OrderRow>): Promise<void> {
  if (orders.size === 0) return
  const lines = await linesOfOrders(ctx, [...orders.keys()])
  for (const order of [...orders.values()].sort((a, b) => (a.id < b.id ? -1 : 1)))
    if (['approved', 'sent', 'confirmed'].includes(order.status))
      await setOrderBudget(
        ctx,
        order,
        lines.filter((l) => l.orderId === order.id),
        true,
      )
}

/**
 * Takes locked orders along after something of them was taken back: what they wait for again is a commitment again, also where that
 * opens an order that was complete. Within the limits of the budgets, as an approval is. Error finance.over_budget.
 */
export async function reopenCommitments(
  ctx: CommandContext,
  companyId: Id,
  orders: ReadonlyMap<Id, OrderRow>,
): Promise<void> {
  if (orders.size === 0) return
  await lowerCommitments(ctx, orders)
  const changed = await refreshPurchaseOrders(ctx, companyId, [...orders.keys()], { reversed: true })
  const opened = changed.filter((o) => o.status === 'approved').map((o) => o.id)
  if (opened.length > 0) await lowerCommitments(ctx, (await lockPurchaseOrders(ctx, opened)).orders)
}
