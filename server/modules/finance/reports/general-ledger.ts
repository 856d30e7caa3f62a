import type { z } from 'zod'
import {
  generalLedgerInput,
  generalLedgerOut,
  partyBalanceInput,
  partyBalanceOut,
  statementInput,
  statementOut,
} from '@/server/contracts/finance/reports'
import { notFound } from '@/server/kernel/errors'
import { dec, plain, sum, toFixed, ZERO } from '@/server/kernel/money'
import { query } from '@/server/platform/commands/command'
import { company } from '../settings/company-settings'
import { books, checkRange, dayBefore, decodeMark, encodeMark, isResult, minus, net, positions } from './positions'

type LedgerRow = z.input<typeof generalLedgerOut>['rows'][number]
type StatementRow = z.input<typeof statementOut>['rows'][number]

/** Debit, credit and running balance of lines in order. */
function running<T extends { base: string; amount: string }>(rows: readonly T[], from: string, digits: number) {
  let balance = dec(from)
  return rows.map(({ base, ...row }) => {
    balance = balance.plus(base)
    const value = dec(base)
    return {
      ...row,
      amount: plain(row.amount),
      debit: toFixed(value.isNegative() ? ZERO : value, digits),
      credit: toFixed(value.isNegative() ? value.negated() : ZERO, digits),
      balance: toFixed(balance, digits),
    }
  })
}

/** The lines of one account in order of date, a page at a time, with the running balance. */
export const generalLedger = query({
  name: 'finance.generalLedger',
  permission: 'finance.report.read',
  mayLag: true,
  input: generalLedgerInput,
  output: generalLedgerOut,
  handler: async (ctx, { companyId, accountId, from, to, cursor, limit }) => {
    checkRange({ from, to })
    const b = await books(ctx, companyId)
    const account = b.accounts.find((a) => a.accountId === accountId)
    if (!account) throw notFound('account')
    const year = dayBefore(b.yearStart(from))
    const at = await positions(ctx, companyId, [dayBefore(from), to, year])
    const before = at.all(accountId, dayBefore(from))
    const opening = net(isResult(account) ? minus(before, at.all(accountId, year)) : before)
    const closing = opening.plus(net(minus(at.all(accountId, to), before)))
    const mark = cursor ? decodeMark(cursor) : null
    const rows = await ctx.sql<(Omit<LedgerRow, 'debit' | 'credit' | 'balance'> & { base: string })[]>`
      select l.id, l.entry_id as "entryId", e.number, e.journal, l.posting_date as date, e.description, l.memo, l.party_id as "partyId",
        p.name as "partyName", e.source_document as "sourceDocument", e.source_document_id as "sourceDocumentId",
        e.source_label as "sourceLabel", l.currency as "documentCurrency", l.amount, l.base_amount as base
      from journal_line l join journal_entry e on e.tenant_id = l.tenant_id and e.id = l.entry_id
      left join party p on p.tenant_id = l.tenant_id and p.id = l.party_id
      where l.tenant_id = ${ctx.tenantId} and l.account_id = ${accountId} and l.posting_date between ${from} and ${to}
        and (l.posting_date, l.id) > (${mark?.date ?? '0001-01-01'}::date, ${mark?.id ?? '00000000-0000-0000-0000-000000000000'}::uuid)
      order by l.posting_date, l.id limit ${limit + 1}`
    const page = running(rows.slice(0, limit), mark?.balance ?? plain(opening), b.digits)
    const last = page.at(-1)
    return {
      currency: b.currency,
      opening: toFixed(opening, b.digits),
      closing: toFixed(closing, b.digits),
      rows: page,
      nextCursor:
        rows.length > limit && last ? encodeMark({ date: last.date, id: last.id, balance: last.balance }) : null,
    }
  },
})

/** What happened between the company and a party in a range: opening, every line, closing. For receivables debit = owed to us. */
export const statementOfAccount = query({
  name: 'finance.statementOfAccount',
  permission: 'finance.report.read',
  mayLag: true,
  input: statementInput,
  output: statementOut,
  handler: async (ctx, { companyId, partyId, side, from, to }) => {
    checkRange({ from, to })
    const { baseCurrency, digits } = await company(ctx, companyId)
    const rows = await ctx.sql<
      (Omit<StatementRow, 'debit' | 'credit' | 'balance'> & { base: string; later: boolean })[]
    >`
      select l.entry_id as "entryId", l.posting_date as date, e.number, e.description, e.source_document as "sourceDocument",
        e.source_document_id as "sourceDocumentId", e.source_label as "sourceLabel", l.currency as "documentCurrency",
        l.amount, l.base_amount as base, l.posting_date > ${to}::date as later
      from journal_line l join journal_entry e on e.tenant_id = l.tenant_id and e.id = l.entry_id
      join account a on a.tenant_id = l.tenant_id and a.id = l.account_id and a.control = ${side} and a.company_id = ${companyId}
      where l.tenant_id = ${ctx.tenantId} and l.party_id = ${partyId} and l.posting_date >= ${from}
      order by l.posting_date, l.id limit 20000`
    const [now] = await ctx.sql<{ base: string }[]>`
      select coalesce(sum(b.base_amount), 0) as base from party_balance b
      join account a on a.tenant_id = b.tenant_id and a.id = b.account_id and a.control = ${side}
      where b.tenant_id = ${ctx.tenantId} and b.company_id = ${companyId} and b.party_id = ${partyId}`
    const opening = dec(now?.base ?? '0').minus(sum(rows.map((r) => r.base)))
    const within = rows.filter((r) => !r.later).map(({ later: _later, ...r }) => r)
    const shown = running(within, plain(opening), digits)
    return {
      currency: baseCurrency,
      opening: toFixed(opening, digits),
      closing: shown.at(-1)?.balance ?? toFixed(opening, digits),
      rows: shown,
    }
  },
})

/** What a party owes and is owed now, and what of it is overdue. */
export const partyBalanceQuery = query({
  name: 'finance.partyBalance',
  permission: 'finance.open_item.read',
  input: partyBalanceInput,
  output: partyBalanceOut,
  handler: async (ctx, { companyId, partyId }) => {
    const { baseCurrency, digits, today } = await company(ctx, companyId)
    const rows = await ctx.sql<
      { side: 'receivable' | 'payable'; currency: string; amount: string; baseAmount: string }[]
    >`
      select a.control as side, b.currency, trim_scale(sum(b.amount)) as amount, trim_scale(sum(b.base_amount)) as "baseAmount"
      from party_balance b join account a on a.tenant_id = b.tenant_id and a.id = b.account_id
      where b.tenant_id = ${ctx.tenantId} and b.company_id = ${companyId} and b.party_id = ${partyId}
      group by 1, 2 having sum(b.amount) <> 0 or sum(b.base_amount) <> 0 order by 1 desc, 2`
    const [overdue] = await ctx.sql<{ base: string }[]>`
      select coalesce(sum(remaining_base), 0) as base from open_item where tenant_id = ${ctx.tenantId} and company_id = ${companyId}
        and party_id = ${partyId} and side = 'receivable' and settled_on is null and amount > 0 and due_date < ${today}`
    const of = (side: string) => sum(rows.filter((r) => r.side === side).map((r) => r.baseAmount))
    return {
      currency: baseCurrency,
      receivable: toFixed(of('receivable'), digits),
      payable: toFixed(of('payable').negated(), digits),
      overdueReceivable: toFixed(overdue?.base ?? '0', digits),
      byCurrency: [...rows],
    }
  },
})
