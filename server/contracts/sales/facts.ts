import type { FactCatalogue, FactDefinition } from '../platform/facts'

const header = (en: string, zh: string, more: Partial<FactDefinition> = {}): FactDefinition => ({
  type: 'decimal',
  scope: 'header',
  label: { en, zh },
  ...more,
})
const line = (en: string, zh: string, more: Partial<FactDefinition> = {}): FactDefinition => ({
  ...header(en, zh, more),
  scope: 'line',
})
const base = { unit: 'base_amount' } as const
const percent = { unit: 'percent' } as const
const maybe = { nullable: true } as const

/** What rules may ask about a quotation or sales order. Prices are per unit of the line; "base" is the company's currency. */
export const salesOrderFacts: FactCatalogue = {
  document: 'sales_order',
  triggers: ['save', 'quote', 'submit', 'approve'],
  facts: {
    customer_code: header('Customer code', '客户编码', { type: 'text' }),
    customer_group: header('Customer group', '客户组', { type: 'text', ...maybe }),
    currency: header('Currency', '币种', { type: 'text' }),
    total_net_base: header('Order total before tax', '订单不含税总额', base),
    credit_limit: header('Credit limit (empty = unlimited)', '信用额度（空 = 不限）', { ...base, ...maybe }),
    credit_exposure_after: header('Credit exposure with this order', '含本单的信用占用', base),
    overdue_amount: header('Overdue amount of the customer', '客户逾期金额', base),
    overdue_days: header('Days of the oldest overdue item', '最长逾期天数', { unit: 'days' }),
    item_code: line('Item code', '物料编码', { type: 'text', ...maybe }),
    item_category: line('Item category', '物料类别', { type: 'text', ...maybe }),
    line_kind: line('Kind of line (item, freight)', '行类型（item 物料、freight 运费）', { type: 'text' }),
    quantity: line('Quantity', '数量', { unit: 'quantity' }),
    unit_price: line('Unit price before discount', '折前单价', { unit: 'document_amount' }),
    list_price: line('List price', '价目表单价', { unit: 'document_amount', ...maybe }),
    discount_percent: line('Discount, line and document together', '合计折扣率（行与整单）', percent),
    net_unit_price: line('Unit price after all discounts', '折后单价', { unit: 'document_amount' }),
    net_unit_price_base: line('Unit price after all discounts, base currency', '折后单价（本位币）', base),
    cost_current: line('Current cost', '当前成本', { ...base, ...maybe }),
    cost_standard: line('Standard cost', '标准成本', { ...base, ...maybe }),
    cost_last_receipt: line('Cost of the last receipt', '最近入库成本', { ...base, ...maybe }),
    margin_percent_current: line('Margin on current cost', '毛利率（当前成本）', { ...percent, ...maybe }),
    margin_percent_standard: line('Margin on standard cost', '毛利率（标准成本）', { ...percent, ...maybe }),
    margin_percent_last_receipt: line('Margin on the last receipt', '毛利率（最近入库成本）', { ...percent, ...maybe }),
    median_item_price: line('Median price of the last sales of the item', '该物料近期销售价中位数', {
      ...base,
      ...maybe,
    }),
    median_customer_price: line('Median price of the last sales to this customer', '该客户近期成交价中位数', {
      ...base,
      ...maybe,
    }),
    deviation_percent: line('Distance from the median of the item', '与物料中位价的偏离', { ...percent, ...maybe }),
    deviation_customer_percent: line('Distance from the median of the customer', '与客户中位价的偏离', {
      ...percent,
      ...maybe,
    }),
  },
  settings: {
    sample_size: {
      default: '20',
      label: { en: 'Sales that a median looks back on', zh: '中位数取最近几次销售' },
    },
  },
}
