import { and, asc, eq } from 'drizzle-orm'
import { salesReturn, salesReturnLine } from '@/db/schema/sales'
import { salesReturnMachine } from '@/server/contracts/sales/sales-return'
import type { Id } from '@/server/kernel/ids'
import type { DocumentKind, RowOf } from '@/server/platform/commands/command'
import type { QueryContext } from '@/server/platform/commands/context'

export type ReturnRow = RowOf<typeof salesReturn>
export type ReturnLineRow = typeof salesReturnLine.$inferSelect

export const salesReturnKind: DocumentKind<
  typeof salesReturn,
  (typeof salesReturnMachine.states)[number],
  keyof typeof salesReturnMachine.transitions
> = { type: 'sales_return', table: salesReturn, machine: salesReturnMachine, label: (row) => row.number }

export const returnLines = (ctx: QueryContext, id: Id): Promise<ReturnLineRow[]> =>
  ctx.tx
    .select()
    .from(salesReturnLine)
    .where(and(eq(salesReturnLine.tenantId, ctx.tenantId), eq(salesReturnLine.returnId, id)))
    .orderBy(asc(salesReturnLine.position))
    .then((rows) => rows)

export const returnResult = (row: ReturnRow, status: string) => ({
  id: row.id,
  number: row.number,
  status,
  version: row.version + 1,
})
