import type { Role } from '@/e2e/fixtures/sign-in'

/** Something to press before the picture is taken, by its role and name as a person hears it. */
export interface Press {
  readonly role: 'button' | 'tab' | 'link' | 'menuitem'
  readonly name: string
}

/** A picture of the guide: who looks, where, what is pressed on the way, how large. */
export interface Picture {
  /** Name of the file in docs/guide/pictures, without its ending. */
  readonly file: string
  readonly as: Role
  /** Below the tenant. Of a list, filters may follow as in its address. */
  readonly path: string
  /** Opens the document of the list's first row, or of the first that has this text. */
  readonly open?: true | string
  readonly press?: readonly Press[]
  readonly keys?: readonly string[]
  readonly type?: string
  /** Brings the region, heading or table of this name to the top of the picture. */
  readonly show?: string
  readonly size?: 'desk' | 'phone'
  readonly theme?: 'light' | 'dark'
  /** Writes, simulates and keeps a draft of a rule; only of the demo company. */
  readonly trial?: { readonly parameter: string }
}

/** Every picture of the guide, in the order of its pages; one person's pictures side by side save a sign-in. */
export const pictures: readonly Picture[] = [
  { file: 'home', as: 'accountant', path: '' },
  { file: 'palette', as: 'accountant', path: 'finance/open-items', keys: ['Control+k'], type: 'invoice' },
  { file: 'ageing', as: 'accountant', path: 'finance/reports/ageing' },
  { file: 'trial-balance', as: 'accountant', path: 'finance/reports/trial-balance' },
  { file: 'invoice', as: 'accountant', path: 'sales/invoices?f=status.in.posted', open: true },
  {
    file: 'supplier-invoice',
    as: 'accountant',
    path: 'procurement/supplier-invoices?f=blocked.eq.true',
    open: true,
  },
  { file: 'landed-cost', as: 'accountant', path: 'procurement/landed-costs', open: true },
  { file: 'payment-proposal', as: 'accountant', path: 'finance/payment-proposals', open: true },
  { file: 'list', as: 'manager', path: 'sales/sales-orders?f=status.in.approved,blocked' },
  { file: 'sales-order', as: 'manager', path: 'sales/sales-orders?f=deliveryProgress.in.part', open: true },
  { file: 'sales-order-blocked', as: 'manager', path: 'sales/sales-orders?f=status.in.blocked', open: true },
  { file: 'approvals', as: 'manager', path: 'approvals' },
  { file: 'phone-approvals', as: 'manager', path: 'approvals', size: 'phone' },
  { file: 'delivery', as: 'warehouse', path: 'sales/deliveries?f=status.in.posted', open: true },
  { file: 'goods-receipt', as: 'warehouse', path: 'procurement/goods-receipts?f=held.eq.true', open: true },
  { file: 'requisition', as: 'buyer', path: 'procurement/requisitions?f=status.in.approved', open: true },
  { file: 'comparison', as: 'buyer', path: 'procurement/rfqs', open: true },
  { file: 'purchase-order', as: 'buyer', path: 'procurement/purchase-orders?f=receiptProgress.in.part', open: true },
  { file: 'purchase-approval', as: 'purchasing', path: 'approvals' },
  { file: 'budget-report', as: 'controller', path: 'finance/reports/budget' },
  {
    file: 'rule-simulation',
    as: 'controller',
    path: 'control/rules?q=discount-limit',
    open: true,
    trial: { parameter: 'allowed_discount' },
    show: 'Simulation',
  },
]
