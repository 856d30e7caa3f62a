import type { Id } from '@/server/kernel/ids'
import { type Decimal, type DecimalString, dec, plain, round, ZERO } from '@/server/kernel/money'
import type { AccountRole, EntryLine } from '../door'

/** What an account in another currency than the payment's pays or takes. */
export interface BankSide {
  readonly currency: string
  readonly amount: DecimalString
  readonly rate: DecimalString
}

/**
 * What a payment is worth in base currency when an account in another currency pays it. A payment in base currency is worth its
 * amount; else it is worth what the account gave, and the rate of the payment is what follows from that.
 */
export function worthOf(
  payment: { readonly currency: string; readonly amount: DecimalString },
  bank: BankSide,
  base: { readonly currency: string; readonly digits: number },
): { worth: Decimal; bankBase: Decimal; rate: DecimalString } {
  const bankBase = round(dec(bank.amount).times(bank.rate), base.digits)
  if (payment.currency === base.currency) return { worth: dec(payment.amount), bankBase, rate: '1' }
  return { worth: bankBase, bankBase, rate: plain(round(bankBase.div(payment.amount), 10)) }
}

/**
 * The entry in the account's currency: the account against the clearing account, where the payment's own entry meets it, so that
 * nothing stays there in base currency. What the exchange itself lost or made is realised.
 */
export function bankLines(
  direction: 'incoming' | 'outgoing',
  { bankAccountId, bank, worth, bankBase }: { bankAccountId: Id; bank: BankSide; worth: Decimal; bankBase: Decimal },
  account: (role: AccountRole) => Id,
): EntryLine[] {
  const sign = direction === 'incoming' ? 1 : -1
  const exchange = worth.minus(bankBase).times(sign)
  return [
    { accountId: bankAccountId, amount: plain(dec(bank.amount).times(sign)), baseAmount: plain(bankBase.times(sign)) },
    {
      accountId: account('currency_clearing'),
      amount: plain(dec(bank.amount).times(-sign)),
      baseAmount: plain(worth.times(-sign)),
    },
    ...(exchange.equals(ZERO)
      ? []
      : [
          {
            accountId: account(exchange.isPositive() ? 'fx_loss' : 'fx_gain'),
            amount: '0',
            baseAmount: plain(exchange),
          },
        ]),
  ]
}
