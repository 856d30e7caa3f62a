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
const days = { unit: 'days' } as const
const count = { unit: 'count' } as const
const maybe = { nullable: true } as const
const text = { type: 'text' } as const
const yes = { type: 'boolean' } as const
const list = { type: 'list' } as const

const budget = {
  over_budget: header('A budget would be passed', '超出预算', yes),
  budget_excess: header('Largest excess over a budget', '最大超预算金额', base),
  budget_approval: header('A budget asks for approval of what passes it', '预算要求超支须审批', yes),
} as const
const shared = {
  category: header('Category of the largest line', '金额最大行的物料类别', { ...text, ...maybe }),
  categories: header('Item categories', '物料类别', list),
  cost_centers: header('Cost centers', '成本中心', list),
  total_net_base: header('Net total, base currency', '未税总额（本位币）', base),
}

/** What rules may ask about a purchase order. Prices are per unit of the line; "base" is the company's currency. */
export const purchaseOrderFacts: FactCatalogue = {
  document: 'purchase_order',
  triggers: ['save', 'submit', 'approve'],
  facts: {
    ...shared,
    ...budget,
    supplier: header('Supplier code', '供应商编码', text),
    supplier_block: header(
      'Block of the supplier (none, orders, all)',
      '供应商冻结（none 无、orders 停止下单、all 全部）',
      text,
    ),
    supplier_new: header('Nothing was ordered from the supplier before', '首次向该供应商采购', yes),
    supplier_orders: header('Approved orders of the supplier before', '该供应商已审核订单数', count),
    kind: header(
      'Kind of order (standard, blanket, call_off)',
      '订单类型（standard 标准、blanket 框架、call_off 调用）',
      text,
    ),
    currency: header('Currency', '币种', text),
    revision: header('Revision', '修订版次', count),
    revision_increase: header('What this revision adds, base currency', '本次修订增加额（本位币）', base),
    revision_increase_percent: header('What this revision adds', '本次修订增幅', { ...percent, ...maybe }),
    split_total: header(
      'Orders of the same requester to this supplier in the last days, with this one',
      '同一申请人近期向该供应商下单合计（含本单）',
      base,
    ),
    split_count: header('How many orders that are', '同一申请人近期向该供应商下单笔数（含本单）', count),
    unrequested_base: header('Of lines without a requisition, base currency', '无采购申请的金额（本位币）', base),
    days_to_need: header('Days until the first line is needed', '距最早需求日天数', { ...days, ...maybe }),
    item_code: line('Item code', '物料编码', { ...text, ...maybe }),
    item_category: line('Item category', '物料类别', { ...text, ...maybe }),
    line_kind: line('Kind of line (item, service, freight)', '行类型（item 物料、service 服务、freight 运费）', text),
    quantity: line('Quantity', '数量', { unit: 'quantity' }),
    unit_price: line('Unit price before discount', '折前单价', { unit: 'document_amount' }),
    net_unit_price_base: line('Unit price after all discounts, base currency', '折后单价（本位币）', base),
    agreed_price: line('Agreed unit price', '协议单价', { unit: 'document_amount', ...maybe }),
    over_agreed_percent: line('Over the agreed price', '高于协议价幅度', { ...percent, ...maybe }),
    last_price_base: line('Last purchase price, base currency', '最近采购价（本位币）', { ...base, ...maybe }),
    over_last_percent: line('Distance from the last price', '与最近采购价的偏离', { ...percent, ...maybe }),
    median_price_base: line('Median of the last purchase prices, base currency', '近期采购价中位数（本位币）', {
      ...base,
      ...maybe,
    }),
    over_median_percent: line('Distance from the median price', '与中位价的偏离', { ...percent, ...maybe }),
    without_requisition: line('No requisition asked for it', '无采购申请', yes),
  },
  settings: {
    sample_size: { default: '20', label: { en: 'Purchases that a median looks back on', zh: '中位数取最近几次采购' } },
    split_days: { default: '7', label: { en: 'Days in which orders count as one', zh: '视为同一采购的天数' } },
  },
}

/** What rules may ask about a purchase requisition. */
export const purchaseRequisitionFacts: FactCatalogue = {
  document: 'purchase_requisition',
  triggers: ['submit', 'approve'],
  facts: {
    ...shared,
    ...budget,
    origin: header(
      'Origin (manual, reorder, sales_order)',
      '来源（manual 手工、reorder 补货、sales_order 销售订单）',
      text,
    ),
    days_to_need: header('Days until it is needed', '距需求日天数', { ...days, ...maybe }),
    item_code: line('Item code', '物料编码', { ...text, ...maybe }),
    item_category: line('Item category', '物料类别', { ...text, ...maybe }),
    line_kind: line('Kind of line (item, service)', '行类型（item 物料、service 服务）', text),
    quantity: line('Quantity', '数量', { unit: 'quantity' }),
    line_net_base: line('Estimated net, base currency', '预估金额（本位币）', base),
  },
}
