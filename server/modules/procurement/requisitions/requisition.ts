import { and, asc, eq, inArray } from 'drizzle-orm'
import { purchaseRequisition, purchaseRequisitionLine } from '@/db/schema/procurement'
import { purchaseRequisitionMachine } from '@/server/contracts/procurement/machines'
import { notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import type { DocumentKind, RowOf } from '@/server/platform/commands/command'
import type { CommandContext, QueryContext } from '@/server/platform/commands/context'

export type RequisitionRow = RowOf<typeof purchaseRequisition>
export type RequisitionLineRow = typeof purchaseRequisitionLine.$inferSelect

export const purchaseRequisitionKind: DocumentKind<
  typeof purchaseRequisition,
  (typeof purchaseRequisitionMachine.states)[number],
  keyof typeof purchaseRequisitionMachine.transitions
> = {
  type: 'purchase_requisition',
  table: purchaseRequisition,
  machine: purchaseRequisitionMachine,
  label: (row) => row.number,
  amount: (row) => row.baseNet,
}

/** The lines of requisitions, by requisition and position. */
export const linesOfRequisitions = (ctx: QueryContext, ids: readonly Id[]): Promise<RequisitionLineRow[]> =>
  ctx.tx
    .select()
    .from(purchaseRequisitionLine)
    .where(
      and(eq(purchaseRequisitionLine.tenantId, ctx.tenantId), inArray(purchaseRequisitionLine.requisitionId, [...ids])),
    )
    .orderBy(asc(purchaseRequisitionLine.requisitionId), asc(purchaseRequisitionLine.position))
    .then((rows) => rows)

/** Locks requisitions in the order of their ids, and reads their lines as they are under the lock. */
export async function lockRequisitions(
  ctx: CommandContext,
  ids: readonly Id[],
): Promise<{ requisitions: Map<Id, RequisitionRow>; lines: RequisitionLineRow[] }> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return { requisitions: new Map(), lines: [] }
  const locked = ctx.tx
    .select()
    .from(purchaseRequisition)
    .where(and(eq(purchaseRequisition.tenantId, ctx.tenantId), inArray(purchaseRequisition.id, wanted)))
    .orderBy(asc(purchaseRequisition.id))
    .for('update')
    .execute()
  const [rows, lines] = await Promise.all([locked, linesOfRequisitions(ctx, wanted)])
  if (rows.length !== wanted.length) throw notFound('purchase_requisition')
  return { requisitions: new Map(rows.map((r) => [r.id, r])), lines }
}

export const requisitionResult = (row: RequisitionRow, status: string) => ({
  id: row.id,
  number: row.number,
  status,
  version: row.version + 1,
})

/**
 * Re-derives what requisitions show of the orders that cover them; see `procurement_refresh_requisitions`. `cancelling`: an
 * order that the running transaction is about to cancel.
 */
export async function refreshRequisitions(
  ctx: CommandContext,
  companyId: Id,
  ids: readonly Id[],
  cancelling: Id | null = null,
): Promise<void> {
  const wanted = [...new Set(ids)].sort()
  if (wanted.length === 0) return
  const changed = await ctx.sql<{ id: Id; status: string }[]>`
    select id, status from procurement_refresh_requisitions(${ctx.tenantId}::uuid, ${wanted}::uuid[], ${cancelling}::uuid)`
  for (const { id, status } of changed)
    ctx.record({
      action: status === 'closed' ? 'close' : 'reopen',
      document: 'purchase_requisition',
      documentId: id,
      companyId,
      after: { status },
    })
}
