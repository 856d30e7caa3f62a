import { Boxes, House, Landmark, type LucideIcon, PackageOpen, Settings, ShieldCheck, ShoppingCart } from 'lucide-react'
import { made, type NavigationEntry, read } from './navigation-entry'
import { procurement } from './navigation-procurement'

export type { NavigationEntry } from './navigation-entry'

export interface NavigationModule {
  /** Message key below `shell.module`. */
  key: string
  icon: LucideIcon
  entries: readonly NavigationEntry[]
}

const sales: readonly NavigationEntry[] = [
  {
    key: 'quotations',
    href: 'sales/quotations',
    permission: read('sales', 'sales_order'),
    keys: 'g q',
    ...made('quotation', 'sales/quotations', 'sales.sales_order.create'),
  },
  {
    key: 'salesOrders',
    href: 'sales/sales-orders',
    permission: read('sales', 'sales_order'),
    keys: 'g o',
    ...made('salesOrder', 'sales/sales-orders', 'sales.sales_order.create'),
  },
  {
    key: 'deliveries',
    href: 'sales/deliveries',
    permission: read('sales', 'delivery'),
    keys: 'g d',
    ...made('delivery', 'sales/deliveries', 'sales.delivery.create'),
  },
  {
    key: 'invoices',
    href: 'sales/invoices',
    permission: read('sales', 'customer_invoice'),
    keys: 'g i',
    ...made('invoice', 'sales/invoices', 'sales.customer_invoice.create'),
  },
  {
    key: 'returns',
    href: 'sales/returns',
    permission: read('sales', 'sales_return'),
    keys: 'g e',
    ...made('return', 'sales/returns', 'sales.sales_return.create'),
  },
  {
    key: 'customers',
    href: 'sales/customers',
    permission: read('sales', 'customer'),
    keys: 'g c',
    group: 'masters',
    ...made('customer', 'sales/customers', 'sales.customer.create'),
  },
  {
    key: 'customerGroups',
    href: 'sales/customer-groups',
    permission: read('sales', 'customer'),
    group: 'masters',
  },
  {
    key: 'priceLists',
    href: 'sales/price-lists',
    permission: read('sales', 'price_list'),
    keys: 'g l',
    group: 'masters',
    ...made('priceList', 'sales/price-lists', 'sales.price_list.create'),
  },
]

const finance: readonly NavigationEntry[] = [
  {
    key: 'journalEntries',
    href: 'finance/journal-entries',
    permission: read('finance', 'journal_entry'),
    keys: 'g j',
    ...made('journalEntry', 'finance/manual-entries', 'finance.manual_entry.create'),
  },
  { key: 'manualEntries', href: 'finance/manual-entries', permission: read('finance', 'manual_entry') },
  {
    key: 'payments',
    href: 'finance/payments',
    permission: read('finance', 'payment'),
    keys: 'g p',
    ...made('payment', 'finance/payments', 'finance.payment.create'),
  },
  {
    key: 'paymentProposals',
    href: 'finance/payment-proposals',
    permission: read('finance', 'payment_proposal'),
    ...made('paymentProposal', 'finance/payment-proposals', 'finance.payment_proposal.create'),
  },
  {
    key: 'bankStatements',
    href: 'finance/bank-statements',
    permission: read('finance', 'bank_statement'),
    ...made('bankStatement', 'finance/bank-statements', 'finance.bank_statement.import'),
  },
  { key: 'bankAccounts', href: 'finance/bank-accounts', permission: read('finance', 'company_bank_account') },
  { key: 'openItems', href: 'finance/open-items', permission: read('finance', 'open_item'), keys: 'g u' },
  { key: 'revaluation', href: 'finance/revaluation', permission: read('finance', 'currency_revaluation') },
  { key: 'statements', href: 'finance/statements', permission: read('finance', 'open_item') },
  {
    key: 'budgets',
    href: 'finance/budgets',
    permission: read('finance', 'budget'),
    group: 'budgeting',
    ...made('budget', 'finance/budgets', 'finance.budget.create'),
  },
  {
    key: 'budgetRevisions',
    href: 'finance/budget-revisions',
    permission: read('finance', 'budget'),
    group: 'budgeting',
  },
  { key: 'budgetReport', href: 'finance/reports/budget', permission: read('finance', 'budget'), group: 'budgeting' },
  { key: 'budgetEntries', href: 'finance/budget-entries', permission: read('finance', 'budget'), group: 'budgeting' },
  {
    key: 'trialBalance',
    href: 'finance/reports/trial-balance',
    permission: read('finance', 'report'),
    keys: 'g t',
    group: 'reports',
  },
  {
    key: 'generalLedger',
    href: 'finance/reports/general-ledger',
    permission: read('finance', 'report'),
    keys: 'g g',
    group: 'reports',
  },
  { key: 'journal', href: 'finance/reports/journal', permission: read('finance', 'report'), group: 'reports' },
  {
    key: 'incomeStatement',
    href: 'finance/reports/income-statement',
    permission: read('finance', 'report'),
    keys: 'g n',
    group: 'reports',
  },
  {
    key: 'balanceSheet',
    href: 'finance/reports/balance-sheet',
    permission: read('finance', 'report'),
    keys: 'g b',
    group: 'reports',
  },
  {
    key: 'ageing',
    href: 'finance/reports/ageing',
    permission: read('finance', 'report'),
    keys: 'g y',
    group: 'reports',
  },
  { key: 'accounts', href: 'finance/accounts', permission: read('finance', 'account'), keys: 'g a', group: 'masters' },
  {
    key: 'costCenters',
    href: 'finance/cost-centers',
    permission: read('finance', 'cost_center'),
    group: 'masters',
    ...made('costCenter', 'finance/cost-centers', 'finance.cost_center.create'),
  },
  {
    key: 'projects',
    href: 'finance/projects',
    permission: read('finance', 'project'),
    group: 'masters',
    ...made('project', 'finance/projects', 'finance.project.create'),
  },
  { key: 'taxCodes', href: 'finance/tax-codes', permission: read('finance', 'account'), group: 'masters' },
  { key: 'periods', href: 'finance/periods', permission: read('finance', 'period'), group: 'masters' },
]

const inventory: readonly NavigationEntry[] = [
  { key: 'stock', href: 'inventory/stock', permission: read('inventory', 'stock'), keys: 'g s' },
  { key: 'stockMoves', href: 'inventory/stock-moves', permission: read('inventory', 'stock'), keys: 'g v' },
  {
    key: 'adjustments',
    href: 'inventory/adjustments',
    permission: read('inventory', 'stock_adjustment'),
    ...made('adjustment', 'inventory/adjustments', 'inventory.stock_adjustment.create'),
  },
  {
    key: 'transfers',
    href: 'inventory/transfers',
    permission: read('inventory', 'stock_transfer'),
    keys: 'g x',
    ...made('transfer', 'inventory/transfers', 'inventory.stock_transfer.create'),
  },
  {
    key: 'counts',
    href: 'inventory/counts',
    permission: read('inventory', 'stock_count'),
    keys: 'g k',
    ...made('count', 'inventory/counts', 'inventory.stock_count.create'),
  },
  {
    key: 'revaluations',
    href: 'inventory/revaluations',
    permission: read('inventory', 'stock_revaluation'),
    ...made('revaluation', 'inventory/revaluations', 'inventory.stock_revaluation.create'),
  },
  {
    key: 'items',
    href: 'inventory/items',
    permission: read('inventory', 'item'),
    keys: 'g m',
    group: 'masters',
    ...made('item', 'inventory/items', 'inventory.item.create'),
  },
  {
    key: 'warehouses',
    href: 'inventory/warehouses',
    permission: read('inventory', 'warehouse'),
    keys: 'g w',
    group: 'masters',
    ...made('warehouse', 'inventory/warehouses', 'inventory.warehouse.create'),
  },
  { key: 'lots', href: 'inventory/lots', permission: read('inventory', 'lot'), group: 'masters' },
  {
    key: 'itemCategories',
    href: 'inventory/categories',
    permission: read('inventory', 'category'),
    group: 'masters',
  },
  { key: 'units', href: 'inventory/units', permission: read('inventory', 'unit'), group: 'masters' },
]

const control: readonly NavigationEntry[] = [
  { key: 'alerts', href: 'control/alerts', permission: read('control', 'alert'), keys: 'g z' },
  {
    key: 'rules',
    href: 'control/rules',
    permission: read('control', 'rule'),
    keys: 'g r',
    ...made('rule', 'control/rules', 'control.rule.create'),
  },
  {
    key: 'approvalFlows',
    href: 'control/approval-flows',
    permission: read('control', 'approval_flow'),
    ...made('approvalFlow', 'control/approval-flows', 'control.approval_flow.create'),
  },
  { key: 'approvals', href: 'control/approvals', permission: read('control', 'approval') },
  { key: 'decisions', href: 'control/decisions', permission: read('control', 'decision') },
  { key: 'audit', href: 'control/audit', permission: read('platform', 'audit') },
  { key: 'invariants', href: 'control/invariants', permission: read('control', 'invariant') },
  { key: 'failedDeliveries', href: 'control/deliveries', permission: 'control.delivery.manage' },
]

const settings: readonly NavigationEntry[] = [
  { key: 'company', href: 'settings/company', permission: 'platform.company.update' },
  { key: 'people', href: 'settings/people', permission: read('platform', 'person') },
  { key: 'roles', href: 'settings/roles', permission: read('platform', 'role') },
  { key: 'accounting', href: 'settings/accounting', permission: read('finance', 'account'), group: 'masters' },
  { key: 'numbering', href: 'settings/numbering', permission: read('platform', 'numbering'), group: 'masters' },
  { key: 'currencies', href: 'settings/currencies', permission: read('finance', 'currency'), group: 'masters' },
  {
    key: 'paymentTerms',
    href: 'settings/payment-terms',
    permission: read('finance', 'account'),
    group: 'masters',
  },
  { key: 'selling', href: 'settings/sales', permission: read('sales', 'settings'), group: 'masters' },
  { key: 'purchasing', href: 'settings/purchasing', permission: read('procurement', 'settings'), group: 'masters' },
  {
    key: 'invoiceMatching',
    href: 'settings/invoice-matching',
    permission: read('procurement', 'settings'),
    group: 'masters',
  },
  { key: 'import', href: 'settings/import', permission: read('platform', 'import'), group: 'masters' },
  { key: 'webhooks', href: 'settings/webhooks', permission: 'platform.webhook.manage' },
  { key: 'profile', href: 'settings/profile', permission: null, group: 'mine' },
  { key: 'security', href: 'settings/security', permission: null, group: 'mine' },
  { key: 'tokens', href: 'settings/tokens', permission: null, group: 'mine' },
  { key: 'sessions', href: 'settings/sessions', permission: null, group: 'mine' },
]

/** Everything that can be gone to; the rail, the palette, the shortcuts and the phone's menu are drawn from it. */
export const navigation: readonly NavigationModule[] = [
  { key: 'home', icon: House, entries: [{ key: 'home', href: '', permission: null, keys: 'g h' }] },
  { key: 'sales', icon: ShoppingCart, entries: sales },
  { key: 'procurement', icon: PackageOpen, entries: procurement },
  { key: 'finance', icon: Landmark, entries: finance },
  { key: 'inventory', icon: Boxes, entries: inventory },
  { key: 'control', icon: ShieldCheck, entries: control },
  { key: 'settings', icon: Settings, entries: settings },
]

/** Screens that the top bar and the phone's bottom bar lead to. */
export const approvalsHref = 'approvals'
export const alertsHref = 'control/alerts'
export const sessionsHref = 'settings/sessions'

const covers = (name: string, wanted: string): boolean =>
  name === wanted || name === '*' || (name.endsWith('.*') && wanted.startsWith(name.slice(0, -1)))

/** A granted name may end in `*` (`sales.*`, `*`); one that begins with `!` is withheld whatever is granted. */
export function permits(granted: readonly string[], wanted: string | null): boolean {
  if (wanted === null) return true
  if (granted.some((name) => name.startsWith('!') && covers(name.slice(1), wanted))) return false
  return granted.some((name) => covers(name, wanted))
}

/** What a person may see: modules without a visible entry are left out, as are "new" actions that are not permitted. */
export function visibleModules(granted: readonly string[], modules = navigation): NavigationModule[] {
  return modules.flatMap((module) => {
    const entries = module.entries
      .filter((entry) => permits(granted, entry.permission))
      .map((entry) =>
        entry.create && !permits(granted, entry.create.permission) ? { ...entry, create: undefined } : entry,
      )
    return entries.length > 0 ? [{ ...module, entries }] : []
  })
}

/** The entry that a path belongs to: the longest that leads to it. `path` is what stands behind `/[tenant]/`. */
export function entryOf(
  modules: readonly NavigationModule[],
  path: string,
): { module: NavigationModule; entry: NavigationEntry } | null {
  const below = ({ href }: NavigationEntry) =>
    href === '' ? path === '' : path === href || path.startsWith(`${href}/`)
  const found = modules.flatMap((module) => module.entries.filter(below).map((entry) => ({ module, entry })))
  return found.sort((a, b) => b.entry.href.length - a.entry.href.length)[0] ?? null
}
