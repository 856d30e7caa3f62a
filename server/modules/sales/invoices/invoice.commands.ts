import { and, eq } from 'drizzle-orm'
import { customerInvoice, customerInvoiceLine } from '@/db/schema/sales'
import { masterResult } from '@/server/contracts/sales/common'
import {
  createCustomerInvoiceInput,
  deleteDraftInput,
  postCustomerInvoiceInput,
  savedCustomerInvoice,
} from '@/server/contracts/sales/customer-invoice'
import { invoiceSalesOrderInput } from '@/server/contracts/sales/sales-order'
import { AppError, conflict } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { Decimal, type DecimalString, dec, plain, ZERO } from '@/server/kernel/money'
import { refuseShortcut } from '@/server/platform/approvals/gate'
import { command, documentCommand } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { KeptRefusal } from '@/server/platform/commands/kept-refusal'
import { judge } from '@/server/platform/rules/judge'
import { stopping } from '@/server/platform/rules/subject'
import { lockOrders } from '../orders/line-progress'
import { linesOf, type OrderLineRow, type OrderRow, salesOrderKind } from '../orders/order'
import { type AskedLine, buildInvoice, type FreeLine } from './build-invoice'
import {
  type Bill,
  billHeader,
  customerInvoiceKind,
  type InvoiceRow,
  insertBillHeader,
  insertBillLines,
  invoiceLines,
} from './invoice'
import { billable } from './invoice.rules'
import { invoiceSubject } from './invoice-subject'
import { postBill } from './post-bill'

interface Result {
  id: Id
  number: string | null
  status: string
  version: number
  currency: string
  net: string
  tax: string
  gross: string
}
const resultOf = (bill: Bill, status: string, version: number): Result => ({
  id: bill.id,
  number: null,
  status,
  version,
  currency: bill.currency,
  net: bill.amounts.net,
  tax: bill.amounts.tax,
  gross: bill.amounts.gross,
})

/** Stores a bill as a draft, or posts it at once; the number of a posted one reaches the result at the end of the command. */
export async function storeBill(ctx: CommandContext, bill: Bill, post: boolean): Promise<Result> {
  const action = post ? 'post' : 'create'
  const after = { kind: bill.kind, gross: bill.amounts.gross, currency: bill.currency }
  const change = { action, document: 'customer_invoice', documentId: bill.id, companyId: bill.companyId, after }
  if (!post) {
    await insertBillHeader(ctx, bill, { status: 'draft' })
    await insertBillLines(ctx, bill, null)
    ctx.record(change)
    return resultOf(bill, 'draft', 1)
  }
  const posted = await postBill(ctx, bill, 'new')
  ctx.record({
    ...change,
    get label() {
      return posted.number
    },
  })
  const result = resultOf(bill, 'posted', 1)
  // The number is taken after the handler; whoever reads the result then finds it there.
  return Object.defineProperty(result, 'number', { enumerable: true, get: () => posted.number })
}

/**
 * What a rule stops on its way to being posted stays as a draft, with the decision: it can be overridden and posted from there.
 * The refusal names it (`document`, `id`).
 */
async function demandRules(ctx: CommandContext, bill: Bill): Promise<void> {
  const findings = stopping(await judge(ctx, await invoiceSubject(ctx, bill, bill.id, null)))
  if (findings.length === 0) return
  await storeBill(ctx, bill, false)
  const document = { document: 'customer_invoice', documentId: bill.id, companyId: bill.companyId }
  const rules = findings.map((f) => f.ruleCode)
  ctx.record({ ...document, action: 'blocked_by_rule', after: rules })
  ctx.emit('platform.rule.blocked', { ...document, payload: { document: 'customer_invoice', trigger: 'post', rules } })
  const params = { count: findings.length, document: 'customer_invoice', id: bill.id }
  throw new KeptRefusal(new AppError('rule_blocked', 'common.rule_blocked', params, [], findings))
}

/** Made and posted in one step, where no approval flow is for such an invoice. */
async function demandNoFlow(ctx: CommandContext, bill: Bill): Promise<void> {
  const { header: facts } = await invoiceSubject(ctx, bill, bill.id, null)
  const { companyId, amounts } = bill
  await refuseShortcut(ctx, {
    document: 'customer_invoice',
    transition: 'post',
    companyId,
    amount: amounts.baseGross,
    facts,
  })
}

interface DeliveredLine {
  id: Id
  orderId: Id
  /** The line that is billed for it: of a component, the kit's. */
  orderLineId: Id
  kit: boolean
  open: DecimalString
}

/** Lines of posted deliveries with what of them is not billed. */
async function deliveredLines(ctx: CommandContext, ids: readonly Id[]): Promise<DeliveredLine[]> {
  if (ids.length === 0) return []
  return ctx.sql<DeliveredLine[]>`
    select l.id, l.order_id as "orderId", coalesce(o.kit_line_id, o.id) as "orderLineId", o.kit_line_id is not null as kit,
      greatest(l.quantity - l.returned_quantity - l.invoiced_quantity, 0) as open
    from delivery_line l join delivery d on d.tenant_id = l.tenant_id and d.id = l.delivery_id and d.status = 'posted'
    join sales_order_line o on o.tenant_id = l.tenant_id and o.id = l.order_line_id
    where l.tenant_id = ${ctx.tenantId} and l.delivery_id = any(${[...ids]}::uuid[])
    order by d.posting_date, d.id, l.position`
}

/** What of deliveries can be billed: their open quantities, up to what their order lines still allow. */
function fromDeliveries(
  delivered: readonly DeliveredLine[],
  lines: readonly OrderLineRow[],
  orders: ReadonlyMap<Id, OrderRow>,
): AskedLine[] {
  const left = new Map<Id, Decimal>()
  for (const l of lines) left.set(l.id, billable(l, orders.get(l.orderId)?.invoicePolicy ?? 'shipped'))
  return delivered.flatMap((d) => {
    const open = left.get(d.orderLineId) ?? ZERO
    // Kits are billed by their number, not by the piece: all that are whole by now.
    const take = d.kit ? open : Decimal.min(open, d.open)
    left.set(d.orderLineId, open.minus(take))
    return take.greaterThan(0)
      ? [{ orderLineId: d.orderLineId, deliveryLineId: d.kit ? null : d.id, quantity: plain(take) }]
      : []
  })
}

/** What is asked of order lines, laid on the deliveries that were chosen, the oldest first; what they do not cover names none. */
function laidOn(
  delivered: readonly DeliveredLine[],
  asked: readonly { orderLineId: Id; quantity: DecimalString }[],
): AskedLine[] {
  const open = new Map(delivered.map((d) => [d.id, dec(d.open)]))
  return asked.flatMap(({ orderLineId, quantity }) => {
    let left = dec(quantity)
    const parts = delivered
      .filter((d) => d.orderLineId === orderLineId && !d.kit)
      .flatMap((d): AskedLine[] => {
        const take = Decimal.min(left, open.get(d.id) ?? ZERO)
        open.set(d.id, (open.get(d.id) ?? ZERO).minus(take))
        left = left.minus(take)
        return take.greaterThan(0) ? [{ orderLineId, deliveryLineId: d.id, quantity: plain(take) }] : []
      })
    return left.greaterThan(0) ? [...parts, { orderLineId, quantity: plain(left) }] : parts
  })
}

/** An invoice of orders, deliveries and free lines of one customer, as a draft or posted at once. */
export const createCustomerInvoice = command({
  name: 'sales.createCustomerInvoice',
  permission: 'sales.customer_invoice.create',
  input: createCustomerInvoiceInput,
  output: savedCustomerInvoice,
  handler: async (ctx, { orderIds, deliveryIds, lines, post, ...rest }) => {
    const delivered = await deliveredLines(ctx, deliveryIds)
    if (deliveryIds.length > 0 && delivered.length === 0) throw conflict('sales.nothing_to_invoice')
    const from = await lockOrders(ctx, [...orderIds, ...delivered.map((d) => d.orderId)])
    const asked = lines
      ? laidOn(delivered, lines)
      : orderIds.length > 0
        ? undefined
        : fromDeliveries(delivered, from.lines, from.orders)
    const bill = await buildInvoice(ctx, { ...rest, asked }, from)
    if (post) await demandRules(ctx, bill)
    if (post) await demandNoFlow(ctx, bill)
    return storeBill(ctx, bill, post)
  },
})

const prepared = new WeakMap<CommandContext, Promise<Bill>>()

/** The bill that a check looked at is the one that is posted. */
function once(ctx: CommandContext, make: () => Promise<Bill>): Promise<Bill> {
  let bill = prepared.get(ctx)
  if (!bill) {
    bill = make()
    prepared.set(ctx, bill)
  }
  return bill
}

const billOfOrder = (ctx: CommandContext, order: OrderRow, postingDate: string | undefined) =>
  once(ctx, async () =>
    buildInvoice(
      ctx,
      {
        companyId: order.companyId,
        note: null,
        freeLines: [],
        ...(postingDate && { documentDate: postingDate, postingDate }),
      },
      { orders: new Map([[order.id, order]]), lines: await linesOf(ctx, order.id) },
    ),
  )

/** Bills everything of an order that may be billed now, and posts it when asked. */
export const invoiceSalesOrder = documentCommand({
  name: 'sales.invoiceSalesOrder',
  permission: 'sales.customer_invoice.post',
  input: invoiceSalesOrderInput,
  output: savedCustomerInvoice,
  document: { kind: salesOrderKind, states: ['approved', 'closed'] },
  check: async (ctx, input, order) => {
    const bill = await billOfOrder(ctx, order, input.postingDate)
    return invoiceSubject(ctx, bill, order.id, order.number)
  },
  handler: async (ctx, input, order) => {
    const bill = await billOfOrder(ctx, order, input.postingDate)
    if (input.post) await demandNoFlow(ctx, bill)
    return storeBill(ctx, bill, input.post)
  },
})

/** A draft is a proposal: its quantities are kept, everything else is computed again by the state of its orders. */
const billOfDraft = (ctx: CommandContext, row: InvoiceRow, postingDate: string | undefined) =>
  once(ctx, async () => {
    const lines = await invoiceLines(ctx, row.id)
    const from = await lockOrders(
      ctx,
      lines.flatMap((l) => l.orderId ?? []),
    )
    const asked = lines.flatMap((l) =>
      l.kind === 'item' && l.orderLineId
        ? [{ orderLineId: l.orderLineId, quantity: l.quantity, deliveryLineId: l.deliveryLineId }]
        : [],
    )
    const freeLines = lines.flatMap((l): FreeLine[] =>
      l.kind === 'free'
        ? [
            {
              description: l.description,
              quantity: l.quantity,
              unitPrice: l.unitPrice,
              taxCodeIds: l.taxCodeIds,
              revenueAccountId: l.revenueAccountId,
            },
          ]
        : [],
    )
    return buildInvoice(
      ctx,
      {
        id: row.id,
        companyId: row.companyId,
        customerId: row.customerId,
        documentDate: row.documentDate,
        postingDate: postingDate ?? row.postingDate,
        taxDate: row.taxDate,
        note: row.note,
        asked,
        freeLines,
      },
      from,
    )
  })

const linesOfInvoice = (ctx: CommandContext, id: Id) =>
  and(eq(customerInvoiceLine.tenantId, ctx.tenantId), eq(customerInvoiceLine.invoiceId, id))

/** Posts a draft. Errors: sales.over_billed when another bill was faster; finance's (period, accounts). */
export const postCustomerInvoice = documentCommand({
  name: 'sales.postCustomerInvoice',
  permission: 'sales.customer_invoice.post',
  input: postCustomerInvoiceInput,
  output: savedCustomerInvoice,
  document: { kind: customerInvoiceKind, transition: 'post' },
  check: async (ctx, input, row) => {
    if (row.kind === 'credit_note') throw conflict('sales.credit_note_is_final')
    return invoiceSubject(ctx, await billOfDraft(ctx, row, input.postingDate), row.id, null)
  },
  handler: async (ctx, input, row, patch) => {
    const bill = await billOfDraft(ctx, row, input.postingDate)
    await ctx.tx.delete(customerInvoiceLine).where(linesOfInvoice(ctx, row.id))
    const posted = await postBill(ctx, bill, 'existing')
    patch({ ...billHeader(bill), entryId: posted.entryId, dueDate: posted.dueDate })
    const result = resultOf(bill, 'posted', row.version + 1)
    return Object.defineProperty(result, 'number', { enumerable: true, get: () => posted.number })
  },
})

/** Throws a draft away; it never had a number. */
export const deleteCustomerInvoice = command({
  name: 'sales.deleteCustomerInvoice',
  permission: 'sales.customer_invoice.create',
  input: deleteDraftInput,
  output: masterResult,
  handler: async (ctx, { id }) => {
    const mine = and(eq(customerInvoice.tenantId, ctx.tenantId), eq(customerInvoice.id, id))
    const [row] = await ctx.tx.select().from(customerInvoice).where(mine).for('update')
    if (!row) throw new AppError('not_found', 'common.not_found', { document: 'customer_invoice' })
    if (row.status !== 'draft')
      throw new AppError('illegal_transition', 'common.wrong_state', {
        document: 'customer_invoice',
        state: row.status,
      })
    await ctx.tx.delete(customerInvoiceLine).where(linesOfInvoice(ctx, id))
    await ctx.tx.delete(customerInvoice).where(mine)
    ctx.record({ action: 'delete', document: 'customer_invoice', documentId: id, companyId: row.companyId })
    return { id, version: row.version }
  },
})
