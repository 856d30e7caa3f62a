import { and, asc, eq, inArray } from 'drizzle-orm'
import {
  supplierInvoice,
  supplierInvoiceBlock,
  supplierInvoiceLine,
  supplierInvoiceMatch,
} from '@/db/schema/procurement'
import { type Id, newId } from '@/server/kernel/ids'
import { dec, plain, ZERO } from '@/server/kernel/money'
import { accounts, company, postJournalEntry, setPaymentHold } from '@/server/modules/finance'
import { closeAlerts } from '@/server/platform/alerts/raise'
import type { CommandContext } from '@/server/platform/commands/context'
import { insertRows } from '@/server/platform/tenancy/bulk'
import { allowance } from '../match/limits.rules'
import { type OrderLineRow, refreshPurchaseOrders } from '../orders/order'
import { advanceReceiptLines } from '../receipts/line-state'
import { type Clearing, clearReceipts } from './clear.rules'
import { ordersOfLines } from './draft'
import { type InvoiceLineRow, type InvoiceRow, supplierInvoiceKind as kind } from './invoice'
import { type Variance, varianceLines } from './invoice-entry'
import { type OpenReceiptRow, openReceipts } from './open-receipts'
import { adjustReceipts } from './post-invoice'
import { policyFor, ratesAt } from './prepare-invoice'
import { invoiceSupplier, type MatchTerms, matchTerms } from './terms'

type Waiting = InvoiceLineRow

/** Lines of posted invoices that wait for a receipt of these order lines, oldest invoice first. */
async function waitingLines(ctx: CommandContext, orderLineIds: readonly Id[]): Promise<Waiting[]> {
  const found = await ctx.sql<{ id: Id }[]>`
    select l.id from supplier_invoice_line l
    join supplier_invoice h on h.tenant_id = l.tenant_id and h.id = l.invoice_id and h.status = 'posted' and h.kind = 'invoice'
    where l.tenant_id = ${ctx.tenantId} and l.order_line_id = any(${[...orderLineIds]}::uuid[]) and l.unmatched_quantity > 0`
  if (found.length === 0) return []
  const ids = found.map((r) => r.id)
  return ctx.tx
    .select()
    .from(supplierInvoiceLine)
    .where(and(eq(supplierInvoiceLine.tenantId, ctx.tenantId), inArray(supplierInvoiceLine.id, ids)))
    .orderBy(asc(supplierInvoiceLine.invoiceId), asc(supplierInvoiceLine.position))
    .for('update')
}

/**
 * Brings invoices that were posted before their goods came together with the receipts of these order lines: goods received, not invoiced
 * is cleared, the variances go where they belong, and what is settled by it no longer stops payment. Called again it finds nothing to do.
 */
export async function matchLate(ctx: CommandContext, orderLineIds: readonly Id[]): Promise<void> {
  const from = await ordersOfLines(ctx, orderLineIds)
  const waiting = await waitingLines(ctx, orderLineIds)
  if (waiting.length === 0) return
  const receipts = await openReceipts(ctx, orderLineIds, true)
  const rows = await ctx.tx
    .select()
    .from(supplierInvoice)
    .where(
      and(
        eq(supplierInvoice.tenantId, ctx.tenantId),
        inArray(supplierInvoice.id, [...new Set(waiting.map((l) => l.invoiceId))]),
      ),
    )
    .orderBy(asc(supplierInvoice.postingDate), asc(supplierInvoice.id))
    .for('update')
  for (const row of rows)
    await matchOne(
      ctx,
      row,
      waiting.filter((l) => l.invoiceId === row.id),
      receipts,
      from.lines,
    )
  await refreshPurchaseOrders(ctx, rows[0]?.companyId ?? '', [...from.orders.keys()])
}

async function matchOne(
  ctx: CommandContext,
  row: InvoiceRow,
  lines: readonly Waiting[],
  receipts: readonly OpenReceiptRow[],
  orderLines: readonly OrderLineRow[],
): Promise<void> {
  const settings = await company(ctx, row.companyId)
  const supplier = await invoiceSupplier(ctx, row.companyId, row.supplierId, true)
  const terms = await matchTerms(ctx, row.companyId, supplier)
  const rateOf = await ratesAt(
    ctx,
    settings,
    row,
    receipts.map((r) => r.currency),
    row.postingDate,
  )
  const { clearings, unmatched } = clearReceipts(
    lines.map((l) => ({
      ...{ id: l.id, orderLineId: l.orderLineId, receiptLineId: l.receiptLineId },
      ...{ quantity: l.unmatchedQuantity, base: l.unmatchedBase },
    })),
    receipts,
    { digits: settings.digits, rateOf },
  )
  if (clearings.length === 0) return
  const late = { row, terms, postingDate: settings.today }
  await book(ctx, late, lines, clearings, receipts, settings.baseCurrency)
  await updateWaiting(ctx, lines, unmatched)
  const policyOf = policyFor(supplier, terms)
  const open = lines
    .filter((l) => policyOf(l) === 'three_way')
    .map((l) => ({ line: l, left: unmatched.get(l.id)?.quantity ?? ZERO }))
  await retest(ctx, row, terms, open, orderLines)
}

async function updateWaiting(
  ctx: CommandContext,
  lines: readonly Waiting[],
  unmatched: ReadonlyMap<Id, { quantity: typeof ZERO; base: typeof ZERO }>,
): Promise<void> {
  const rows = lines.map((l) => {
    const rest = unmatched.get(l.id)
    return { id: l.id, quantity: plain(rest?.quantity ?? ZERO), base: plain(rest?.base ?? ZERO) }
  })
  await ctx.sql`
    update supplier_invoice_line l set unmatched_quantity = r.quantity, unmatched_base = r.base
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r(id uuid, quantity numeric, base numeric)
    where l.tenant_id = ${ctx.tenantId} and l.id = r.id`
}

/** Variances of what has met its receipt, and the match itself. What had gone to an expense at once is taken off it again. */
async function book(
  ctx: CommandContext,
  late: { row: InvoiceRow; terms: MatchTerms; postingDate: string },
  lines: readonly Waiting[],
  clearings: readonly Clearing[],
  receipts: readonly OpenReceiptRow[],
  baseCurrency: string,
): Promise<void> {
  const { row, terms, postingDate } = late
  const role = await accounts(ctx, row.companyId)
  const policy = terms.exchangeVariance
  const made = clearings.map((c) => {
    const receipt = receipts.find((r) => r.id === c.receiptLineId)
    const line = lines.find((l) => l.id === c.invoiceLineId)
    const direct = dec(line?.unmatchedBase ?? '0').isZero() && !receipt?.stocked
    const variance: Variance = {
      receiptMoveId: receipt?.stocked ? c.receiptLineId : null,
      price: direct ? c.variance : c.price,
      exchange: direct ? ZERO : c.exchange,
      accountId: receipt?.expenseAccountId ?? role('purchase_expense'),
      costCenterId: receipt?.costCenterId ?? null,
      projectId: receipt?.projectId ?? null,
    }
    const cost = policy === 'cost' ? variance.price.plus(variance.exchange) : variance.price
    return { c, variance, adjusted: receipt?.stocked ? cost : ZERO, whole: c.variance }
  })
  await insertRows(
    ctx,
    supplierInvoiceMatch,
    made.map(({ c, variance, adjusted, whole }) => ({
      ...{ id: newId(), companyId: row.companyId, invoiceId: row.id, invoiceLineId: c.invoiceLineId },
      ...{
        receiptLineId: c.receiptLineId,
        returnLineId: null,
        undoesId: null,
        creditedLineId: null,
        quantity: c.quantity,
      },
      ...{ cleared: c.cleared, clearedBase: c.clearedBase, late: true, postingDate },
      priceVariance: plain(variance.price),
      exchangeVariance: plain(variance.exchange),
      adjusted: plain(adjusted),
      expensed: plain(whole.minus(adjusted)),
    })),
  )
  await advanceReceiptLines(
    ctx,
    clearings.map((c) => ({
      id: c.receiptLineId,
      billed: c.quantity,
      billedCost: c.cleared,
      billedBase: c.clearedBase,
    })),
  )
  const variances = made.map((m) => m.variance)
  const entry = varianceLines(variances, policy, role).map((l) => ({ ...l, amount: l.baseAmount }))
  if (entry.length > 0)
    await postJournalEntry(ctx, {
      ...{ companyId: row.companyId, journal: 'purchase', postingDate, documentDate: row.documentDate },
      description: `${row.supplierName} ${row.supplierNumber}`,
      source: { document: kind.type, documentId: row.id, label: row.number },
      ...{ currency: baseCurrency, rate: '1', lines: entry },
    })
  await adjustReceipts(ctx, { row, postingDate, terms }, variances, role('grni'))
}

/** Tests again what waited for goods: what has come lifts its block, a part that is still missing stands as a wrong quantity. */
async function retest(
  ctx: CommandContext,
  row: InvoiceRow,
  terms: MatchTerms,
  open: readonly { line: Waiting; left: typeof ZERO }[],
  orderLines: readonly OrderLineRow[],
): Promise<void> {
  const blocks = await ctx.sql<{ id: Id; lineId: Id | null; kind: string }[]>`
    select id, line_id as "lineId", kind from supplier_invoice_block
    where tenant_id = ${ctx.tenantId} and invoice_id = ${row.id} and state = 'open' and kind in ('no_receipt', 'quantity')`
  const lifted: Id[] = []
  const changed: { lineId: Id; left: typeof ZERO }[] = []
  for (const block of blocks) {
    const found = open.find((o) => o.line.id === block.lineId)
    if (!found) continue
    const { line, left } = found
    const order = orderLines.find((l) => l.id === line.orderLineId)
    const limits = terms.limitsOf(line.stocked ? 'stock' : 'service')
    const bound = { percent: limits.quantityAbovePercent, absolute: limits.quantityAboveQuantity }
    const allowed = allowance(bound, order?.stockQuantity ?? '0') ?? ZERO
    const fine = left.lessThanOrEqualTo(allowed)
    if (fine || block.kind === 'no_receipt') lifted.push(block.id)
    if (!fine && block.kind === 'no_receipt') changed.push({ lineId: line.id, left })
  }
  if (lifted.length === 0) return
  await ctx.sql`
    update supplier_invoice_block set state = 'lifted', settled_at = now() where tenant_id = ${ctx.tenantId} and id = any(${lifted}::uuid[])`
  await insertRows(
    ctx,
    supplierInvoiceBlock,
    changed.map(({ lineId, left }) => {
      const line = open.find((o) => o.line.id === lineId)?.line
      return {
        ...{ id: newId(), companyId: row.companyId, invoiceId: row.id, lineId, kind: 'quantity' as const },
        ...{ side: 'above' as const, stated: line?.quantity ?? '0', allowed: '0' },
        expected: plain(dec(line?.quantity ?? '0').minus(left)),
      }
    }),
  )
  const [now] = await ctx.sql<{ kinds: InvoiceRow['paymentBlocks'] }[]>`
    select coalesce(array_agg(distinct kind order by kind), '{}') as kinds from supplier_invoice_block
    where tenant_id = ${ctx.tenantId} and invoice_id = ${row.id} and state = 'open'`
  const kinds = now?.kinds ?? []
  await ctx.sql`
    update supplier_invoice set payment_blocks = ${kinds}::text[], version = version + 1, updated_at = now()
    where tenant_id = ${ctx.tenantId} and id = ${row.id}`
  await setPaymentHold(ctx, { companyId: row.companyId, openItemSourceId: row.id, kinds })
  if (kinds.length === 0) await closeAlerts(ctx, [`supplier_invoice:${row.id}`])
  ctx.record({
    ...{ action: 'retest', document: kind.type, documentId: row.id, companyId: row.companyId, label: row.number },
    before: { paymentBlocks: row.paymentBlocks },
    after: { paymentBlocks: kinds },
  })
}
