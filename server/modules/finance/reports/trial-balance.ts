import type { z } from 'zod'
import { trialBalanceInput, trialBalanceOut } from '@/server/contracts/finance/reports'
import type { CalendarDate } from '@/server/kernel/calendar-date'
import { type Decimal, dec, sum, toFixed, ZERO } from '@/server/kernel/money'
import { query } from '@/server/platform/commands/command'
import type { QueryContext } from '@/server/platform/commands/context'
import {
  type AccountInfo,
  type Books,
  books,
  checkRange,
  dayBefore,
  isResult,
  minus,
  net,
  type Positions,
  positions,
} from './positions'

interface Range {
  readonly from: CalendarDate
  readonly to: CalendarDate
}
interface Figures {
  opening: Decimal
  debit: Decimal
  credit: Decimal
  closing: Decimal
}

/**
 * Opening, turnover and closing of an account. Income and expense begin anew with the fiscal year: what earlier years
 * earned and no closing entry carried over stands with retained earnings. Closing entries of the range are left out.
 */
function figuresOf(
  account: AccountInfo,
  range: Range,
  at: Positions,
  yearStart: CalendarDate,
  earlier: Decimal,
): Figures {
  const before = dayBefore(range.from)
  const year = dayBefore(yearStart)
  const id = account.accountId
  const sinceYear = minus(at.normal(id, before), at.normal(id, year))
  const opening = isResult(account)
    ? net(sinceYear)
    : net(at.all(id, year))
        .plus(net(sinceYear))
        .plus(account.retained ? earlier : ZERO)
  const { debit, credit } = minus(at.normal(id, range.to), at.normal(id, before))
  return { opening, debit, credit, closing: opening.plus(debit).minus(credit) }
}

/** What earlier years earned and nothing carried over: one figure, debit > 0. */
export const earlierResult = (accounts: readonly AccountInfo[], at: Positions, yearStart: CalendarDate): Decimal =>
  sum(accounts.filter(isResult).map((a) => net(at.all(a.accountId, dayBefore(yearStart)))))

async function figures(ctx: QueryContext, companyId: string, b: Books, range: Range): Promise<Map<string, Figures>> {
  checkRange(range)
  const yearStart = b.yearStart(range.from)
  const at = await positions(ctx, companyId, [dayBefore(range.from), range.to, dayBefore(yearStart)])
  const earlier = earlierResult(b.accounts, at, yearStart)
  return new Map(b.accounts.map((a) => [a.accountId, figuresOf(a, range, at, yearStart, earlier)]))
}

const written = (f: Figures, digits: number): z.input<typeof trialBalanceOut>['totals'] => ({
  opening: toFixed(f.opening, digits),
  debit: toFixed(f.debit, digits),
  credit: toFixed(f.credit, digits),
  closing: toFixed(f.closing, digits),
})
const blank = (f: Figures | undefined) => !f || [f.opening, f.debit, f.credit].every((v) => dec(v).isZero())

/** Trial balance of any range; the opening, turnover and closing columns each add up to zero or to each other. */
export const trialBalance = query({
  name: 'finance.trialBalance',
  permission: 'finance.report.read',
  mayLag: true,
  input: trialBalanceInput,
  output: trialBalanceOut,
  handler: async (ctx, { companyId, from, to, empty, compare }) => {
    const b = await books(ctx, companyId)
    const main = await figures(ctx, companyId, b, { from, to })
    const other = compare ? await figures(ctx, companyId, b, compare) : undefined
    const rows = b.accounts.flatMap(({ retained: _retained, ...account }) => {
      const f = main.get(account.accountId)
      const c = other?.get(account.accountId)
      if (!f || (!empty && blank(f) && blank(c))) return []
      return [{ ...account, ...written(f, b.digits), compare: c ? written(c, b.digits) : null }]
    })
    const all = [...main.values()]
    const totals = {
      opening: sum(all.map((f) => f.opening)),
      debit: sum(all.map((f) => f.debit)),
      credit: sum(all.map((f) => f.credit)),
      closing: sum(all.map((f) => f.closing)),
    }
    return { currency: b.currency, rows, totals: written(totals, b.digits) }
  },
})
