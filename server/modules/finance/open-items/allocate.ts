import { created } from '@/server/contracts/finance/common'
import { allocateInput, unallocateInput } from '@/server/contracts/finance/payment'
import type { CalendarDate } from '@/server/kernel/calendar-date'
import { conflict, notFound } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { type Decimal, type DecimalString, dec, plain } from '@/server/kernel/money'
import { command } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { accounts } from '../accounts/account-roles'
import type { EntryLine } from '../door'
import { postJournalEntry } from '../journal/post-journal-entry'
import { addExchangeLines, baseShare } from '../payments/payment.rules'
import { takenBack } from '../payments/reverse-payment'
import { company } from '../settings/company-settings'
import { type AllocationRow, insertAllocations } from './insert-allocations'
import { type OpenItemInfo, openItemsById } from './open-item.queries'
import { announceItems } from './settled-events'

export interface AllocateInput {
  readonly companyId: Id
  readonly debitItemId: Id
  readonly creditItemId: Id
  readonly amount: DecimalString
  readonly date: CalendarDate
}

/**
 * Settles a debit item with a credit item of the same party, account and currency. When they were opened at different rates
 * the difference is posted as realised exchange gain or loss. Errors: finance.over_allocated, finance.allocation_mismatch.
 */
export async function allocate(ctx: CommandContext, input: AllocateInput): Promise<{ id: Id }> {
  const { companyId, debitItemId, creditItemId, date } = input
  await ctx.sql`select finance_lock_items(${[debitItemId, creditItemId]}::uuid[])`
  const items = await openItemsById(ctx, [debitItemId, creditItemId])
  const debit = items.find((i) => i.id === debitItemId && i.companyId === companyId)
  const credit = items.find((i) => i.id === creditItemId && i.companyId === companyId)
  if (!debit || !credit) throw notFound('open_item')
  checkPair(debit, credit, input.amount)
  const { digits } = await company(ctx, companyId)
  const debitBase = baseShare(debit, dec(input.amount), digits)
  const creditBase = baseShare(credit, dec(input.amount), digits)
  const row = {
    ...{ id: newId(), debitItemId, creditItemId, date },
    amount: plain(input.amount),
    debitBase: plain(debitBase),
    creditBase: plain(creditBase),
  }
  await writeWithDifference(ctx, debit, row, debitBase.minus(creditBase), `${debit.number} / ${credit.number}`)
  announceItems(ctx, items, [row])
  ctx.record({ action: 'allocate', document: 'allocation', documentId: row.id, companyId, after: input })
  return { id: row.id }
}

function checkPair(debit: OpenItemInfo, credit: OpenItemInfo, amount: DecimalString): void {
  const fits = (['accountId', 'partyId', 'currency'] as const).every((key) => debit[key] === credit[key])
  if (!fits || debit.amount.startsWith('-') || !credit.amount.startsWith('-'))
    throw conflict('finance.allocation_mismatch')
  for (const item of [debit, credit]) {
    const remaining = dec(item.remaining).abs()
    if (remaining.lessThan(amount))
      throw conflict('finance.over_allocated', { number: item.number, remaining: plain(remaining) })
  }
}

/** Writes an allocation; an exchange difference needs an entry, and then the row comes after it. */
async function writeWithDifference(
  ctx: CommandContext,
  item: OpenItemInfo,
  row: AllocationRow,
  difference: Decimal,
  description: string,
): Promise<void> {
  if (difference.isZero()) return insertAllocations(ctx, item.companyId, [row])
  const lines: EntryLine[] = []
  addExchangeLines(lines, await accounts(ctx, item.companyId), item, difference)
  await postJournalEntry(
    ctx,
    {
      companyId: item.companyId,
      journal: 'general',
      postingDate: row.date,
      documentDate: row.date,
      description,
      source: { document: item.sourceDocument, documentId: item.sourceDocumentId, label: item.number },
      currency: item.currency,
      rate: item.rate,
      lines,
    },
    { afterwards: (entryId) => insertAllocations(ctx, item.companyId, [{ ...row, entryId }]) },
  )
}

interface Standing {
  id: Id
  companyId: Id
  debitItemId: Id
  creditItemId: Id
  amount: string
  debitBase: string
  creditBase: string
  reversed: boolean
  adjusted: boolean
}

/**
 * Takes an allocation back; an exchange difference is posted back with it. An allocation that came with a discount or write-off is
 * taken back by reversing its payment (finance.allocation_adjusted), because they belong together.
 */
export async function unallocate(
  ctx: CommandContext,
  { id, date }: { id: Id; date: CalendarDate },
): Promise<{ id: Id }> {
  const [a] = await ctx.sql<Standing[]>`
    select a.id, a.company_id as "companyId", a.debit_item_id as "debitItemId", a.credit_item_id as "creditItemId", a.amount,
      a.debit_base as "debitBase", a.credit_base as "creditBase",
      a.reverses_id is not null or exists (select 1 from allocation r where r.tenant_id = a.tenant_id and r.reverses_id = a.id) as reversed,
      a.payment_id is not null and exists (select 1 from payment_line p where p.tenant_id = a.tenant_id and p.payment_id = a.payment_id
        and p.open_item_id in (a.debit_item_id, a.credit_item_id) and p.discount + p.write_off > 0) as adjusted
    from allocation a where a.tenant_id = ${ctx.tenantId} and a.id = ${id}`
  if (!a) throw notFound('allocation')
  if (a.reversed) throw conflict('finance.already_unallocated')
  if (a.adjusted) throw conflict('finance.allocation_adjusted')
  await ctx.sql`select finance_lock_items(${[a.debitItemId, a.creditItemId]}::uuid[])`
  const items = await openItemsById(ctx, [a.debitItemId, a.creditItemId])
  const debit = items.find((i) => i.id === a.debitItemId)
  if (!debit) throw notFound('open_item')
  const row = { ...takenBack(a, date, null), id: newId() }
  await writeWithDifference(ctx, debit, row, dec(row.debitBase).minus(row.creditBase), debit.number)
  announceItems(ctx, items, [row])
  ctx.record({ action: 'unallocate', document: 'allocation', documentId: id, companyId: a.companyId })
  return { id: row.id }
}

export const allocateCommand = command({
  name: 'finance.allocate',
  permission: 'finance.payment.allocate',
  input: allocateInput,
  output: created,
  handler: allocate,
})

export const unallocateCommand = command({
  name: 'finance.unallocate',
  permission: 'finance.payment.allocate',
  input: unallocateInput,
  output: created,
  handler: unallocate,
})
