import { z } from 'zod'
import { amountField, code, nonNegative, optionalText } from '@/server/contracts/platform/field'
import type { CalendarDate } from '@/server/kernel/calendar-date'
import { type Id, newId } from '@/server/kernel/ids'
import { dec, plain, sum } from '@/server/kernel/money'
import type { CommandContext, QueryContext } from '@/server/platform/commands/context'
import { registerImporter } from '@/server/platform/imports/importer'
import { accounts } from '../accounts/account-roles'
import { type EntryOfMany, postJournalEntries } from '../journal/post-journal-entries'
import {
  type Issue,
  issue,
  moneyCells,
  moneyColumns,
  moneyIssues,
  openingBooks,
  type Worth,
  worthOf,
} from './opening-rows'

export const OPENING_BALANCE = 'opening_balance'

const row = z.object({
  account: code(),
  ...moneyCells,
  debit: nonNegative(amountField).optional(),
  credit: nonNegative(amountField).optional(),
  amount: amountField.optional(),
  costCenter: code().optional(),
  memo: optionalText(200),
})
type Row = z.output<typeof row>
interface Account {
  id: Id
  code: string
  posting: boolean
  active: boolean
  control: string | null
  currency: string | null
}

/** Signed, debit > 0. */
const signed = (v: Row): string => v.amount ?? plain(dec(v.debit ?? '0').minus(v.credit ?? '0'))
const keyOf = (account: string, v: Pick<Row, 'date' | 'currency' | 'costCenter'>, base: string) =>
  [account, v.date, v.currency ?? base, v.costCenter ?? ''].join('|')

async function resolve(ctx: QueryContext, companyId: Id, rows: readonly { values: Row }[]) {
  const values = rows.map((r) => r.values)
  const books = await openingBooks(ctx, companyId, values)
  const [found, centers, there] = await Promise.all([
    ctx.sql<Account[]>`
      select id, code, posting, status = 'active' as active, control, currency from account
      where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and code = any(${values.map((v) => v.account)}::text[])`,
    ctx.sql<{ id: Id; code: string }[]>`
      select id, code from cost_center where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and status = 'active'
        and code = any(${values.flatMap((v) => v.costCenter ?? [])}::text[])`,
    ctx.sql<{ account: string; date: string; currency: string; costCenter: string | null }[]>`
      select a.code as account, l.posting_date as date, l.currency, c.code as "costCenter"
      from account a
      join journal_line l on l.tenant_id = a.tenant_id and l.account_id = a.id
        and l.posting_date = any(${[...new Set(values.map((v) => v.date))]}::text[]::date[])
      join journal_entry e on e.tenant_id = l.tenant_id and e.id = l.entry_id and e.source_document = ${OPENING_BALANCE}
      left join cost_center c on c.tenant_id = l.tenant_id and c.id = l.cost_center_id
      where a.tenant_id = ${ctx.tenantId} and a.company_id = ${companyId} and a.code = any(${values.map((v) => v.account)}::text[])
        and e.reverses_id is null
        and not exists (select 1 from journal_entry r where r.tenant_id = e.tenant_id and r.reverses_id = e.id)`,
  ])
  return {
    books,
    opening: (await accounts(ctx, companyId))('opening_balance'),
    accounts: new Map(found.map((a) => [a.code, a])),
    centers: new Map(centers.map((c) => [c.code, c.id])),
    there: new Set(
      there.map((t) => keyOf(t.account, { ...t, costCenter: t.costCenter ?? undefined }, books.baseCurrency)),
    ),
  }
}
type Masters = Awaited<ReturnType<typeof resolve>>

function accountIssues(account: Account | undefined, v: Row, { books, opening }: Masters): Issue[] {
  if (!account) return [issue('account', 'common.reference')]
  const of = { account: account.code }
  return [
    ...(account.posting ? [] : [issue('account', 'finance.account_heading', of)]),
    ...(account.active ? [] : [issue('account', 'finance.account_archived', of)]),
    ...(account.control ? [issue('account', 'finance.opening_control', of)] : []),
    ...(account.id === opening ? [issue('account', 'finance.opening_account', of)] : []),
    ...(account.currency && account.currency !== (v.currency ?? books.baseCurrency)
      ? [issue('currency', 'finance.account_currency', of)]
      : []),
  ]
}

function check({ values: v }: { values: Row }, masters: Masters): Issue[] {
  const both = v.amount !== undefined && (v.debit !== undefined || v.credit !== undefined)
  const none = v.amount === undefined && v.debit === undefined && v.credit === undefined
  const field = v.amount !== undefined ? 'amount' : v.debit !== undefined ? 'debit' : 'credit'
  return [
    ...accountIssues(masters.accounts.get(v.account), v, masters),
    ...(none ? [issue('amount', 'validation.required')] : []),
    ...(both ? [issue('amount', 'finance.opening_sides')] : []),
    ...(v.costCenter && !masters.centers.has(v.costCenter) ? [issue('costCenter', 'common.reference')] : []),
    ...moneyIssues(v, { field, value: signed(v) }, masters.books),
  ]
}

/** One entry a day and currency, balanced by the opening-balance account, which is empty again when the whole trial balance is in. */
function entriesOf(companyId: Id, rows: readonly { values: Row }[], m: Masters): EntryOfMany[] {
  const groups = new Map<string, { date: CalendarDate; rows: { values: Row; worth: Worth }[] }>()
  for (const { values } of rows) {
    const worth = worthOf(values, signed(values), m.books)
    const group = groups.get(`${values.date} ${worth.currency}`) ?? { date: values.date, rows: [] }
    group.rows.push({ values, worth })
    groups.set(`${values.date} ${worth.currency}`, group)
  }
  return [...groups.values()].map(({ date, rows: of }) => {
    const entryId = newId()
    const lines = of.map(({ values, worth }) => ({
      accountId: m.accounts.get(values.account)?.id ?? m.opening,
      amount: worth.amount,
      baseAmount: worth.baseAmount,
      costCenterId: values.costCenter ? (m.centers.get(values.costCenter) ?? null) : null,
      memo: values.memo,
    }))
    const contra = (pick: (w: Worth) => string) => plain(sum(of.map((r) => pick(r.worth))).negated())
    const balance = { accountId: m.opening, amount: contra((w) => w.amount), baseAmount: contra((w) => w.baseAmount) }
    return {
      entryId,
      draft: {
        companyId,
        journal: 'general' as const,
        postingDate: date,
        documentDate: date,
        description: 'Opening balances',
        source: { document: OPENING_BALANCE, documentId: entryId, label: null },
        currency: of[0]?.worth.currency ?? m.books.baseCurrency,
        rate: of[0]?.worth.rate ?? '1',
        lines: [...lines, balance],
      },
    }
  })
}

/** Records the entries that opening rows became; they have no document but the file. */
export function recordOpening(ctx: CommandContext, entries: readonly EntryOfMany[]): void {
  for (const { entryId, draft } of entries)
    ctx.record({
      action: 'import',
      document: draft.source.document,
      documentId: draft.source.documentId,
      companyId: draft.companyId,
      label: draft.source.label,
      after: { entryId, postingDate: draft.postingDate, currency: draft.currency, lines: draft.lines.length },
    })
}

registerImporter({
  kind: 'opening_balances',
  permission: 'finance.manual_entry.post',
  columns: [
    {
      key: 'account',
      required: true,
      aliases: ['account code', 'account number', 'gl account', '科目', '科目编码', '科目代码', '会计科目'],
    },
    { key: 'debit', aliases: ['debit balance', 'dr', '借方', '借方余额', '期初借方'] },
    { key: 'credit', aliases: ['credit balance', 'cr', '贷方', '贷方余额', '期初贷方'] },
    { key: 'amount', aliases: ['balance', 'signed balance', '金额', '余额', '期初余额'] },
    ...moneyColumns,
    { key: 'costCenter', aliases: ['cost center', 'cost centre', '成本中心', '部门'] },
    { key: 'memo', aliases: ['description', 'note', '摘要', '备注'] },
  ],
  keys: ['account', 'date', 'currency', 'costCenter'],
  row,
  resolve,
  known: (v, m) => m.there.has(keyOf(v.account, v, m.books.baseCurrency)),
  check,
  write: async (ctx, companyId, rows, masters) => {
    const entries = entriesOf(companyId, rows, masters)
    recordOpening(ctx, entries)
    postJournalEntries(ctx, entries)
  },
})
