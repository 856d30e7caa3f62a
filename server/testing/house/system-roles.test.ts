import '@/server/composition'
import '@/server/api/root'
import { describe, expect, it } from 'vitest'
import { covers } from '@/server/platform/identity/covers'
import { listPermissions, systemRoleGrants, systemRoles } from '@/server/platform/identity/system-roles'

const known = listPermissions()
/** What a role can do, of all there is. */
const can = (code: string) => {
  const patterns = [...systemRoleGrants(code).keys()]
  return known.filter((name) => patterns.some((pattern) => covers(pattern, name)))
}

const EVERYBODYS = 'control.alert.handle'

/** The work of each role, and what would break the separation of duties. Names may end in `*`. */
const duties: Readonly<Record<string, { may: readonly string[]; not: readonly string[] }>> = {
  administrator: { may: ['*'], not: [] },
  sales: {
    may: [
      'sales.sales_order.create',
      'sales.sales_order.update',
      'sales.sales_order.quote',
      'sales.sales_order.submit',
      'sales.sales_order.cancel',
      'sales.sales_order.read',
      'sales.customer.create',
      'sales.customer.update',
      'sales.price_list.read',
      'sales.delivery.read',
      'sales.customer_invoice.read',
      'sales.sales_return.create',
      'inventory.stock.read',
      'inventory.item.read',
    ],
    not: [
      'sales.sales_order.approve',
      'sales.price.override',
      'sales.credit.override',
      'sales.price_list.update',
      'sales.customer.block',
      'sales.customer_invoice.post',
      'sales.delivery.post',
      'sales.settings.*',
      'inventory.valuation.read',
      'inventory.stock_adjustment.post',
      'finance.payment.*',
      'finance.journal_entry.*',
      'finance.report.*',
      'control.*',
      'platform.*',
    ],
  },
  sales_manager: {
    may: [
      'sales.sales_order.approve',
      'sales.price.override',
      'sales.credit.override',
      'sales.price_list.update',
      'sales.customer.block',
      'sales.sales_return.approve',
      'sales.reports.read',
      'finance.open_item.read',
    ],
    not: [
      'finance.payment.post',
      'finance.manual_entry.create',
      'inventory.stock_adjustment.post',
      'control.rule.*',
      'platform.*',
    ],
  },
  requester: {
    may: [
      'procurement.purchase_requisition.create',
      'procurement.purchase_requisition.submit',
      'procurement.supplier.read',
      'inventory.item.read',
    ],
    not: [
      'procurement.purchase_requisition.approve',
      'procurement.purchase_order.*',
      'procurement.supplier_price.*',
      'procurement.request_for_quotation.*',
      'finance.journal_entry.*',
      'sales.sales_order.*',
      'control.*',
      'platform.*',
    ],
  },
  buyer: {
    may: [
      'procurement.purchase_order.create',
      'procurement.purchase_order.submit',
      'procurement.purchase_order.send',
      'procurement.purchase_order.confirm',
      'procurement.request_for_quotation.award',
      'procurement.supplier_quotation.create',
      'procurement.supplier.create',
      'procurement.supplier_price.update',
      'procurement.purchase_requisition.create',
      'inventory.stock.read',
    ],
    not: [
      'procurement.purchase_order.approve',
      'procurement.purchase_requisition.approve',
      'procurement.supplier.block',
      'procurement.price.override',
      'procurement.rule.override',
      'procurement.goods_receipt.post',
      'procurement.settings.update',
      'finance.payment.*',
      'inventory.valuation.read',
      'control.*',
      'platform.*',
    ],
  },
  purchasing_manager: {
    may: [
      'procurement.purchase_order.approve',
      'procurement.purchase_requisition.approve',
      'procurement.price.override',
      'procurement.supplier.block',
      'procurement.settings.update',
      'procurement.reports.read',
      'procurement.landed_cost.create',
      'procurement.landed_cost.post',
      'finance.open_item.read',
    ],
    not: [
      'procurement.goods_receipt.post',
      'procurement.supplier_invoice.post',
      'finance.payment.post',
      'control.rule.*',
      'platform.*',
    ],
  },
  warehouse: {
    may: [
      'sales.delivery.create',
      'sales.delivery.pick',
      'sales.delivery.post',
      'sales.sales_order.read',
      'sales.sales_return.receive',
      'inventory.stock_adjustment.post',
      'inventory.stock_transfer.ship',
      'inventory.stock_transfer.receive',
      'inventory.stock_count.count',
      'inventory.stock_count.post',
      'inventory.lot.create',
      'inventory.item.read',
      'procurement.goods_receipt.post',
      'procurement.goods_receipt.inspect',
      'procurement.supplier_return.post',
      'procurement.supplier.read',
    ],
    not: [
      'procurement.supplier.update',
      'procurement.supplier_price.*',
      'procurement.supplier_invoice.*',
      'procurement.landed_cost.*',
      'inventory.stock_count.approve',
      'inventory.stock_revaluation.*',
      'inventory.valuation.read',
      'sales.price_list.*',
      'sales.price.override',
      'sales.sales_order.create',
      'sales.sales_order.approve',
      'sales.customer_invoice.*',
      'finance.*',
      'control.*',
      'platform.*',
    ],
  },
  accountant: {
    may: [
      'sales.customer_invoice.create',
      'sales.customer_invoice.post',
      'sales.customer_invoice.reverse',
      'sales.credit_note.post',
      'finance.payment.post',
      'finance.payment.allocate',
      'finance.payment.reverse',
      'finance.manual_entry.post',
      'finance.report.read',
      'finance.period.close',
      'finance.period.close_year',
      'finance.period.post_closing',
      'finance.currency.update',
      'inventory.valuation.read',
      'procurement.landed_cost.post',
      'procurement.supplier_invoice.post',
    ],
    not: [
      'sales.sales_order.approve',
      'sales.price.override',
      'sales.delivery.post',
      'inventory.stock_adjustment.post',
      'control.rule.*',
      'platform.*',
    ],
  },
  treasurer: {
    may: [
      'finance.payment_proposal.create',
      'finance.payment_proposal.approve',
      'finance.payment_proposal.export',
      'finance.payment_proposal.settle',
      'finance.bank_statement.import',
      'finance.payment.post',
      'finance.company_bank_account.update',
      'finance.party_bank_account.approve',
      'finance.open_item.read',
      'finance.report.read',
      'procurement.supplier_invoice.read',
    ],
    not: [
      'procurement.supplier_invoice.create',
      'procurement.supplier_invoice.post',
      'procurement.supplier_invoice.release',
      'procurement.supplier.update',
      'procurement.purchase_order.*',
      'finance.manual_entry.create',
      'finance.manual_entry.post',
      'finance.budget.approve',
      'finance.period.close',
      'inventory.*',
      'control.*',
      'platform.*',
    ],
  },
  controller: {
    may: [
      'control.rule.create',
      'control.rule.publish',
      'control.decision.read',
      'control.invariant.read',
      'platform.audit.read',
      'finance.report.read',
      'finance.period.close',
      'inventory.stock_count.approve',
    ],
    not: ['finance.payment.post', 'finance.manual_entry.post', 'sales.sales_order.approve', 'platform.role.update'],
  },
  auditor: {
    may: ['platform.audit.read', 'control.decision.read', 'finance.report.read', 'sales.sales_order.read'],
    not: [],
  },
}

describe('the roles that every tenant starts with', () => {
  it('are all described here', () => {
    expect(Object.keys(duties).sort()).toEqual(systemRoles.map((role) => role.code).sort())
  })

  it('are described with permissions that exist', () => {
    const named = Object.values(duties).flatMap(({ may, not }) => [...may, ...not])
    expect(named.filter((name) => !known.some((permission) => covers(name, permission)))).toEqual([])
  })

  it.each(Object.entries(duties))('%s may do its work and no more', (code, { may, not }) => {
    const granted = can(code)
    expect(may.filter((name) => name !== '*' && !granted.includes(name))).toEqual([])
    expect(granted.filter((name) => name !== EVERYBODYS && not.some((pattern) => covers(pattern, name)))).toEqual([])
  })

  it('deal with the alerts that reach them, but for who only looks', () => {
    expect(systemRoles.map(({ code }) => code).filter((code) => !can(code).includes(EVERYBODYS))).toEqual(['auditor'])
  })

  it('lets an auditor look at everything and change nothing', () => {
    const looks = (name: string) => /\.(read|view|export)$/.test(name)
    expect(can('auditor')).toEqual(known.filter(looks))
  })

  it('keeps a seller to the seller’s own orders', () => {
    const grants = systemRoleGrants('sales')
    expect(grants.get('sales.sales_order.read')?.scope).toBe('own')
    expect(grants.get('sales.sales_order.update')?.scope).toBe('own')
    expect(grants.get('sales.customer.read')?.scope).toBe('company')
  })
})
