import type { CalendarDate } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import { type Decimal, plain, ZERO } from '@/server/kernel/money'
import { type CompanySettings, postJournalEntry } from '@/server/modules/finance'
import type { CommandContext } from '@/server/platform/commands/context'
import type { PostingHeader } from './movement'

interface Posting {
  readonly value: Decimal
  readonly accountId: Id
  readonly contraAccountId: Id
  readonly postsContra: boolean
}

/**
 * Posts what the rows did to the accounts, one line an account; rows without value post nothing. Corrections of earlier moves are part of
 * the same entry, those of other dates have an entry each.
 */
export async function postStockJournals(
  ctx: CommandContext,
  header: PostingHeader,
  company: CompanySettings,
  rows: readonly Posting[],
  corrections: readonly (Posting & { readonly date: CalendarDate })[] = [],
): Promise<void> {
  const dates = [...new Set([header.postingDate, ...corrections.map((c) => c.date)])].sort()
  for (const postingDate of dates) {
    const own = corrections.filter((c) => c.date === postingDate)
    const all = postingDate === header.postingDate ? [...rows, ...own] : own
    await postOne(ctx, { ...header, postingDate }, company, all)
  }
}

async function postOne(
  ctx: CommandContext,
  header: PostingHeader,
  company: CompanySettings,
  rows: readonly Posting[],
): Promise<void> {
  const sums = new Map<Id, Decimal>()
  const add = (accountId: Id, value: Decimal) => sums.set(accountId, value.plus(sums.get(accountId) ?? ZERO))
  for (const row of rows) {
    add(row.accountId, row.value)
    if (row.postsContra) add(row.contraAccountId, row.value.negated())
  }
  const lines = [...sums]
    .filter(([, value]) => !value.isZero())
    .map(([accountId, value]) => ({ accountId, amount: plain(value), baseAmount: plain(value) }))
  if (lines.length === 0) return
  await postJournalEntry(ctx, {
    companyId: header.companyId,
    journal: 'stock',
    postingDate: header.postingDate,
    documentDate: header.documentDate,
    description: header.description,
    source: header.source,
    currency: company.baseCurrency,
    rate: '1',
    lines,
  })
}
