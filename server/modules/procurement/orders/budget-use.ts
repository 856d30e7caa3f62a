import type { Id } from '@/server/kernel/ids'
import { Decimal, type DecimalString, dec, plain, round, ZERO } from '@/server/kernel/money'
import {
  accounts,
  type BudgetUse,
  type BudgetUseRequest,
  budgetFacts,
  company,
  setBudgetUse,
} from '@/server/modules/finance'
import { items as itemsOf } from '@/server/modules/inventory'
import type { CommandContext, QueryContext } from '@/server/platform/commands/context'
import { type OrderLineRow, type OrderRow, settled } from './order'
import { sourcesOnce } from './sources'

/** A line of an order or requisition as its budget sees it. */
interface Spending {
  readonly itemId: Id | null
  readonly expenseAccountId: Id | null
}

/**
 * The account that a line will be booked on: its own, else the inventory account of the item (freight without one is carried by the goods).
 */
export async function accountOfLines(
  ctx: QueryContext,
  companyId: Id,
  lines: readonly Spending[],
): Promise<(line: Spending) => Id> {
  const itemIds = [...new Set(lines.flatMap((l) => (l.expenseAccountId ? [] : (l.itemId ?? []))))]
  const [byRole, items] = await Promise.all([accounts(ctx, companyId), itemsOf(ctx, itemIds)])
  return (line) =>
    line.expenseAccountId ??
    items.get(line.itemId ?? '')?.accounts.find((a) => a.companyId === companyId && a.role === 'inventory')
      ?.accountId ??
    byRole('inventory')
}

/**
 * What of a line the journal has not taken yet, stock units. Goods are an actual when they are received, whether billed or not, and none
 * any more when they went back; what is not kept in stock is one when it is accepted or billed.
 */
export const openOf = (line: OrderLineRow): Decimal => {
  const done = line.stocked ? dec(line.receivedQuantity).minus(line.returnedQuantity) : settled(line)
  return Decimal.max(ZERO, dec(line.stockQuantity).minus(line.shortQuantity).minus(done))
}

interface RequisitionNeed {
  id: Id
  requisitionId: Id
  number: string
  holds: boolean
  itemId: Id | null
  expenseAccountId: Id | null
  costCenterId: Id | null
  projectId: Id | null
  date: string
  baseNet: DecimalString
  stockQuantity: DecimalString
  covered: DecimalString
}

/**
 * What requisitions still hold of the budgets: their estimate less what orders that were once approved have taken over. `order`: one
 * whose running transition makes it approved (`commits`) or takes that back.
 */
async function requisitionUses(
  ctx: QueryContext,
  companyId: Id,
  requisitionIds: readonly Id[],
  order: { id: Id; commits: boolean } | null,
  digits: number,
): Promise<BudgetUse[]> {
  if (requisitionIds.length === 0) return []
  const needs = await ctx.sql<RequisitionNeed[]>`
    select l.id, r.id as "requisitionId", r.number, r.status = 'approved' or (r.status = 'closed' and r.reason is null) as holds,
      l.item_id as "itemId", l.expense_account_id as "expenseAccountId", l.cost_center_id as "costCenterId", l.project_id as "projectId",
      coalesce(l.needed_on, r.needed_on, r.document_date) as date, l.base_net as "baseNet", l.stock_quantity as "stockQuantity",
      coalesce((select sum(s.quantity) from purchase_order_source s
        join purchase_order o on o.tenant_id = s.tenant_id and o.id = s.order_id
        where s.tenant_id = l.tenant_id and s.requisition_line_id = l.id
          and case when o.id = ${order?.id ?? null}::uuid then ${order?.commits ?? false}
            else o.approved_base_net is not null and o.status <> 'cancelled' end), 0) as covered
    from purchase_requisition_line l
    join purchase_requisition r on r.tenant_id = l.tenant_id and r.id = l.requisition_id
    where l.tenant_id = ${ctx.tenantId} and r.id = any(${[...new Set(requisitionIds)]}::uuid[])`
  const accountOf = await accountOfLines(ctx, companyId, needs)
  return needs.map((n) => {
    const left = Decimal.max(ZERO, dec(n.stockQuantity).minus(n.covered))
    return {
      lineId: n.id,
      stage: 'pre_commitment',
      accountId: accountOf(n),
      costCenterId: n.costCenterId,
      projectId: n.projectId,
      date: n.date,
      amount: n.holds ? plain(round(dec(n.baseNet).times(left).div(n.stockQuantity), digits)) : '0',
      source: { document: 'purchase_requisition', documentId: n.requisitionId, label: n.number },
    }
  })
}

type Held = Pick<OrderRow, 'id' | 'companyId' | 'number' | 'kind' | 'revision'>

/** What an order holds of the budgets once it is approved, and what the requisitions that it covers hold besides. */
export async function orderBudget(
  ctx: QueryContext,
  order: Held,
  lines: readonly OrderLineRow[],
  commits: boolean,
): Promise<BudgetUseRequest> {
  const { digits } = await company(ctx, order.companyId)
  const [accountOf, covered, gone] = await Promise.all([
    accountOfLines(ctx, order.companyId, lines),
    sourcesOnce(ctx, order.id),
    linesGone(ctx, order, lines),
  ])
  const holds = commits && order.kind !== 'blanket'
  const commitments = lines.map(
    (l): BudgetUse => ({
      lineId: l.id,
      stage: 'commitment',
      accountId: accountOf(l),
      costCenterId: l.costCenterId,
      projectId: l.projectId,
      date: l.promisedDate ?? l.requestedDate ?? ctx.now.toISOString().slice(0, 10),
      amount: holds ? plain(round(dec(l.baseCost).times(openOf(l)).div(l.stockQuantity), digits)) : '0',
    }),
  )
  const [template] = commitments
  const freed = template ? gone.map((lineId): BudgetUse => ({ ...template, lineId, amount: '0' })) : []
  const needs = await requisitionUses(
    ctx,
    order.companyId,
    covered.map((c) => c.requisitionId),
    { id: order.id, commits },
    digits,
  )
  return {
    companyId: order.companyId,
    source: { document: 'purchase_order', documentId: order.id, label: order.number },
    uses: [...commitments, ...freed, ...needs],
  }
}

/** Lines of an earlier revision that are no longer there: they hold nothing any more. */
async function linesGone(ctx: QueryContext, order: Held, lines: readonly OrderLineRow[]): Promise<Id[]> {
  if (order.revision === 0) return []
  const rows = await ctx.sql<{ id: Id }[]>`
    select distinct (x ->> 'lineId')::uuid as id from purchase_order_revision v cross join lateral jsonb_array_elements(v.lines) x
    where v.tenant_id = ${ctx.tenantId} and v.order_id = ${order.id} and (x ->> 'lineId')::uuid <> all(${lines.map((l) => l.id)}::uuid[])`
  return rows.map((r) => r.id)
}

/** Writes what an order holds of the budgets; `commits` false frees it and gives the requisitions theirs back. Error finance.over_budget. */
export async function setOrderBudget(
  ctx: CommandContext,
  order: Held,
  lines: readonly OrderLineRow[],
  commits: boolean,
): Promise<void> {
  setBudgetUse(ctx, await orderBudget(ctx, order, lines, commits))
}

/** What the budgets would say of it: for rules and flows. */
export const orderBudgetFacts = async (
  ctx: QueryContext,
  order: Held,
  lines: readonly OrderLineRow[],
): Promise<Awaited<ReturnType<typeof budgetFacts>>> => budgetFacts(ctx, await orderBudget(ctx, order, lines, true))

/** Writes what requisitions hold of the budgets by their state as it is stored and by what orders have taken over of them. */
export async function setNeedsBudget(ctx: CommandContext, companyId: Id, requisitionIds: readonly Id[]): Promise<void> {
  const { digits } = await company(ctx, companyId)
  const uses = await requisitionUses(ctx, companyId, requisitionIds, null, digits)
  const source = uses[0]?.source
  if (source) setBudgetUse(ctx, { companyId, source, uses })
}
