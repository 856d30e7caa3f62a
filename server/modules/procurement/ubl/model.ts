import type { CalendarDate } from '@/server/kernel/calendar-date'
import type { DecimalString } from '@/server/kernel/money'

/** An e-invoice as EN 16931 sees it, whatever the syntax; numbers in brackets are its business terms. */
export interface EInvoice {
  readonly kind: 'invoice' | 'credit_note'
  readonly number: string | null
  readonly issueDate: CalendarDate | null
  readonly dueDate: CalendarDate | null
  /** BT-7. */
  readonly taxPointDate: CalendarDate | null
  readonly currency: string | null
  /** BT-6: the currency of a second tax total. */
  readonly taxCurrency: string | null
  readonly note: string | null
  readonly buyerReference: string | null
  readonly orderReference: string | null
  /** BT-25: the invoice that a credit note takes back. */
  readonly precedingInvoice: string | null
  readonly supplier: EParty
  readonly buyer: EParty
  readonly lines: readonly ELine[]
  readonly allowances: readonly EAllowance[]
  readonly breakdown: readonly ETaxSubtotal[]
  readonly totals: ETotals
  /** Every amount that is in another currency than the document's. */
  readonly foreignAmounts: readonly string[]
}

export interface EParty {
  readonly name: string | null
  readonly vatId: string | null
  readonly legalId: string | null
  readonly endpoint: string | null
  readonly endpointScheme: string | null
  readonly ids: readonly string[]
  readonly country: string | null
}

export interface ETaxCategory {
  /** UNCL 5305: S, Z, E, AE, K, G, O, L, M. */
  readonly category: string | null
  readonly percent: DecimalString | null
}

export interface ELine extends ETaxCategory {
  readonly id: string | null
  readonly quantity: DecimalString | null
  readonly unitCode: string | null
  readonly net: DecimalString | null
  readonly orderLine: string | null
  readonly orderReference: string | null
  readonly name: string | null
  readonly sellerItemId: string | null
  readonly buyerItemId: string | null
  readonly standardItemId: string | null
  readonly price: DecimalString | null
  readonly baseQuantity: DecimalString | null
  readonly allowances: readonly EAllowance[]
}

export interface EAllowance extends ETaxCategory {
  readonly charge: boolean
  readonly amount: DecimalString | null
  readonly base: DecimalString | null
  readonly factor: DecimalString | null
  readonly reason: string | null
  readonly reasonCode: string | null
}

export interface ETaxSubtotal extends ETaxCategory {
  readonly taxable: DecimalString | null
  readonly tax: DecimalString | null
}

export interface ETotals {
  /** BT-106, 107, 108, 109. */
  readonly lines: DecimalString | null
  readonly allowances: DecimalString | null
  readonly charges: DecimalString | null
  readonly net: DecimalString | null
  /** BT-110 and, in the tax currency, BT-111. */
  readonly tax: DecimalString | null
  readonly taxAccounting: DecimalString | null
  /** BT-112, 113, 114, 115. */
  readonly gross: DecimalString | null
  readonly prepaid: DecimalString | null
  readonly rounding: DecimalString | null
  readonly payable: DecimalString | null
}

/** A rule that the document breaks: its code in EN 16931 or Peppol BIS, the key of its sentence, where, and what stands there. */
export interface EFinding {
  readonly rule: string
  readonly code: string
  readonly path: string
  readonly params: Readonly<Record<string, string | number>>
}
