import { payment, paymentLine } from '@/db/schema/finance/document'
import type { CalendarDate } from '@/server/kernel/calendar-date'
import { type Id, newId } from '@/server/kernel/ids'
import { type DecimalString, dec, plain } from '@/server/kernel/money'
import type { CommandContext } from '@/server/platform/commands/context'
import { insertRows } from '@/server/platform/tenancy/bulk'
import { accounts } from '../accounts/account-roles'
import { postJournalEntries } from '../journal/post-journal-entries'
import { insertAllocations } from '../open-items/insert-allocations'

/** Money that settled one claim or debt in full, in base currency. */
export interface FullPayment {
  readonly partyId: Id
  readonly partyName: string
  /** The claim: an open item of the running command or an earlier one. */
  readonly openItemId: Id
  readonly amount: DecimalString
  readonly date: CalendarDate
  readonly reference: string | null
}

interface FullPayments {
  readonly companyId: Id
  readonly currency: string
  readonly payments: readonly FullPayment[]
}

/** Books many incoming payments, each of which settled one receivable in full. See `settleInFull`. */
export const receiveInFull = (ctx: CommandContext, input: FullPayments): Promise<void> =>
  settleInFull(ctx, input, 'incoming')

/** Books many outgoing payments, each of which settled one debt in full. See `settleInFull`. */
export const payInFull = (ctx: CommandContext, input: FullPayments): Promise<void> =>
  settleInFull(ctx, input, 'outgoing')

/**
 * Books many payments, each of which settled one open item in full in base currency: payment, entry, open item and allocation, with one
 * statement for each kind of row. For taking over history; what a person enters goes through `receivePayment`.
 */
async function settleInFull(
  ctx: CommandContext,
  input: FullPayments,
  direction: 'incoming' | 'outgoing',
): Promise<void> {
  const { companyId, currency } = input
  const incoming = direction === 'incoming'
  const side = incoming ? 'receivable' : 'payable'
  const role = await accounts(ctx, companyId)
  const [bank, control] = [role('bank'), role(side)]
  const rows = input.payments.map((p) => ({ ...p, id: newId(), entryId: newId(), itemId: newId() }))
  const dates = rows.map((r) => r.date)
  ctx.numbersLast({ companyId, document: 'payment', dates }, async (numbers) => {
    const base = { companyId, currency, rate: '1' }
    await insertRows(
      ctx,
      payment,
      rows.map((r, i) => ({
        ...base,
        id: r.id,
        status: 'posted' as const,
        direction,
        number: numbers[i],
        partyId: r.partyId,
        bankAccountId: bank,
        paymentDate: r.date,
        postingDate: r.date,
        amount: r.amount,
        feeAmount: '0',
        reference: r.reference,
        entryId: r.entryId,
        version: 1,
        createdAt: ctx.now.toISOString(),
        createdBy: ctx.actor.userId,
        updatedAt: ctx.now.toISOString(),
        updatedBy: ctx.actor.userId,
      })),
    )
    const entries = rows.map((r, i) => {
      const number = numbers[i] ?? ''
      const minus = plain(dec(r.amount).negated())
      const [settled, moved] = incoming ? [minus, r.amount] : [r.amount, minus]
      const item = { partyId: r.partyId, accountId: control, amount: settled, baseAmount: settled }
      return {
        entryId: r.entryId,
        draft: {
          ...base,
          journal: 'cash' as const,
          postingDate: r.date,
          documentDate: r.date,
          description: r.partyName,
          source: { document: 'payment', documentId: r.id, label: number },
          lines: [{ accountId: bank, amount: moved, baseAmount: moved }, item],
          openItems: [
            {
              ...item,
              id: r.itemId,
              side: side as 'receivable' | 'payable',
              kind: 'payment' as const,
              currency,
              rate: '1',
              documentDate: r.date,
              dueDate: r.date,
              number,
            },
          ],
        },
      }
    })
    postJournalEntries(ctx, entries, async () => {
      await insertRows(
        ctx,
        paymentLine,
        rows.map((r) => ({
          id: newId(),
          companyId,
          paymentId: r.id,
          openItemId: r.openItemId,
          amount: r.amount,
          discount: '0',
          writeOff: '0',
        })),
      )
      await insertAllocations(
        ctx,
        companyId,
        rows.map((r) => ({
          debitItemId: incoming ? r.openItemId : r.itemId,
          creditItemId: incoming ? r.itemId : r.openItemId,
          date: r.date,
          amount: r.amount,
          debitBase: r.amount,
          creditBase: r.amount,
          entryId: r.entryId,
          paymentId: r.id,
        })),
      )
    })
  })
}
