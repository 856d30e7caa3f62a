import { and, eq, inArray } from 'drizzle-orm'
import { salesOrder, salesOrderLine } from '@/db/schema/sales'
import { documentRef } from '@/server/contracts/platform/field'
import { documentResult } from '@/server/contracts/sales/common'
import { cancelSalesReturnInput, closedSalesReturn, closeSalesReturnInput } from '@/server/contracts/sales/sales-return'
import { conflict } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { Decimal, type DecimalString, dec, plain, ZERO } from '@/server/kernel/money'
import { documentCommand } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { buildCreditNote, type CreditedLine } from '../invoices/credit-note'
import { storeBill } from '../invoices/invoice.commands'
import { customerOf } from '../orders/order'
import { storeNewOrder } from '../orders/save-order'
import { salesReturnKind as kind, type ReturnLineRow, type ReturnRow, returnLines, returnResult } from './return'

export const approveSalesReturn = documentCommand({
  name: 'sales.approveSalesReturn',
  permission: 'sales.sales_return.approve',
  input: documentRef,
  output: documentResult,
  document: { kind, transition: 'approve' },
  handler: async (ctx, _input, row) => {
    ctx.emit('sales.sales_return.approved', {
      document: 'sales_return',
      documentId: row.id,
      companyId: row.companyId,
      payload: { ...customerOf(row), number: row.number },
    })
    return returnResult(row, 'approved')
  },
})

export const cancelSalesReturn = documentCommand({
  name: 'sales.cancelSalesReturn',
  permission: 'sales.sales_return.create',
  input: cancelSalesReturnInput,
  output: documentResult,
  document: { kind, transition: 'cancel' },
  handler: async (_ctx, input, row, patch) => {
    if (input.reason) patch({ note: input.reason })
    return returnResult(row, 'cancelled')
  },
})

interface BilledLine {
  id: Id
  invoiceId: Id
  orderLineId: Id
  left: DecimalString
  /** Billed and not credited by quantity, of the whole order line, less what the customer keeps. */
  overBilled: DecimalString
}

/** Invoice lines of the returned order lines that have something left to credit, the latest first. */
const billedLines = (ctx: CommandContext, orderLineIds: readonly Id[]) =>
  ctx.sql<BilledLine[]>`
    select l.id, l.invoice_id as "invoiceId", l.order_line_id as "orderLineId", l.quantity - l.credited_quantity as left,
      sum(l.quantity - l.credited_quantity) over (partition by l.order_line_id)
        - (select o.delivered_quantity - o.returned_quantity from sales_order_line o where o.tenant_id = l.tenant_id and o.id = l.order_line_id)
        as "overBilled"
    from customer_invoice_line l
    join customer_invoice i on i.tenant_id = l.tenant_id and i.id = l.invoice_id and i.kind = 'invoice' and i.status = 'posted'
    where l.tenant_id = ${ctx.tenantId} and l.order_line_id = any(${[...orderLineIds]}::uuid[])
    order by i.posting_date desc, l.id desc`

interface ReturnedKits {
  kitLineId: Id
  itemId: Id
  quantity: DecimalString
}

/** Kits of which every component has come back, less those that earlier returns have credited; part of a kit credits nothing. */
const returnedKits = (ctx: CommandContext, row: ReturnRow) => ctx.sql<ReturnedKits[]>`
  select k.id as "kitLineId", k.item_id as "itemId", k.returned_quantity - coalesce((
      select sum(l.quantity) from customer_invoice_line l
      join customer_invoice v on v.tenant_id = l.tenant_id and v.id = l.invoice_id and v.kind = 'credit_note' and v.status = 'posted'
      where l.tenant_id = k.tenant_id and l.order_line_id = k.id and v.return_id is not null), 0) as quantity
  from sales_order_line k
  where k.tenant_id = ${ctx.tenantId} and k.kit and k.id in (
    select c.kit_line_id from sales_return_line r join sales_order_line c on c.tenant_id = r.tenant_id and c.id = r.order_line_id
    where r.tenant_id = ${ctx.tenantId} and r.return_id = ${row.id})`

/** Which invoice lines a return credits: what came back and was billed; what was not billed needs no credit. */
export function creditsOf(
  lines: readonly Pick<ReturnLineRow, 'orderLineId' | 'receivedQuantity'>[],
  billed: readonly BilledLine[],
): Map<Id, CreditedLine[]> {
  const back = new Map<Id, Decimal>()
  for (const l of lines) back.set(l.orderLineId, (back.get(l.orderLineId) ?? ZERO).plus(l.receivedQuantity))
  for (const b of billed) {
    const due = Decimal.max(ZERO, b.overBilled)
    back.set(b.orderLineId, Decimal.min(back.get(b.orderLineId) ?? ZERO, due))
  }
  const credits = new Map<Id, CreditedLine[]>()
  for (const b of billed) {
    const due = back.get(b.orderLineId) ?? ZERO
    const take = Decimal.min(due, b.left)
    if (take.lessThanOrEqualTo(0)) continue
    back.set(b.orderLineId, due.minus(take))
    credits.set(b.invoiceId, [...(credits.get(b.invoiceId) ?? []), { invoiceLineId: b.id, quantity: plain(take) }])
  }
  return credits
}

async function creditReturn(
  ctx: CommandContext,
  row: ReturnRow,
  lines: readonly ReturnLineRow[],
  kits: readonly ReturnedKits[],
  postingDate?: string,
) {
  const back = [...lines, ...kits.map((k) => ({ orderLineId: k.kitLineId, receivedQuantity: k.quantity }))]
  const orderLineIds = [...new Set(back.map((l) => l.orderLineId))]
  const credits = creditsOf(back, await billedLines(ctx, orderLineIds))
  const ids: Id[] = []
  for (const [invoiceId, credited] of [...credits].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const bill = await buildCreditNote(ctx, {
      invoiceId,
      reason: row.reason,
      lines: credited,
      returnId: row.id,
      ...(postingDate && { documentDate: postingDate, postingDate }),
    })
    await storeBill(ctx, bill, true)
    ids.push(bill.id)
  }
  return ids
}

interface Replaced {
  readonly orderLineId: Id
  readonly itemId: Id
  readonly quantity: DecimalString
  readonly description?: string
}

/** What has come back, whole kits of a credited return as kits: they have the price. */
async function replacedOf(
  ctx: CommandContext,
  lines: readonly ReturnLineRow[],
  credited: readonly ReturnedKits[],
): Promise<Replaced[]> {
  const kits = credited.filter((k) => dec(k.quantity).greaterThan(0))
  const per = await ctx.sql<{ id: Id; kitLineId: Id; per: DecimalString }[]>`
    select id, kit_line_id as "kitLineId", kit_quantity as per from sales_order_line
    where tenant_id = ${ctx.tenantId} and kit_line_id = any(${kits.map((k) => k.kitLineId)}::uuid[])`
  const inKits = new Map(
    per.map((c) => [c.id, dec(kits.find((k) => k.kitLineId === c.kitLineId)?.quantity ?? '0').times(c.per)]),
  )
  const rest = lines.map((l) => {
    const spoken = Decimal.min(inKits.get(l.orderLineId) ?? ZERO, l.receivedQuantity)
    inKits.set(l.orderLineId, (inKits.get(l.orderLineId) ?? ZERO).minus(spoken))
    return { ...l, quantity: plain(dec(l.receivedQuantity).minus(spoken)) }
  })
  return [
    ...kits.map((k) => ({ ...k, orderLineId: k.kitLineId })),
    ...rest.filter((l) => dec(l.quantity).greaterThan(0)),
  ]
}

/** An order for the same goods: free of charge when they are not credited, else at the price they were sold for. */
async function replace(
  ctx: CommandContext,
  row: ReturnRow,
  received: readonly ReturnLineRow[],
  kits: readonly ReturnedKits[],
): Promise<Id> {
  const lines = await replacedOf(ctx, received, kits)
  const orderLines = await ctx.tx
    .select()
    .from(salesOrderLine)
    .where(
      and(
        eq(salesOrderLine.tenantId, ctx.tenantId),
        inArray(
          salesOrderLine.id,
          lines.map((l) => l.orderLineId),
        ),
      ),
    )
  const byId = new Map(orderLines.map((l) => [l.id, l]))
  const [order] = await ctx.tx
    .select()
    .from(salesOrder)
    .where(and(eq(salesOrder.tenantId, ctx.tenantId), eq(salesOrder.id, orderLines[0]?.orderId ?? row.id)))
  if (!order) throw conflict('common.reference')
  const { saved } = await storeNewOrder(
    ctx,
    {
      companyId: row.companyId,
      customerId: row.customerId,
      currency: order.currency,
      customerReference: order.customerReference,
      discountPercent: '0',
      discountAmount: '0',
      note: row.reason,
      internalNote: null,
      lines: lines.map((l) => {
        const sold = byId.get(l.orderLineId)
        return {
          kind: 'item' as const,
          itemId: l.itemId,
          description: l.description ?? null,
          unitId: sold?.unitId,
          quantity: plain(
            dec(l.quantity)
              .div(sold?.unitFactor ?? '1')
              .toDecimalPlaces(6),
          ),
          unitPrice: row.credit ? (sold?.unitPrice ?? null) : '0',
          discountPercent: row.credit ? sold?.discountPercent : '0',
          taxCodeIds: sold?.taxCodeIds,
          warehouseId: sold?.warehouseId,
          note: null,
        }
      }),
    },
    { returnId: row.id },
  )
  return saved.id
}

/** Ends a return: credit notes for what was billed (one an invoice), and a replacement order when asked for. */
export const closeSalesReturn = documentCommand({
  name: 'sales.closeSalesReturn',
  permission: 'sales.sales_return.close',
  input: closeSalesReturnInput,
  output: closedSalesReturn,
  document: { kind, transition: 'close' },
  handler: async (ctx, input, row, patch) => {
    const lines = await returnLines(ctx, row.id)
    const kits = row.credit ? await returnedKits(ctx, row) : []
    const creditNoteIds = row.credit ? await creditReturn(ctx, row, lines, kits, input.postingDate) : []
    const replacementOrderId = input.replacement ? await replace(ctx, row, lines, kits) : null
    patch({ creditNoteId: creditNoteIds[0] ?? null, replacementOrderId })
    return { id: row.id, creditNoteIds, replacementOrderId }
  },
})
