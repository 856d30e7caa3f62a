import type { ShippedRule } from '../platform/rules'

const orders = { document: 'sales_order', triggers: ['save', 'quote', 'submit', 'approve'] } as const
const price = { effect: 'override', overridePermission: 'sales.price.override' } as const
const credit = { effect: 'override', overridePermission: 'sales.credit.override' } as const

/** The rules that a new tenant begins with; all of them can be changed or retired. Exactly at a limit passes. */
export const shippedSalesRules: readonly ShippedRule[] = [
  {
    ...orders,
    ...price,
    code: 'price-floor',
    nameEn: 'Price below the floor margin',
    nameZh: '售价低于最低毛利',
    scope: 'line',
    condition: 'line_kind == "item" and margin_percent_current != null and margin_percent_current < floor_margin',
    parameters: { floor_margin: '10' },
    messageEn:
      'Margin {margin_percent_current} % on current cost {cost_current} is under the floor of {floor_margin} %.',
    messageZh: '按当前成本 {cost_current} 计算，毛利率 {margin_percent_current}% 低于下限 {floor_margin}%。',
  },
  {
    ...orders,
    ...price,
    code: 'discount-limit',
    nameEn: "Discount over the limit of the user's role",
    nameZh: '折扣超出角色权限',
    scope: 'line',
    condition: 'discount_percent > allowed_discount',
    parameters: { allowed_discount: { default: '10', roles: { sales_manager: '30', administrator: '100' } } },
    messageEn: 'A discount of {discount_percent} % is more than your {allowed_discount} %.',
    messageZh: '折扣 {discount_percent}% 超过您的权限 {allowed_discount}%。',
  },
  {
    ...orders,
    ...price,
    code: 'price-abnormal-item',
    nameEn: 'Price far from the usual price of the item',
    nameZh: '售价偏离该物料的惯常价格',
    scope: 'line',
    condition: 'deviation_percent != null and abs(deviation_percent) > allowed_deviation',
    parameters: { allowed_deviation: '40', sample_size: '20' },
    messageEn:
      'The price {net_unit_price_base} lies {deviation_percent} % from {median_item_price}, the median of the last {sample_size} sales of this item.',
    messageZh:
      '单价 {net_unit_price_base} 与该物料最近 {sample_size} 次销售的中位价 {median_item_price} 相差 {deviation_percent}%。',
  },
  {
    ...orders,
    code: 'price-abnormal-customer',
    effect: 'warn',
    overridePermission: null,
    nameEn: 'Price far from what this customer usually pays',
    nameZh: '售价偏离该客户的惯常成交价',
    scope: 'line',
    condition: 'deviation_customer_percent != null and abs(deviation_customer_percent) > allowed_deviation',
    parameters: { allowed_deviation: '25', sample_size: '20' },
    messageEn:
      'This customer usually pays {median_customer_price}; {net_unit_price_base} lies {deviation_customer_percent} % from it.',
    messageZh:
      '该客户通常成交价为 {median_customer_price}，本次 {net_unit_price_base} 相差 {deviation_customer_percent}%。',
  },
  {
    ...orders,
    ...price,
    code: 'price-zero',
    nameEn: 'Zero price',
    nameZh: '零价格',
    scope: 'line',
    condition: 'line_kind == "item" and net_unit_price == 0',
    parameters: {},
    messageEn: 'The line is free of charge.',
    messageZh: '该行售价为零。',
  },
  {
    ...orders,
    ...price,
    code: 'price-ceiling',
    nameEn: 'Price over the ceiling',
    nameZh: '售价高于上限',
    scope: 'line',
    condition: 'list_price != null and list_price > 0 and unit_price > list_price * (1 + over_list_percent / 100)',
    parameters: { over_list_percent: '50' },
    messageEn: 'The price {unit_price} is more than {over_list_percent} % over the list price {list_price}.',
    messageZh: '单价 {unit_price} 超出价目表单价 {list_price} 达 {over_list_percent}% 以上。',
  },
  {
    ...orders,
    ...credit,
    triggers: ['submit', 'approve'],
    code: 'credit-limit',
    nameEn: 'Credit limit exceeded',
    nameZh: '超出信用额度',
    scope: 'header',
    condition: 'credit_limit != null and credit_exposure_after > credit_limit',
    parameters: {},
    messageEn: 'With this order the customer owes {credit_exposure_after}; the credit limit is {credit_limit}.',
    messageZh: '含本单信用占用 {credit_exposure_after}，超出信用额度 {credit_limit}。',
  },
  {
    ...orders,
    ...credit,
    triggers: ['submit', 'approve'],
    code: 'customer-overdue',
    nameEn: 'Customer has overdue invoices',
    nameZh: '客户有逾期应收款',
    scope: 'header',
    condition: 'overdue_days > allowed_days and overdue_amount > tolerated_amount',
    parameters: { allowed_days: '30', tolerated_amount: '0' },
    messageEn: 'The customer owes {overdue_amount} overdue for up to {overdue_days} days.',
    messageZh: '客户逾期未付 {overdue_amount}，最长逾期 {overdue_days} 天。',
  },
]
