import type { CalendarDate } from '@/server/kernel/calendar-date'
import { conflict } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { Decimal, type DecimalString, dec, plain, ZERO } from '@/server/kernel/money'
import type { CommandContext } from '@/server/platform/commands/context'
import { accounts } from '../accounts/account-roles'
import type { EntryLine } from '../door'
import type { ReverseOptions } from '../journal/reverse-journal-entry'
import { addExchangeLines } from '../payments/payment.rules'
import { takenBack } from '../payments/reverse-payment'
import { allocate } from './allocate'
import { insertAllocations } from './insert-allocations'
import { openItem, openItemsById } from './open-item.queries'
import { announceItems } from './settled-events'

interface Named {
  readonly companyId: Id
  /** The document that gives: a credit note. */
  readonly documentId: Id
  /** The document that it names: its invoice. */
  readonly invoiceId: Id
}

/** What of items is on its way to the bank: a credit note does not take it from under the file. */
async function onItsWay(ctx: CommandContext, ids: readonly Id[]): Promise<Map<Id, DecimalString>> {
  const rows = await ctx.sql<{ id: Id; amount: DecimalString }[]>`
    select l.open_item_id as id, sum(l.amount + l.discount) as amount from payment_proposal_line l
    join payment_proposal p on p.tenant_id = l.tenant_id and p.id = l.proposal_id and p.status = 'exported'
    where l.tenant_id = ${ctx.tenantId} and l.open_item_id = any(${[...ids]}::uuid[]) and l.active and not l.left_out
      and (l.hold is null or l.hold_released_by is not null)
    group by l.open_item_id`
  return new Map(rows.map((r) => [r.id, r.amount]))
}

/**
 * Sets a credit note that is about to be posted off against what is open of the invoice that it names, the earliest due first; the
 * rest of it stays open. The invoice's items are locked now, before numbers and ledger; what is answered runs when the entry stands.
 */
export async function setOff(ctx: CommandContext, { companyId, documentId, invoiceId }: Named, date: CalendarDate) {
  const owed = (await openItem(ctx, { sourceDocumentId: invoiceId })).map((o) => o.id)
  await ctx.sql`select finance_lock_items(${owed}::uuid[])`
  return async (): Promise<void> => {
    const [given, invoice, away] = await Promise.all([
      openItem(ctx, { sourceDocumentId: documentId }),
      openItem(ctx, { sourceDocumentId: invoiceId }),
      onItsWay(ctx, owed),
    ])
    const taken = new Map<Id, Decimal>()
    for (const credit of given)
      for (const item of invoice) {
        const fits = (['accountId', 'partyId', 'currency'] as const).every((key) => item[key] === credit[key])
        if (!fits || item.kind !== 'invoice' || dec(item.amount).s === dec(credit.amount).s) continue
        const left = (o: typeof item) =>
          dec(o.remaining)
            .abs()
            .minus(taken.get(o.id) ?? ZERO)
        const amount = Decimal.min(left(credit), left(item).minus(away.get(item.id) ?? ZERO))
        if (!amount.isPositive() || amount.isZero()) continue
        for (const o of [credit, item]) taken.set(o.id, (taken.get(o.id) ?? ZERO).plus(amount))
        const [debit, other] = credit.amount.startsWith('-') ? [item, credit] : [credit, item]
        await allocate(ctx, {
          ...{ companyId, debitItemId: debit.id, creditItemId: other.id, amount: plain(amount) },
          date: item.documentDate > date ? item.documentDate : date,
        })
      }
  }
}

/**
 * What `reverseJournalEntry` needs to take a credit note back that was set off against its invoice: the allocations end with it, their
 * exchange differences in the same entry. Error finance.allocated when it was settled otherwise: take that back first.
 */
export async function takeSetOffBack(
  ctx: CommandContext,
  { companyId, documentId, invoiceId }: Named,
  date: CalendarDate,
): Promise<Pick<ReverseOptions, 'extra' | 'takeBack'>> {
  const own = await ctx.sql<(Parameters<typeof takenBack>[0] & { debit: boolean })[]>`
    select a.id, a.debit_item_id as "debitItemId", a.credit_item_id as "creditItemId", a.amount, a.debit_base as "debitBase",
      a.credit_base as "creditBase", g.id = a.debit_item_id as debit
    from open_item g
    join allocation a on a.tenant_id = g.tenant_id and g.id in (a.debit_item_id, a.credit_item_id)
    join open_item o on o.tenant_id = a.tenant_id and o.id in (a.debit_item_id, a.credit_item_id) and o.source_document_id = ${invoiceId}
    where g.tenant_id = ${ctx.tenantId} and g.source_document_id = ${documentId} and a.reverses_id is null and a.payment_id is null
      and not exists (select 1 from allocation r where r.tenant_id = a.tenant_id and r.reverses_id = a.id)
    order by a.id`
  if (own.length === 0) return {}
  const ids = own.flatMap((a) => [a.debitItemId, a.creditItemId])
  await ctx.sql`select finance_lock_items(${ids}::uuid[])`
  const items = await openItemsById(ctx, ids)
  const given = items.filter((i) => i.sourceDocumentId === documentId)
  for (const item of given) {
    const settled = own.filter((a) => a.debitItemId === item.id || a.creditItemId === item.id)
    const whole = settled.reduce((total, a) => total.plus(a.amount), dec(item.remaining).abs())
    if (!whole.equals(dec(item.amount).abs())) throw conflict('finance.allocated', { number: item.number })
  }
  const extra: EntryLine[] = []
  const role = await accounts(ctx, companyId)
  for (const a of own) {
    const item = given.find((i) => i.id === (a.debit ? a.debitItemId : a.creditItemId))
    if (item) addExchangeLines(extra, role, item, dec(a.creditBase).minus(a.debitBase))
  }
  return {
    extra,
    takeBack: async (entryId) => {
      const rows = own.map((a) => takenBack(a, date, entryId))
      await insertAllocations(ctx, companyId, rows)
      announceItems(ctx, items, rows)
    },
  }
}
