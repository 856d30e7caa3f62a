import type { CalendarDate } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import { type DecimalString, plain, sum } from '@/server/kernel/money'
import { items as itemsOf } from '@/server/modules/inventory'
import { factsWanted } from '@/server/platform/approvals/live-flows'
import type { QueryContext } from '@/server/platform/commands/context'
import { factSettings } from '@/server/platform/rules/settings'
import type { Facts, RuleSubject } from '@/server/platform/rules/subject'
import { supplierOnce } from '../masters'
import { orderBudgetFacts } from '../orders/budget-use'
import type { OrderLineRow, OrderRow } from '../orders/order'
import { categoriesOf, increaseOf, lineFacts } from './fact.rules'

type SubjectOrder = Pick<
  OrderRow,
  | 'id'
  | 'companyId'
  | 'number'
  | 'kind'
  | 'revision'
  | 'approvedBaseNet'
  | 'createdBy'
  | 'documentDate'
  | 'supplierId'
  | 'currency'
  | 'requesterId'
  | 'baseNet'
>
type SubjectLine = Pick<
  OrderLineRow,
  | 'id'
  | 'kind'
  | 'itemId'
  | 'description'
  | 'unitFactor'
  | 'quantity'
  | 'stockQuantity'
  | 'listPrice'
  | 'priceSource'
  | 'unitPrice'
  | 'discountPercent'
  | 'documentDiscount'
  | 'costCenterId'
  | 'requestedDate'
  | 'baseNet'
>
export interface PurchaseSubjectInput {
  readonly trigger: string
  readonly order: SubjectOrder
  readonly lines: readonly SubjectLine[]
  /** Lines that a requisition asked for. */
  readonly sourced: ReadonlySet<Id>
  /** The lines as they are stored, for what the budgets say; not of a draft that is being written. */
  readonly stored?: readonly OrderLineRow[]
}

/** Which facts are looked at. */
type Wants = (...facts: readonly string[]) => boolean

const LAST_PRICE = ['last_price_base', 'over_last_percent'] as const
const SPLIT = ['split_total', 'split_count'] as const
const BUDGET = ['over_budget', 'budget_excess', 'budget_approval'] as const
const MEDIAN_PRICE = ['median_price_base', 'over_median_percent'] as const

/** How many lines of an item are walked for its last prices, at least: what waits or was cancelled lies between them. */
const WALKED = 40

/**
 * What was last paid for items, newest first, base currency a stock unit. The lines are walked by their index in the order of the orders,
 * at most twice as many as are asked for, and each looks up its own order: planned freely, orders that wait were read for every line.
 */
async function lastPrices(ctx: QueryContext, { order, lines }: PurchaseSubjectInput, sample: number) {
  const itemIds = [...new Set(lines.flatMap((l) => l.itemId ?? []))]
  if (itemIds.length === 0) return new Map<Id, DecimalString[]>()
  const rows = await ctx.sql<{ id: Id; purchases: DecimalString[] }[]>`
    select i.id, array(select (l.base_net / l.stock_quantity)::text
        from (select * from purchase_order_line l where l.tenant_id = ${ctx.tenantId} and l.item_id = i.id and l.base_net > 0
              order by l.order_id desc, l.id desc limit ${Math.max(WALKED, 2 * sample)}) l
        cross join lateral (select from purchase_order o
          where o.tenant_id = l.tenant_id and o.id = l.order_id and o.company_id = ${order.companyId} and o.id <> ${order.id}
            and o.approved_base_net is not null and o.status <> 'cancelled' and o.kind <> 'blanket' offset 0) o
        order by l.order_id desc, l.id desc limit ${sample}) as purchases
    from unnest(${itemIds}::uuid[]) as i(id)`
  return new Map(rows.map((r) => [r.id, r.purchases]))
}

interface SupplierPast {
  orders: string
  splitTotal: DecimalString
  splitCount: string
}

/** Approved orders beyond this many are not counted: a supplier is known long before. */
const COUNTED = 1000

/** What was ordered from the supplier before, and what the same requester has ordered there in the last days besides this order. */
async function supplierPast(
  ctx: QueryContext,
  order: SubjectOrder,
  { days, counted, split }: { days: number; counted: number; split: boolean },
): Promise<SupplierPast> {
  const requester = order.requesterId ?? order.createdBy
  const [row] = await ctx.sql<SupplierPast[]>`
    select (select count(*) from (select from purchase_order o
        where o.tenant_id = ${ctx.tenantId} and o.supplier_id = ${order.supplierId} and o.approved_base_net is not null and o.id <> ${order.id}
        limit ${counted}) known)::text as orders,
      coalesce(sum(o.base_net), 0) as "splitTotal", count(*)::text as "splitCount"
    from purchase_order o
    where ${split}::boolean
      and o.tenant_id = ${ctx.tenantId} and o.supplier_id = ${order.supplierId} and o.id <> ${order.id} and o.status <> 'cancelled'
      and o.kind = 'standard' and coalesce(o.requester_id, o.created_by) = ${requester}::uuid
      and o.document_date between ${order.documentDate}::date - ${days}::int and ${order.documentDate}::date + ${days}::int`
  return row ?? { orders: '0', splitTotal: '0', splitCount: '0' }
}

/** The codes of the cost centers that lines name. */
export async function costCenterCodes(
  ctx: QueryContext,
  lines: readonly { costCenterId: Id | null }[],
): Promise<string[]> {
  const ids = [...new Set(lines.flatMap((l) => l.costCenterId ?? []))]
  if (ids.length === 0) return []
  const rows = await ctx.sql<{ code: string }[]>`
    select code from cost_center where tenant_id = ${ctx.tenantId} and id = any(${ids}::uuid[]) order by code`
  return rows.map((r) => r.code)
}

const DAY = 86_400_000
/** Days from a date to the first of others; null = there is none. */
export const daysUntil = (from: CalendarDate, dates: readonly (CalendarDate | null)[]): string | null => {
  const first = dates.filter((d): d is CalendarDate => d !== null).sort()[0]
  return first === undefined ? null : String(Math.round((Date.parse(first) - Date.parse(from)) / DAY))
}

const gathered = new WeakMap<readonly OrderLineRow[], Map<string, Promise<unknown>>>()

/** What was gathered of a stored order is not asked for again in its transaction, at whichever trigger: its lines are read once there. */
function once<T>(stored: readonly OrderLineRow[] | undefined, what: string, work: () => Promise<T>): Promise<T> {
  if (!stored) return work()
  const known = gathered.get(stored) ?? new Map<string, Promise<unknown>>()
  gathered.set(stored, known)
  const found = (known.get(what) as Promise<T> | undefined) ?? work()
  known.set(what, found)
  return found
}

/** What is known of an order beyond its own rows, as far as it is looked at. */
async function gather(ctx: QueryContext, input: PurchaseSubjectInput, wants: Wants) {
  const { order, lines, trigger, stored } = input
  const settings = await factSettings(ctx, 'purchase_order', trigger, order.companyId)
  const [sample, days] = [Number(settings.sample_size ?? 20), Number(settings.split_days ?? 7)]
  const prices = wants(...MEDIAN_PRICE) ? sample : wants(...LAST_PRICE) ? 1 : 0
  // Of a stored order all of it at once: a flow asks for more than the rules, and is asked in the same transaction.
  const past = wants(...SPLIT, 'supplier_orders', 'supplier_new')
  const counted = stored || wants('supplier_orders') ? COUNTED : wants('supplier_new') ? 1 : 0
  const split = stored !== undefined || wants(...SPLIT)
  const [items, purchases, supplier, before, centers, budget] = await Promise.all([
    itemsOf(
      ctx,
      lines.flatMap((l) => l.itemId ?? []),
    ),
    prices > 0 ? once(stored, `prices ${prices}`, () => lastPrices(ctx, input, prices)) : null,
    wants('supplier', 'supplier_block') ? supplierOnce(ctx, order.supplierId) : null,
    past ? once(stored, `past ${days}`, () => supplierPast(ctx, order, { days, counted, split })) : null,
    wants('cost_centers') ? once(stored, 'centers', () => costCenterCodes(ctx, lines)) : null,
    stored && wants(...BUDGET) ? once(stored, 'budget', () => orderBudgetFacts(ctx, order, stored)) : null,
  ])
  return { items, purchases, supplier, before, centers, budget }
}

/** The facts of the header that took a query. A draft that is being written is not yet asked of the budgets. */
function gatheredFacts(order: SubjectOrder, wants: Wants, found: Awaited<ReturnType<typeof gather>>): Facts {
  const { supplier, before, centers, budget } = found
  return {
    ...(supplier && { supplier: supplier.code, supplier_block: supplier.block }),
    ...(before && wants('supplier_new', 'supplier_orders') && { supplier_new: before.orders === '0' }),
    ...(before && wants('supplier_orders') && { supplier_orders: before.orders }),
    ...(before &&
      wants(...SPLIT) && {
        split_total: plain(sum([before.splitTotal, order.baseNet])),
        split_count: String(Number(before.splitCount) + 1),
      }),
    ...(centers && { cost_centers: centers }),
    ...(wants(...BUDGET) && {
      over_budget: budget?.over_budget ?? false,
      budget_excess: budget?.budget_excess ?? '0',
      budget_approval: budget?.budget_approval ?? false,
    }),
  }
}

/** A line's facts without those of prices that were not looked up. */
function lineFactsWanted(facts: Facts, wants: Wants): Facts {
  const median = wants(...MEDIAN_PRICE)
  const left = new Set<string>([...(median || wants(...LAST_PRICE) ? [] : LAST_PRICE), ...(median ? [] : MEDIAN_PRICE)])
  return left.size === 0 ? facts : Object.fromEntries(Object.entries(facts).filter(([name]) => !left.has(name)))
}

/**
 * What the rules table and approval flows judge of an order: facts of the header and of each line, gathered set-based. What takes a query is
 * gathered where a rule or a flow looks at it, and is absent otherwise.
 */
export async function purchaseSubject(ctx: QueryContext, input: PurchaseSubjectInput): Promise<RuleSubject> {
  const { order, lines, trigger, sourced } = input
  const document = 'purchase_order'
  const bare = { document, documentId: order.id, companyId: order.companyId, label: order.number, trigger }
  const wanted = await factsWanted(ctx, document, trigger, order.companyId)
  if (!wanted) return { ...bare, header: {}, lines: [] }
  const wants: Wants = (...facts) => facts.some(wanted)
  const found = await gather(ctx, input, wants)
  const itemOf = (line: SubjectLine) => (line.itemId ? found.items.get(line.itemId) : undefined)
  const grown = increaseOf(order.baseNet, order.approvedBaseNet)
  return {
    ...bare,
    header: {
      amount: plain(order.baseNet),
      total_net_base: plain(order.baseNet),
      kind: order.kind,
      currency: order.currency,
      revision: String(order.revision),
      revision_increase: grown.added,
      revision_increase_percent: grown.share,
      unrequested_base: plain(
        sum(lines.filter((l) => l.kind !== 'freight' && !sourced.has(l.id)).map((l) => l.baseNet)),
      ),
      days_to_need: daysUntil(
        order.documentDate,
        lines.map((l) => l.requestedDate),
      ),
      ...categoriesOf(lines.map((l) => ({ category: itemOf(l)?.categoryCode ?? null, baseNet: l.baseNet }))),
      ...gatheredFacts(order, wants, found),
    },
    lines: lines.map((line, i) => {
      const item = itemOf(line)
      const facts = lineFacts({
        ...line,
        itemCode: item?.code ?? null,
        itemCategory: item?.categoryCode ?? null,
        agreedDiscountPercent: line.priceSource?.discountPercent ?? '0',
        purchases: (line.itemId && found.purchases?.get(line.itemId)) || [],
        sourced: sourced.has(line.id),
      })
      return {
        lineId: line.id,
        label: `${i + 1} ${item?.code ?? line.description}`,
        facts: lineFactsWanted(facts, wants),
      }
    }),
  }
}
