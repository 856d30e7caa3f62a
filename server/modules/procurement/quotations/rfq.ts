import { and, asc, eq } from 'drizzle-orm'
import {
  requestForQuotation,
  requestForQuotationLine,
  requestForQuotationSupplier,
  supplierQuotation,
  supplierQuotationLine,
} from '@/db/schema/procurement'
import { requestForQuotationMachine, supplierQuotationMachine } from '@/server/contracts/procurement/machines'
import type { Id } from '@/server/kernel/ids'
import type { DocumentKind, RowOf } from '@/server/platform/commands/command'
import type { QueryContext } from '@/server/platform/commands/context'

export type RfqRow = RowOf<typeof requestForQuotation>
export type RfqLineRow = typeof requestForQuotationLine.$inferSelect
export type QuotationRow = RowOf<typeof supplierQuotation>
export type QuotationLineRow = typeof supplierQuotationLine.$inferSelect

export const rfqKind: DocumentKind<
  typeof requestForQuotation,
  (typeof requestForQuotationMachine.states)[number],
  keyof typeof requestForQuotationMachine.transitions
> = {
  type: 'request_for_quotation',
  table: requestForQuotation,
  machine: requestForQuotationMachine,
  label: (row) => row.number,
}
export const quotationKind: DocumentKind<
  typeof supplierQuotation,
  (typeof supplierQuotationMachine.states)[number],
  keyof typeof supplierQuotationMachine.transitions
> = {
  type: 'supplier_quotation',
  table: supplierQuotation,
  machine: supplierQuotationMachine,
  label: (row) => row.number,
  amount: (row) => row.baseNet,
}

export const rfqLinesOf = (ctx: QueryContext, rfqId: Id): Promise<RfqLineRow[]> =>
  ctx.tx
    .select()
    .from(requestForQuotationLine)
    .where(and(eq(requestForQuotationLine.tenantId, ctx.tenantId), eq(requestForQuotationLine.rfqId, rfqId)))
    .orderBy(asc(requestForQuotationLine.position))
    .then((rows) => rows)

export const rfqSuppliersOf = (ctx: QueryContext, rfqId: Id) =>
  ctx.tx
    .select()
    .from(requestForQuotationSupplier)
    .where(and(eq(requestForQuotationSupplier.tenantId, ctx.tenantId), eq(requestForQuotationSupplier.rfqId, rfqId)))
    .orderBy(asc(requestForQuotationSupplier.id))
    .then((rows) => rows)

export const quotationLinesOf = (ctx: QueryContext, quotationId: Id): Promise<QuotationLineRow[]> =>
  ctx.tx
    .select()
    .from(supplierQuotationLine)
    .where(and(eq(supplierQuotationLine.tenantId, ctx.tenantId), eq(supplierQuotationLine.quotationId, quotationId)))
    .orderBy(asc(supplierQuotationLine.position))
    .then((rows) => rows)

export const resultOf = (row: { id: Id; number: string; version: number }, status: string) => ({
  id: row.id,
  number: row.number,
  status,
  version: row.version + 1,
})
