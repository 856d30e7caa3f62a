import { documentResult } from '@/server/contracts/sales/common'
import { reverseCustomerInvoiceInput } from '@/server/contracts/sales/customer-invoice'
import { conflict } from '@/server/kernel/errors'
import { dec, plain } from '@/server/kernel/money'
import { company, reverseJournalEntry, takeSetOffBack } from '@/server/modules/finance'
import { documentCommand } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { advanceLines, lockOrders } from '../orders/line-progress'
import { customerOf, refreshOrders } from '../orders/order'
import { recogniseMoved, tracksRevenue } from '../revenue/recognise'
import { customerInvoiceKind, type InvoiceLineRow, type InvoiceRow, invoiceLines } from './invoice'

const negative = (value: string) => plain(dec(value).negated())

/** Gives an invoice's quantities back to orders and deliveries; a credit note's to the lines it credited. */
async function giveBack(ctx: CommandContext, row: InvoiceRow, lines: readonly InvoiceLineRow[]): Promise<void> {
  if (row.kind === 'credit_note') {
    await ctx.sql`
      update customer_invoice_line o set credited_quantity = o.credited_quantity - c.quantity, credited_amount = o.credited_amount - c.amount
      from (select original_line_id, sum(quantity) as quantity, sum(amount) as amount from customer_invoice_line
            where tenant_id = ${ctx.tenantId} and invoice_id = ${row.id} group by 1) c
      where o.tenant_id = ${ctx.tenantId} and o.id = c.original_line_id`
    return
  }
  await Promise.all([
    advanceLines(
      ctx,
      lines.flatMap((l) =>
        l.orderLineId
          ? [
              {
                id: l.orderLineId,
                invoiced: negative(l.quantity),
                invoicedAmount: negative(l.amount),
                invoicedDiscount: negative(l.documentDiscount),
              },
            ]
          : [],
      ),
    ),
    ctx.sql`
      update delivery_line d set invoiced_quantity = d.invoiced_quantity - l.quantity
      from (select delivery_line_id, sum(quantity) as quantity from customer_invoice_line
            where tenant_id = ${ctx.tenantId} and invoice_id = ${row.id} group by 1) l
      where d.tenant_id = ${ctx.tenantId} and d.id = l.delivery_line_id`.execute(),
    // A price that was taken back is no history.
    ctx.sql`
      update customer_invoice_line set posted_on = null, base_unit_price = null
      where tenant_id = ${ctx.tenantId} and invoice_id = ${row.id}`.execute(),
  ])
}

/** The mirrored entry gave back what the bill did to the balances of its order lines; what has been delivered since stands. */
async function takeRevenueBack(
  ctx: CommandContext,
  row: InvoiceRow,
  lines: readonly InvoiceLineRow[],
  postingDate: string,
): Promise<void> {
  const lineIds = lines.flatMap((l) => l.orderLineId ?? [])
  if (lineIds.length === 0 || !tracksRevenue(await company(ctx, row.companyId))) return
  await ctx.sql`
    update sales_order_line o set unbilled_amount = o.unbilled_amount - l.unbilled_amount, unbilled_base = o.unbilled_base - l.unbilled_base,
      deferred_amount = o.deferred_amount - l.deferred_amount, deferred_base = o.deferred_base - l.deferred_base
    from customer_invoice_line l
    where o.tenant_id = ${ctx.tenantId} and l.tenant_id = o.tenant_id and l.invoice_id = ${row.id} and o.id = l.order_line_id
      and (l.unbilled_amount, l.unbilled_base, l.deferred_amount, l.deferred_base) <> (0, 0, 0, 0)`
  await recogniseMoved(ctx, {
    companyId: row.companyId,
    lineIds,
    without: row.id,
    postingDate,
    documentDate: row.documentDate,
    description: row.customerName,
    source: { document: 'customer_invoice', documentId: row.id, label: row.number },
    counter: row.kind === 'invoice' ? 'revenue' : 'sales_returns',
  })
}

/** Takes a posted invoice or credit note back by a mirrored entry. Errors: finance.allocated, sales.invoice_credited. */
export const reverseCustomerInvoice = documentCommand({
  name: 'sales.reverseCustomerInvoice',
  permission: 'sales.customer_invoice.reverse',
  input: reverseCustomerInvoiceInput,
  output: documentResult,
  document: { kind: customerInvoiceKind, transition: 'reverse' },
  handler: async (ctx, input, row, patch) => {
    const lines = await invoiceLines(ctx, row.id)
    if (lines.some((l) => dec(l.creditedQuantity).greaterThan(0) || dec(l.creditedAmount).greaterThan(0)))
      throw conflict('sales.invoice_credited', { number: row.number ?? '' })
    if (row.returnId) throw conflict('sales.credit_of_return', { number: row.number ?? '' })
    if (!row.entryId) throw conflict('sales.not_a_posted_invoice')
    const orderIds = row.kind === 'invoice' ? lines.flatMap((l) => l.orderId ?? []) : []
    await lockOrders(ctx, orderIds)
    const { today } = await company(ctx, row.companyId)
    const postingDate = input.postingDate ?? today
    const { companyId, invoiceId } = row
    const settled = invoiceId
      ? await takeSetOffBack(ctx, { companyId, documentId: row.id, invoiceId }, postingDate)
      : undefined
    const { entryId } = await reverseJournalEntry(
      ctx,
      { entryId: row.entryId, postingDate, description: `${row.customerName}: ${input.reason}` },
      settled,
    )
    await giveBack(ctx, row, lines)
    await takeRevenueBack(ctx, row, lines, postingDate)
    await ctx.sql`
      select sales_add_totals(${ctx.tenantId}::uuid, ${row.id}::uuid, ${postingDate}::date, ${row.kind === 'invoice' ? -1 : 1})`
    if (orderIds.length > 0) await refreshOrders(ctx, row.companyId, orderIds, { reversed: true })
    patch({ reversalEntryId: entryId, reason: input.reason })
    ctx.emit('sales.customer_invoice.reversed', {
      document: 'customer_invoice',
      documentId: row.id,
      companyId: row.companyId,
      payload: { ...customerOf(row), number: row.number, reason: input.reason },
    })
    return { id: row.id, number: row.number, status: 'reversed', version: row.version + 1 }
  },
})
