import type { CalendarDate } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import { type DecimalString, plain, sum } from '@/server/kernel/money'
import { flowsRead } from '@/server/platform/approvals/live-flows'
import type { QueryContext } from '@/server/platform/commands/context'
import { ruleSet } from '@/server/platform/rules/live-rules'
import { factSettings } from '@/server/platform/rules/settings'
import type { RuleSubject } from '@/server/platform/rules/subject'
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

interface ItemHistory {
  id: Id
  code: string
  category: string | null
  purchases: DecimalString[]
}

/**
 * Items and what was last paid for them, newest first, base currency a stock unit. The lines are walked by their index in the order of
 * the orders, twice as many as are asked for, and each looks up its own order: planned freely, orders that wait were read for every line.
 */
async function histories(ctx: QueryContext, { order, lines }: PurchaseSubjectInput, sample: number) {
  const itemIds = [...new Set(lines.flatMap((l) => l.itemId ?? []))]
  const rows = await ctx.sql<ItemHistory[]>`
    select i.id, i.code, c.code as category,
      array(select (l.base_net / l.stock_quantity)::text
        from (select * from purchase_order_line l where l.tenant_id = i.tenant_id and l.item_id = i.id and l.base_net > 0
              order by l.order_id desc, l.id desc limit ${2 * sample}) l
        cross join lateral (select from purchase_order o
          where o.tenant_id = l.tenant_id and o.id = l.order_id and o.company_id = ${order.companyId} and o.id <> ${order.id}
            and o.approved_base_net is not null and o.status <> 'cancelled' and o.kind <> 'blanket' offset 0) o
        order by l.order_id desc, l.id desc limit ${sample}) as purchases
    from item i left join item_category c on c.tenant_id = i.tenant_id and c.id = i.category_id
    where i.tenant_id = ${ctx.tenantId} and i.id = any(${itemIds}::uuid[])`
  return new Map(rows.map((r) => [r.id, r]))
}

interface SupplierFacts {
  code: string
  block: string
  orders: string
  splitTotal: DecimalString
  splitCount: string
}

/** The supplier, and what the same requester has ordered there in the last days besides this order. */
async function supplierFacts(ctx: QueryContext, order: SubjectOrder, days: number): Promise<SupplierFacts> {
  const requester = order.requesterId ?? order.createdBy
  const [row] = await ctx.sql<SupplierFacts[]>`
    select s.code, s.block,
      (select count(*) from (select 1 from purchase_order o where o.tenant_id = s.tenant_id and o.supplier_id = s.id and o.id <> ${order.id}
        and o.approved_base_net is not null limit 1000) known)::text as orders,
      coalesce(x.total, 0) as "splitTotal", coalesce(x.count, 0)::text as "splitCount"
    from supplier s
    left join lateral (
      select sum(o.base_net) as total, count(*) as count from purchase_order o
      where o.tenant_id = s.tenant_id and o.supplier_id = s.id and o.id <> ${order.id} and o.status <> 'cancelled' and o.kind = 'standard'
        and coalesce(o.requester_id, o.created_by) = ${requester}::uuid
        and o.document_date between ${order.documentDate}::date - ${days}::int and ${order.documentDate}::date + ${days}::int) x on true
    where s.tenant_id = ${ctx.tenantId} and s.id = ${order.supplierId}`
  return row ?? { code: '', block: 'none', orders: '0', splitTotal: '0', splitCount: '0' }
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

/**
 * What the rules table and approval flows judge of an order: facts of the header and of each line, gathered set-based. Where
 * neither a rule nor a flow looks at this trigger nothing is gathered.
 */
export async function purchaseSubject(ctx: QueryContext, input: PurchaseSubjectInput): Promise<RuleSubject> {
  const { order, lines, trigger, sourced, stored } = input
  const document = 'purchase_order'
  const bare = { document, documentId: order.id, companyId: order.companyId, label: order.number, trigger }
  const set = await ruleSet(ctx, document, trigger, order.companyId)
  if (set.rules.length === 0 && !(await flowsRead(ctx, document, trigger))) return { ...bare, header: {}, lines: [] }
  const { sample_size: sample, split_days: days } = await factSettings(ctx, document, trigger, order.companyId)
  const [history, supplier, centers, budget] = await Promise.all([
    histories(ctx, input, Number(sample ?? 20)),
    supplierFacts(ctx, order, Number(days ?? 7)),
    costCenterCodes(ctx, lines),
    stored ? orderBudgetFacts(ctx, order, stored) : null,
  ])
  const itemOf = (line: SubjectLine) => (line.itemId ? history.get(line.itemId) : undefined)
  const grown = increaseOf(order.baseNet, order.approvedBaseNet)
  return {
    ...bare,
    header: {
      amount: plain(order.baseNet),
      total_net_base: plain(order.baseNet),
      supplier: supplier.code,
      supplier_block: supplier.block,
      supplier_new: supplier.orders === '0',
      supplier_orders: supplier.orders,
      kind: order.kind,
      currency: order.currency,
      revision: String(order.revision),
      revision_increase: grown.added,
      revision_increase_percent: grown.share,
      split_total: plain(sum([supplier.splitTotal, order.baseNet])),
      split_count: String(Number(supplier.splitCount) + 1),
      unrequested_base: plain(
        sum(lines.filter((l) => l.kind !== 'freight' && !sourced.has(l.id)).map((l) => l.baseNet)),
      ),
      days_to_need: daysUntil(
        order.documentDate,
        lines.map((l) => l.requestedDate),
      ),
      ...categoriesOf(lines.map((l) => ({ category: itemOf(l)?.category ?? null, baseNet: l.baseNet }))),
      cost_centers: centers,
      over_budget: budget?.over_budget ?? false,
      budget_excess: budget?.budget_excess ?? '0',
      budget_approval: budget?.budget_approval ?? false,
    },
    lines: lines.map((line, i) => {
      const item = itemOf(line)
      const facts = lineFacts({
        ...line,
        itemCode: item?.code ?? null,
        itemCategory: item?.category ?? null,
        agreedDiscountPercent: line.priceSource?.discountPercent ?? '0',
        purchases: item?.purchases ?? [],
        sourced: sourced.has(line.id),
      })
      return { lineId: line.id, label: `${i + 1} ${item?.code ?? line.description}`, facts }
    }),
  }
}
