import { currencyRevaluation, currencyRevaluationLine } from '@/db/schema/finance/revaluation'
import {
  postedRevaluation,
  revaluationInput,
  revaluationPreview,
  revaluationsInput,
  revaluationsOut,
} from '@/server/contracts/finance/revaluation'
import { addDays, type CalendarDate } from '@/server/kernel/calendar-date'
import { conflict } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { type Decimal, type DecimalString, dec, plain, round, sum, toFixed, ZERO } from '@/server/kernel/money'
import { command, query } from '@/server/platform/commands/command'
import type { CommandContext, QueryContext } from '@/server/platform/commands/context'
import { insertRows } from '@/server/platform/tenancy/bulk'
import { accounts } from '../accounts/account-roles'
import { exchangeRate } from '../currencies/exchange-rate'
import type { EntryLine } from '../door'
import { postJournalEntry } from '../journal/post-journal-entry'
import { company } from '../settings/company-settings'
import { type ForeignBalance, foreignBalances } from './foreign-balances'

interface Input {
  readonly companyId: Id
  readonly date: CalendarDate
  readonly rates: readonly { currency: string; rate: DecimalString }[]
}
interface Row extends ForeignBalance {
  readonly rate: DecimalString
  readonly valued: Decimal
  readonly difference: Decimal
  readonly toPost: Decimal
}
interface Posted {
  id: Id
  date: CalendarDate
}
interface Valuation {
  readonly period: { id: Id; name: string; start: CalendarDate; end: CalendarDate }
  readonly before: Posted | null
  readonly baseCurrency: string
  readonly digits: number
  readonly rows: readonly Row[]
}

const keyOf = (r: { kind: string; accountId: Id; currency: string }) => `${r.kind}/${r.accountId}/${r.currency}`

async function periodOf(ctx: QueryContext, companyId: Id, date: CalendarDate): Promise<Valuation['period']> {
  const [row] = await ctx.sql<Valuation['period'][]>`
    select id, name, start_date as start, end_date as end from fiscal_period
    where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and ${date} between start_date and end_date`
  if (!row) throw conflict('finance.no_period', { date })
  return row
}

/** Balances at the closing rate, with what the period's earlier run has posted for each. Errors: finance.no_rate, .no_period. */
async function valuation(ctx: QueryContext, { companyId, date, rates }: Input): Promise<Valuation> {
  const [{ baseCurrency, digits }, period] = await Promise.all([
    company(ctx, companyId),
    periodOf(ctx, companyId, date),
  ])
  const [before] = await ctx.sql<Posted[]>`
    select id, date from currency_revaluation
    where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and period_id = ${period.id}`
  if (before && before.date > date) throw conflict('finance.revaluation_earlier', { date: before.date })
  const posted = new Map<string, DecimalString>()
  if (before) {
    const lines = await ctx.sql<{ kind: string; accountId: Id; currency: string; difference: DecimalString }[]>`
      select kind, account_id as "accountId", currency, difference from currency_revaluation_line
      where tenant_id = ${ctx.tenantId} and revaluation_id = ${before.id}`
    for (const line of lines) posted.set(keyOf(line), line.difference)
  }
  const balances = await foreignBalances(ctx, { companyId, baseCurrency, date, periodStart: period.start })
  const given = new Map(rates.map((r) => [r.currency, r.rate]))
  for (const { currency } of balances)
    if (!given.has(currency)) given.set(currency, await exchangeRate(ctx, { companyId, currency, date }))
  const rows = balances.map((balance): Row => {
    const rate = given.get(balance.currency) ?? '1'
    const earlier = dec(posted.get(keyOf(balance)) ?? '0')
    // Money carries the earlier run of the period on its own account; claims and debts have it beside them.
    const book = balance.kind === 'bank' ? dec(balance.baseAmount).minus(earlier) : dec(balance.baseAmount)
    const valued = round(dec(balance.amount).times(rate), digits)
    const difference = valued.minus(book)
    posted.delete(keyOf(balance))
    return { ...balance, baseAmount: plain(book), rate, valued, difference, toPost: difference.minus(earlier) }
  })
  // What was revalued before and has been settled since has nothing left to differ.
  const gone = await goneRows(ctx, before, posted)
  return { period, before: before ?? null, baseCurrency, digits, rows: [...rows, ...gone] }
}

async function goneRows(
  ctx: QueryContext,
  before: Posted | undefined,
  left: ReadonlyMap<string, DecimalString>,
): Promise<Row[]> {
  if (!before || left.size === 0) return []
  const lines = await ctx.sql<(ForeignBalance & { rate: DecimalString; difference: DecimalString })[]>`
    select l.kind, l.account_id as "accountId", a.code as "accountCode", a.name_en as "nameEn", a.name_zh as "nameZh", l.currency,
      '0' as amount, '0' as "baseAmount", trim_scale(l.rate)::text as rate, l.difference
    from currency_revaluation_line l join account a on a.tenant_id = l.tenant_id and a.id = l.account_id
    where l.tenant_id = ${ctx.tenantId} and l.revaluation_id = ${before.id} and l.difference <> 0`
  return lines
    .filter((l) => left.has(keyOf(l)))
    .map((l) => ({ ...l, valued: ZERO, difference: ZERO, toPost: dec(l.difference).negated() }))
}

const totals = (rows: readonly Row[], digits: number) => ({
  gain: toFixed(sum(rows.map((r) => r.toPost).filter((d) => d.isPositive())), digits),
  loss: toFixed(sum(rows.map((r) => r.toPost).filter((d) => d.isNegative())).negated(), digits),
})

/** What a run would post; nothing is written. */
export const previewRevaluation = query({
  name: 'finance.previewRevaluation',
  permission: 'finance.currency_revaluation.read',
  input: revaluationInput,
  output: revaluationPreview,
  handler: async (ctx, input) => {
    const { period, before, baseCurrency, digits, rows } = await valuation(ctx, input)
    return {
      currency: baseCurrency,
      period: period.name,
      date: input.date,
      reversalDate: addDays(period.end, 1),
      postedOn: before?.date ?? null,
      rows: rows.map((r) => ({
        ...r,
        valued: toFixed(r.valued, digits),
        difference: toFixed(r.difference, digits),
        toPost: toFixed(r.toPost, digits),
      })),
      ...totals(rows, digits),
    }
  },
})

/**
 * The lines of one currency: the difference on the account itself for money, on the account beside it for claims and debts (they are
 * explained by their items), against unrealised gain or loss. Amounts in the currency do not change.
 */
function linesOf(rows: readonly Row[], account: Awaited<ReturnType<typeof accounts>>): EntryLine[] {
  return rows.flatMap(({ kind, accountId, toPost }) => [
    {
      accountId: kind === 'bank' ? accountId : account(`${kind}_revaluation`),
      amount: '0',
      baseAmount: plain(toPost),
    },
    {
      accountId: account(toPost.isPositive() ? 'unrealised_fx_gain' : 'unrealised_fx_loss'),
      amount: '0',
      baseAmount: plain(toPost.negated()),
    },
  ])
}

async function post(ctx: CommandContext, id: Id, input: Input, made: Valuation, reversalDate: CalendarDate) {
  const account = await accounts(ctx, input.companyId)
  const due = made.rows.filter((r) => !r.toPost.isZero())
  for (const currency of [...new Set(due.map((r) => r.currency))].sort()) {
    const mine = due.filter((r) => r.currency === currency)
    const lines = linesOf(mine, account)
    const entry = {
      companyId: input.companyId,
      journal: 'general' as const,
      description: `${made.period.name} ${currency}`,
      source: { document: 'currency_revaluation', documentId: id, label: made.period.name },
      currency,
      rate: mine[0]?.rate ?? '1',
    }
    const { entryId } = await postJournalEntry(ctx, {
      ...entry,
      postingDate: input.date,
      documentDate: input.date,
      lines,
    })
    const back = lines.map((l) => ({ ...l, baseAmount: plain(dec(l.baseAmount).negated()) }))
    await postJournalEntry(
      ctx,
      { ...entry, postingDate: reversalDate, documentDate: reversalDate, lines: back },
      { reversesId: entryId },
    )
  }
}

/**
 * Revalues foreign claims, debts and money at the closing rate of a day. Only the difference is posted, to unrealised gain or loss,
 * and reversed on the first day of the next period. A period has one run: sent again it posts what has changed since, or nothing.
 * Errors: finance.no_rate, finance.no_period (also of the next period), finance.period_closed, finance.revaluation_earlier.
 */
export const postRevaluation = command({
  name: 'finance.postRevaluation',
  permission: 'finance.currency_revaluation.post',
  input: revaluationInput,
  output: postedRevaluation,
  handler: async (ctx, input) => {
    const { companyId, date } = input
    const period = await periodOf(ctx, companyId, date)
    const reversalDate = addDays(period.end, 1)
    await periodOf(ctx, companyId, reversalDate)
    // Two runs of a period meet here: the second sees what the first has posted.
    await ctx.sql`select pg_advisory_xact_lock(hashtextextended(${`currency_revaluation:${period.id}`}, 0))`
    const made = await valuation(ctx, input)
    const id = made.before?.id ?? newId()
    const answer = { id, ...totals(made.rows, made.digits) }
    if (made.rows.every((r) => r.toPost.isZero())) return { ...answer, posted: false }
    await store(ctx, id, input, made, reversalDate)
    await post(ctx, id, input, made, reversalDate)
    ctx.record({
      action: 'post',
      document: 'currency_revaluation',
      documentId: id,
      companyId,
      label: made.period.name,
      after: { date, gain: answer.gain, loss: answer.loss },
    })
    return { ...answer, posted: true }
  },
})

async function store(ctx: CommandContext, id: Id, input: Input, made: Valuation, reversalDate: CalendarDate) {
  const { companyId, date } = input
  if (made.before) {
    await ctx.sql`
      update currency_revaluation set date = ${date}, version = version + 1, updated_at = now(), updated_by = ${ctx.actor.userId}
      where tenant_id = ${ctx.tenantId} and id = ${id}`
    await ctx.sql`delete from currency_revaluation_line where tenant_id = ${ctx.tenantId} and revaluation_id = ${id}`
  } else
    await insertRows(ctx, currencyRevaluation, [
      {
        id,
        companyId,
        periodId: made.period.id,
        date,
        reversalDate,
        createdBy: ctx.actor.userId,
        updatedBy: ctx.actor.userId,
      },
    ])
  await insertRows(
    ctx,
    currencyRevaluationLine,
    made.rows.map((r) => ({
      id: newId(),
      companyId,
      revaluationId: id,
      kind: r.kind,
      accountId: r.accountId,
      currency: r.currency,
      rate: r.rate,
      amount: r.amount,
      baseAmount: r.baseAmount,
      difference: plain(r.difference),
    })),
  )
}

/** The runs of a company with their entries, the latest period first. */
export const listRevaluations = query({
  name: 'finance.listRevaluations',
  permission: 'finance.currency_revaluation.read',
  input: revaluationsInput,
  output: revaluationsOut,
  handler: async (ctx, { companyId }) => {
    const runs = await ctx.sql<(typeof revaluationsOut)['_zod']['output']['runs']>`
      select r.id, p.name as period, r.date, r.reversal_date as "reversalDate",
        (select coalesce(sum(l.difference), 0)::text from currency_revaluation_line l
          where l.tenant_id = r.tenant_id and l.revaluation_id = r.id) as difference,
        coalesce((select jsonb_agg(jsonb_build_object('id', e.id, 'number', e.number, 'postingDate', e.posting_date) order by e.posting_date, e.id)
          from journal_entry e where e.tenant_id = r.tenant_id and e.source_document_id = r.id), '[]') as entries
      from currency_revaluation r join fiscal_period p on p.tenant_id = r.tenant_id and p.id = r.period_id
      where r.tenant_id = ${ctx.tenantId} and r.company_id = ${companyId} order by r.date desc limit 200`
    return { runs: [...runs] }
  },
})
