import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { supplierInvoice, supplierInvoiceLine } from '@/db/schema/procurement'
import { masterResult } from '@/server/contracts/procurement/common'
import {
  createSupplierInvoiceFromInput,
  createSupplierInvoiceInput,
  deleteSupplierInvoiceInput,
  postSupplierInvoiceInput,
  supplierInvoiceResult,
  updateSupplierInvoiceInput,
} from '@/server/contracts/procurement/supplier-invoice'
import { AppError, conflict, forbidden, notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { dec, ZERO } from '@/server/kernel/money'
import { company, currencyDigits } from '@/server/modules/finance'
import { refuseShortcut } from '@/server/platform/approvals/gate'
import { command, documentCommand } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { KeptRefusal } from '@/server/platform/commands/kept-refusal'
import { may } from '@/server/platform/identity/actor'
import { judge } from '@/server/platform/rules/judge'
import { stopping } from '@/server/platform/rules/subject'
import { insertRows } from '@/server/platform/tenancy/bulk'
import { holdPurchaseOrders } from '../orders/order'
import { billableOf, billOrderLine } from './build-lines'
import { postCreditNote } from './credit-note'
import { draftRow, givenLines, headerOf, oneOrder, ordersOfLines, storeDraft, storeDraftLines } from './draft'
import {
  type InvoiceLine,
  type InvoiceLineRow,
  type InvoiceRow,
  invoiceConstraints,
  invoiceLines,
  supplierInvoiceKind as kind,
} from './invoice'
import { invoiceSubject } from './invoice-subject'
import { headerColumns, lineRows, type PostedInvoice, postInvoice } from './post-invoice'
import { type Prepared, prepareInvoice } from './prepare-invoice'
import { invoiceSupplier } from './terms'

const POST = 'procurement.supplier_invoice.post'

/** What a command on an invoice answers; the number of a posted one is there when the command ends. */
export function resultOf(p: Prepared, status: string, version: number, posted: PostedInvoice | null) {
  const { id, currency } = p.row
  const { net, tax, gross } = p.amounts
  const result = {
    ...{ id, status, version, currency, net, tax, gross, number: null as string | null },
    paymentBlocks: [...(posted?.columns.paymentBlocks ?? [])],
  }
  return posted ? Object.defineProperty(result, 'number', { enumerable: true, get: () => posted.number }) : result
}

/** Posts a prepared invoice or credit note. */
export const postPrepared = (ctx: CommandContext, p: Prepared): Promise<PostedInvoice> => {
  if (p.row.kind !== 'invoice') return postCreditNote(ctx, p)
  ctx.send(dropLines(ctx, p.row.id).execute())
  return postInvoice(ctx, p)
}

/**
 * Stores an invoice, and posts it when asked. What a rule stops on its way stays as a draft with the decision, and can be posted from
 * there; the refusal names it.
 */
export async function saveInvoice(ctx: CommandContext, row: InvoiceRow, lines: readonly InvoiceLine[], post: boolean) {
  if (post && !may(ctx.actor, POST)) throw forbidden(POST)
  const prepared = await storeDraft(ctx, row, lines)
  const change = { document: kind.type, documentId: row.id, companyId: row.companyId }
  const after = { kind: row.kind, supplierNumber: row.supplierNumber, gross: prepared.amounts.gross }
  // An invoice that is posted at once stores its lines as they are posted.
  const atOnce = post && row.kind === 'invoice'
  if (!atOnce) storeDraftLines(ctx, prepared)
  if (!post) {
    ctx.record({ ...change, action: 'create', label: row.supplierNumber, after })
    return resultOf(prepared, 'draft', 1, null)
  }
  const subject = await invoiceSubject(ctx, prepared)
  await refuseShortcut(ctx, {
    ...{ document: kind.type, transition: 'post', companyId: row.companyId },
    amount: prepared.amounts.baseGross,
    facts: subject.header,
  })
  const stopped = stopping(await judge(ctx, subject))
  if (stopped.length > 0) {
    if (atOnce) storeDraftLines(ctx, prepared)
    const rules = stopped.map((f) => f.ruleCode)
    ctx.record({ ...change, action: 'blocked_by_rule', label: row.supplierNumber, after: rules })
    ctx.emit('platform.rule.blocked', { ...change, payload: { document: kind.type, trigger: 'post', rules } })
    await ctx.sql`update supplier_invoice set status = 'blocked' where tenant_id = ${ctx.tenantId} and id = ${row.id}`
    const params = { count: stopped.length, document: kind.type, id: row.id }
    throw new KeptRefusal(new AppError('rule_blocked', 'common.rule_blocked', params, [], stopped))
  }
  const posted = await (atOnce ? postInvoice(ctx, prepared) : postCreditNote(ctx, prepared))
  posted.withNumber = { ...posted.columns, status: 'posted' }
  ctx.record({
    ...change,
    action: 'post',
    after,
    get label() {
      return posted.number
    },
  })
  return resultOf(prepared, 'posted', 1, posted)
}

/** An invoice or credit note as the supplier states it: a draft, or posted at once. Errors: procurement.duplicate_invoice and posting's. */
export const createSupplierInvoice = command({
  name: 'procurement.createSupplierInvoice',
  permission: 'procurement.supplier_invoice.create',
  input: createSupplierInvoiceInput,
  output: supplierInvoiceResult,
  constraints: invoiceConstraints,
  handler: async (ctx, { lines, post, ...request }) => {
    const row = await draftRow(ctx, request)
    return saveInvoice(ctx, row, await givenLines(ctx, row, lines), post)
  },
})

/** Writes a draft anew. Errors: procurement.credit_note_unchangeable: its lines name the invoice's, which what is entered here does not. */
export const updateSupplierInvoice = documentCommand({
  name: 'procurement.updateSupplierInvoice',
  permission: 'procurement.supplier_invoice.update',
  input: updateSupplierInvoiceInput,
  output: supplierInvoiceResult,
  constraints: invoiceConstraints,
  document: { kind, states: ['draft', 'blocked'] },
  handler: async (ctx, { id: _id, version: _version, lines, ...header }, row, patch) => {
    if (row.invoiceId) throw conflict('procurement.credit_note_unchangeable')
    const supplier = await invoiceSupplier(ctx, row.companyId, row.supplierId)
    const columns = await headerOf(ctx, supplier, header, row.id)
    const next = { ...row, ...columns }
    const prepared = await prepareInvoice(ctx, next, await givenLines(ctx, next, lines))
    await dropLines(ctx, row.id)
    await insertRows(ctx, supplierInvoiceLine, lineRows(prepared, false))
    patch({ ...columns, ...headerColumns(prepared) })
    return resultOf(prepared, row.status, row.version + 1, null)
  },
})

const dropLines = (ctx: CommandContext, id: Id) =>
  ctx.tx
    .delete(supplierInvoiceLine)
    .where(and(eq(supplierInvoiceLine.tenantId, ctx.tenantId), eq(supplierInvoiceLine.invoiceId, id)))

/** Lines that bill receipts: what of them is neither billed nor sent back. */
async function fromReceipts(ctx: CommandContext, receiptIds: readonly Id[]) {
  const rows = await ctx.sql<{ id: Id; orderLineId: Id; left: string }[]>`
    select l.id, l.order_line_id as "orderLineId", l.quantity - l.billed_quantity - l.returned_unbilled as left from goods_receipt_line l
    join goods_receipt h on h.tenant_id = l.tenant_id and h.id = l.receipt_id and h.status = 'posted'
    where l.tenant_id = ${ctx.tenantId} and l.receipt_id = any(${[...receiptIds]}::uuid[])
      and l.quantity > l.billed_quantity + l.returned_unbilled order by h.posting_date, l.receipt_id, l.position`
  const from = await ordersOfLines(
    ctx,
    rows.map((r) => r.orderLineId),
  )
  const first = [...from.orders.values()][0]
  const digits = currencyDigits(first?.currency ?? 'USD')
  const done = new Map<Id, { quantity: typeof ZERO; net: typeof ZERO }>()
  const lines = rows.flatMap((r) => {
    const line = from.lines.find((l) => l.id === r.orderLineId)
    if (!line) return []
    const before = done.get(line.id) ?? { quantity: ZERO, net: ZERO }
    const made = billOrderLine(line, dec(r.left), digits, r.id, before)
    done.set(line.id, { quantity: before.quantity.plus(r.left), net: before.net.plus(made.net ?? '0') })
    return [made]
  })
  return { orders: [...from.orders.values()], lines }
}

/** Lines that bill orders: what was received (services: ordered) and is not billed, and what of the freight is not. */
async function fromOrders(ctx: CommandContext, companyId: Id, orderIds: readonly Id[]) {
  const from = await holdPurchaseOrders(ctx, orderIds)
  const orders = [...from.orders.values()]
  const { supplierId, currency } = oneOrder(orders, companyId)
  const supplier = await invoiceSupplier(ctx, companyId, supplierId)
  const digits = currencyDigits(currency)
  const lines = from.lines.flatMap((l) => {
    const open = billableOf(l, !l.stocked || supplier.matchPolicy === 'two_way')
    return open.isZero() ? [] : [billOrderLine(l, open, digits)]
  })
  return { orders, lines }
}

type InvoiceFrom = z.output<typeof createSupplierInvoiceFromInput>

/** An invoice of everything that is open of orders or receipts; `origin`: where it came from, if not from them. */
export async function invoiceFrom(
  ctx: CommandContext,
  { orderIds, receiptIds, post, ...header }: InvoiceFrom,
  origin: InvoiceRow['origin'] = receiptIds.length > 0 ? 'receipt' : 'order',
) {
  const { companyId } = header
  if (orderIds.length + receiptIds.length === 0) throw conflict('procurement.nothing_to_bill')
  const { orders, lines } =
    receiptIds.length > 0 ? await fromReceipts(ctx, receiptIds) : await fromOrders(ctx, companyId, orderIds)
  if (lines.length === 0) throw conflict('procurement.nothing_to_bill')
  const first = oneOrder(orders, companyId)
  const { today } = await company(ctx, companyId)
  const row = await draftRow(ctx, {
    ...header,
    documentDate: header.documentDate ?? today,
    currency: header.currency ?? first.currency,
    paymentTermId: header.paymentTermId === undefined ? first.paymentTermId : header.paymentTermId,
    orderReference:
      header.orderReference ??
      orders
        .map((o) => o.number)
        .join(', ')
        .slice(0, 60),
    supplierId: first.supplierId,
    kind: 'invoice',
    origin,
  })
  return saveInvoice(ctx, row, await givenLines(ctx, row, lines), post)
}

/** An invoice of everything that is open of orders or receipts, in one step. Errors: procurement.nothing_to_bill. */
export const createSupplierInvoiceFrom = command({
  name: 'procurement.createSupplierInvoiceFrom',
  permission: 'procurement.supplier_invoice.create',
  input: createSupplierInvoiceFromInput,
  output: supplierInvoiceResult,
  constraints: invoiceConstraints,
  handler: (ctx, input) => invoiceFrom(ctx, input),
})

const ready = new WeakMap<CommandContext, Promise<Prepared>>()

/** The invoice that the check looked at is the one that is posted. */
export function preparedOf(ctx: CommandContext, row: InvoiceRow, postingDate: string | undefined): Promise<Prepared> {
  let made = ready.get(ctx)
  if (!made) {
    made = invoiceLines(ctx, row.id).then((lines) => prepareInvoice(ctx, row, lines.map(stored), { postingDate }))
    ready.set(ctx, made)
  }
  return made
}

/** A stored line as it was given. */
export const stored = (line: InvoiceLineRow): InvoiceLine => {
  const { tenantId: _tenant, invoiceId: _invoice, position: _position, ...given } = line
  const { tax: _tax, gross: _gross, baseNet: _net, baseCost: _cost, unmatchedQuantity: _open, ...more } = given
  const { unmatchedBase: _base, creditedQuantity: _credited, creditedNet: _back, ...columns } = more
  return columns
}

/** Posts a draft as orders and receipts stand now. Errors: procurement.match_failed, .line_account_missing; finance's, inventory's. */
export const postSupplierInvoice = documentCommand({
  name: 'procurement.postSupplierInvoice',
  permission: POST,
  input: postSupplierInvoiceInput,
  output: supplierInvoiceResult,
  document: { kind, transition: 'post' },
  check: async (ctx, input, row) => invoiceSubject(ctx, await preparedOf(ctx, row, input.postingDate)),
  handler: async (ctx, input, row, patch) => {
    const prepared = await preparedOf(ctx, row, input.postingDate)
    const posted = await postPrepared(ctx, prepared)
    patch(posted.columns)
    return resultOf(prepared, 'posted', row.version + 1, posted)
  },
})

/** Throws a draft away; it never had a number of ours. */
export const deleteSupplierInvoice = command({
  name: 'procurement.deleteSupplierInvoice',
  permission: 'procurement.supplier_invoice.create',
  input: deleteSupplierInvoiceInput,
  output: masterResult,
  handler: async (ctx, { id, version }) => {
    const mine = and(eq(supplierInvoice.tenantId, ctx.tenantId), eq(supplierInvoice.id, id))
    const [row] = await ctx.tx.select().from(supplierInvoice).where(mine).for('update')
    if (!row) throw notFound('supplier_invoice')
    if (version !== undefined && version !== row.version)
      throw new AppError('conflict', 'common.stale_version', { version: row.version })
    if (row.status !== 'draft' && row.status !== 'blocked')
      throw new AppError('illegal_transition', 'common.wrong_state', { document: kind.type, state: row.status })
    await dropLines(ctx, id)
    await ctx.tx.delete(supplierInvoice).where(mine)
    ctx.record({
      ...{ action: 'delete', document: kind.type, documentId: id, companyId: row.companyId, label: row.supplierNumber },
      before: { supplierNumber: row.supplierNumber, gross: row.gross },
    })
    return { id, version: row.version }
  },
})
