import { and, asc, eq } from 'drizzle-orm'
import { customerInvoice, customerInvoiceLine, type DocumentAddress } from '@/db/schema/sales'
import { customerInvoiceMachine } from '@/server/contracts/sales/customer-invoice'
import type { CalendarDate } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import type { DecimalString } from '@/server/kernel/money'
import type { CompanySettings } from '@/server/modules/finance'
import type { DocumentKind, RowOf } from '@/server/platform/commands/command'
import type { CommandContext, QueryContext } from '@/server/platform/commands/context'
import { insertRows } from '@/server/platform/tenancy/bulk'
import type { LineProgress } from '../orders/line-progress'
import type { BillAmounts } from './invoice.rules'

export type InvoiceRow = RowOf<typeof customerInvoice>
export type InvoiceLineRow = typeof customerInvoiceLine.$inferSelect

export const customerInvoiceKind: DocumentKind<
  typeof customerInvoice,
  (typeof customerInvoiceMachine.states)[number],
  keyof typeof customerInvoiceMachine.transitions
> = {
  type: 'customer_invoice',
  table: customerInvoice,
  machine: customerInvoiceMachine,
  label: (row) => row.number,
  amount: (row) => row.baseGross,
}

/** A line of a bill, computed but for its tax. */
export interface BillLine {
  readonly id: Id
  readonly kind: 'item' | 'freight' | 'free'
  readonly orderId: Id | null
  readonly orderLineId: Id | null
  readonly deliveryLineId: Id | null
  readonly originalLineId: Id | null
  readonly allowance: boolean
  readonly itemId: Id | null
  readonly categoryId: Id | null
  readonly description: string
  readonly unitId: Id | null
  readonly unitFactor: DecimalString
  readonly unitQuantity: DecimalString
  readonly quantity: DecimalString
  readonly unitPrice: DecimalString
  readonly listPrice: DecimalString | null
  readonly discountPercent: DecimalString
  readonly taxCodeIds: readonly Id[]
  readonly amount: DecimalString
  readonly documentDiscount: DecimalString
  readonly revenueAccountId: Id
}

/** A bill ready to be stored and posted. */
export interface Bill {
  readonly id: Id
  readonly companyId: Id
  readonly kind: 'invoice' | 'credit_note'
  readonly customerId: Id
  readonly partyId: Id
  readonly customerName: string
  readonly customerReference: string | null
  readonly documentDate: CalendarDate
  readonly postingDate: CalendarDate
  readonly taxDate: CalendarDate
  readonly currency: string
  readonly digits: number
  readonly rate: DecimalString
  readonly pricesIncludeTax: boolean
  readonly paymentTermId: Id | null
  readonly salesPersonId: Id | null
  readonly billingAddress: DocumentAddress | null
  readonly invoiceId: Id | null
  readonly returnId: Id | null
  readonly reason: string | null
  readonly note: string | null
  readonly company: CompanySettings
  readonly lines: readonly BillLine[]
  readonly amounts: BillAmounts
  /** What is payable is the gross and this: rounding to the company's step, on bills in its own currency. */
  readonly rounding: DecimalString
  /** What posting it does to order lines and delivery lines. */
  readonly progress: readonly LineProgress[]
  readonly deliveryProgress: readonly { id: Id; quantity: DecimalString }[]
  readonly credited: readonly { id: Id; quantity: DecimalString; amount: DecimalString }[]
}

export const invoiceLines = (ctx: QueryContext, id: Id): Promise<InvoiceLineRow[]> =>
  ctx.tx
    .select()
    .from(customerInvoiceLine)
    .where(and(eq(customerInvoiceLine.tenantId, ctx.tenantId), eq(customerInvoiceLine.invoiceId, id)))
    .orderBy(asc(customerInvoiceLine.position))
    .then((rows) => rows)

/** The header columns that are computed. */
export const billHeader = (bill: Bill) => ({
  documentDate: bill.documentDate,
  postingDate: bill.postingDate,
  taxDate: bill.taxDate,
  rate: bill.rate,
  net: bill.amounts.net,
  tax: bill.amounts.tax,
  gross: bill.amounts.gross,
  baseNet: bill.amounts.baseNet,
  baseTax: bill.amounts.baseTax,
  baseGross: bill.amounts.baseGross,
  rounding: bill.rounding,
  taxes: bill.amounts.byRate.map((r) => ({ taxCodeId: r.taxCodeId, rateId: r.rateId, base: r.base, tax: r.tax })),
})

export const insertBillHeader = (
  ctx: CommandContext,
  bill: Bill,
  more: { status: 'draft' | 'posted'; entryId?: Id; dueDate?: CalendarDate; number?: string },
) =>
  insertRows(ctx, customerInvoice, [
    {
      id: bill.id,
      companyId: bill.companyId,
      kind: bill.kind,
      customerId: bill.customerId,
      partyId: bill.partyId,
      customerName: bill.customerName,
      customerReference: bill.customerReference,
      currency: bill.currency,
      pricesIncludeTax: bill.pricesIncludeTax,
      paymentTermId: bill.paymentTermId,
      salesPersonId: bill.salesPersonId,
      billingAddress: bill.billingAddress,
      invoiceId: bill.invoiceId,
      returnId: bill.returnId,
      reason: bill.reason,
      note: bill.note,
      ...billHeader(bill),
      status: more.status,
      entryId: more.entryId ?? null,
      dueDate: more.dueDate ?? null,
      number: more.number ?? null,
      createdBy: ctx.actor.userId,
      updatedBy: ctx.actor.userId,
    },
  ])

/** Stores the lines; with `posted` they enter the history that prices are compared with (invoices of items only). */
export const insertBillLines = (ctx: CommandContext, bill: Bill, unitPrices: ReadonlyMap<Id, DecimalString> | null) =>
  insertRows(
    ctx,
    customerInvoiceLine,
    bill.lines.map((line, i) => {
      const a = bill.amounts.lines.get(line.id)
      if (!a) throw new Error('every line has amounts')
      const { listPrice: _list, unitFactor: _factor, ...columns } = line
      const base = unitPrices?.get(line.id) ?? null
      return {
        ...columns,
        taxCodeIds: [...line.taxCodeIds],
        companyId: bill.companyId,
        invoiceId: bill.id,
        customerId: bill.customerId,
        position: i + 1,
        ...a,
        creditedQuantity: '0',
        creditedAmount: '0',
        baseUnitPrice: base,
        postedOn: base === null ? null : bill.postingDate,
      }
    }),
  )
