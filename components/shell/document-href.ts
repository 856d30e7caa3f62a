const places: Readonly<Record<string, string>> = {
  sales_order: 'sales/sales-orders',
  delivery: 'sales/deliveries',
  customer_invoice: 'sales/invoices',
  credit_note: 'sales/invoices',
  sales_return: 'sales/returns',
  customer: 'sales/customers',
  goods_receipt: 'procurement/goods-receipts',
  supplier_return: 'procurement/supplier-returns',
  landed_cost: 'procurement/landed-costs',
  supplier_invoice: 'procurement/supplier-invoices',
  supplier: 'procurement/suppliers',
  purchase_requisition: 'procurement/requisitions',
  request_for_quotation: 'procurement/rfqs',
  supplier_quotation: 'procurement/supplier-quotations',
  purchase_order: 'procurement/purchase-orders',
  payment: 'finance/payments',
  payment_proposal: 'finance/payment-proposals',
  bank_statement: 'finance/bank-statements',
  incoming_payment: 'finance/payments',
  budget: 'finance/budgets',
  budget_revision: 'finance/budget-revisions',
  cost_center: 'finance/cost-centers',
  project: 'finance/projects',
  manual_entry: 'finance/manual-entries',
  journal_entry: 'finance/journal-entries',
  stock_adjustment: 'inventory/adjustments',
  stock_transfer: 'inventory/transfers',
  transfer: 'inventory/transfers',
  stock_count: 'inventory/counts',
  stock_revaluation: 'inventory/revaluations',
  item: 'inventory/items',
  lot: 'inventory/lots',
  rule: 'control/rules',
  approval_flow: 'control/approval-flows',
}

/** Where a document is shown, relative to the tenant; null = it has no page of its own. */
export function documentHref(document: string | null, id: string | null): string | null {
  const place = document && id ? places[document] : undefined
  return place ? `${place}/${id}` : null
}

/** The folders of pages that documents lead to. */
export const documentPlaces: readonly string[] = [...new Set(Object.values(places))]
