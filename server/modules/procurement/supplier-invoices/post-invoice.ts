import { supplierInvoiceBlock, supplierInvoiceLine, supplierInvoiceMatch } from '@/db/schema/procurement'
import { conflict } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { allocate, type Decimal, type DecimalString, dec, plain, ZERO } from '@/server/kernel/money'
import {
  type AccountRole,
  accounts,
  type EntryLine,
  type OpenItemDraft,
  paymentSchedule,
  postJournalEntry,
  setPaymentHold,
  type Term,
} from '@/server/modules/finance'
import { adjustCost } from '@/server/modules/inventory'
import { raiseAlerts } from '@/server/platform/alerts/raise'
import type { CommandContext } from '@/server/platform/commands/context'
import { insertRows } from '@/server/platform/tenancy/bulk'
import type { BlockKind } from '../match/match.rules'
import { advanceOrderLines } from '../orders/advance-lines'
import { refreshPurchaseOrders } from '../orders/order'
import { advanceReceiptLines } from '../receipts/line-state'
import type { InvoiceLine } from './invoice'
import type { Prepared } from './prepare-invoice'

type Role = (role: AccountRole) => Id

/** Part of a variance: into the cost of a receipt, or to an account; base currency. */
export interface Variance {
  readonly receiptMoveId: Id | null
  readonly price: Decimal
  readonly exchange: Decimal
  readonly accountId: Id
  readonly costCenterId: Id | null
  readonly projectId: Id | null
}

/** Where the cost of a line goes that goods received, not invoiced does not take. */
export function accountOf(p: Prepared, line: InvoiceLine, role: Role): Id | null {
  if (line.accountId) return line.accountId
  const order = line.orderLineId ? p.orderLines.get(line.orderLineId) : undefined
  if (line.kind === 'freight') return order?.expenseAccountId ?? role('landed_cost_clearing')
  if (!order) return null
  return line.stocked ? null : (order.expenseAccountId ?? role('purchase_expense'))
}

/** Whether what met no receipt goes to its account at once: nobody has to accept it first. */
const direct = (p: Prepared, line: InvoiceLine) =>
  line.kind !== 'freight' && !line.stocked && p.policyOf(line) === 'two_way'

/** Debits of the lines: goods received, not invoiced for what has an order, else the line's account. */
function costLines(p: Prepared, role: Role): EntryLine[] {
  return p.lines.flatMap((line, i): EntryLine[] => {
    const a = p.amounts.lines.get(line.id)
    if (!a) return []
    const own = accountOf(p, line, role)
    const { costCenterId, projectId } = line
    const carried = line.orderLineId !== null && line.kind !== 'freight' && line.kind !== 'free'
    if (!carried) {
      if (!own) throw conflict('procurement.line_account_missing', { position: i + 1 })
      return [
        { accountId: own, amount: a.cost, baseAmount: a.baseCost, costCenterId, projectId, memo: line.description },
      ]
    }
    const rest = direct(p, line) ? p.clearing.unmatched.get(line.id) : undefined
    const restShare = rest ? dec(rest.base) : ZERO
    const whole = dec(a.baseCost)
    const restAmount =
      rest && !whole.isZero() ? dec(a.cost).times(restShare).div(whole).toDecimalPlaces(p.digits) : ZERO
    const lines: EntryLine[] = [
      {
        accountId: role('grni'),
        amount: plain(dec(a.cost).minus(restAmount)),
        baseAmount: plain(whole.minus(restShare)),
      },
    ]
    if (rest && own)
      lines.push({ accountId: own, amount: plain(restAmount), baseAmount: plain(restShare), costCenterId, projectId })
    return lines
  })
}

/** Tax by rate: what may be deducted, and for reverse charge what is owed on the other side. */
function taxLines(p: Prepared): EntryLine[] {
  return p.amounts.byRate.flatMap((r): EntryLine[] => {
    const input = {
      accountId: r.accountId,
      amount: r.deductible,
      baseAmount: r.baseDeductible,
      taxCodeId: r.taxCodeId,
      taxBase: r.base,
    }
    if (!r.reverseAccountId) return [input]
    const amount = plain(dec(r.tax).negated())
    const taxBase = plain(dec(r.base).negated())
    return [
      input,
      { accountId: r.reverseAccountId, amount, baseAmount: r.baseReverse, taxCodeId: r.taxCodeId, taxBase },
    ]
  })
}

/** The invoice's journal entry before variances; a credit note is its mirror. Adds up in both currencies. */
export function invoiceEntry(p: Prepared, role: Role): EntryLine[] {
  const sign = p.row.kind === 'invoice' ? 1 : -1
  const signed = (value: DecimalString | null | undefined) => plain(dec(value ?? '0').times(sign))
  const lines: EntryLine[] = [
    ...costLines(p, role),
    ...taxLines(p),
    { accountId: role('rounding'), amount: p.amounts.off, baseAmount: p.amounts.baseOff },
    {
      accountId: role('payable'),
      amount: plain(dec(p.amounts.payable).negated()),
      baseAmount: plain(dec(p.amounts.basePayable).negated()),
      partyId: p.row.partyId,
    },
  ]
  return lines.map((l) => ({
    ...l,
    amount: signed(l.amount),
    baseAmount: signed(l.baseAmount),
    ...(l.taxBase != null && { taxBase: signed(l.taxBase) }),
  }))
}

/** What the cleared receipts leave of each line: by price and by rate. */
function variancesOf(p: Prepared, role: Role): Variance[] {
  return p.clearing.clearings.map((c) => {
    const receipt = p.receipts.get(c.receiptLineId)
    return {
      receiptMoveId: receipt?.stocked ? c.receiptLineId : null,
      price: c.price,
      exchange: c.exchange,
      accountId: receipt?.expenseAccountId ?? role('purchase_expense'),
      costCenterId: receipt?.costCenterId ?? null,
      projectId: receipt?.projectId ?? null,
    }
  })
}

/** What of a variance goes into the cost of the goods (or their expense), and what is a gain or loss by the rate. */
const costPart = (v: Variance, policy: 'cost' | 'gain_loss') => (policy === 'cost' ? v.price.plus(v.exchange) : v.price)

/** Variances that inventory does not take: expense of what is not kept in stock, and gains and losses; against goods received, not invoiced. */
export function varianceLines(variances: readonly Variance[], policy: 'cost' | 'gain_loss', role: Role): EntryLine[] {
  return variances.flatMap((v): EntryLine[] => {
    const expense = v.receiptMoveId ? ZERO : costPart(v, policy)
    const rate = policy === 'gain_loss' ? v.exchange : ZERO
    const pair = (accountId: Id, value: Decimal, more: Partial<EntryLine> = {}): EntryLine[] =>
      value.isZero()
        ? []
        : [
            { accountId, amount: '0', baseAmount: plain(value), ...more },
            { accountId: role('grni'), amount: '0', baseAmount: plain(value.negated()) },
          ]
    return [
      ...pair(v.accountId, expense, { costCenterId: v.costCenterId, projectId: v.projectId }),
      ...pair(role(rate.isPositive() ? 'fx_loss' : 'fx_gain'), rate),
    ]
  })
}

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

/** What is owed by it and when; a credit note is due at once. */
function openItemsOf(p: Prepared, term: Term | null, payable: Id): OpenItemDraft[] {
  const sign = p.row.kind === 'invoice' ? -1 : 1
  const { amounts, row } = p
  const schedule = paymentSchedule(row.kind === 'invoice' ? term : null, {
    date: row.documentDate,
    amount: amounts.payable,
    digits: p.digits,
  })
  const bases = allocate(
    amounts.basePayable,
    schedule.map((s) => s.amount),
    p.company.digits,
  )
  return schedule.map((s, i) => ({
    partyId: row.partyId,
    side: 'payable',
    kind: row.kind,
    accountId: payable,
    amount: plain(dec(s.amount).times(sign)),
    baseAmount: plain((bases[i] ?? ZERO).times(sign)),
    currency: row.currency,
    rate: row.rate,
    documentDate: row.documentDate,
    dueDate: s.dueDate,
    discountDate: s.discountDate ?? null,
    discountPercent: s.discountPercent ?? null,
    number: '',
  }))
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
  const tax = p.findings.find((f) => f.kind === 'tax')
  await raiseAlerts(ctx, [
    {
      kind: tax ? 'procurement.tax_misreport' : 'procurement.invoice_blocked',
      severity: tax ? 'critical' : 'warning',
      messageKey: tax ? 'supplier_invoice_tax' : 'supplier_invoice_blocked',
      params: {
        number: p.row.supplierNumber,
        supplier: p.row.supplierName,
        stated: p.amounts.tax,
        expected: p.amounts.computedTax,
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
  await advanceOrderLines(
    ctx,
    own.map((l) => ({ id: l.orderLineId ?? '', billed: l.quantity, billedNet: l.net })),
  )
  const orderIds = [...p.orders.keys()]
  if (orderIds.length === 0) return
  await refreshPurchaseOrders(ctx, p.row.companyId, orderIds)
}

/**
 * Posts a prepared invoice: goods received, not invoiced cleared at what was received, price and exchange variances on the goods, taxes,
 * open items by the payment term; outside its limits it waits with its payment blocks, or is refused, as the company wants. The lines are
 * stored anew; the caller writes the header's columns. Errors: procurement.match_failed, .line_account_missing; inventory's, finance's.
 */
export async function postInvoice(ctx: CommandContext, p: Prepared): Promise<PostedInvoice> {
  if (p.findings.length > 0 && p.terms.outsideAction === 'refuse')
    throw conflict('procurement.match_failed', { count: p.findings.length, kinds: blocksOf(p.findings).join(', ') })
  const [role, term] = await Promise.all([accounts(ctx, p.row.companyId), termOf(ctx, p.row.paymentTermId)])
  const variances = variancesOf(p, role)
  const openItems = openItemsOf(p, term, role('payable'))
  const posted = await writeEntry(ctx, p, openItems, [
    ...invoiceEntry(p, role),
    ...varianceLines(variances, p.terms.exchangeVariance, role),
  ])
  await ctx.sql`delete from supplier_invoice_line where tenant_id = ${ctx.tenantId} and invoice_id = ${p.row.id}`
  await insertRows(ctx, supplierInvoiceLine, lineRows(p, true))
  await insertRows(ctx, supplierInvoiceMatch, matchRows(p))
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
): Promise<PostedInvoice> {
  const { row } = p
  const source = { document: 'supplier_invoice', documentId: row.id, label: null as string | null }
  const { entryId } = await postJournalEntry(ctx, {
    companyId: row.companyId,
    journal: 'purchase',
    postingDate: p.postingDate,
    documentDate: row.documentDate,
    taxDate: row.taxDate,
    description: `${row.supplierName} ${row.supplierNumber}`,
    source,
    currency: row.currency,
    rate: row.rate,
    lines,
    openItems,
  })
  const dueDate =
    openItems
      .map((o) => o.dueDate)
      .sort()
      .at(-1) ?? row.documentDate
  const posted: PostedInvoice = {
    columns: { ...headerColumns(p), entryId, dueDate, postingDate: p.postingDate, paymentBlocks: [] },
    number: null,
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
    await ctx.sql`update supplier_invoice set number = ${number} where tenant_id = ${ctx.tenantId} and id = ${row.id}`
  })
  return posted
}
