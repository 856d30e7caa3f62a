import type { AccountRole, JournalCode } from '../door'

export type AccountType = 'asset' | 'liability' | 'equity' | 'income' | 'expense'
/** code, English, Chinese, type, subtype, and what else is true of it. `heading` = not posted to. */
export type AccountRow = readonly [
  code: string,
  en: string,
  zh: string,
  type: AccountType,
  subtype: string,
  more?: { readonly heading?: true; readonly control?: 'receivable' | 'payable' | 'inventory' },
]

/** A chart with the accounts that play the parts. A code that begins with another's is its child. */
export interface ChartTemplate {
  readonly accounts: readonly AccountRow[]
  readonly roles: Readonly<Record<AccountRole, string>>
  /** Accounts that the tax template posts to. */
  readonly outputTax: string
  readonly inputTax: string
}

export interface TaxTemplateCode {
  readonly code: string
  readonly en: string
  readonly zh: string
  readonly use: 'sales' | 'purchase'
  readonly reducedByDiscount?: true
  readonly rates: readonly {
    readonly percent: string
    readonly box: string
    readonly sequence?: number
    readonly reverse?: true
  }[]
}

export const journals: readonly { code: JournalCode; en: string; zh: string; prefix: string }[] = [
  { code: 'sales', en: 'Sales journal', zh: '销售日记账', prefix: 'JS' },
  { code: 'purchase', en: 'Purchase journal', zh: '采购日记账', prefix: 'JP' },
  { code: 'cash', en: 'Cash and bank journal', zh: '资金日记账', prefix: 'JC' },
  { code: 'stock', en: 'Stock journal', zh: '存货日记账', prefix: 'JK' },
  { code: 'general', en: 'General journal', zh: '总账日记账', prefix: 'JG' },
]
