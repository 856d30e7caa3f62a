import { accountRoleNames } from '@/server/contracts/finance/account'
import type { CalendarDate } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import type { DecimalString } from '@/server/kernel/money'

/** The shapes that other modules meet at finance's door. Decimals are strings; amounts are signed, debit > 0. */

export const accountRoles = accountRoleNames
export type AccountRole = (typeof accountRoles)[number]

export type JournalCode = 'sales' | 'purchase' | 'cash' | 'stock' | 'general'
export type Side = 'receivable' | 'payable'
export type OpenItemKind = 'invoice' | 'credit_note' | 'payment' | 'opening' | 'discount' | 'write_off'

export interface EntrySource {
  readonly document: string
  readonly documentId: Id
  readonly label: string | null
}

export interface EntryLine {
  readonly accountId: Id
  /** In the entry's currency. */
  readonly amount: DecimalString
  readonly baseAmount: DecimalString
  readonly partyId?: Id | null
  readonly costCenterId?: Id | null
  readonly projectId?: Id | null
  readonly taxCodeId?: Id | null
  readonly taxBase?: DecimalString | null
  readonly memo?: string | null
}

export interface OpenItemDraft {
  readonly id?: Id
  readonly partyId: Id
  readonly side: Side
  readonly kind: OpenItemKind
  readonly accountId: Id
  /** What the party owes > 0. */
  readonly amount: DecimalString
  readonly baseAmount: DecimalString
  readonly currency: string
  readonly rate: DecimalString
  readonly documentDate: CalendarDate
  readonly dueDate: CalendarDate
  readonly discountDate?: CalendarDate | null
  readonly discountPercent?: DecimalString | null
  /** Read when the entry is written, so a number given late may still be put in. */
  number: string
}

export interface EntryDraft {
  readonly companyId: Id
  readonly journal: JournalCode
  readonly postingDate: CalendarDate
  readonly documentDate: CalendarDate
  readonly taxDate?: CalendarDate | null
  readonly description: string
  source: EntrySource
  readonly currency: string
  /** Base currency for one unit. */
  readonly rate: DecimalString
  readonly lines: readonly EntryLine[]
  readonly openItems?: readonly OpenItemDraft[]
}

export interface TaxRateAtDate {
  readonly id: Id
  readonly sequence: number
  readonly kind: 'percent' | 'per_unit'
  /** Percent, or amount a unit. */
  readonly value: DecimalString
  readonly accountId: Id
  /** Reverse charge: where the company owes the tax itself; the document does not ask for it. */
  readonly reverseAccountId?: Id | null
  readonly box: string | null
  readonly nonDeductiblePercent: DecimalString
}
export interface TaxCodeAtDate {
  readonly id: Id
  readonly code: string
  readonly nameEn: string
  readonly nameZh: string
  readonly use: 'sales' | 'purchase'
  readonly reducedByDiscount: boolean
  readonly rates: readonly TaxRateAtDate[]
}

export interface CompanySettings {
  readonly id: Id
  readonly name: string
  readonly country: string
  readonly baseCurrency: string
  /** Decimals of the base currency. */
  readonly digits: number
  readonly taxRounding: 'document' | 'line'
  readonly pricesIncludeTax: boolean
  readonly writeOffTolerance: DecimalString
  readonly payableRounding: DecimalString
  /** Days that a party's new bank account waits for a second look; 0 = none. */
  readonly bankChangeHoldDays: number
  /** When revenue for goods is recognised. */
  readonly revenueAt: 'invoice' | 'delivery'
  /** Whether it was ever on delivery: order lines may have balances to settle. */
  readonly tracksRevenue: boolean
  readonly timeZone: string
  /** Today where the company is. */
  readonly today: CalendarDate
}
