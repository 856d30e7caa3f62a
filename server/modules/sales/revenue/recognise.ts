import { salesOrderLine } from '@/db/schema/sales'
import type { CalendarDate } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import { type Decimal, type DecimalString, dec, plain, ZERO } from '@/server/kernel/money'
import {
  accounts,
  type CompanySettings,
  company as companyOf,
  currencyDigits,
  type EntryLine,
  exchangeRate,
  postJournalEntry,
} from '@/server/modules/finance'
import { items as itemsOf } from '@/server/modules/inventory'
import type { CommandContext } from '@/server/platform/commands/context'
import { updateRows } from '@/server/platform/tenancy/bulk'
import { revenueAccount } from '../invoices/revenue-account'
import { billedQuantity, NO_BALANCE, type RevenuePosting, revenuePosting, revenueTarget } from './revenue.rules'

/** What a bill that is being posted adds to a line: quantity invoiced or credited (for a return or without), and its net, signed like the bill. */
export interface BilledNow {
  readonly invoiced: Decimal
  readonly creditedBack: Decimal
  readonly credited: Decimal
  readonly net: Decimal
  readonly base: Decimal
  readonly accountId: Id
}

interface Row {
  id: Id
  itemId: Id | null
  currency: string
  net: DecimalString
  stockQuantity: DecimalString
  kept: DecimalString
  unbilledAmount: DecimalString
  unbilledBase: DecimalString
  deferredAmount: DecimalString
  deferredBase: DecimalString
  invoiced: DecimalString
  creditedBack: DecimalString
  credited: DecimalString
  billedNet: DecimalString
  billedBase: DecimalString
}

/** Goods lines (kits for their components), locked, with what is posted on bills of them; `without` leaves one bill out. */
const rowsOf = (ctx: CommandContext, lineIds: readonly Id[], without: Id | null) => ctx.sql<Row[]>`
  select l.id, l.item_id as "itemId", o.currency, l.net, l.stock_quantity as "stockQuantity",
    l.delivered_quantity - l.returned_quantity as kept, l.unbilled_amount as "unbilledAmount", l.unbilled_base as "unbilledBase",
    l.deferred_amount as "deferredAmount", l.deferred_base as "deferredBase", coalesce(b.invoiced, 0) as invoiced,
    coalesce(b.credited_back, 0) as "creditedBack", coalesce(b.credited, 0) as credited, coalesce(b.net, 0) as "billedNet", coalesce(b.base, 0) as "billedBase"
  from sales_order_line l
  join sales_order o on o.tenant_id = l.tenant_id and o.id = l.order_id
  left join lateral (
    select sum(i.quantity) filter (where v.kind = 'invoice') as invoiced,
      sum(i.quantity) filter (where v.kind = 'credit_note' and v.return_id is not null) as credited_back,
      sum(i.quantity) filter (where v.kind = 'credit_note' and v.return_id is null and not i.allowance) as credited,
      sum(case v.kind when 'invoice' then i.net else -i.net end) as net,
      sum(case v.kind when 'invoice' then i.base_net else -i.base_net end) as base
    from customer_invoice_line i
    join customer_invoice v on v.tenant_id = i.tenant_id and v.id = i.invoice_id and v.status = 'posted'
    where i.tenant_id = l.tenant_id and i.order_line_id = l.id and v.id is distinct from ${without}::uuid) b on true
  where l.tenant_id = ${ctx.tenantId} and (l.kit or (l.stocked and l.kind = 'item')) and l.id in (
    select coalesce(k.kit_line_id, k.id) from sales_order_line k where k.tenant_id = ${ctx.tenantId} and k.id = any(${[...lineIds]}::uuid[]))
  order by l.id for update of l`

export interface RevenueChange {
  readonly lineId: Id
  readonly itemId: Id | null
  readonly currency: string
  readonly posting: RevenuePosting
}

const balance = (amount: DecimalString, base: DecimalString) => ({ amount: dec(amount), base: dec(base) })

/** Whether a company recognises revenue on delivery, or did and may still have some to settle. */
export const tracksRevenue = (company: CompanySettings) => company.revenueAt === 'delivery' || company.tracksRevenue

interface Recognise {
  readonly lineIds: readonly Id[]
  readonly postingDate: CalendarDate
  /** The bill that is being posted: by order line, and its rate. */
  readonly bill?: { readonly lines: ReadonlyMap<Id, BilledNow>; readonly rate: DecimalString }
  readonly without?: Id
}

/** Brings the balances of lines to where they have to be, writes them to the lines and says what is to be posted. */
export async function recognise(
  ctx: CommandContext,
  company: CompanySettings,
  { lineIds, postingDate, bill, without }: Recognise,
): Promise<RevenueChange[]> {
  const rows = await rowsOf(ctx, lineIds, without ?? null)
  const rates = new Map<string, DecimalString>([[company.baseCurrency, '1']])
  for (const { currency } of rows)
    if (!rates.has(currency))
      rates.set(
        currency,
        bill?.rate ?? (await exchangeRate(ctx, { companyId: company.id, currency, date: postingDate })),
      )
  const changes = rows.map((row) => {
    const now = bill?.lines.get(row.id)
    const kept = dec(row.kept)
    const line = {
      net: row.net,
      stockQuantity: row.stockQuantity,
      kept,
      billed: billedQuantity({
        invoiced: dec(row.invoiced).plus(now?.invoiced ?? ZERO),
        creditedBack: dec(row.creditedBack).plus(now?.creditedBack ?? ZERO),
        credited: dec(row.credited).plus(now?.credited ?? ZERO),
        kept,
      }),
      billedNet: dec(row.billedNet).plus(now?.net ?? ZERO),
      billedBase: dec(row.billedBase).plus(now?.base ?? ZERO),
      unbilled: balance(row.unbilledAmount, row.unbilledBase),
      deferred: balance(row.deferredAmount, row.deferredBase),
    }
    const at = {
      digits: currencyDigits(row.currency),
      baseDigits: company.digits,
      rate: rates.get(row.currency) ?? '1',
    }
    const target =
      company.revenueAt === 'delivery' ? revenueTarget(line, at) : { unbilled: NO_BALANCE, deferred: NO_BALANCE }
    const posting = revenuePosting(line, target, now ? { ...now, baseDigits: company.digits } : null)
    return { lineId: row.id, itemId: row.itemId, currency: row.currency, posting, target }
  })
  const moved = changes.filter(({ posting: p }) =>
    [p.unbilled, p.deferred].some((b) => !b.amount.isZero() || !b.base.isZero()),
  )
  await updateRows(
    ctx,
    salesOrderLine,
    moved.map(({ lineId, target }) => ({
      id: lineId,
      unbilledAmount: plain(target.unbilled.amount),
      unbilledBase: plain(target.unbilled.base),
      deferredAmount: plain(target.deferred.amount),
      deferredBase: plain(target.deferred.base),
    })),
  )
  return moved
}

/** The lines of an entry for changes of one currency, one an account. */
export async function revenueLines(
  ctx: CommandContext,
  companyId: Id,
  changes: readonly RevenueChange[],
  accountOf: (change: RevenueChange) => Id,
): Promise<EntryLine[]> {
  const role = await accounts(ctx, companyId)
  const sums = new Map<Id, { amount: Decimal; base: Decimal }>()
  const add = (accountId: Id, { amount, base }: { amount: Decimal; base: Decimal }) => {
    const known = sums.get(accountId) ?? NO_BALANCE
    sums.set(accountId, { amount: known.amount.plus(amount), base: known.base.plus(base) })
  }
  for (const change of changes) {
    const { unbilled, deferred, revenue, exchange } = change.posting
    add(role('unbilled_receivable'), unbilled)
    add(role('deferred_revenue'), deferred)
    add(accountOf(change), revenue)
    if (!exchange.isZero()) add(role(exchange.isNegative() ? 'fx_gain' : 'fx_loss'), { amount: ZERO, base: exchange })
  }
  return [...sums]
    .filter(([, s]) => !s.amount.isZero() || !s.base.isZero())
    .map(([accountId, s]) => ({ accountId, amount: plain(s.amount), baseAmount: plain(s.base) }))
}

/**
 * Recognises what a delivery, its reversal, a return or a reversed bill has changed, as an entry of that document (one a currency).
 * Nothing happens where revenue is recognised with the bill. `counter`: what revenue is taken to or from.
 */
export async function recogniseMoved(
  ctx: CommandContext,
  input: Omit<Recognise, 'bill'> & {
    readonly companyId: Id
    readonly documentDate: CalendarDate
    readonly description: string
    readonly source: { document: string; documentId: Id; label: string | null }
    readonly counter: 'revenue' | 'sales_returns'
  },
): Promise<void> {
  const company = await companyOf(ctx, input.companyId)
  if (!tracksRevenue(company)) return
  const changes = await recognise(ctx, company, input)
  if (changes.length === 0) return
  const [role, items] = await Promise.all([
    accounts(ctx, input.companyId),
    itemsOf(ctx, [...new Set(changes.flatMap((c) => c.itemId ?? []))]),
  ])
  const account = revenueAccount(input.companyId, items, role, input.counter)
  for (const currency of [...new Set(changes.map((c) => c.currency))].sort()) {
    const mine = changes.filter((c) => c.currency === currency)
    const lines = await revenueLines(ctx, input.companyId, mine, (c) => account({ itemId: c.itemId, kind: 'item' }))
    if (lines.length === 0) continue
    await postJournalEntry(ctx, {
      companyId: input.companyId,
      journal: 'sales',
      postingDate: input.postingDate,
      documentDate: input.documentDate,
      description: input.description,
      source: input.source,
      currency,
      rate:
        currency === company.baseCurrency
          ? '1'
          : await exchangeRate(ctx, { companyId: input.companyId, currency, date: input.postingDate }),
      lines,
    })
  }
}
