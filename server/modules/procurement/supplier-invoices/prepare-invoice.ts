import type { CalendarDate } from '@/server/kernel/calendar-date'
import { conflict } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { type Decimal, type DecimalString, dec, plain, ZERO } from '@/server/kernel/money'
import {
  type BankAccountAge,
  bankAccountAge,
  type CompanySettings,
  company,
  currencyDigits,
  exchangeRate,
  loadTaxCodes,
} from '@/server/modules/finance'
import type { CommandContext, QueryContext } from '@/server/platform/commands/context'
import { looksLike } from '../match/duplicate.rules'
import { type MatchFinding, type MatchLine, matchInvoice, matchTax } from '../match/match.rules'
import {
  type FoundOrders,
  holdPurchaseOrders,
  type OrderLineRow,
  type OrderRow,
  readPurchaseOrders,
} from '../orders/order'
import { type InvoiceAmounts, invoiceAmounts } from './amounts.rules'
import { type ClearingResult, clearReceipts } from './clear.rules'
import type { InvoiceLine, InvoiceRow } from './invoice'
import { type OpenReceiptRow, openReceipts } from './open-receipts'
import { type InvoiceSupplier, invoiceSupplier, type MatchTerms, matchTerms } from './terms'

export type MatchPolicy = MatchLine['policy']

/** An invoice with everything that posting it needs; nothing is written. */
export interface Prepared {
  readonly row: InvoiceRow
  readonly lines: readonly InvoiceLine[]
  readonly company: CompanySettings
  readonly supplier: InvoiceSupplier
  readonly terms: MatchTerms
  readonly digits: number
  readonly rate: DecimalString
  readonly postingDate: CalendarDate
  readonly amounts: InvoiceAmounts
  readonly orders: ReadonlyMap<Id, OrderRow>
  readonly orderLines: ReadonlyMap<Id, OrderLineRow>
  readonly receipts: ReadonlyMap<Id, OpenReceiptRow>
  readonly clearing: ClearingResult
  readonly findings: readonly MatchFinding[]
  /** The account that the supplier is paid to; null = none yet. */
  readonly bankAccount: BankAccountAge | null
  readonly policyOf: (line: Pick<InvoiceLine, 'kind' | 'orderLineId' | 'stocked'>) => MatchPolicy
}

/** With what a line is compared: not at all without an order; freight and, by setting, services with the order alone. */
export const policyFor =
  (supplier: Pick<InvoiceSupplier, 'matchPolicy'>, terms: Pick<MatchTerms, 'servicePolicy'>) =>
  (line: Pick<InvoiceLine, 'kind' | 'orderLineId' | 'stocked'>): MatchPolicy => {
    if (!line.orderLineId || line.kind === 'free') return 'none'
    if (line.kind === 'freight' || supplier.matchPolicy === 'two_way') return 'two_way'
    return line.stocked ? 'three_way' : terms.servicePolicy
  }

const lineKindOf = (line: Pick<InvoiceLine, 'kind' | 'stocked'>) =>
  line.kind === 'freight' ? ('freight' as const) : line.stocked ? ('stock' as const) : ('service' as const)

/** Base currency for one unit of each currency on a day; the invoice's own rate for its own. */
export async function ratesAt(
  ctx: QueryContext,
  settings: CompanySettings,
  own: { currency: string; rate: DecimalString },
  currencies: readonly string[],
  date: CalendarDate,
): Promise<(currency: string) => DecimalString> {
  const rates = new Map([[settings.baseCurrency, '1']])
  for (const currency of new Set(currencies))
    if (currency !== own.currency && !rates.has(currency))
      rates.set(currency, await exchangeRate(ctx, { companyId: settings.id, currency, date }))
  rates.set(own.currency, own.rate)
  return (currency) => rates.get(currency) ?? '1'
}

/** Orders of one invoice are of its supplier and company, and were placed. */
function checkOrders(row: InvoiceRow, orders: Iterable<OrderRow>): void {
  for (const o of orders) {
    if (o.companyId !== row.companyId) throw conflict('common.reference')
    if (o.supplierId !== row.supplierId) throw conflict('procurement.one_supplier')
    if (!['approved', 'sent', 'confirmed', 'closed'].includes(o.status) || o.kind === 'blanket')
      throw conflict('procurement.order_not_billable', { order: o.number })
  }
}

interface MatchInput {
  readonly lines: readonly InvoiceLine[]
  readonly orderLines: ReadonlyMap<Id, OrderLineRow>
  readonly orders: ReadonlyMap<Id, OrderRow>
  readonly receipts: ReadonlyMap<Id, OpenReceiptRow>
  readonly clearing: ClearingResult
  readonly policyOf: Prepared['policyOf']
  readonly terms: MatchTerms
  readonly currency: string
  readonly rateOf: (currency: string) => DecimalString
}

/** Net of one stock unit as the order stood when the goods came; where nothing came, as it stands. In the invoice's currency. */
function expectedPrice(line: InvoiceLine, orderLine: OrderLineRow, m: MatchInput): Decimal {
  const now = dec(orderLine.net).div(orderLine.stockQuantity)
  const parts = m.clearing.clearings.filter((c) => c.invoiceLineId === line.id)
  let left = dec(line.quantity)
  let worth = ZERO
  for (const part of parts) {
    const receipt = m.receipts.get(part.receiptLineId)
    // The price of a receipt has six digits; where the order still has it, the exact one counts.
    const then = receipt && dec(receipt.price).equals(now.toDecimalPlaces(6)) ? now : dec(receipt?.price ?? now)
    worth = worth.plus(then.times(part.quantity))
    left = left.minus(part.quantity)
  }
  const each = dec(line.quantity).isZero() ? now : worth.plus(now.times(left)).div(line.quantity)
  const currency = m.orders.get(orderLine.orderId)?.currency ?? m.currency
  return currency === m.currency ? each : each.times(m.rateOf(currency)).div(m.rateOf(m.currency))
}

export function matchLinesOf(m: MatchInput): MatchLine[] {
  return m.lines.map((line) => {
    const orderLine = line.orderLineId ? m.orderLines.get(line.orderLineId) : undefined
    return {
      lineId: line.id,
      kind: line.kind,
      policy: m.policyOf(line),
      quantity: line.quantity,
      net: line.net,
      limits: m.terms.limitsOf(lineKindOf(line)),
      order: orderLine
        ? {
            lineId: orderLine.id,
            ordered: plain(dec(orderLine.stockQuantity).minus(orderLine.shortQuantity)),
            received: plain(dec(orderLine.receivedQuantity).minus(orderLine.returnedQuantity)),
            billed: orderLine.billedQuantity,
            billedNet: orderLine.billedNet,
            price: plain(expectedPrice(line, orderLine, m)),
            net: orderLine.net,
          }
        : null,
    }
  })
}

/** Another invoice of the supplier with the same amount and a near date. */
async function suspects(
  ctx: QueryContext,
  row: InvoiceRow,
  gross: DecimalString,
  days: number,
): Promise<MatchFinding[]> {
  const near = await ctx.sql<{ number: string; amount: string; currency: string; date: string }[]>`
    select supplier_number as number, gross as amount, currency, document_date as date from supplier_invoice
    where tenant_id = ${ctx.tenantId} and supplier_id = ${row.supplierId} and id <> ${row.id} and kind = ${row.kind}
      and status in ('posted', 'blocked', 'draft') and gross = ${gross} and currency = ${row.currency}
      and document_date between ${row.documentDate}::date - ${days}::int and ${row.documentDate}::date + ${days}::int
    order by document_date limit 5`
  const own = { amount: gross, currency: row.currency, date: row.documentDate }
  const found = near.filter((n) => looksLike(own, n, days))
  if (found.length === 0) return []
  const stated = `${row.supplierNumber} ${row.documentDate}`
  const expected = found.map((f) => `${f.number} ${f.date}`).join(', ')
  return [{ lineId: null, kind: 'duplicate', side: null, stated, expected, allowed: String(days) }]
}

/** The supplier's bank account is new: nothing is paid before somebody has looked at it. */
const bankFindings = (account: BankAccountAge | null): MatchFinding[] =>
  account?.recent
    ? [
        {
          ...{ lineId: null, kind: 'bank_change', side: null, allowed: String(account.holdDays) },
          ...{ stated: `···${account.masked} ${account.approvedOn}`, expected: account.provenOn },
        },
      ]
    : []

export interface PrepareOptions {
  readonly postingDate?: CalendarDate | undefined
}

/**
 * Loads and locks what an invoice touches (orders by id, then their open receipts), computes its amounts, clears it against receipts
 * and compares it. Errors: procurement.one_supplier, .order_not_billable, .supplier_is_blocked, finance's (rate, tax codes).
 */
export async function prepareInvoice(
  ctx: CommandContext,
  row: InvoiceRow,
  lines: readonly InvoiceLine[],
  options: PrepareOptions = {},
): Promise<Prepared> {
  const from = await holdPurchaseOrders(ctx, ordersOf(lines))
  return compare(ctx, row, lines, from, true, options)
}

const ordersOf = (lines: readonly InvoiceLine[]) => lines.flatMap((l) => l.orderId ?? [])

/** What posting an invoice now would come to, without locking anything. Errors as `prepareInvoice`. */
export const previewInvoice = async (
  ctx: QueryContext,
  row: InvoiceRow,
  lines: readonly InvoiceLine[],
): Promise<Prepared> => compare(ctx, row, lines, await readPurchaseOrders(ctx, ordersOf(lines)), false, {})

async function compare(
  ctx: QueryContext,
  row: InvoiceRow,
  lines: readonly InvoiceLine[],
  from: FoundOrders,
  lock: boolean,
  options: PrepareOptions,
): Promise<Prepared> {
  checkOrders(row, from.orders.values())
  const invoice = row.kind === 'invoice'
  const receipts = invoice
    ? await openReceipts(
        ctx,
        lines.flatMap((l) => (l.kind === 'freight' ? [] : (l.orderLineId ?? []))),
        lock,
      )
    : []
  const [settings, supplier, codes] = await Promise.all([
    company(ctx, row.companyId),
    invoiceSupplier(ctx, row.companyId, row.supplierId),
    loadTaxCodes(
      ctx,
      lines.flatMap((l) => l.taxCodeIds),
      row.taxDate,
    ),
  ])
  const terms = await matchTerms(ctx, row.companyId, supplier)
  const { companyId, currency } = row
  const bankAccount = await bankAccountAge(ctx, { companyId, currency, partyId: supplier.partyId })
  const postingDate = options.postingDate ?? row.postingDate
  const digits = currencyDigits(row.currency)
  const amounts = invoiceAmounts(lines, {
    codes,
    taxRounding: settings.taxRounding,
    digits,
    baseDigits: settings.digits,
    rate: row.rate,
    statedTax: row.statedTax,
    rounding: row.rounding,
  })
  const currencies = [...receipts.map((r) => r.currency), ...[...from.orders.values()].map((o) => o.currency)]
  const rateOf = await ratesAt(ctx, settings, row, currencies, postingDate)
  const clearing = clearReceipts(
    lines.map((l) => ({
      id: l.id,
      orderLineId: l.orderLineId,
      receiptLineId: l.receiptLineId,
      quantity: l.orderLineId && l.kind !== 'freight' && invoice ? l.quantity : '0',
      base: amounts.lines.get(l.id)?.baseCost ?? '0',
    })),
    receipts,
    { digits: settings.digits, rateOf },
  )
  const policyOf = policyFor(supplier, terms)
  const orderLines = new Map(from.lines.map((l) => [l.id, l]))
  const known = new Map(receipts.map((r) => [r.id, r]))
  const matched = { lines, orderLines, orders: from.orders, receipts: known, clearing, policyOf, terms, rateOf }
  // What has met goods of its own is no second bill for the same goods.
  const carried = lines.filter((l) => l.orderLineId && l.kind !== 'freight')
  const covered = invoice && carried.length === lines.length && clearing.unmatched.size === 0
  const tax = matchTax(amounts.tax, amounts.computedTax, digits)
  const findings: MatchFinding[] = [
    ...(invoice ? matchInvoice(matchLinesOf({ ...matched, currency: row.currency }), { rate: row.rate, digits }) : []),
    ...(tax
      ? [
          {
            lineId: null,
            kind: tax.kind,
            side: null,
            stated: amounts.tax,
            expected: amounts.computedTax,
            allowed: null,
          },
        ]
      : []),
    ...(invoice ? bankFindings(bankAccount) : []),
    ...(covered ? [] : await suspects(ctx, row, amounts.gross, terms.duplicateDays)),
  ]
  return {
    ...{ row, lines, company: settings, supplier, terms, digits, rate: row.rate, postingDate, amounts },
    ...{ orders: from.orders, orderLines, receipts: known, clearing, findings, policyOf, bankAccount },
  }
}
