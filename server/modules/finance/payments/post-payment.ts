import { and, eq } from 'drizzle-orm'
import { payment, paymentLine } from '@/db/schema/finance/document'
import { currencyDigits } from '@/server/kernel/currency'
import { conflict, notFound } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { plain } from '@/server/kernel/money'
import type { CommandContext } from '@/server/platform/commands/context'
import { accounts } from '../accounts/account-roles'
import { demandNoHold } from '../bank-accounts/payment-hold'
import type { EntryDraft, EntryLine, Side } from '../door'
import { postJournalEntry } from '../journal/post-journal-entry'
import { insertAllocations } from '../open-items/insert-allocations'
import { type OpenItemInfo, openItemsById } from '../open-items/open-item.queries'
import { announceItems } from '../open-items/settled-events'
import { party } from '../parties/party.queries'
import { company } from '../settings/company-settings'
import { type BankSide, bankLines, worthOf } from './other-currency.rules'
import { type PaymentPlan, planPayment, type Settlement } from './payment.rules'
import type { PaymentRow } from './payment-kind'

type PostedFields = Pick<
  PaymentRow,
  | 'id'
  | 'companyId'
  | 'direction'
  | 'partyId'
  | 'bankAccountId'
  | 'paymentDate'
  | 'postingDate'
  | 'currency'
  | 'rate'
  | 'amount'
  | 'feeAmount'
  | 'bankCurrency'
  | 'bankAmount'
  | 'bankRate'
>

interface TaxRow {
  entry_id: Id
  accountId: Id
  taxCodeId: Id
  amount: string
  taxBase: string
  total: string
}

/** The tax lines that a discount lowers, of the entries that opened the items. */
async function discountTaxes(ctx: CommandContext, items: readonly OpenItemInfo[]): Promise<TaxRow[]> {
  if (items.length === 0) return []
  return ctx.sql<TaxRow[]>`
    select l.entry_id, l.account_id as "accountId", l.tax_code_id as "taxCodeId", l.amount, l.tax_base as "taxBase",
      (select sum(o.amount) from open_item o where o.tenant_id = l.tenant_id and o.entry_id = l.entry_id) as total
    from journal_line l join tax_code c on c.tenant_id = l.tenant_id and c.id = l.tax_code_id and c.reduced_by_discount
    where l.tenant_id = ${ctx.tenantId} and l.entry_id = any(${[...new Set(items.map((i) => i.entryId))]}::uuid[]) and l.tax_base is not null
      and exists (select 1 from tax_rate r where r.tenant_id = l.tenant_id and r.tax_code_id = l.tax_code_id and r.account_id = l.account_id)
    order by l.line_no`
}

/** The items that a payment settles, locked until the commit, with what its lines say. */
async function settlements(ctx: CommandContext, paymentId: Id): Promise<Settlement[]> {
  const lines = await ctx.tx
    .select()
    .from(paymentLine)
    .where(and(eq(paymentLine.tenantId, ctx.tenantId), eq(paymentLine.paymentId, paymentId)))
    .orderBy(paymentLine.id)
  if (lines.length === 0) return []
  const ids = lines.map((l) => l.openItemId)
  await ctx.sql`select finance_lock_items(${ids}::uuid[])`
  const items = new Map((await openItemsById(ctx, ids)).map((i) => [i.id, i]))
  const discounted = lines.filter((l) => Number(l.discount) !== 0).flatMap((l) => items.get(l.openItemId) ?? [])
  const taxes = await discountTaxes(ctx, discounted)
  return lines.map((l) => {
    const item = items.get(l.openItemId)
    if (!item) throw notFound('open_item')
    return {
      item,
      amount: plain(l.amount),
      discount: plain(l.discount),
      writeOff: plain(l.writeOff),
      taxes: taxes.filter((t) => t.entry_id === item.entryId),
    }
  })
}

async function onAccount(ctx: CommandContext, row: PostedFields, role: (r: Side) => Id) {
  const info = (await party(ctx, [row.partyId])).get(row.partyId)
  if (!info) throw notFound('party')
  const side: Side =
    row.direction === 'incoming'
      ? info.isCustomer
        ? 'receivable'
        : 'payable'
      : info.isSupplier
        ? 'payable'
        : 'receivable'
  return { name: info.name, target: { side, accountId: role(side) } }
}

export const bankSideOf = (row: Pick<PostedFields, 'bankCurrency' | 'bankAmount' | 'bankRate'>): BankSide | null =>
  row.bankCurrency && row.bankAmount && row.bankRate
    ? { currency: row.bankCurrency, amount: plain(row.bankAmount), rate: plain(row.bankRate) }
    : null

async function plan(
  ctx: CommandContext,
  row: PostedFields,
): Promise<PaymentPlan & { name: string; items: OpenItemInfo[]; bank: EntryLine[] }> {
  const settings = await company(ctx, row.companyId)
  const account = await accounts(ctx, row.companyId)
  const { name, target } = await onAccount(ctx, row, account)
  const settled = await settlements(ctx, row.id)
  if (row.direction === 'outgoing' && settled.length > 0)
    await demandNoHold(
      ctx,
      settled.map((s) => s.item),
    )
  if (settled.some((s) => s.item.companyId !== row.companyId)) throw notFound('open_item')
  if (row.currency === settings.baseCurrency && plain(row.rate) !== '1') throw conflict('finance.base_rate')
  const bank = bankSideOf(row)
  const other =
    bank &&
    worthOf({ ...row, amount: plain(row.amount) }, bank, { currency: settings.baseCurrency, digits: settings.digits })
  const made = planPayment({
    payment: {
      ...row,
      ...(other && { base: other.worth, bankAccountId: account('currency_clearing') }),
      amount: plain(row.amount),
      feeAmount: plain(row.feeAmount),
      rate: plain(row.rate),
    },
    settlements: settled,
    onAccount: target,
    account,
    digits: currencyDigits(row.currency),
    baseDigits: settings.digits,
    writeOffTolerance: settings.writeOffTolerance,
  })
  const lines =
    bank && other ? bankLines(row.direction, { ...other, bank, bankAccountId: row.bankAccountId }, account) : []
  return { ...made, name, items: settled.map((s) => s.item), bank: lines }
}

/**
 * Books a payment: entry, open items and allocations in the running transaction; its number comes last, before the entry's.
 * Returns the entry's id and an object that holds the number at the commit.
 */
export async function postPayment(
  ctx: CommandContext,
  row: PostedFields,
): Promise<{ entryId: Id; bankEntryId: Id | null; out: { id: Id; number: string } }> {
  const entryId = newId()
  const out = { id: row.id, number: '' }
  const planned = await plan(ctx, row)
  const bankEntryId = planned.bank.length > 0 ? newId() : null
  const source = { document: 'payment', documentId: row.id, label: null as string | null }
  const draft: EntryDraft = {
    companyId: row.companyId,
    journal: 'cash',
    postingDate: row.postingDate,
    documentDate: row.paymentDate,
    description: planned.name,
    source,
    currency: row.currency,
    rate: row.rate,
    lines: planned.lines,
    openItems: planned.openItems,
  }
  ctx.numberLast({ companyId: row.companyId, document: 'payment', date: row.postingDate }, async (number) => {
    out.number = number
    for (const item of planned.openItems) item.number = number
    await ctx.tx
      .update(payment)
      .set({ number })
      .where(and(eq(payment.tenantId, ctx.tenantId), eq(payment.id, row.id)))
    const labelled = { ...draft, source: { ...source, label: number } }
    await postJournalEntry(ctx, labelled, {
      entryId,
      afterwards: () =>
        insertAllocations(
          ctx,
          row.companyId,
          planned.allocations.map((a) => ({ ...a, date: row.postingDate, entryId, paymentId: row.id })),
        ),
    })
    if (bankEntryId)
      await postJournalEntry(
        ctx,
        {
          ...labelled,
          currency: row.bankCurrency ?? row.currency,
          rate: row.bankRate ?? row.rate,
          lines: planned.bank,
          openItems: [],
        },
        { entryId: bankEntryId },
      )
    ctx.emit('finance.payment.posted', {
      document: 'payment',
      documentId: row.id,
      companyId: row.companyId,
      payload: {
        number,
        direction: row.direction,
        partyId: row.partyId,
        currency: row.currency,
        amount: plain(row.amount),
      },
    })
    announceItems(ctx, planned.items, planned.allocations)
  })
  return { entryId, bankEntryId, out }
}
