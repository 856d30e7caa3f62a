import type { ProposalHold } from '@/server/contracts/finance/payment-proposal'
import { addDays, type CalendarDate } from '@/server/kernel/calendar-date'
import { currencyDigits } from '@/server/kernel/currency'
import type { Id } from '@/server/kernel/ids'
import { type DecimalString, dec, plain, ZERO } from '@/server/kernel/money'
import type { OpenItemInfo } from '../open-items/open-item.queries'
import { discountAllowed } from '../payments/payment.rules'

/** Which debts are proposed for payment: pure. */

export interface Payee {
  readonly bankAccountId: Id
  /** The day, where the company is, on which it came into force. */
  readonly approvedOn: CalendarDate
}
export interface Debt extends Pick<OpenItemInfo, 'id' | 'partyId' | 'dueDate' | 'discountDate' | 'discountPercent'> {
  /** What is still owed, positive. */
  readonly owed: DecimalString
  readonly held: boolean
  /** Bank accounts that somebody has agreed to pay this debt to although they were new. */
  readonly clearedFor: readonly Id[]
}
export interface ProposalTerms {
  readonly executionDate: CalendarDate
  readonly currency: string
  readonly cashLimit: DecimalString | null
  /** Days that a bank account has to be in force before it is paid to without a second look. */
  readonly holdDays: number
}
export interface ProposedLine {
  readonly openItemId: Id
  readonly partyId: Id
  readonly partyBankAccountId: Id | null
  readonly amount: DecimalString
  readonly discount: DecimalString
  readonly hold: ProposalHold | null
}

/** Why a debt cannot simply be paid: held by its document, no account in force, or one that came into force too lately (inclusive). */
export function holdOf(
  { held, clearedFor }: Pick<Debt, 'held' | 'clearedFor'>,
  payee: Payee | undefined,
  terms: Pick<ProposalTerms, 'executionDate' | 'holdDays'>,
): ProposalHold | null {
  if (held) return 'payment_hold'
  if (!payee) return 'no_bank_account'
  if (clearedFor.includes(payee.bankAccountId)) return null
  return addDays(payee.approvedOn, terms.holdDays) > terms.executionDate ? 'bank_change' : null
}

/**
 * The lines of a proposal, the debts due first coming first, each less the discount that the execution date still allows. A debt
 * that does not fit into what is left of the cash is held as `cash`, and smaller ones after it may still fit.
 */
export function propose(debts: readonly Debt[], payees: ReadonlyMap<Id, Payee>, terms: ProposalTerms): ProposedLine[] {
  const digits = currencyDigits(terms.currency)
  let left = terms.cashLimit === null ? null : dec(terms.cashLimit)
  const sorted = [...debts].sort((a, b) => a.dueDate.localeCompare(b.dueDate) || a.id.localeCompare(b.id))
  return sorted.flatMap((debt): ProposedLine[] => {
    const payee = payees.get(debt.partyId)
    const discount = discountAllowed(debt, dec(debt.owed), terms.executionDate, digits)
    const amount = dec(debt.owed).minus(discount)
    if (amount.lessThanOrEqualTo(ZERO)) return []
    let hold = holdOf(debt, payee, terms)
    if (!hold && left) {
      if (amount.greaterThan(left)) hold = 'cash'
      else left = left.minus(amount)
    }
    return [
      {
        openItemId: debt.id,
        partyId: debt.partyId,
        partyBankAccountId: payee?.bankAccountId ?? null,
        amount: plain(amount),
        discount: plain(discount),
        hold,
      },
    ]
  })
}
