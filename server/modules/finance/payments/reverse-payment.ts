import type { CalendarDate } from '@/server/kernel/calendar-date'
import { conflict } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { plain } from '@/server/kernel/money'
import type { CommandContext } from '@/server/platform/commands/context'
import { reverseJournalEntry } from '../journal/reverse-journal-entry'
import { type AllocationRow, insertAllocations } from '../open-items/insert-allocations'
import { openItemsById } from '../open-items/open-item.queries'
import { announceItems } from '../open-items/settled-events'
import type { PaymentRow } from './payment-kind'

interface StandingAllocation {
  id: Id
  debitItemId: Id
  creditItemId: Id
  amount: string
  debitBase: string
  creditBase: string
  paymentId: Id | null
}

const negated = (value: string) => plain(value.startsWith('-') ? value.slice(1) : `-${value}`)

/** An allocation row that takes `a` back; `entryId` carries its exchange difference. */
export const takenBack = (
  a: Omit<StandingAllocation, 'paymentId'>,
  date: CalendarDate,
  entryId: Id | null,
): AllocationRow => ({
  debitItemId: a.debitItemId,
  creditItemId: a.creditItemId,
  date,
  amount: negated(a.amount),
  debitBase: negated(a.debitBase),
  creditBase: negated(a.creditBase),
  entryId,
  reversesId: a.id,
})

/** Posts the reversal of a payment. Error finance.allocated when money on account was allocated since: take that back first. */
export async function reversePaymentEntry(
  ctx: CommandContext,
  doc: PaymentRow,
  postingDate: CalendarDate,
  reason: string | null,
): Promise<Id> {
  if (!doc.entryId) throw conflict('finance.no_lines')
  if (postingDate < doc.postingDate) throw conflict('finance.reversal_before', { date: doc.postingDate })
  const own = await ctx.sql<StandingAllocation[]>`
    select a.id, a.debit_item_id as "debitItemId", a.credit_item_id as "creditItemId", a.amount, a.debit_base as "debitBase",
      a.credit_base as "creditBase", a.payment_id as "paymentId"
    from allocation a join open_item o on o.tenant_id = a.tenant_id and o.id in (a.debit_item_id, a.credit_item_id) and o.entry_id = ${doc.entryId}
    where a.tenant_id = ${ctx.tenantId} and a.reverses_id is null
      and not exists (select 1 from allocation r where r.tenant_id = a.tenant_id and r.reverses_id = a.id)
    order by a.id`
  if (own.some((a) => a.paymentId !== doc.id)) throw conflict('finance.allocated', { number: doc.number ?? '' })
  const touched = own.flatMap((a) => [a.debitItemId, a.creditItemId])
  await ctx.sql`select finance_lock_items(${touched}::uuid[])`
  const entryId = newId()
  const rows = own.map((a) => takenBack(a, postingDate, entryId))
  const items = (await openItemsById(ctx, touched)).filter((i) => i.entryId !== doc.entryId)
  await reverseJournalEntry(
    ctx,
    { entryId: doc.entryId, postingDate, description: reason ?? `${doc.number ?? ''}` },
    { entryId, takeBack: () => insertAllocations(ctx, doc.companyId, rows) },
  )
  if (doc.bankEntryId)
    await reverseJournalEntry(ctx, {
      entryId: doc.bankEntryId,
      postingDate,
      description: reason ?? `${doc.number ?? ''}`,
    })
  ctx.emit('finance.payment.reversed', {
    document: 'payment',
    documentId: doc.id,
    companyId: doc.companyId,
    payload: { number: doc.number ?? '', partyId: doc.partyId },
  })
  announceItems(ctx, items, rows)
  return entryId
}
