import { and, asc, eq } from 'drizzle-orm'
import { supplierReturn, supplierReturnLine } from '@/db/schema/procurement'
import { supplierReturnMachine } from '@/server/contracts/procurement/receiving-machines'
import type { Id } from '@/server/kernel/ids'
import type { DocumentKind, RowOf } from '@/server/platform/commands/command'
import type { QueryContext } from '@/server/platform/commands/context'

export type ReturnRow = RowOf<typeof supplierReturn>
export type ReturnLineRow = typeof supplierReturnLine.$inferSelect
export type NewReturnLine = Omit<typeof supplierReturnLine.$inferInsert, 'tenantId' | 'returnId'> & { id: Id }

export const supplierReturnKind: DocumentKind<
  typeof supplierReturn,
  (typeof supplierReturnMachine.states)[number],
  keyof typeof supplierReturnMachine.transitions
> = {
  type: 'supplier_return',
  table: supplierReturn,
  machine: supplierReturnMachine,
  label: (row) => row.number,
  amount: (row) => row.value,
}

export const returnLines = (ctx: QueryContext, id: Id): Promise<ReturnLineRow[]> =>
  ctx.tx
    .select()
    .from(supplierReturnLine)
    .where(and(eq(supplierReturnLine.tenantId, ctx.tenantId), eq(supplierReturnLine.returnId, id)))
    .orderBy(asc(supplierReturnLine.position))
    .then((rows) => rows)
