import type { Id } from '@/server/kernel/ids'
import { plain } from '@/server/kernel/money'
import { type BudgetUse, type BudgetUseRequest, budgetFacts, setBudgetUse } from '@/server/modules/finance'
import { flowsRead } from '@/server/platform/approvals/live-flows'
import type { CommandContext, QueryContext } from '@/server/platform/commands/context'
import { ruleSet } from '@/server/platform/rules/live-rules'
import type { RuleSubject } from '@/server/platform/rules/subject'
import { categoriesOf } from '../facts/fact.rules'
import { costCenterCodes, daysUntil } from '../facts/purchase-subject'
import { accountOfLines } from '../orders/budget-use'
import { linesOfRequisitions, type RequisitionLineRow, type RequisitionRow } from './requisition'

type Held = Pick<RequisitionRow, 'id' | 'companyId' | 'number' | 'documentDate' | 'neededOn'>

/** What a requisition holds of the budgets while nothing of it stands on approved orders, or with `holds` false nothing. */
async function requisitionBudget(
  ctx: QueryContext,
  requisition: Held,
  lines: readonly RequisitionLineRow[],
  holds: boolean,
): Promise<BudgetUseRequest> {
  const accountOf = await accountOfLines(ctx, requisition.companyId, lines)
  return {
    companyId: requisition.companyId,
    source: { document: 'purchase_requisition', documentId: requisition.id, label: requisition.number },
    uses: lines.map(
      (l): BudgetUse => ({
        lineId: l.id,
        stage: 'pre_commitment',
        accountId: accountOf(l),
        costCenterId: l.costCenterId,
        projectId: l.projectId,
        date: l.neededOn ?? requisition.neededOn ?? requisition.documentDate,
        amount: holds ? plain(l.baseNet) : '0',
      }),
    ),
  }
}

/** Errors finance.over_budget, finance.budget_cost_center_missing. */
export const setRequisitionBudget = async (
  ctx: CommandContext,
  requisition: Held,
  lines: readonly RequisitionLineRow[],
  holds: boolean,
): Promise<void> => setBudgetUse(ctx, await requisitionBudget(ctx, requisition, lines, holds))

/** The facts of a stored requisition at a transition; nothing is gathered where neither a rule nor a flow looks. */
export const requisitionSubject =
  (trigger: string) =>
  async (ctx: QueryContext, _input: unknown, row: RequisitionRow): Promise<RuleSubject> => {
    const document = 'purchase_requisition'
    const bare = { document, documentId: row.id, companyId: row.companyId, label: row.number, trigger }
    const set = await ruleSet(ctx, document, trigger, row.companyId)
    if (set.rules.length === 0 && !(await flowsRead(ctx, document, trigger))) return { ...bare, header: {}, lines: [] }
    const lines = await linesOfRequisitions(ctx, [row.id])
    const itemIds = [...new Set(lines.flatMap((l) => l.itemId ?? []))]
    const [items, centers, budget] = await Promise.all([
      ctx.sql<{ id: Id; code: string; category: string | null }[]>`
        select i.id, i.code, c.code as category from item i
        left join item_category c on c.tenant_id = i.tenant_id and c.id = i.category_id
        where i.tenant_id = ${ctx.tenantId} and i.id = any(${itemIds}::uuid[])`,
      costCenterCodes(ctx, lines),
      requisitionBudget(ctx, row, lines, true).then((request) => budgetFacts(ctx, request)),
    ])
    const byId = new Map(items.map((i) => [i.id, i]))
    const itemOf = (l: RequisitionLineRow) => byId.get(l.itemId ?? '')
    const dates = [row.neededOn, ...lines.map((l) => l.neededOn)]
    return {
      ...bare,
      header: {
        amount: plain(row.baseNet),
        total_net_base: plain(row.baseNet),
        origin: row.origin,
        days_to_need: daysUntil(row.documentDate, dates),
        ...categoriesOf(lines.map((l) => ({ category: itemOf(l)?.category ?? null, baseNet: l.baseNet }))),
        cost_centers: centers,
        over_budget: budget.over_budget,
        budget_excess: budget.budget_excess,
        budget_approval: budget.budget_approval,
      },
      lines: lines.map((l) => ({
        lineId: l.id,
        label: `${l.position} ${itemOf(l)?.code ?? l.description}`,
        facts: {
          item_code: itemOf(l)?.code ?? null,
          item_category: itemOf(l)?.category ?? null,
          line_kind: l.kind,
          quantity: plain(l.quantity),
          line_net_base: plain(l.baseNet),
        },
      })),
    }
  }
