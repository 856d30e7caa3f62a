import { addMonths, startOfMonth } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import { type DecimalString, dec, plain, sum } from '@/server/kernel/money'
import { BudgetPast, type PastSpending } from '@/server/modules/finance'
import type { QueryContext } from '@/server/platform/commands/context'
import type { PastDocument, ReplayRequest, ReplaySource } from '@/server/platform/rules/replay'
import { accountOfLines } from '../orders/budget-use'
import { categoriesOf, lineFacts } from './fact.rules'

/** What can be said of an order afterwards. Budgets are those in force now, walked through from the beginning of the time. */
const facts = new Set([
  ...[
    'category',
    'categories',
    'total_net_base',
    'over_budget',
    'budget_excess',
    'supplier',
    'supplier_new',
    'supplier_orders',
  ],
  ...[
    'kind',
    'currency',
    'split_total',
    'split_count',
    'item_code',
    'item_category',
    'line_kind',
    'quantity',
    'unit_price',
  ],
  ...['net_unit_price_base', 'agreed_price', 'over_agreed_percent', 'last_price_base', 'over_last_percent'],
  ...['median_price_base', 'over_median_percent'],
])

interface OrderRow {
  documentId: Id
  label: string
  date: string
  amount: DecimalString
  personId: Id | null
  kind: string
  currency: string
  supplier: string
  supplierId: Id
}
interface LineRow {
  orderId: Id
  id: Id
  position: number
  kind: string
  itemId: Id | null
  itemCode: string | null
  itemCategory: string | null
  description: string
  quantity: DecimalString
  stockQuantity: DecimalString
  unitFactor: DecimalString
  unitPrice: DecimalString
  listPrice: DecimalString | null
  discountPercent: DecimalString
  documentDiscount: DecimalString
  baseNet: DecimalString
  baseCost: DecimalString
  expenseAccountId: Id | null
  costCenterId: Id | null
  projectId: Id | null
  due: string
}

const ordersOf = (ctx: QueryContext, { companyId, to }: ReplayRequest, month: string) => ctx.sql<OrderRow[]>`
  select o.id as "documentId", o.number as label, o.document_date::text as date, o.base_net::text as amount,
    coalesce(o.requester_id, o.buyer_id, o.created_by) as "personId", o.kind, o.currency, s.code as supplier, s.id as "supplierId"
  from purchase_order o join supplier s on s.tenant_id = o.tenant_id and s.id = o.supplier_id
  where o.tenant_id = ${ctx.tenantId} and o.company_id = ${companyId} and o.kind <> 'blanket'
    and o.status in ('approved', 'sent', 'confirmed', 'closed')
    and o.document_date >= ${month}::date and o.document_date < least(${addMonths(month, 1)}::date, ${to}::date + 1)
  order by o.document_date, o.id`

const linesOf = (ctx: QueryContext, orderIds: readonly Id[]) => ctx.sql<LineRow[]>`
  select l.order_id as "orderId", l.id, l.position, l.kind, l.item_id as "itemId", i.code as "itemCode", k.code as "itemCategory",
    l.description, l.quantity::text, l.stock_quantity::text as "stockQuantity", l.unit_factor::text as "unitFactor",
    l.unit_price::text as "unitPrice", l.list_price::text as "listPrice", l.discount_percent::text as "discountPercent",
    l.document_discount::text as "documentDiscount", l.base_net::text as "baseNet", l.base_cost::text as "baseCost",
    l.expense_account_id as "expenseAccountId", l.cost_center_id as "costCenterId", l.project_id as "projectId",
    coalesce(l.promised_date, l.requested_date, o.document_date)::text as due
  from purchase_order_line l
  join purchase_order o on o.tenant_id = l.tenant_id and o.id = l.order_id
  left join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
  left join item_category k on k.tenant_id = i.tenant_id and k.id = i.category_id
  where l.tenant_id = ${ctx.tenantId} and l.order_id = any (${[...orderIds]}::uuid[])
  order by l.order_id, l.position`

const DAY = 86_400_000

/** What the walk through time has seen so far. */
class Seen {
  /** The last purchases of an item, newest first, base currency a stock unit. */
  private readonly prices = new Map<Id, DecimalString[]>()
  private readonly orders = new Map<Id, { date: string; person: Id | null; amount: DecimalString }[]>()
  constructor(
    private readonly sample: number,
    private readonly splitDays: number,
  ) {}

  pricesOf(itemId: Id | null): readonly DecimalString[] {
    return itemId ? (this.prices.get(itemId) ?? []) : []
  }

  supplierFacts(order: OrderRow) {
    const before = this.orders.get(order.supplierId) ?? []
    const near = before.filter(
      (o) => o.person === order.personId && Date.parse(order.date) - Date.parse(o.date) <= this.splitDays * DAY,
    )
    return {
      supplier: order.supplier,
      supplier_new: before.length === 0,
      supplier_orders: String(Math.min(before.length, 1000)),
      split_total: plain(sum([...near.map((o) => o.amount), order.amount])),
      split_count: String(near.length + 1),
    }
  }

  add(order: OrderRow, lines: readonly LineRow[]): void {
    const orders = this.orders.get(order.supplierId) ?? []
    orders.push({ date: order.date, person: order.personId, amount: order.amount })
    this.orders.set(order.supplierId, orders)
    for (const line of lines) {
      if (!line.itemId || dec(line.baseNet).isZero()) continue
      const known = this.prices.get(line.itemId) ?? []
      known.unshift(dec(line.baseNet).div(line.stockQuantity).toFixed(10))
      this.prices.set(line.itemId, known.slice(0, this.sample))
    }
  }
}

/** Month by month from the first order on: what was bought before is what prices and suppliers are compared with. */
async function* read(ctx: QueryContext, request: ReplayRequest): AsyncIterable<PastDocument[]> {
  const { companyId, from, to, settings } = request
  const seen = new Seen(Number(settings.sample_size ?? 20), Number(settings.split_days ?? 7))
  const budgets = await BudgetPast.load(ctx, companyId)
  const [first] = await ctx.sql<{ date: string | null }[]>`
    select min(document_date)::text as date from purchase_order where tenant_id = ${ctx.tenantId} and company_id = ${companyId}`
  const begin = first?.date && first.date < from ? first.date : from
  for (let month = startOfMonth(begin); month <= to; month = addMonths(month, 1)) {
    const orders = await ordersOf(ctx, request, month)
    if (orders.length === 0) continue
    const lines = await linesOf(
      ctx,
      orders.map((o) => o.documentId),
    )
    const accountOf = await accountOfLines(ctx, companyId, lines)
    const spendings = lines.map(
      (l): PastSpending => ({
        ...{ accountId: accountOf(l), costCenterId: l.costCenterId, projectId: l.projectId },
        ...{ date: l.due, amount: l.baseCost },
      }),
    )
    const budgetLines =
      request.facts.has('over_budget') || request.facts.has('budget_excess')
        ? await budgets.linesOf(ctx, spendings)
        : []
    const byOrder = new Map<Id, number[]>(orders.map((o) => [o.documentId, []]))
    for (const [n, l] of lines.entries()) byOrder.get(l.orderId)?.push(n)
    yield orders.flatMap((order) => {
      const mine = byOrder.get(order.documentId) ?? []
      const own = mine.flatMap((n) => lines[n] ?? [])
      const inTime = order.date >= from
      const excess = inTime
        ? budgets.spend(
            mine.flatMap((n) => spendings[n] ?? []),
            mine.map((n) => budgetLines[n] ?? []),
          )
        : dec(0)
      const made = inTime ? [documentOf(order, own, seen, plain(excess))] : []
      seen.add(order, own)
      return made
    })
  }
}

function documentOf(order: OrderRow, lines: readonly LineRow[], seen: Seen, excess: DecimalString): PastDocument {
  return {
    ...{ documentId: order.documentId, label: order.label, date: order.date },
    ...{ amount: order.amount, personId: order.personId },
    header: {
      ...seen.supplierFacts(order),
      ...categoriesOf(lines.map((l) => ({ category: l.itemCategory, baseNet: l.baseNet }))),
      total_net_base: plain(order.amount),
      kind: order.kind,
      currency: order.currency,
      over_budget: !dec(excess).isZero(),
      budget_excess: excess,
    },
    lines: lines.map((line) => ({
      lineId: line.id,
      label: `${line.position} ${line.itemCode ?? line.description}`,
      facts: lineFacts({
        ...line,
        agreedDiscountPercent: '0',
        purchases: seen.pricesOf(line.itemId),
        sourced: true,
      }),
    })),
  }
}

/** Purchase orders of the past, for the simulation of rules. */
export const purchaseOrderReplay: ReplaySource = { document: 'purchase_order', facts, read }
