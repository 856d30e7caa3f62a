import { z } from 'zod'
import { code, currencyField, idField, text } from '../platform/field'
import { defineListColumns } from '../platform/list'
import { companyRef, masterRef } from './common'

export const accountTypes = ['asset', 'liability', 'equity', 'income', 'expense'] as const
export const accountSubtypes = [
  'cash',
  'receivable',
  'inventory',
  'current_asset',
  'non_current_asset',
  'payable',
  'current_liability',
  'non_current_liability',
  'equity',
  'retained_earnings',
  'revenue',
  'other_income',
  'cost_of_sales',
  'operating_expense',
  'finance_cost',
  'income_tax',
] as const

/** The parts that accounts play in postings. */
export const accountRoleNames = [
  'receivable',
  'payable',
  'revenue',
  'sales_returns',
  'sales_discount',
  'freight_income',
  'cogs',
  'inventory',
  'goods_in_transit',
  'stock_adjustment',
  'stock_count_variance',
  'cost_variance',
  'grni',
  'landed_cost_clearing',
  'purchase_expense',
  'write_off',
  'fx_gain',
  'fx_loss',
  'unrealised_fx_gain',
  'unrealised_fx_loss',
  'receivable_revaluation',
  'payable_revaluation',
  'currency_clearing',
  'rounding',
  'bank',
  'cash',
  'bank_fee',
  'customer_advances',
  'supplier_advances',
  'early_payment_discount',
  'purchase_discount',
  'retained_earnings',
  'opening_balance',
  'unbilled_receivable',
  'deferred_revenue',
  'scrap',
] as const

const fields = {
  code: code(20),
  nameEn: text(120),
  nameZh: text(120),
  subtype: z.enum(accountSubtypes),
  control: z.enum(['receivable', 'payable', 'inventory']).nullable().default(null),
  currency: currencyField.nullable().default(null),
  posting: z.boolean().default(true),
  parentId: idField.nullable().default(null),
}
export const createAccountInput = z.strictObject({ ...companyRef, type: z.enum(accountTypes), ...fields })
export const updateAccountInput = z.strictObject({
  ...masterRef,
  code: fields.code.optional(),
  nameEn: fields.nameEn.optional(),
  nameZh: fields.nameZh.optional(),
  subtype: fields.subtype.optional(),
  currency: currencyField.nullable().optional(),
  parentId: idField.nullable().optional(),
  status: z.enum(['active', 'archived']).optional(),
})
export const setAccountRoleInput = z.strictObject({ ...companyRef, role: z.string().max(40), accountId: idField })

export const accountOut = z.object({
  id: z.string(),
  code: z.string(),
  nameEn: z.string(),
  nameZh: z.string(),
  type: z.enum(accountTypes),
  subtype: z.string(),
  control: z.string().nullable(),
  currency: z.string().nullable(),
  posting: z.boolean(),
  parentId: z.string().nullable(),
  status: z.enum(['active', 'archived']),
  version: z.int(),
})
export const chartInput = z.strictObject({ ...companyRef })
export const chartOut = z.object({
  accounts: z.array(accountOut),
  roles: z.array(z.object({ role: z.string(), accountId: z.string() })),
})

export const accountList = defineListColumns({
  name: 'finance.accounts',
  messages: 'finance.account',
  columns: {
    code: { type: 'text' },
    nameEn: { type: 'text' },
    nameZh: { type: 'text' },
    type: { type: 'enum', values: accountTypes, enumLabels: 'finance.accountType', groupable: true },
    subtype: { type: 'enum', values: accountSubtypes, enumLabels: 'finance.accountSubtype', groupable: true },
    currency: { type: 'text', hidden: true },
    status: { type: 'enum', values: ['active', 'archived'], enumLabels: 'finance.masterStatus' },
  },
  defaultSort: [{ column: 'code', direction: 'asc' }],
})
