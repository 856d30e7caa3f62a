import { and, eq } from 'drizzle-orm'
import { customerInvoice } from '@/db/schema/sales'
import { createCreditNoteInput, savedCustomerInvoice } from '@/server/contracts/sales/customer-invoice'
import type { CalendarDate } from '@/server/kernel/calendar-date'
import { conflict, notFound, validation } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { type DecimalString, dec, plain, toFixed, ZERO } from '@/server/kernel/money'
import { accounts, company as companyOf, currencyDigits, loadTaxCodes } from '@/server/modules/finance'
import { items as itemsOf } from '@/server/modules/inventory'
import { command } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import type { Bill, BillLine, InvoiceLineRow } from './invoice'
import { invoiceLines } from './invoice'
import { storeBill } from './invoice.commands'
import { billAmounts, creditShare, roundingTo } from './invoice.rules'
import { revenueAccount } from './revenue-account'

export interface CreditedLine {
  readonly invoiceLineId: Id
  readonly quantity?: DecimalString | undefined
  readonly amount?: DecimalString | undefined
}
export interface CreditRequest {
  readonly invoiceId: Id
  readonly reason: string
  /** Absent: everything that is left of the invoice. */
  readonly lines?: readonly CreditedLine[] | undefined
  readonly documentDate?: CalendarDate | undefined
  readonly postingDate?: CalendarDate | undefined
  readonly returnId?: Id | undefined
}

async function postedInvoice(ctx: CommandContext, id: Id) {
  const [row] = await ctx.tx
    .select()
    .from(customerInvoice)
    .where(and(eq(customerInvoice.tenantId, ctx.tenantId), eq(customerInvoice.id, id)))
    .for('update')
  if (!row) throw notFound('customer_invoice')
  if (row.kind !== 'invoice' || row.status !== 'posted') throw conflict('sales.not_a_posted_invoice')
  return row
}

/** Rounded like an invoice; the credit that takes the last of one takes what is left of its rounding, so that both come to nothing. */
async function roundingOf(
  ctx: CommandContext,
  invoice: { id: Id; gross: DecimalString; rounding: DecimalString; currency: string; companyId: Id },
  gross: DecimalString,
  step: DecimalString,
  digits: number,
): Promise<DecimalString> {
  const [earlier] = await ctx.sql<{ gross: DecimalString; rounding: DecimalString }[]>`
    select coalesce(sum(gross), 0) as gross, coalesce(sum(rounding), 0) as rounding from customer_invoice
    where tenant_id = ${ctx.tenantId} and invoice_id = ${invoice.id} and kind = 'credit_note' and status = 'posted'`
  if (
    dec(earlier?.gross ?? '0')
      .plus(gross)
      .equals(invoice.gross)
  )
    return toFixed(dec(invoice.rounding).minus(earlier?.rounding ?? '0'), digits)
  const { baseCurrency } = await companyOf(ctx, invoice.companyId)
  return roundingTo(gross, invoice.currency === baseCurrency ? step : '0', digits)
}

interface Credit {
  readonly line: InvoiceLineRow
  readonly quantity: DecimalString
  readonly amount: DecimalString
  readonly allowance: boolean
}

/** What each line gives back. Errors: sales.over_credited, sales.unknown_line, sales.nothing_to_credit. */
function creditsOf(lines: readonly InvoiceLineRow[], request: CreditRequest, digits: number): Credit[] {
  const byId = new Map(lines.map((l) => [l.id, l]))
  const wanted: readonly CreditedLine[] = request.lines ?? lines.map((l) => ({ invoiceLineId: l.id }))
  const credits = wanted.flatMap((w, i): Credit[] => {
    const line = byId.get(w.invoiceLineId)
    if (!line) throw validation('sales.unknown_line', `lines.${i}.invoiceLineId`)
    const share = creditShare(line, w, digits)
    if (share === 'over_credited')
      throw conflict('sales.over_credited', {
        position: line.position,
        left: plain(dec(line.amount).minus(line.documentDiscount).minus(line.creditedAmount)),
      })
    if (dec(share.amount).isZero() && dec(share.quantity).isZero()) return []
    byId.set(line.id, {
      ...line,
      creditedQuantity: plain(dec(line.creditedQuantity).plus(share.quantity)),
      creditedAmount: plain(dec(line.creditedAmount).plus(share.amount)),
    })
    return [{ line, ...share, allowance: w.amount !== undefined }]
  })
  if (credits.length === 0) throw conflict('sales.nothing_to_credit')
  return credits
}

const lineOf = (c: Credit, revenueAccountId: Id, digits: number): BillLine => {
  const { line } = c
  const factor = dec(line.unitQuantity).isZero() ? dec(1) : dec(line.quantity).div(line.unitQuantity)
  return {
    id: newId(),
    kind: line.kind,
    orderId: line.orderId,
    orderLineId: line.orderLineId,
    deliveryLineId: line.deliveryLineId,
    originalLineId: line.id,
    allowance: c.allowance,
    itemId: line.itemId,
    categoryId: line.categoryId,
    description: line.description,
    unitId: line.unitId,
    unitFactor: plain(factor),
    unitQuantity: plain(dec(c.quantity).div(factor).toDecimalPlaces(6)),
    quantity: c.quantity,
    unitPrice: line.unitPrice,
    listPrice: null,
    discountPercent: line.discountPercent,
    taxCodeIds: line.taxCodeIds,
    amount: c.amount,
    documentDiscount: toFixed(ZERO, digits),
    revenueAccountId,
  }
}

/**
 * Computes the credit note of an invoice, at the invoice's rate and by the taxes of its tax date: it takes back what was billed.
 * The invoice row is locked, so two credits cannot both take the last of it.
 */
export async function buildCreditNote(ctx: CommandContext, request: CreditRequest): Promise<Bill> {
  const invoice = await postedInvoice(ctx, request.invoiceId)
  const lines = await invoiceLines(ctx, invoice.id)
  const digits = currencyDigits(invoice.currency)
  const credits = creditsOf(lines, request, digits)
  const [company, role, items, codes] = await Promise.all([
    companyOf(ctx, invoice.companyId),
    accounts(ctx, invoice.companyId),
    itemsOf(ctx, [...new Set(credits.flatMap((c) => c.line.itemId ?? []))]),
    loadTaxCodes(
      ctx,
      credits.flatMap((c) => c.line.taxCodeIds),
      invoice.taxDate,
    ),
  ])
  const accountOf = revenueAccount(invoice.companyId, items, role, 'sales_returns')
  const billed = credits.map((c) => lineOf(c, accountOf(c.line), digits))
  const documentDate = request.documentDate ?? request.postingDate ?? company.today
  const amounts = billAmounts(billed, {
    pricesIncludeTax: invoice.pricesIncludeTax,
    rounding: company.taxRounding,
    digits,
    baseDigits: company.digits,
    rate: invoice.rate,
    codes,
  })
  return {
    ...invoice,
    id: newId(),
    kind: 'credit_note',
    documentDate,
    postingDate: request.postingDate ?? documentDate,
    taxDate: documentDate,
    digits,
    invoiceId: invoice.id,
    returnId: request.returnId ?? null,
    reason: request.reason,
    note: null,
    company,
    lines: billed,
    amounts,
    rounding: await roundingOf(ctx, invoice, amounts.gross, company.payableRounding, digits),
    progress: request.returnId
      ? credits.flatMap((c) => (c.line.orderLineId ? [{ id: c.line.orderLineId, credited: c.quantity }] : []))
      : [],
    deliveryProgress: [],
    credited: credits.map((c) => ({ id: c.line.id, quantity: c.quantity, amount: c.amount })),
  }
}

/** Credits a posted invoice in whole or in part, without goods; posted at once. */
export const createCreditNote = command({
  name: 'sales.createCreditNote',
  permission: 'sales.credit_note.post',
  input: createCreditNoteInput,
  output: savedCustomerInvoice,
  handler: async (ctx, input) => storeBill(ctx, await buildCreditNote(ctx, input), true),
})
