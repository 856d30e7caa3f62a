import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { toFixed } from '@/server/kernel/money'
import {
  chartOfAccounts,
  fiscalYears,
  partyReceivable,
  postJournalEntry,
  setPeriodStatus,
  trialBalance,
} from '@/server/modules/finance'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { checkInvariants } from '@/server/platform/schedules/invariants'
import { createTestBooks, createTestParty, inCommand, type TestBooks } from '../books'
import { LedgerOracle, type OracleEntry, type OracleLine } from './ledger'

interface World {
  readonly books: TestBooks
  readonly oracle: LedgerOracle
  readonly accounts: readonly Id[]
  readonly receivable: Id
  readonly parties: readonly Id[]
  readonly periods: ReadonlyMap<string, Id>
}

async function makeWorld(): Promise<World> {
  const books = await createTestBooks({ template: 'cn', taxTemplate: 'cn', years: 1 })
  const call = { actor: books.admin }
  const chart = await runQuery(chartOfAccounts, { companyId: books.companyId }, call)
  const known = new Map(chart.accounts.map((a) => [a.id, { heading: !a.posting, control: a.control === 'receivable' }]))
  const { years } = await runQuery(fiscalYears, { companyId: books.companyId }, call)
  const heading = chart.accounts.find((a) => a.code === '5001')?.id ?? ''
  return {
    books,
    oracle: new LedgerOracle(known, '2025'),
    accounts: [
      books.account('bank'),
      books.account('revenue'),
      books.account('cogs'),
      books.account('rounding'),
      heading,
      newId(),
    ],
    receivable: books.account('receivable'),
    parties: [await createTestParty(books.admin), await createTestParty(books.admin)],
    periods: new Map(years.flatMap((y) => y.periods.map((p) => [p.name, p.id]))),
  }
}

const cents = (n: number) => toFixed(n / 100, 2)

async function post(w: World, entry: OracleEntry): Promise<string | null> {
  const { companyId, admin } = w.books
  const lines = entry.lines.map((l) => ({
    accountId: l.account,
    partyId: l.party,
    amount: cents(l.cents),
    baseAmount: cents(l.cents),
  }))
  const openItems = entry.lines.flatMap((l) =>
    l.account === w.receivable && l.party
      ? [
          {
            ...{ partyId: l.party, side: 'receivable' as const, kind: 'invoice' as const, accountId: l.account },
            ...{ amount: cents(l.cents), baseAmount: cents(l.cents), currency: 'USD', rate: '1' },
            ...{ documentDate: entry.date, dueDate: entry.date, number: 'X' },
          },
        ]
      : [],
  )
  try {
    await inCommand(admin, (ctx) =>
      postJournalEntry(ctx, {
        ...{ companyId, journal: 'general', postingDate: entry.date, documentDate: entry.date, description: 'random' },
        ...{
          currency: 'USD',
          rate: '1',
          lines,
          openItems,
          source: { document: 'test', documentId: newId(), label: null },
        },
      }),
    )
    return null
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}

/** Mostly valid: the last line takes the rest; sometimes a cent is off, an account unknown, a party missing. */
const arbitraryEntry = (w: World): fc.Arbitrary<OracleEntry> => {
  const amount = fc.integer({ min: -50_000, max: 50_000 }).filter((n) => n !== 0)
  const plainLine = fc.record({
    account: fc.constantFrom(...w.accounts.slice(0, 4)),
    party: fc.constant(null),
    cents: amount,
  })
  const partyLine = fc.record({
    account: fc.constant(w.receivable),
    party: fc.constantFrom(...w.parties),
    cents: amount,
  })
  const badLine = fc.record({
    account: fc.constantFrom(...w.accounts.slice(4), w.receivable),
    party: fc.constant(null),
    cents: amount,
  })
  const line = fc.oneof(
    { weight: 6, arbitrary: plainLine },
    { weight: 4, arbitrary: partyLine },
    { weight: 1, arbitrary: badLine },
  )
  const date = fc.oneof(
    { weight: 12, arbitrary: fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 })) },
    { weight: 1, arbitrary: fc.constant([13, 1] as [number, number]) },
  )
  return fc
    .record({ lines: fc.array(line, { minLength: 1, maxLength: 5 }), at: date, off: fc.constantFrom(0, 0, 0, 0, 1) })
    .map(({ lines, at, off }) => {
      const rest = -lines.reduce((n, l) => n + l.cents, 0) + off
      const last: OracleLine = { account: w.accounts[0] ?? '', party: null, cents: rest }
      const [month, day] = at
      const two = (n: number) => String(n).padStart(2, '0')
      return {
        date: month === 13 ? '2031-01-01' : `2025-${two(month)}-${two(day)}`,
        lines: rest === 0 ? lines : [...lines, last],
      }
    })
}

async function agree(w: World, dates: readonly string[]): Promise<void> {
  const { companyId, admin } = w.books
  for (const to of dates) {
    const tb = await runQuery(trialBalance, { companyId, from: '2025-01-01', to, empty: true }, { actor: admin })
    for (const account of [...w.accounts.slice(0, 4), w.receivable])
      expect(tb.rows.find((r) => r.accountId === account)?.closing).toBe(cents(w.oracle.balance(account, to)))
  }
  for (const partyId of w.parties) {
    const owed = await inCommand(admin, (ctx) => partyReceivable(ctx, { companyId, partyId }))
    expect(toFixed(owed, 2)).toBe(cents(w.oracle.owes(partyId)))
  }
  const broken = await runQuery(checkInvariants, {}, { actor: admin })
  expect(broken.filter((i) => i.broken > 0)).toEqual([])
}

describe('the ledger agrees with the oracle', () => {
  let w: World
  beforeAll(async () => {
    w = await makeWorld()
  })
  const month = fc.integer({ min: 1, max: 12 }).map((n) => `2025-${String(n).padStart(2, '0')}`)
  const setMonth = (name: string, status: 'open' | 'closed') =>
    runCommand(setPeriodStatus, { id: w.periods.get(name), status }, { actor: w.books.admin })

  it('after any sequence of valid and invalid postings, closes and reopenings', async () => {
    const step = fc.oneof(
      { weight: 8, arbitrary: arbitraryEntry(w).map((entry) => ({ entry })) },
      { weight: 1, arbitrary: month.map((close) => ({ close })) },
      { weight: 1, arbitrary: month.map((open) => ({ open })) },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 20 }), async (steps) => {
        for (const s of steps) {
          if ('entry' in s) {
            const refused = await post(w, s.entry)
            const expected = w.oracle.refusal(s.entry)
            // Which of several reasons is told first is not part of the promise.
            expect(refused === null, `${refused} / ${expected}`).toBe(expected === null)
            if (!refused) w.oracle.post(s.entry)
          } else if ('close' in s) {
            await setMonth(s.close, 'closed')
            w.oracle.close(s.close)
          } else {
            await setMonth(s.open, 'open')
            w.oracle.open(s.open)
          }
        }
        await agree(w, ['2025-01-15', '2025-06-30', '2025-12-31'])
      }),
      { numRuns: 12 },
    )
    expect(w.oracle.entries.length).toBeGreaterThan(20)
  }, 120_000)

  it('when many post at once', async () => {
    for (const name of w.periods.keys()) {
      await setMonth(name, 'open')
      w.oracle.open(name)
    }
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryEntry(w), { minLength: 20, maxLength: 40 }), async (entries) => {
        const results = await Promise.all(entries.map(async (entry) => ({ entry, refused: await post(w, entry) })))
        for (const { entry, refused } of results) {
          expect(refused === null).toBe(w.oracle.refusal(entry) === null)
          if (!refused) w.oracle.post(entry)
        }
        await agree(w, ['2025-03-10', '2025-12-31'])
      }),
      { numRuns: 4 },
    )
  }, 120_000)
})
