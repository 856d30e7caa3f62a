import { addMonths, startOfMonth } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import { type DecimalString, plain } from '@/server/kernel/money'
import type { QueryContext } from '@/server/platform/commands/context'
import type { PastDocument, ReplayRequest, ReplaySource } from '@/server/platform/rules/replay'
import { lineFacts } from './fact.rules'

/** What can be said of an order afterwards: not what the customer owed that day, nor costs on other bases than what it cost in fact. */
const facts = new Set([
  ...[
    'customer_code',
    'customer_group',
    'currency',
    'total_net_base',
    'item_code',
    'item_category',
    'line_kind',
    'quantity',
  ],
  ...['unit_price', 'list_price', 'discount_percent', 'net_unit_price', 'net_unit_price_base', 'cost_current'],
  ...[
    'margin_percent_current',
    'median_item_price',
    'median_customer_price',
    'deviation_percent',
    'deviation_customer_percent',
  ],
])
const COSTS = ['cost_current', 'margin_percent_current']
const MEDIANS = ['median_item_price', 'median_customer_price', 'deviation_percent', 'deviation_customer_percent']

interface OrderRow {
  documentId: Id
  label: string
  date: string
  amount: string
  personId: Id | null
  customerId: Id
  currency: string
  customerCode: string
  customerGroup: string | null
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
  unitFactor: DecimalString
  unitPrice: DecimalString
  listPrice: DecimalString | null
  discountPercent: DecimalString
  documentDiscount: DecimalString
  net: DecimalString
  baseNet: DecimalString
  cost: DecimalString | null
}
interface Sale {
  itemId: Id
  customerId: Id
  on: string
  price: DecimalString
}

/** The last sales of each item, and of each item to each customer, as a walk through time has seen them. */
class LastSales {
  private readonly last = new Map<string, DecimalString[]>()
  constructor(private readonly size: number) {}

  add({ itemId, customerId, price }: Sale): void {
    for (const key of [itemId, `${itemId}:${customerId}`]) {
      const known = this.last.get(key)
      if (!known) this.last.set(key, [price])
      else if (known.push(price) > this.size) known.shift()
    }
  }
  of(itemId: Id | null, customerId?: Id): readonly DecimalString[] {
    return itemId ? (this.last.get(customerId ? `${itemId}:${customerId}` : itemId) ?? []) : []
  }
}

const salesOf = (ctx: QueryContext, companyId: Id, from: string, to: string) => ctx.sql<Sale[]>`
  select item_id as "itemId", customer_id as "customerId", posted_on::text as on, base_unit_price::text as price
  from customer_invoice_line where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and item_id is not null
    and posted_on >= ${from}::date and posted_on < ${to}::date and base_unit_price > 0
  order by posted_on, id`

const ordersOf = (ctx: QueryContext, { companyId, from, to }: ReplayRequest, month: string) => ctx.sql<OrderRow[]>`
  select o.id as "documentId", o.number as label, o.document_date::text as date, o.base_net::text as amount,
    coalesce(o.sales_person_id, o.created_by) as "personId", o.customer_id as "customerId", o.currency,
    c.code as "customerCode", g.code as "customerGroup"
  from sales_order o
  join customer c on c.tenant_id = o.tenant_id and c.id = o.customer_id
  left join customer_group g on g.tenant_id = c.tenant_id and g.id = c.group_id
  where o.tenant_id = ${ctx.tenantId} and o.company_id = ${companyId} and o.status in ('approved', 'closed')
    and o.document_date >= greatest(${month}::date, ${from}::date)
    and o.document_date < least(${addMonths(month, 1)}::date, ${to}::date + 1)
  order by o.document_date, o.id`

const linesOf = (ctx: QueryContext, orderIds: readonly Id[], withCost: boolean) => ctx.sql<LineRow[]>`
  select l.order_id as "orderId", l.id, l.position, l.kind, l.item_id as "itemId", i.code as "itemCode", k.code as "itemCategory",
    l.description, l.quantity::text, l.unit_factor::text as "unitFactor", l.unit_price::text as "unitPrice",
    l.list_price::text as "listPrice", l.discount_percent::text as "discountPercent",
    l.document_discount::text as "documentDiscount", l.net::text, l.base_net::text as "baseNet",
    ${
      withCost
        ? ctx.sql`(select (sum(d.cost) / nullif(sum(d.quantity), 0))::text from delivery_line d
                   where d.tenant_id = l.tenant_id and d.order_line_id = l.id and d.cost is not null)`
        : ctx.sql`null::text`
    } as cost
  from sales_order_line l
  left join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
  left join item_category k on k.tenant_id = i.tenant_id and k.id = i.category_id
  where l.tenant_id = ${ctx.tenantId} and l.order_id = any (${[...orderIds]}::uuid[]) and l.kind <> 'component'
  order by l.order_id, l.position`

/** Month by month: the sales before each order are what its medians look back on, as they would have that day. */
async function* read(ctx: QueryContext, request: ReplayRequest): AsyncIterable<PastDocument[]> {
  const wants = (names: readonly string[]) => names.some((name) => request.facts.has(name))
  const medians = wants(MEDIANS)
  const last = new LastSales(Number(request.settings.sample_size ?? 20))
  const [first] = medians
    ? await ctx.sql<{ on: string | null }[]>`
        select min(posted_on)::text as on from customer_invoice_line
        where tenant_id = ${ctx.tenantId} and company_id = ${request.companyId} and posted_on is not null`
    : []
  const begin = first?.on && first.on < request.from ? first.on : request.from
  for (let month = startOfMonth(begin); month <= request.to; month = addMonths(month, 1)) {
    const sales = medians ? await salesOf(ctx, request.companyId, month, addMonths(month, 1)) : []
    const orders = addMonths(month, 1) > request.from ? await ordersOf(ctx, request, month) : []
    const lines =
      orders.length > 0
        ? await linesOf(
            ctx,
            orders.map((o) => o.documentId),
            wants(COSTS),
          )
        : []
    yield replayed(orders, lines, sales, last)
  }
}

function replayed(orders: readonly OrderRow[], lines: readonly LineRow[], sales: readonly Sale[], last: LastSales) {
  const byOrder = new Map<Id, LineRow[]>(orders.map((order) => [order.documentId, []]))
  for (const line of lines) byOrder.get(line.orderId)?.push(line)
  let next = 0
  const sellUntil = (date: string | null) => {
    for (let sale = sales[next]; sale && (date === null || sale.on < date); sale = sales[++next]) last.add(sale)
  }
  const documents = orders.map((order): PastDocument => {
    sellUntil(order.date)
    return {
      ...{ documentId: order.documentId, label: order.label, date: order.date },
      ...{ amount: order.amount, personId: order.personId },
      header: {
        customer_code: order.customerCode,
        customer_group: order.customerGroup,
        currency: order.currency,
        total_net_base: plain(order.amount),
      },
      lines: (byOrder.get(order.documentId) ?? []).map((line) => ({
        lineId: line.id,
        label: `${line.position} ${line.itemCode ?? line.description}`,
        facts: lineFacts({
          ...line,
          costs: { current: line.cost, standard: null, last_receipt: null },
          itemSales: last.of(line.itemId),
          customerSales: last.of(line.itemId, order.customerId),
        }),
      })),
    }
  })
  sellUntil(null)
  return documents
}

/** Sales orders of the past, for the simulation of rules. */
export const salesOrderReplay: ReplaySource = { document: 'sales_order', facts, read }
