import type { CalendarDate } from '@/server/kernel/calendar-date'
import { conflict } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { type Decimal, type DecimalString, dec, round, toFixed, ZERO } from '@/server/kernel/money'
import { type CompanySettings, currencyDigits, exchangeRate, prorate } from '@/server/modules/finance'
import type { CommandContext } from '@/server/platform/commands/context'
import type { FromOrders } from './plan-receipt'
import type { NewReceiptLine } from './receipt'

interface Reached {
  quantity: Decimal
  net: Decimal
  cost: Decimal
}

const keyOf = (orderLineId: Id, price: DecimalString) => `${orderLineId}/${toFixed(price, 6)}`

/** What earlier receipts took of each order line at each price. */
async function reachedBefore(ctx: CommandContext, lineIds: readonly Id[]): Promise<Map<string, Reached>> {
  const rows = await ctx.sql<{ id: Id; price: string; quantity: string; net: string; cost: string }[]>`
    select l.order_line_id as id, l.price, sum(l.quantity) as quantity, sum(l.net) as net, sum(l.cost) as cost
    from goods_receipt_line l join goods_receipt h on h.tenant_id = l.tenant_id and h.id = l.receipt_id and h.status = 'posted'
    where l.tenant_id = ${ctx.tenantId} and l.order_line_id = any(${[...new Set(lineIds)]}::uuid[]) group by 1, 2`
  return new Map(
    rows.map((r) => [keyOf(r.id, r.price), { quantity: dec(r.quantity), net: dec(r.net), cost: dec(r.cost) }]),
  )
}

/**
 * Prices received lines as their orders stand now: net and cost (net with the tax that cannot be deducted) go on where earlier
 * receipts at the same price have come to, so that the last one takes the residual; base amounts at the rate of the posting date.
 * Errors: finance.no_rate, procurement.historic_receipt.
 */
export async function priceReceipt(
  ctx: CommandContext,
  company: CompanySettings,
  from: FromOrders,
  rows: readonly NewReceiptLine[],
  postingDate: CalendarDate,
): Promise<NewReceiptLine[]> {
  const currencies = [...new Set(rows.map((r) => r.currency))]
  const rates = new Map<string, DecimalString>()
  for (const currency of currencies)
    rates.set(
      currency,
      currency === company.baseCurrency
        ? '1'
        : await exchangeRate(ctx, { companyId: company.id, currency, date: postingDate }),
    )
  const reached = await reachedBefore(
    ctx,
    rows.map((r) => r.orderLineId),
  )
  const lines = new Map(from.lines.map((l) => [l.id, l]))
  return rows.map((row) => {
    const line = lines.get(row.orderLineId)
    if (!line) throw conflict('procurement.not_this_line')
    const digits = currencyDigits(row.currency)
    const at = reached.get(keyOf(line.id, row.price)) ?? { quantity: ZERO, net: ZERO, cost: ZERO }
    const whole = dec(line.baseNet).isZero()
      ? dec(line.net)
      : round(dec(line.net).times(line.baseCost).div(line.baseNet), digits)
    const share = { full: line.stockQuantity, done: at.quantity, quantity: row.quantity, digits }
    const net = prorate({ ...share, total: line.net, already: at.net })
    const cost = prorate({ ...share, total: whole, already: at.cost })
    reached.set(keyOf(line.id, row.price), {
      quantity: at.quantity.plus(row.quantity),
      net: at.net.plus(net),
      cost: at.cost.plus(cost),
    })
    const rate = rates.get(row.currency) ?? '1'
    return { ...row, rate, net, cost, baseCost: toFixed(dec(cost).times(rate), company.digits) }
  })
}
