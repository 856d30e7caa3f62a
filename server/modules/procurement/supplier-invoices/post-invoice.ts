import {
  supplierInvoice,
  supplierInvoiceBlock,
  supplierInvoiceLine,
  supplierInvoiceMatch,
} from '@/db/schema/procurement'
import { conflict } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { dec, plain, ZERO } from '@/server/kernel/money'
import {
  accounts,
  type EntryLine,
  type OpenItemDraft,
  postJournalEntry,
  setPaymentHold,
  type Term,
} from '@/server/modules/finance'
import { adjustCost } from '@/server/modules/inventory'
import { raiseAlerts } from '@/server/platform/alerts/raise'
import type { CommandContext } from '@/server/platform/commands/context'
import { insertRows, updateRows } from '@/server/platform/tenancy/bulk'
import type { BlockKind } from '../match/match.rules'
import { advanceOrderLines } from '../orders/advance-lines'
import { openOf } from '../orders/budget-use'
import { lowerCommitments } from '../orders/lower-commitments'
import { refreshPurchaseOrders } from '../orders/order'
import { advanceReceiptLines } from '../receipts/line-state'
import { direct, invoiceEntry, openItemsOf, type Variance, varianceLines, variancesOf } from './invoice-entry'
import type { Prepared } from './prepare-invoice'

/** Puts variances of stocked goods on their receipts: stock takes what is on hand, what has gone went where it went. */
export async function adjustReceipts(
  ctx: CommandContext,
  p: Pick<Prepared, 'row' | 'postingDate' | 'terms'>,
  variances: readonly Variance[],
  grni: Id,
): Promise<void> {
  const adjustments = variances.flatMap((v) => {
    const { receiptMoveId } = v
    if (!receiptMoveId) return []
    const both = { receiptMoveId, contraAccountId: grni }
    return [
      { ...both, id: newId(), amount: plain(v.price), kind: 'price_variance' as const },
      ...(p.terms.exchangeVariance === 'cost'
        ? [{ ...both, id: newId(), amount: plain(v.exchange), kind: 'exchange' as const }]
        : []),
    ].filter((a) => !dec(a.amount).isZero())
  })
  if (adjustments.length === 0) return
  await adjustCost(ctx, {
    companyId: p.row.companyId,
    source: { document: 'supplier_invoice', documentId: p.row.id, label: p.row.supplierNumber },
    postingDate: p.postingDate,
    documentDate: p.row.documentDate,
    description: p.row.supplierName,
    adjustments,
  })
}

async function termOf(ctx: CommandContext, id: Id | null): Promise<Term | null> {
  if (!id) return null
  const [row] = await ctx.sql<Term[]>`
    select instalments, discount_days as "discountDays", discount_percent as "discountPercent"
    from payment_term where tenant_id = ${ctx.tenantId} and id = ${id}`
  return row ?? null
}

/** The kinds of an invoice's findings, each once. */
export const blocksOf = (findings: Prepared['findings']): BlockKind[] =>
  [...new Set(findings.map((f) => f.kind))].sort()

/** The stored amounts and what waits of each line. */
export const lineRows = (p: Prepared, posted: boolean) =>
  p.lines.map((line, i) => {
    const a = p.amounts.lines.get(line.id)
    const rest = posted ? p.clearing.unmatched.get(line.id) : undefined
    return {
      ...line,
      companyId: p.row.companyId,
      invoiceId: p.row.id,
      position: i + 1,
      taxCodeIds: [...line.taxCodeIds],
      tax: a?.tax ?? '0',
      gross: a?.gross ?? line.net,
      baseNet: a?.baseNet ?? '0',
      baseCost: a?.baseCost ?? '0',
      unmatchedQuantity: plain(rest?.quantity ?? ZERO),
      unmatchedBase: plain(rest && !direct(p, line) ? rest.base : ZERO),
    }
  })

/** The header columns that are computed. */
export const headerColumns = (p: Prepared) => ({
  net: p.amounts.net,
  tax: p.amounts.tax,
  computedTax: p.amounts.computedTax,
  gross: p.amounts.gross,
  baseNet: p.amounts.baseNet,
  baseTax: p.amounts.baseTax,
  baseGross: p.amounts.baseGross,
  taxes: p.amounts.byRate.map((r) => ({ taxCodeId: r.taxCodeId, rateId: r.rateId, base: r.base, tax: r.tax })),
})

export interface PostedInvoice {
  readonly columns: ReturnType<typeof headerColumns> & {
    entryId: Id
    dueDate: string
    postingDate: string
    paymentBlocks: BlockKind[]
  }
  /** Filled in when the command takes its gapless number, as its last act. */
  number: string | null
  /** Columns of the invoice that are written together with its number: a row written twice has its foreign keys checked again. */
  withNumber: Partial<typeof supplierInvoice.$inferInsert>
}

export const matchRows = (p: Prepared) =>
  p.clearing.clearings.map((c) => {
    const stocked = p.receipts.get(c.receiptLineId)?.stocked ?? false
    const cost = p.terms.exchangeVariance === 'cost' ? c.price.plus(c.exchange) : c.price
    return {
      id: newId(),
      companyId: p.row.companyId,
      invoiceId: p.row.id,
      invoiceLineId: c.invoiceLineId,
      receiptLineId: c.receiptLineId,
      returnLineId: null,
      undoesId: null,
      creditedLineId: null,
      quantity: c.quantity,
      cleared: c.cleared,
      clearedBase: c.clearedBase,
      priceVariance: plain(c.price),
      exchangeVariance: plain(c.exchange),
      adjusted: plain(stocked ? cost : ZERO),
      expensed: plain(stocked ? c.variance.minus(cost) : c.variance),
      late: false,
      postingDate: p.postingDate,
    }
  })

/** What is told first of an invoice that waits for several reasons. */
const ALERTS = {
  tax: { kind: 'procurement.tax_misreport', severity: 'critical', messageKey: 'supplier_invoice_tax' },
  bank_change: { kind: 'procurement.bank_change', severity: 'critical', messageKey: 'supplier_invoice_bank_change' },
  other: { kind: 'procurement.invoice_blocked', severity: 'warning', messageKey: 'supplier_invoice_blocked' },
} as const

/** Writes why an invoice waits, and tells those who may let it go; a wrong tax is told at once. */
export async function blockInvoice(ctx: CommandContext, p: Prepared): Promise<BlockKind[]> {
  const kinds = blocksOf(p.findings)
  if (kinds.length === 0) return kinds
  const { companyId, id } = p.row
  await insertRows(
    ctx,
    supplierInvoiceBlock,
    p.findings.map((f) => ({
      ...{ id: newId(), companyId, invoiceId: id, lineId: f.lineId, kind: f.kind, side: f.side },
      ...{ stated: f.stated, expected: f.expected, allowed: f.allowed },
    })),
  )
  if (p.row.kind === 'invoice') await setPaymentHold(ctx, { companyId, openItemSourceId: id, kinds })
  await raiseAlerts(ctx, [
    {
      ...ALERTS[kinds.includes('tax') ? 'tax' : kinds.includes('bank_change') ? 'bank_change' : 'other'],
      params: {
        number: p.row.supplierNumber,
        supplier: p.row.supplierName,
        stated: p.amounts.tax,
        expected: p.amounts.computedTax,
        account: p.bankAccount?.masked ?? '',
        date: p.bankAccount?.approvedOn ?? '',
      },
      companyId,
      document: 'supplier_invoice',
      documentId: id,
      audience: { permission: 'procurement.supplier_invoice.release' },
      dedupeKey: `supplier_invoice:${id}`,
    },
  ])
  return kinds
}

/** Whether billing a line leaves less of its order open: not of goods, nor of what was accepted before. */
function takesOpen(p: Prepared, { orderLineId, quantity }: Prepared['lines'][number]): boolean {
  const line = orderLineId && p.orderLines.get(orderLineId)
  if (!line) return true
  return !openOf({ ...line, billedQuantity: plain(dec(line.billedQuantity).plus(quantity)) }).equals(openOf(line))
}

async function carryOver(ctx: CommandContext, p: Prepared): Promise<void> {
  await advanceReceiptLines(
    ctx,
    p.clearing.clearings.map((c) => ({
      id: c.receiptLineId,
      billed: c.quantity,
      billedCost: c.cleared,
      billedBase: c.clearedBase,
    })),
  )
  const own = p.lines.filter((l) => l.orderLineId)
  advanceOrderLines(
    ctx,
    own.map((l) => ({ id: l.orderLineId ?? '', billed: l.quantity, billedNet: l.net })),
  )
  const orderIds = [...p.orders.keys()]
  if (orderIds.length === 0) return
  if (own.some((l) => takesOpen(p, l))) await lowerCommitments(ctx, p.orders)
  await refreshPurchaseOrders(ctx, p.row.companyId, orderIds)
}

/**
 * Posts a prepared invoice: goods received, not invoiced cleared at what was received, price and exchange variances on the goods, taxes,
 * open items by the payment term; outside its limits it waits with its payment blocks, or is refused, as the company wants. The lines are
 * stored as posted, where none are; the caller writes the header's columns. Errors: procurement.match_failed, .line_account_missing; inventory's, finance's.
 */
export async function postInvoice(ctx: CommandContext, p: Prepared): Promise<PostedInvoice> {
  // A new bank account is no fault of the invoice: it waits for its payment, it is never refused.
  const outside = p.findings.filter((f) => f.kind !== 'bank_change')
  if (outside.length > 0 && p.terms.outsideAction === 'refuse')
    throw conflict('procurement.match_failed', { count: outside.length, kinds: blocksOf(outside).join(', ') })
  const [role, term] = await Promise.all([accounts(ctx, p.row.companyId), termOf(ctx, p.row.paymentTermId)])
  const variances = variancesOf(p, role)
  const openItems = openItemsOf(p, term, role('payable'))
  const posted = await writeEntry(ctx, p, openItems, [
    ...invoiceEntry(p, role),
    ...varianceLines(variances, p.terms.exchangeVariance, role),
  ])
  ctx.send(insertRows(ctx, supplierInvoiceLine, lineRows(p, true)))
  ctx.send(insertRows(ctx, supplierInvoiceMatch, matchRows(p)))
  await carryOver(ctx, p)
  await adjustReceipts(ctx, p, variances, role('grni'))
  posted.columns.paymentBlocks.push(...(await blockInvoice(ctx, p)))
  return posted
}

/** The entry, its number and the event; shared by invoices and credit notes. */
export async function writeEntry(
  ctx: CommandContext,
  p: Prepared,
  openItems: OpenItemDraft[],
  lines: readonly EntryLine[],
  afterwards?: () => Promise<void>,
): Promise<PostedInvoice> {
  const { row } = p
  const source = { document: 'supplier_invoice', documentId: row.id, label: null as string | null }
  const entry = {
    companyId: row.companyId,
    journal: 'purchase' as const,
    postingDate: p.postingDate,
    documentDate: row.documentDate,
    taxDate: row.taxDate,
    description: `${row.supplierName} ${row.supplierNumber}`,
    source,
    currency: row.currency,
    rate: row.rate,
    lines,
    openItems,
  }
  const { entryId } = await postJournalEntry(ctx, entry, afterwards && { afterwards })
  const dueDate =
    openItems
      .map((o) => o.dueDate)
      .sort()
      .at(-1) ?? row.documentDate
  const posted: PostedInvoice = {
    columns: { ...headerColumns(p), entryId, dueDate, postingDate: p.postingDate, paymentBlocks: [] },
    number: null,
    withNumber: {},
  }
  const payload = {
    supplierId: row.supplierId,
    supplierName: row.supplierName,
    number: null as string | null,
    supplierNumber: row.supplierNumber,
    kind: row.kind,
    currency: row.currency,
    gross: p.amounts.gross,
    paymentBlocks: posted.columns.paymentBlocks as string[],
  }
  ctx.emit('procurement.supplier_invoice.posted', {
    document: 'supplier_invoice',
    documentId: row.id,
    companyId: row.companyId,
    payload,
  })
  const series = row.kind === 'invoice' ? 'supplier_invoice' : 'supplier_credit_note'
  ctx.numberLast({ companyId: row.companyId, document: series, date: p.postingDate }, async (number) => {
    posted.number = number
    payload.number = number
    source.label = number
    for (const item of openItems) item.number = row.supplierNumber
    ctx.send(updateRows(ctx, supplierInvoice, [{ ...posted.withNumber, id: row.id, number }]))
  })
  return posted
}
