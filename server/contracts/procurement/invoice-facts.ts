import type { FactCatalogue, FactDefinition } from '../platform/facts'
import type { ShippedRule } from '../platform/rules'

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
const text = { type: 'text' } as const
const yes = { type: 'boolean' } as const

/** What rules and approval flows may ask about a supplier's invoice on its way to be posted. Amounts in base currency unless named otherwise. */
export const supplierInvoiceFacts: FactCatalogue = {
  document: 'supplier_invoice',
  triggers: ['post'],
  facts: {
    amount: header('Total', '价税合计', base),
    company: header('Company', '公司', text),
    supplier: header('Supplier code', '供应商编码', text),
    category: header('Item category', '物料类别', { ...text, nullable: true }),
    cost_centers: header('Cost centers', '成本中心', { type: 'list' }),
    requester_id: header('Who entered it', '录入人', { ...text, nullable: true }),
    kind: header('Kind (invoice, credit_note)', '类型（invoice 发票、credit_note 红字发票）', text),
    currency: header('Currency', '币种', text),
    document_date: header('Date of the invoice', '发票日期', { type: 'date' }),
    net_base: header('Net', '不含税金额', base),
    net_without_order: header('Net without an order (but freight)', '无订单金额（不含运费）', base),
    freight_base: header('Freight', '运费', base),
    days_order_after_invoice: header('Days that an order is younger than the invoice', '订单晚于发票的天数', {
      unit: 'days',
    }),
    stated_tax: header('Tax as stated', '发票列示税额', { unit: 'document_amount' }),
    computed_tax: header('Tax by the tax codes', '按税码计算税额', { unit: 'document_amount' }),
    tax_difference: header('Tax stated less computed', '税额差异', { unit: 'document_amount' }),
    price_exception: header('A price outside its limits', '价格超出限额', yes),
    quantity_exception: header('A quantity outside its limits', '数量超出限额', yes),
    without_receipt: header('Goods that have not come', '货物未入库', yes),
    duplicate_suspected: header(
      'Another invoice with the same amount and a near date',
      '存在金额相同、日期相近的发票',
      yes,
    ),
    bank_account_days: header("Days that the supplier's bank account is in force", '供应商银行账户生效天数', {
      unit: 'days',
      nullable: true,
    }),
    bank_account_replaced: header(
      "The supplier's bank account took the place of another",
      '供应商银行账户为变更后账户',
      yes,
    ),
    bank_account_unproven: header(
      'In force for fewer days than the company asks for',
      '银行账户生效未满公司规定天数',
      yes,
    ),
    line_kind: line('Kind of line', '行类型', text),
    item_code: line('Item code', '物料编码', { ...text, nullable: true }),
    item_category: line('Item category', '物料类别', { ...text, nullable: true }),
    quantity: line('Quantity', '数量', { unit: 'quantity' }),
    unit_price: line('Unit price', '单价', { unit: 'document_amount' }),
    line_net_base: line('Net of the line', '行不含税金额', base),
    has_order: line('Has an order', '有订单', yes),
  },
}

const posting = { document: 'supplier_invoice', triggers: ['post'], scope: 'header' } as const
const override = { effect: 'override', overridePermission: 'procurement.rule.override' } as const
const tell = { effect: 'notify', overridePermission: null } as const

/** The rules on supplier invoices that a new tenant begins with; all of them can be changed or retired. Exactly at a limit passes. */
export const shippedInvoiceRules: readonly ShippedRule[] = [
  {
    ...posting,
    ...override,
    code: 'invoice-without-order',
    nameEn: 'Invoice without an order',
    nameZh: '无订单发票',
    condition: 'kind == "invoice" and net_without_order > tolerated_amount',
    parameters: { tolerated_amount: '1000' },
    messageEn: '{net_without_order} of this invoice was never ordered; {tolerated_amount} is tolerated.',
    messageZh: '该发票中 {net_without_order} 没有采购订单，允许 {tolerated_amount}。',
  },
  {
    ...posting,
    ...tell,
    code: 'order-after-invoice',
    nameEn: 'Order written after its invoice',
    nameZh: '订单晚于发票',
    condition: 'days_order_after_invoice > allowed_days',
    parameters: { allowed_days: '0' },
    messageEn: 'An order of this invoice was written {days_order_after_invoice} days after the invoice is dated.',
    messageZh: '订单日期比发票日期晚 {days_order_after_invoice} 天。',
  },
  {
    ...posting,
    ...tell,
    code: 'invoice-tax-misreport',
    nameEn: 'Tax stated wrong',
    nameZh: '税额误报',
    condition: 'abs(tax_difference) > tolerated_difference',
    parameters: { tolerated_difference: '0.01' },
    messageEn: 'The invoice states {stated_tax} of tax; by the tax codes it is {computed_tax}.',
    messageZh: '发票列示税额 {stated_tax}，按税码应为 {computed_tax}。',
  },
  {
    ...posting,
    ...tell,
    code: 'invoice-duplicate-suspected',
    nameEn: 'Invoice that may be there already',
    nameZh: '疑似重复发票',
    condition: 'duplicate_suspected',
    parameters: {},
    messageEn: 'This supplier has another invoice with the same amount and a near date.',
    messageZh: '该供应商已有金额相同、日期相近的发票。',
  },
  {
    ...posting,
    ...tell,
    code: 'supplier-bank-change',
    nameEn: 'Supplier bank change before payment',
    nameZh: '付款前供应商银行账户变更',
    condition:
      'kind == "invoice" and bank_account_days != null and bank_account_days < watched_days and amount > noted_amount',
    parameters: { watched_days: '30', noted_amount: '0' },
    messageEn:
      'The bank account of {supplier} is in force for {bank_account_days} days only; it is watched for {watched_days}.',
    messageZh: '供应商 {supplier} 的银行账户仅生效 {bank_account_days} 天，观察期为 {watched_days} 天。',
  },
  {
    ...posting,
    ...override,
    code: 'invoice-amount',
    nameEn: 'Large invoice',
    nameZh: '大额发票',
    condition: 'amount > amount_limit',
    parameters: { amount_limit: '1000000' },
    messageEn: 'The invoice of {amount} is over the limit of {amount_limit}.',
    messageZh: '发票金额 {amount} 超过限额 {amount_limit}。',
  },
]
