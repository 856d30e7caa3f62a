import { customerInvoiceLine } from '@/db/schema/sales'
import type { CalendarDate } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import { allocate, type Decimal, type DecimalString, dec, plain, ZERO } from '@/server/kernel/money'
import {
  accounts,
  type EntryLine,
  type OpenItemDraft,
  paymentSchedule,
  postJournalEntry,
  setOff,
  type Term,
} from '@/server/modules/finance'
import type { CommandContext } from '@/server/platform/commands/context'
import { updateRows } from '@/server/platform/tenancy/bulk'
import { advanceLines } from '../orders/line-progress'
import { refreshOrders } from '../orders/order'
import { billRevenue, withRevenue } from './bill-revenue'
import { basePrices } from './build-invoice'
import { type Bill, insertBillHeader, insertBillLines } from './invoice'

/** Journal of a bill: receivable against revenue by account, tax by rate and what rounding makes; a credit note is its mirror. Adds up in both currencies. */
export function billEntry(bill: Bill, receivable: Id, roundOff: Id): EntryLine[] {
  const sign = bill.kind === 'invoice' ? 1 : -1
  const signed = (value: DecimalString | Decimal) => plain(dec(value).times(sign))
  const revenue = new Map<Id, { amount: Decimal; base: Decimal }>()
  for (const line of bill.lines) {
    const a = bill.amounts.lines.get(line.id)
    const known = revenue.get(line.revenueAccountId) ?? { amount: ZERO, base: ZERO }
    revenue.set(line.revenueAccountId, {
      amount: known.amount.minus(a?.net ?? '0'),
      base: known.base.minus(a?.baseNet ?? '0'),
    })
  }
  return [
    {
      accountId: receivable,
      amount: signed(dec(bill.amounts.gross).plus(bill.rounding)),
      baseAmount: signed(dec(bill.amounts.baseGross).plus(bill.rounding)),
      partyId: bill.partyId,
    },
    ...[...revenue].map(([accountId, { amount, base }]) => ({
      accountId,
      amount: signed(amount),
      baseAmount: signed(base),
    })),
    ...bill.amounts.byRate.map((r) => ({
      accountId: r.accountId,
      amount: signed(dec(r.tax).negated()),
      baseAmount: signed(dec(r.baseTax).negated()),
      taxCodeId: r.taxCodeId,
      taxBase: signed(dec(r.base).negated()),
    })),
    // The step is of the company's own currency: one amount in both.
    ...(dec(bill.rounding).isZero()
      ? []
      : [
          {
            accountId: roundOff,
            amount: signed(dec(bill.rounding).negated()),
            baseAmount: signed(dec(bill.rounding).negated()),
          },
        ]),
  ]
}

async function termOf(ctx: CommandContext, id: Id | null): Promise<Term | null> {
  if (!id) return null
  const [row] = await ctx.sql<Term[]>`
    select instalments, discount_days as "discountDays", discount_percent as "discountPercent"
    from payment_term where tenant_id = ${ctx.tenantId} and id = ${id}`
  return row ?? null
}

/** What the customer owes by it and when; a credit note is due at once. Numbers are put in when the bill gets its own. */
function openItemsOf(bill: Bill, term: Term | null, receivable: Id): OpenItemDraft[] {
  const sign = bill.kind === 'invoice' ? 1 : -1
  const schedule = paymentSchedule(bill.kind === 'invoice' ? term : null, {
    date: bill.documentDate,
    amount: plain(dec(bill.amounts.gross).plus(bill.rounding)),
    digits: bill.digits,
  })
  const bases = allocate(
    dec(bill.amounts.baseGross).plus(bill.rounding),
    schedule.map((s) => s.amount),
    bill.company.digits,
  )
  return schedule.map((s, i) => ({
    partyId: bill.partyId,
    side: 'receivable',
    kind: bill.kind,
    accountId: receivable,
    amount: plain(dec(s.amount).times(sign)),
    baseAmount: plain((bases[i] ?? ZERO).times(sign)),
    currency: bill.currency,
    rate: bill.rate,
    documentDate: bill.documentDate,
    dueDate: s.dueDate,
    discountDate: s.discountDate ?? null,
    discountPercent: s.discountPercent ?? null,
    number: '',
  }))
}

export interface PostedBill {
  readonly entryId: Id
  readonly dueDate: CalendarDate
  /** Filled in when the command takes its gapless number, as its last act. */
  number: string | null
}

/** Carries a posted bill to what it bills: order lines, delivery lines, credited lines. */
async function carryOver(ctx: CommandContext, bill: Bill): Promise<void> {
  await Promise.all([
    advanceLines(ctx, bill.progress),
    bill.deliveryProgress.length > 0 &&
      ctx.sql`
        update delivery_line d set invoiced_quantity = d.invoiced_quantity + r.quantity
        from jsonb_to_recordset(${JSON.stringify(bill.deliveryProgress)}::text::jsonb) as r(id uuid, quantity numeric)
        where d.tenant_id = ${ctx.tenantId} and d.id = r.id`.execute(),
    bill.credited.length > 0 &&
      ctx.sql`
        update customer_invoice_line l set credited_quantity = l.credited_quantity + r.quantity, credited_amount = l.credited_amount + r.amount
        from jsonb_to_recordset(${JSON.stringify(bill.credited)}::text::jsonb) as r(id uuid, quantity numeric, amount numeric)
        where l.tenant_id = ${ctx.tenantId} and l.id = r.id`.execute(),
  ])
}

/**
 * Posts a bill: journal entry with open items by the payment term, progress of orders and deliveries, sales totals; the
 * gapless number comes last, and with it the rows that carry it: while its counter is locked nothing is waited for but the commit.
 * `result.number` and the event carry the number when the command ends. A credit note settles what is open of its invoice.
 */
export async function postBill(ctx: CommandContext, bill: Bill, store: 'new' | 'existing'): Promise<PostedBill> {
  const [role, term] = await Promise.all([accounts(ctx, bill.companyId), termOf(ctx, bill.paymentTermId)])
  const receivable = role('receivable')
  const openItems = openItemsOf(bill, term, receivable)
  const changes = await billRevenue(ctx, bill)
  const source = { document: 'customer_invoice', documentId: bill.id, label: null as string | null }
  const { id: documentId, companyId, invoiceId } = bill
  const afterwards =
    bill.kind === 'credit_note' && invoiceId
      ? await setOff(ctx, { companyId, documentId, invoiceId }, bill.postingDate)
      : undefined
  const entry = {
    companyId,
    journal: 'sales' as const,
    postingDate: bill.postingDate,
    documentDate: bill.documentDate,
    taxDate: bill.taxDate,
    description: bill.customerName,
    source,
    currency: bill.currency,
    rate: bill.rate,
    lines: withRevenue(billEntry(bill, receivable, role('rounding')), changes.entry),
    openItems,
  }
  const { entryId } = await postJournalEntry(ctx, entry, afterwards && { afterwards })
  const dueDate =
    openItems
      .map((o) => o.dueDate)
      .sort()
      .at(-1) ?? bill.documentDate
  const posted: PostedBill = { entryId, dueDate, number: null }
  const prices = basePrices(bill)
  const orderIds = [...new Set(bill.lines.flatMap((l) => l.orderId ?? []))]
  // Several credit notes of one command see each other's lines; an invoice is alone and is written with its number.
  const late = store === 'new' && bill.kind === 'invoice'
  const writeLines = () => {
    ctx.send(insertBillLines(ctx, bill, prices))
    if (changes.byLine.length > 0) ctx.send(updateRows(ctx, customerInvoiceLine, changes.byLine))
  }
  if (!late) {
    if (store === 'new') ctx.send(insertBillHeader(ctx, bill, { status: 'posted', entryId, dueDate }))
    writeLines()
  }
  await Promise.all([carryOver(ctx, bill), orderIds.length > 0 && refreshOrders(ctx, bill.companyId, orderIds)])
  const payload = {
    customerId: bill.customerId,
    customerName: bill.customerName,
    number: null as string | null,
    kind: bill.kind,
    currency: bill.currency,
    gross: bill.amounts.gross,
  }
  ctx.emit('sales.customer_invoice.posted', {
    document: 'customer_invoice',
    documentId: bill.id,
    companyId: bill.companyId,
    payload,
  })
  const request = {
    companyId: bill.companyId,
    document: bill.kind === 'invoice' ? 'customer_invoice' : 'credit_note',
    date: bill.postingDate,
  }
  ctx.numberLast(request, async (number) => {
    posted.number = number
    payload.number = number
    source.label = number
    for (const item of openItems) item.number = number
    ctx.send(
      late
        ? insertBillHeader(ctx, bill, { status: 'posted', entryId, dueDate, number })
        : ctx.sql`update customer_invoice set number = ${number} where tenant_id = ${ctx.tenantId} and id = ${bill.id}`,
    )
    if (late) writeLines()
    ctx.send(
      ctx.sql`select sales_add_totals(${ctx.tenantId}::uuid, ${bill.id}::uuid, ${bill.postingDate}::date, ${bill.kind === 'invoice' ? 1 : -1})`,
    )
  })
  return posted
}
