import type { Id } from '@/server/kernel/ids'
import { dec, plain, sum } from '@/server/kernel/money'
import { trialBalance } from '@/server/modules/finance'
import { listStockValuation } from '@/server/modules/inventory'
import { purchaseHistory } from '@/server/modules/procurement'
import { historyTotals, salesByDimension } from '@/server/modules/sales'
import { checkInvariants } from '@/server/platform/schedules/invariants'
import type { ImportSession } from '../session'
import type { Control } from './order-plan'
import type { PurchaseControl } from './purchase-plan'

export interface Check {
  readonly what: string
  readonly expected: string
  readonly found: string
  readonly ok: boolean
}

export interface Checked {
  readonly checks: readonly Check[]
  readonly years: readonly { label: string; net: string; lines: number }[]
  readonly categories: readonly { label: string; net: string }[]
  readonly accounts: readonly { code: string; name: string; debit: string; credit: string; closing: string }[]
  readonly stockValue: string
}

const same = (what: string, expected: string | number, found: string | number): Check => ({
  what,
  expected: String(expected),
  found: String(found),
  ok: dec(expected).equals(found),
})

/** Quantity and value of everything on hand, from the valuation list. */
async function stockOf(session: ImportSession): Promise<{ quantity: string; value: string }> {
  const rows: { quantity: string; value: string }[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof stockPage>> = await stockPage(session, cursor)
    rows.push(...page.rows.map((r) => ({ quantity: String(r.quantity), value: String(r.value) })))
    cursor = page.nextCursor
  } while (cursor)
  return { quantity: plain(sum(rows.map((r) => r.quantity))), value: sum(rows.map((r) => r.value)).toFixed(2) }
}
const stockPage = (session: ImportSession, cursor: string | null) =>
  session.query(listStockValuation.rows, { cursor, limit: 500 })

/** Reads everything back through the reports that people use and compares it with what the source adds up to. */
export async function checkImport(
  session: ImportSession,
  companyId: Id,
  expected: {
    readonly control: Control
    readonly customers: number
    readonly stockQuantity: string
    readonly today: string
    readonly purchases: PurchaseControl
    readonly suppliers: number
    readonly vendorPrices: number
  },
): Promise<Checked> {
  const { control } = expected
  const totals = await session.query(historyTotals, { companyId })
  const range = { companyId, from: '2011-01-01', to: expected.today }
  const years = await session.query(salesByDimension, { ...range, by: 'year' })
  const byItem = await session.query(salesByDimension, { ...range, by: 'item', limit: 5000 })
  const categories = await session.query(salesByDimension, { ...range, by: 'category' })
  const balance = await session.query(trialBalance, range)
  const stock = await stockOf(session)
  const bought = await session.query(purchaseHistory, { companyId })
  const { purchases } = expected
  const broken = (await session.query(checkInvariants, {})).filter((i) => i.broken > 0)
  const itemNet = sum(byItem.rows.filter((r) => r.key !== null).map((r) => r.net)).toFixed(2)
  const checks = [
    same('Sales orders', control.orders, totals.orders),
    same('Order lines', control.lines, totals.lines),
    same('Pieces sold', control.quantity, totals.quantity),
    same('Customers', expected.customers, totals.customers),
    same('Sum of line totals', dec(control.exact.lines).toFixed(2), totals.items),
    same('Sum of line totals in the sales report by item', dec(control.exact.lines).toFixed(2), itemNet),
    same('Tax', dec(control.exact.tax).toFixed(2), totals.tax),
    same('Freight (with the remainder)', control.cents.freight, totals.freight),
    same('Total due', dec(control.exact.due).toFixed(2), totals.gross),
    same('Paid', dec(control.exact.due).toFixed(2), totals.paid),
    same('Receivable left', '0.00', totals.open),
    same('Cost of sales', dec(control.exact.cost).toFixed(2), totals.cost),
    same('Purchase orders', purchases.orders, bought.orders),
    same('Purchase order lines', purchases.lines, bought.lines),
    same('Purchases, net', dec(purchases.exact.net).toFixed(2), bought.net),
    same('Purchases with tax and freight', dec(purchases.exact.due).toFixed(2), bought.gross),
    same('Pieces taken in', purchases.accepted, bought.accepted),
    same('Pieces rejected', purchases.rejected, bought.rejected),
    same('Billed by vendors', purchases.billed, bought.billed),
    same('Paid to vendors', purchases.billed, bought.paid),
    same('Payable left', '0.00', bought.open),
    same('Pieces in stock', expected.stockQuantity, stock.quantity),
    same(
      'Trial balance: debit turnover less credit turnover',
      '0',
      plain(dec(balance.totals.debit).minus(balance.totals.credit)),
    ),
    same('Trial balance: closing balances', '0', balance.totals.closing),
    {
      what: 'Invariants broken',
      expected: '0',
      found: broken.map((b) => b.name).join(', ') || '0',
      ok: broken.length === 0,
    },
  ]
  return {
    checks,
    years: years.rows,
    categories: categories.rows,
    accounts: balance.rows.map((r) => ({
      code: r.code,
      name: r.nameEn,
      debit: r.debit,
      credit: r.credit,
      closing: r.closing,
    })),
    stockValue: stock.value,
  }
}
