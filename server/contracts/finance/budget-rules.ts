import type { FactCatalogue } from '../platform/facts'
import type { ShippedRule } from '../platform/rules'

/** The facts of `budgetFacts`, for the catalogue of any document that uses budgets: spread them into its facts. */
export const budgetFactDefinitions: FactCatalogue['facts'] = {
  over_budget: { type: 'boolean', scope: 'header', label: { en: 'Goes over a budget', zh: '超出预算' } },
  budget_excess: {
    type: 'decimal',
    scope: 'header',
    unit: 'base_amount',
    label: { en: 'Largest excess over a budget', zh: '最大超预算金额' },
  },
  budget_approval: {
    type: 'boolean',
    scope: 'header',
    label: { en: 'A budget wants its excess approved', zh: '预算要求超额审批' },
  },
  budget_cells: { type: 'list', scope: 'header', label: { en: 'Budgets that are exceeded', zh: '被超出的预算' } },
}

/**
 * The rule that a document which uses budgets ships: what goes over by more than is tolerated needs a reason of somebody who may.
 * The reason also lets the document pass budgets that block, up to the excess that the rule saw.
 */
export const overBudgetRule = (document: string, triggers: readonly string[]): ShippedRule => ({
  document,
  triggers,
  code: `over-budget-${document.replaceAll('_', '-')}`,
  nameEn: 'Purchase over budget',
  nameZh: '超预算采购',
  scope: 'header',
  condition: 'over_budget and budget_excess > tolerated_excess',
  parameters: { tolerated_excess: '0' },
  effect: 'override',
  overridePermission: 'finance.budget.override',
  messageEn: 'This goes over the budget by {budget_excess}: {budget_cells}.',
  messageZh: '本单超出预算 {budget_excess}：{budget_cells}。',
})
