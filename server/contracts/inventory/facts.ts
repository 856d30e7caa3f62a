import type { FactCatalogue, FactDefinition } from '../platform/facts'

const amount = (en: string, zh: string): FactDefinition => ({
  type: 'decimal',
  scope: 'header',
  unit: 'base_amount',
  label: { en, zh },
})
const warehouse: FactDefinition = { type: 'text', scope: 'header', label: { en: 'Warehouse', zh: '仓库' } }
const count = (en: string, zh: string): FactDefinition => ({
  type: 'decimal',
  scope: 'header',
  unit: 'count',
  label: { en, zh },
})

/** What rules and approval flows may ask about a stock adjustment that is about to be posted. */
export const stockAdjustmentFacts: FactCatalogue = {
  document: 'stock_adjustment',
  triggers: ['post'],
  facts: {
    amount: amount('Value, base currency', '金额（本位币）'),
    kind: {
      type: 'text',
      scope: 'header',
      label: {
        en: 'Kind (receipt, issue, opening, scrap)',
        zh: '类型（receipt 入库、issue 出库、opening 期初、scrap 报废）',
      },
    },
    warehouse,
  },
}

/** What rules and approval flows may ask about a count whose variances are about to be posted. */
export const stockCountFacts: FactCatalogue = {
  document: 'stock_count',
  triggers: ['post'],
  facts: {
    amount: amount('Value of all variances, without sign', '差异金额合计（绝对值）'),
    warehouse,
    variances: count('Lines with a variance', '有差异的行数'),
  },
}

/** What rules and approval flows may ask about a revaluation that is about to be posted. */
export const stockRevaluationFacts: FactCatalogue = {
  document: 'stock_revaluation',
  triggers: ['post'],
  facts: {
    amount: amount('Change of value, without sign', '价值变动（绝对值）'),
    items: count('Items', '物料数'),
  },
}
