import { z } from 'zod'
import { amountField, code, text } from '@/server/contracts/platform/field'
import { type Id, newId } from '@/server/kernel/ids'
import { dec, plain } from '@/server/kernel/money'
import type { QueryContext } from '@/server/platform/commands/context'
import { dateCell } from '@/server/platform/imports/cells'
import { registerImporter } from '@/server/platform/imports/importer'
import { accounts } from '../accounts/account-roles'
import type { Side } from '../door'
import { type EntryOfMany, postJournalEntries } from '../journal/post-journal-entries'
import { recordOpening } from './import-balances'
import { issue, moneyCells, moneyColumns, moneyIssues, openingBooks, worthOf } from './opening-rows'

export const OPENING_ITEM = 'opening_item'

const row = z.object({
  party: code(),
  number: text(60),
  ...moneyCells,
  documentDate: dateCell.optional(),
  dueDate: dateCell.optional(),
  amount: amountField,
})
type Row = z.output<typeof row>
const keyOf = (party: string, number: string) => `${party}|${number}`

const resolveFor = (side: Side) => async (ctx: QueryContext, companyId: Id, rows: readonly { values: Row }[]) => {
  const values = rows.map((r) => r.values)
  const codes = values.map((v) => v.party)
  const [books, role, parties, there] = await Promise.all([
    openingBooks(ctx, companyId, values),
    accounts(ctx, companyId),
    ctx.sql<{ id: Id; code: string; fits: boolean }[]>`
      select id, code, status = 'active' and (case when ${side === 'receivable'} then is_customer else is_supplier end) as fits
      from party where tenant_id = ${ctx.tenantId} and code = any(${codes}::text[])`,
    ctx.sql<{ party: string; number: string }[]>`
      select p.code as party, o.number from party p
      join open_item o on o.tenant_id = p.tenant_id and o.party_id = p.id and o.company_id = ${companyId}
        and o.side = ${side} and o.source_document = ${OPENING_ITEM}
      join journal_entry e on e.tenant_id = o.tenant_id and e.id = o.entry_id and e.reverses_id is null
      where p.tenant_id = ${ctx.tenantId} and p.code = any(${codes}::text[]) and o.number = any(${values.map((v) => v.number)}::text[])
        and not exists (select 1 from journal_entry r where r.tenant_id = e.tenant_id and r.reverses_id = e.id)`,
  ])
  return {
    books,
    account: role(side),
    opening: role('opening_balance'),
    parties: new Map(parties.map((p) => [p.code, p])),
    there: new Set(there.map((t) => keyOf(t.party, t.number))),
  }
}
type Masters = Awaited<ReturnType<ReturnType<typeof resolveFor>>>

function check({ values: v }: { values: Row }, { books, parties }: Masters) {
  const issued = v.documentDate ?? v.date
  return [
    ...(parties.get(v.party)?.fits ? [] : [issue('party', 'common.reference')]),
    ...(dec(v.amount).isZero() ? [issue('amount', 'validation.not_zero')] : []),
    ...(v.dueDate && v.dueDate < issued ? [issue('dueDate', 'finance.due_before', { date: issued })] : []),
    ...moneyIssues(v, { field: 'amount', value: v.amount }, books),
  ]
}

/** An entry for each, so that each can be reversed; what the party owes is a debit, what we owe a credit. */
function entryOf(companyId: Id, side: Side, v: Row, m: Masters): EntryOfMany {
  const entryId = newId()
  const itemId = newId()
  const partyId = m.parties.get(v.party)?.id ?? itemId
  const { currency, rate, ...worth } = worthOf(v, v.amount, m.books)
  const turned = (value: string) => plain(dec(value).negated())
  const owed = side === 'receivable' ? worth : { amount: turned(worth.amount), baseAmount: turned(worth.baseAmount) }
  const documentDate = v.documentDate ?? v.date
  return {
    entryId,
    draft: {
      companyId,
      journal: 'general',
      postingDate: v.date,
      documentDate,
      taxDate: v.date,
      description: `Opening: ${v.number}`,
      source: { document: OPENING_ITEM, documentId: itemId, label: v.number },
      currency,
      rate,
      lines: [
        { accountId: m.account, ...owed, partyId },
        { accountId: m.opening, amount: turned(owed.amount), baseAmount: turned(owed.baseAmount), partyId },
      ],
      openItems: [
        {
          id: itemId,
          ...{ partyId, side, kind: 'opening' as const, accountId: m.account, ...owed, currency, rate },
          documentDate,
          dueDate: v.dueDate ?? documentDate,
          number: v.number,
        },
      ],
    },
  }
}

for (const side of ['receivable', 'payable'] as const)
  registerImporter({
    kind: side === 'receivable' ? 'open_receivables' : 'open_payables',
    permission: 'finance.manual_entry.post',
    columns: [
      side === 'receivable'
        ? {
            key: 'party',
            required: true,
            aliases: ['customer', 'customer code', 'customer number', '客户', '客户编码', '客户编号'],
          }
        : {
            key: 'party',
            required: true,
            aliases: ['supplier', 'supplier code', 'vendor', '供应商', '供应商编码', '供应商编号'],
          },
      {
        key: 'number',
        required: true,
        aliases: ['invoice', 'invoice number', 'document number', '发票号', '发票号码', '单据号', '单号'],
      },
      { key: 'documentDate', aliases: ['invoice date', 'document date', '发票日期', '单据日期', '开票日期'] },
      { key: 'dueDate', aliases: ['due', 'due date', '到期日', '到期日期'] },
      { key: 'amount', required: true, aliases: ['open amount', 'balance', 'outstanding', '未结金额', '余额', '金额'] },
      ...moneyColumns,
    ],
    keys: ['party', 'number'],
    row,
    resolve: resolveFor(side),
    known: (v, m) => m.there.has(keyOf(v.party, v.number)),
    check,
    write: async (ctx, companyId, rows, masters) => {
      const entries = rows.map(({ values }) => entryOf(companyId, side, values, masters))
      recordOpening(ctx, entries)
      postJournalEntries(ctx, entries)
    },
  })
