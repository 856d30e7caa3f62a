import { payment } from '@/db/schema/finance/document'
import { paymentMachine } from '@/server/contracts/finance/payment'
import { dec, plain } from '@/server/kernel/money'
import type { DocumentKind, RowOf } from '@/server/platform/commands/command'

export type PaymentRow = RowOf<typeof payment>

export const paymentKind: DocumentKind<typeof payment, (typeof paymentMachine.states)[number], 'post' | 'reverse'> = {
  type: 'payment',
  table: payment,
  machine: paymentMachine,
  label: (row) => row.number,
  amount: (row) => plain(dec(row.amount).times(row.rate)),
}
