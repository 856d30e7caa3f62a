import { and, eq } from 'drizzle-orm'
import { supplierInvoice } from '@/db/schema/procurement'
import { createSupplierCreditNoteInput, supplierInvoiceResult } from '@/server/contracts/procurement/supplier-invoice'
import { conflict, notFound, validation } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { Decimal, dec, plain, toFixed } from '@/server/kernel/money'
import { company, currencyDigits } from '@/server/modules/finance'
import { command } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { lockPurchaseOrders } from '../orders/order'
import { draftRow } from './draft'
import { type InvoiceLine, type InvoiceLineRow, type InvoiceRow, invoiceConstraints, invoiceLines } from './invoice'
import { saveInvoice } from './invoice.commands'

interface Wanted {
  readonly invoiceLineId: Id
  readonly quantity?: string | undefined
  readonly amount?: string | undefined
}

/** The line that credits a quantity of an invoice line, or an amount of its price. */
function creditOf(line: InvoiceLineRow, wanted: Wanted, digits: number, returnLineId: Id | null = null): InvoiceLine {
  const left = dec(line.quantity).minus(line.creditedQuantity)
  const leftNet = dec(line.net).minus(line.creditedNet)
  const allowance = wanted.amount !== undefined
  const quantity = allowance ? dec('0') : Decimal.min(wanted.quantity ?? left, left)
  const net = allowance
    ? dec(wanted.amount ?? '0')
    : quantity.equals(left) || dec(line.quantity).isZero()
      ? leftNet
      : dec(toFixed(dec(line.net).times(quantity).div(line.quantity), digits))
  const over = dec(wanted.quantity ?? '0').greaterThan(left) || net.greaterThan(leftNet)
  if (over)
    throw conflict('procurement.over_credited', { position: line.position, left: plain(left), net: plain(leftNet) })
  const { tenantId: _tenant, invoiceId: _invoice, position: _position, ...given } = line
  const { tax: _tax, gross: _gross, baseNet: _net, baseCost: _cost, unmatchedQuantity: _open, ...more } = given
  const { unmatchedBase: _base, creditedQuantity: _credited, creditedNet: _back, ...columns } = more
  return {
    ...columns,
    id: newId(),
    receiptLineId: null,
    returnLineId,
    originalLineId: line.id,
    allowance,
    quantity: plain(quantity),
    unitQuantity: plain(quantity.div(line.unitFactor).toDecimalPlaces(6)),
    net: toFixed(net, digits),
  }
}

async function invoiceOf(ctx: CommandContext, id: Id): Promise<InvoiceRow> {
  const [found] = await ctx.tx
    .select()
    .from(supplierInvoice)
    .where(and(eq(supplierInvoice.tenantId, ctx.tenantId), eq(supplierInvoice.id, id)))
  if (found?.status !== 'posted' || found.kind !== 'invoice') throw notFound('supplier_invoice')
  return found
}

interface ReturnedPart {
  id: Id
  orderLineId: Id
  left: string
  invoiceId: Id | null
  invoiceLineId: Id | null
}

/** What of a return was billed and is not credited, with the last invoice line that billed it. */
async function ofReturn(ctx: CommandContext, returnId: Id): Promise<ReturnedPart[]> {
  return ctx.sql<ReturnedPart[]>`
    select l.id, l.order_line_id as "orderLineId", l.billed_quantity - l.credited_quantity as left, m.invoice_id as "invoiceId",
      m.invoice_line_id as "invoiceLineId"
    from supplier_return_line l
    join supplier_return h on h.tenant_id = l.tenant_id and h.id = l.return_id and h.status = 'posted'
    left join lateral (select m.invoice_id, m.invoice_line_id from supplier_invoice_match m
      where m.tenant_id = l.tenant_id and m.receipt_line_id = l.receipt_line_id and m.quantity > 0 and not m.reversed
      order by m.id desc limit 1) m on true
    where l.tenant_id = ${ctx.tenantId} and l.return_id = ${returnId} and l.billed_quantity > l.credited_quantity order by l.position`.then(
    (rows) => rows.map((r) => ({ ...r })),
  )
}

/**
 * A credit note for a posted invoice or for a return, in one step: quantities or amounts, at the taxes and the rate of the invoice.
 * Errors: procurement.nothing_to_credit_here, .over_credited, .duplicate_invoice.
 */
export const createSupplierCreditNote = command({
  name: 'procurement.createSupplierCreditNote',
  permission: 'procurement.supplier_invoice.create',
  input: createSupplierCreditNoteInput,
  output: supplierInvoiceResult,
  constraints: invoiceConstraints,
  handler: async (ctx, { invoiceId, returnId, lines: wanted, post, reason, ...header }) => {
    const returned = returnId ? await ofReturn(ctx, returnId) : []
    const id = invoiceId ?? returned[0]?.invoiceId
    if (!id)
      throw invoiceId === undefined && !returnId
        ? validation('validation.required', 'invoiceId')
        : conflict('procurement.nothing_to_credit_here')
    const invoice = await invoiceOf(ctx, id)
    const before = await invoiceLines(ctx, invoice.id)
    await lockPurchaseOrders(
      ctx,
      before.flatMap((l) => l.orderId ?? []),
    )
    const lines = await invoiceLines(ctx, invoice.id)
    const digits = currencyDigits(invoice.currency)
    const lineOf = (lineId: Id, i: number) => {
      const line = lines.find((l) => l.id === lineId)
      if (!line) throw validation('procurement.not_this_line', `lines.${i}.invoiceLineId`)
      return line
    }
    const credits = wanted
      ? wanted.map((w, i) => creditOf(lineOf(w.invoiceLineId, i), w, digits))
      : returnId
        ? returned
            .filter((r) => r.invoiceId === invoice.id && r.invoiceLineId)
            .map((r, i) =>
              creditOf(
                lineOf(r.invoiceLineId ?? '', i),
                { invoiceLineId: r.invoiceLineId ?? '', quantity: plain(r.left) },
                digits,
                r.id,
              ),
            )
        : lines
            .filter((l) => dec(l.net).greaterThan(l.creditedNet))
            .map((l) => creditOf(l, { invoiceLineId: l.id }, digits))
    if (credits.length === 0) throw conflict('procurement.nothing_to_credit_here')
    const { today } = await company(ctx, invoice.companyId)
    const row = await draftRow(ctx, {
      ...header,
      ...{
        companyId: invoice.companyId,
        supplierId: invoice.supplierId,
        kind: 'credit_note',
        currency: invoice.currency,
      },
      rate: invoice.rate,
      documentDate: header.documentDate ?? today,
      taxDate: header.taxDate ?? invoice.taxDate,
      ...{ invoiceId: invoice.id, reason, origin: 'manual' },
    })
    return saveInvoice(ctx, row, credits, post)
  },
})
