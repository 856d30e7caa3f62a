import type { z } from 'zod'
import { journalReportInput, journalReportOut } from '@/server/contracts/finance/journal-report'
import { dec, sum, toFixed, ZERO } from '@/server/kernel/money'
import { query } from '@/server/platform/commands/command'
import { company } from '../settings/company-settings'
import { checkRange, decodeMark, encodeMark } from './positions'

type Entry = z.input<typeof journalReportOut>['entries'][number]
interface LineRow {
  id: string
  entryId: string
  accountId: string
  code: string
  nameEn: string
  nameZh: string
  memo: string | null
  partyName: string | null
  base: string
}

/** Entries of a range with their lines, a page at a time. Error finance.range_backwards. */
export const journalReport = query({
  name: 'finance.journalReport',
  permission: 'finance.report.read',
  mayLag: true,
  input: journalReportInput,
  output: journalReportOut,
  handler: async (ctx, { companyId, from, to, journal, cursor, limit }) => {
    checkRange({ from, to })
    const { baseCurrency, digits } = await company(ctx, companyId)
    const mark = cursor ? decodeMark(cursor) : null
    const rows = await ctx.sql<Omit<Entry, 'lines' | 'total'>[]>`
      select id, number, journal, posting_date as date, description from journal_entry
      where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and posting_date between ${from} and ${to}
        and (${journal ?? null}::text is null or journal = ${journal ?? null}::text)
        and (posting_date, id) > (${mark?.date ?? '0001-01-01'}::date, ${mark?.id ?? '00000000-0000-0000-0000-000000000000'}::uuid)
      order by posting_date, id limit ${limit + 1}`
    const page = rows.slice(0, limit)
    const lines = await ctx.sql<LineRow[]>`
      select l.id, l.entry_id as "entryId", l.account_id as "accountId", a.code, a.name_en as "nameEn", a.name_zh as "nameZh", l.memo,
        p.name as "partyName", l.base_amount as base
      from journal_line l join account a on a.tenant_id = l.tenant_id and a.id = l.account_id
      left join party p on p.tenant_id = l.tenant_id and p.id = l.party_id
      where l.tenant_id = ${ctx.tenantId} and l.entry_id = any(${page.map((e) => e.id)}::uuid[]) order by l.entry_id, l.line_no`
    const last = page.at(-1)
    return {
      currency: baseCurrency,
      entries: page.map((entry) => {
        const own = lines.filter((l) => l.entryId === entry.id)
        return {
          ...entry,
          lines: own.map(({ entryId: _entryId, base, ...line }) => ({
            ...line,
            debit: toFixed(dec(base).isNegative() ? ZERO : base, digits),
            credit: toFixed(dec(base).isNegative() ? dec(base).negated() : ZERO, digits),
          })),
          total: toFixed(sum(own.filter((l) => !l.base.startsWith('-')).map((l) => l.base)), digits),
        }
      }),
      nextCursor: rows.length > limit && last ? encodeMark({ date: last.date, id: last.id, balance: '0' }) : null,
    }
  },
})
