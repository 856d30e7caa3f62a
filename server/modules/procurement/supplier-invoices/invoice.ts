import { supplierInvoice, supplierInvoiceLine } from '@/db/schema/procurement'
import { supplierInvoiceMachine } from '@/server/contracts/procurement/receiving-machines'
import type { Id } from '@/server/kernel/ids'
import type { DocumentKind, RowOf } from '@/server/platform/commands/command'
import type { QueryContext } from '@/server/platform/commands/context'
import { rowReader } from '@/server/platform/tenancy/rows'

export type InvoiceRow = RowOf<typeof supplierInvoice>
export type InvoiceLineRow = typeof supplierInvoiceLine.$inferSelect
/** A line before it is stored: amounts without tax. */
export type InvoiceLine = Omit<
  InvoiceLineRow,
  | 'tenantId'
  | 'invoiceId'
  | 'position'
  | 'tax'
  | 'gross'
  | 'baseNet'
  | 'baseCost'
  | 'unmatchedQuantity'
  | 'unmatchedBase'
  | 'creditedQuantity'
  | 'creditedNet'
>

export const supplierInvoiceKind: DocumentKind<
  typeof supplierInvoice,
  (typeof supplierInvoiceMachine.states)[number],
  keyof typeof supplierInvoiceMachine.transitions
> = {
  type: 'supplier_invoice',
  table: supplierInvoice,
  machine: supplierInvoiceMachine,
  label: (row) => row.number ?? row.supplierNumber,
  amount: (row) => row.baseGross,
}

/** One number of one supplier in one year: the database keeps it, whoever comes second is told so. */
export const invoiceConstraints = {
  supplier_invoice_duplicate: { code: 'procurement.duplicate_invoice', path: 'supplierNumber' },
} as const

const readLines = rowReader(supplierInvoiceLine, 'invoice_id = $2 order by position')
export const invoiceLines = (ctx: QueryContext, id: Id): Promise<InvoiceLineRow[]> => readLines(ctx, id)

export const supplierOfInvoice = (row: Pick<InvoiceRow, 'supplierId' | 'supplierName'>) => ({
  supplierId: row.supplierId,
  supplierName: row.supplierName,
})
