import type { z } from 'zod'
import type { createCustomerInvoiceInput } from '@/server/contracts/sales/customer-invoice'
import type { CalendarDate } from '@/server/kernel/calendar-date'
import { conflict, validation } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { Decimal, type DecimalString, dec, plain, round, toFixed, ZERO } from '@/server/kernel/money'
import {
  accounts,
  type CompanySettings,
  company as companyOf,
  currencyDigits,
  exchangeRate,
  loadTaxCodes,
} from '@/server/modules/finance'
import { type ItemInfo, items as itemsOf } from '@/server/modules/inventory'
import type { CommandContext } from '@/server/platform/commands/context'
import { customerTerms } from '../masters'
import type { LineProgress } from '../orders/line-progress'
import type { OrderLineRow, OrderRow } from '../orders/order'
import type { Bill, BillLine } from './invoice'
import { billAmounts, billable, freightShare, roundingTo, shareOf } from './invoice.rules'
import { type AccountOf, revenueAccount } from './revenue-account'

export type FreeLine = z.output<typeof createCustomerInvoiceInput>['freeLines'][number]

export interface AskedLine {
  readonly orderLineId: Id
  readonly quantity: DecimalString
  readonly deliveryLineId?: Id | null
}
export interface InvoiceRequest {
  readonly id?: Id
  readonly companyId: Id
  readonly customerId?: Id | undefined
  readonly documentDate?: CalendarDate | undefined
  readonly postingDate?: CalendarDate | undefined
  readonly taxDate?: CalendarDate | undefined
  readonly note: string | null
  /** Absent: everything that may be billed of the orders. */
  readonly asked?: readonly AskedLine[] | undefined
  readonly freeLines: readonly FreeLine[]
}
export interface FromOrders {
  readonly orders: ReadonlyMap<Id, OrderRow>
  readonly lines: readonly OrderLineRow[]
}

/** Quantities to bill by line, each within what its order's policy allows. Error: sales.over_billed, sales.unknown_line. */
function quantitiesOf(from: FromOrders, asked: InvoiceRequest['asked']): AskedLine[] {
  const items = from.lines.filter((l) => l.kind === 'item')
  const open = (l: OrderLineRow) => billable(l, from.orders.get(l.orderId)?.invoicePolicy ?? 'shipped')
  if (!asked)
    return items.filter((l) => open(l).greaterThan(0)).map((l) => ({ orderLineId: l.id, quantity: plain(open(l)) }))
  const left = new Map(items.map((l) => [l.id, { line: l, open: open(l) }]))
  asked.forEach((a, i) => {
    const slot = left.get(a.orderLineId)
    if (!slot) throw validation('sales.unknown_line', `lines.${i}.orderLineId`)
    slot.open = slot.open.minus(a.quantity)
    if (slot.open.isNegative())
      throw conflict('sales.over_billed', { position: slot.line.position, open: plain(open(slot.line)) })
  })
  return [...asked]
}

interface Making {
  readonly digits: number
  readonly items: ReadonlyMap<Id, ItemInfo>
  readonly accountOf: AccountOf
}

function itemLine(line: OrderLineRow, asked: AskedLine, making: Making): BillLine {
  return {
    id: newId(),
    kind: line.kind === 'freight' ? 'freight' : 'item',
    orderId: line.orderId,
    orderLineId: line.id,
    deliveryLineId: asked.deliveryLineId ?? null,
    originalLineId: null,
    allowance: false,
    itemId: line.itemId,
    categoryId: line.itemId ? (making.items.get(line.itemId)?.categoryId ?? null) : null,
    description: line.description,
    unitId: line.unitId,
    unitFactor: line.unitFactor,
    unitQuantity: plain(round(dec(asked.quantity).div(line.unitFactor), 6)),
    quantity: asked.quantity,
    unitPrice: line.unitPrice,
    listPrice: line.listPrice,
    discountPercent: line.discountPercent,
    taxCodeIds: line.taxCodeIds,
    ...shareOf(line, asked.quantity, making.digits),
    revenueAccountId: making.accountOf({ itemId: line.itemId, kind: line.kind === 'freight' ? 'freight' : 'item' }),
  }
}

/** Several rows of one order line go on where the one before has come to. */
function itemLines(from: FromOrders, asked: readonly AskedLine[], making: Making): BillLine[] {
  const state = new Map(from.lines.map((l) => [l.id, l]))
  return asked.map((a) => {
    const line = state.get(a.orderLineId)
    if (!line) throw new Error('asked lines are lines of the orders')
    const made = itemLine(line, a, making)
    state.set(line.id, {
      ...line,
      invoicedQuantity: plain(dec(line.invoicedQuantity).plus(a.quantity)),
      invoicedAmount: plain(dec(line.invoicedAmount).plus(made.amount)),
      invoicedDiscount: plain(dec(line.invoicedDiscount).plus(made.documentDiscount)),
    })
    return made
  })
}

/** Freight of the orders in proportion to what is billed of them. */
function freightLines(from: FromOrders, made: readonly BillLine[], making: Making): BillLine[] {
  const billed = new Map<Id, DecimalString>()
  for (const l of made)
    if (l.orderLineId) billed.set(l.orderLineId, plain(dec(billed.get(l.orderLineId) ?? '0').plus(l.amount)))
  return from.lines
    .filter((l) => l.kind === 'freight')
    .flatMap((freight) => {
      const items = from.lines.filter((l) => l.kind === 'item' && l.orderId === freight.orderId)
      const share = freightShare(freight, items, billed, making.digits)
      if (dec(share.quantity).isZero() && dec(share.amount).isZero()) return []
      const line = itemLine(freight, { orderLineId: freight.id, quantity: share.quantity }, making)
      return [{ ...line, amount: share.amount, documentDiscount: toFixed(ZERO, making.digits) }]
    })
}

const freeLine = (free: FreeLine, making: Making): BillLine => ({
  id: newId(),
  kind: 'free',
  orderId: null,
  orderLineId: null,
  deliveryLineId: null,
  originalLineId: null,
  allowance: false,
  itemId: null,
  categoryId: null,
  description: free.description,
  unitId: null,
  unitFactor: '1',
  unitQuantity: free.quantity,
  quantity: free.quantity,
  unitPrice: free.unitPrice,
  listPrice: null,
  discountPercent: '0',
  taxCodeIds: free.taxCodeIds,
  amount: toFixed(dec(free.quantity).times(free.unitPrice), making.digits),
  documentDiscount: toFixed(ZERO, making.digits),
  revenueAccountId: free.revenueAccountId ?? making.accountOf({ itemId: null, kind: 'free' }),
})

/** Orders on one bill share customer, company, currency and price basis, and are committed. */
function demandOneBill(request: InvoiceRequest, orders: readonly OrderRow[]): OrderRow | undefined {
  const [first] = orders
  for (const o of orders) {
    if (o.companyId !== request.companyId) throw conflict('common.reference')
    if (first && (o.customerId !== first.customerId || (request.customerId && o.customerId !== request.customerId)))
      throw conflict('sales.one_customer')
    if (first && (o.currency !== first.currency || o.pricesIncludeTax !== first.pricesIncludeTax))
      throw conflict('sales.mixed_orders')
    if (o.status !== 'approved' && o.status !== 'closed')
      throw conflict('sales.order_not_approved', { order: o.number })
  }
  return first
}

const progressOf = (lines: readonly BillLine[]): LineProgress[] =>
  lines.flatMap((l) =>
    l.orderLineId
      ? [{ id: l.orderLineId, invoiced: l.quantity, invoicedAmount: l.amount, invoicedDiscount: l.documentDiscount }]
      : [],
  )

/**
 * Computes an invoice from orders (locked by the caller) and free lines; nothing is written.
 * Errors: sales.nothing_to_invoice, sales.over_billed, sales.one_customer, sales.mixed_orders, sales.order_not_approved.
 */
export async function buildInvoice(ctx: CommandContext, request: InvoiceRequest, from: FromOrders): Promise<Bill> {
  const { companyId } = request
  const first = demandOneBill(request, [...from.orders.values()])
  const asked = quantitiesOf(from, request.asked)
  const customerId = first?.customerId ?? request.customerId
  if (!customerId || (asked.length === 0 && request.freeLines.length === 0)) throw conflict('sales.nothing_to_invoice')
  const [company, role, items, customer] = await Promise.all([
    companyOf(ctx, companyId),
    accounts(ctx, companyId),
    itemsOf(ctx, [...new Set(from.lines.flatMap((l) => l.itemId ?? []))]),
    first ? null : customerTerms(ctx, customerId, companyId),
  ])
  const party = first ?? (customer && { ...customer, customerId, customerName: customer.name, customerReference: null })
  if (!party) throw conflict('sales.nothing_to_invoice')
  const digits = currencyDigits(party.currency)
  const making = { digits, items, accountOf: revenueAccount(companyId, items, role, 'revenue') }
  const goods = itemLines(from, asked, making)
  const lines = [...goods, ...freightLines(from, goods, making), ...request.freeLines.map((f) => freeLine(f, making))]
  return finishBill(ctx, { request, company, party, first: first ?? null, lines, digits })
}

async function finishBill(
  ctx: CommandContext,
  made: {
    request: InvoiceRequest
    company: CompanySettings
    party: Pick<OrderRow, 'customerId' | 'partyId' | 'customerName' | 'customerReference' | 'currency'> & {
      paymentTermId: Id | null
      salesPersonId: Id | null
      billingAddress: Bill['billingAddress']
    }
    first: OrderRow | null
    lines: BillLine[]
    digits: number
  },
): Promise<Bill> {
  const { request, company, party, first, lines, digits } = made
  const documentDate = request.documentDate ?? request.postingDate ?? company.today
  const postingDate = request.postingDate ?? documentDate
  const taxDate = request.taxDate ?? documentDate
  const [codes, rate] = await Promise.all([
    loadTaxCodes(
      ctx,
      lines.flatMap((l) => l.taxCodeIds),
      taxDate,
    ),
    party.currency === company.baseCurrency
      ? '1'
      : exchangeRate(ctx, { companyId: company.id, currency: party.currency, date: postingDate }),
  ])
  const pricesIncludeTax = first?.pricesIncludeTax ?? company.pricesIncludeTax
  const at = { pricesIncludeTax, rounding: company.taxRounding, digits, baseDigits: company.digits, rate, codes }
  const amounts = billAmounts(lines, at)
  const own = party.currency === company.baseCurrency
  return {
    id: request.id ?? newId(),
    companyId: company.id,
    kind: 'invoice',
    customerId: party.customerId,
    partyId: party.partyId,
    customerName: party.customerName,
    customerReference: party.customerReference,
    documentDate,
    postingDate,
    taxDate,
    currency: party.currency,
    digits,
    rate,
    pricesIncludeTax,
    paymentTermId: party.paymentTermId,
    salesPersonId: party.salesPersonId,
    billingAddress: party.billingAddress,
    invoiceId: null,
    returnId: null,
    reason: null,
    note: request.note,
    company,
    lines,
    amounts,
    rounding: roundingTo(amounts.gross, own ? company.payableRounding : '0', digits),
    progress: progressOf(lines),
    deliveryProgress: lines.flatMap((l) => (l.deliveryLineId ? [{ id: l.deliveryLineId, quantity: l.quantity }] : [])),
    credited: [],
  }
}

/** Net price of one stock unit in base currency, by line: the history of sales prices. Items that were sold for a quantity only. */
export function basePrices(bill: Bill): Map<Id, DecimalString> {
  const prices = new Map<Id, DecimalString>()
  if (bill.kind !== 'invoice') return prices
  for (const line of bill.lines) {
    const a = bill.amounts.lines.get(line.id)
    if (line.itemId && a && dec(line.quantity).greaterThan(0))
      prices.set(line.id, plain(round(Decimal.max(ZERO, dec(a.baseNet).div(line.quantity)), 6)))
  }
  return prices
}
