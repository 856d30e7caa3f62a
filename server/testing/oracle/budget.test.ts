import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { toFixed } from '@/server/kernel/money'
import { approveBudgetRevision, createBudgetRevision } from '@/server/modules/finance'
import { runCommand } from '@/server/platform/commands/runner'
import { createTestBooks, type TestBooks } from '../books'
import { createTestBudget, holdBudget, makeExpense, spendOn } from '../budgets'
import { readRows } from '../stock'
import { BudgetOracle, type Control, type Measure, type Stage } from './budget-oracle'
import { brokenInvariants } from './invariants'

const LINES = 2
const cents = (n: number) => toFixed(n / 100, 2)
const day = (month: number) => `2025-${String(month + 1).padStart(2, '0')}-17`
const STAGES = { pre: 'pre_commitment', com: 'commitment' } as const

type Step =
  | { kind: 'use'; key: number; line: number; month: number; stage: 'pre' | 'com'; cents: number }
  | { kind: 'order'; key: number; line: number; month: number; cents: number }
  | { kind: 'spend'; line: number; month: number; cents: number }
  | { kind: 'revise'; line: number; month: number; cents: number }

const where = { line: fc.integer({ min: 0, max: LINES - 1 }), month: fc.integer({ min: 0, max: 5 }) }
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('use' as const),
    key: fc.integer({ min: 0, max: 5 }),
    ...where,
    stage: fc.constantFrom('pre' as const, 'com' as const),
    cents: fc.constantFrom(0, 1, 2500, 5000, 9999, 10000, 10001),
  }),
  fc.record({
    kind: fc.constant('order' as const),
    key: fc.integer({ min: 0, max: 5 }),
    ...where,
    cents: fc.integer({ min: 0, max: 12000 }),
  }),
  fc.record({
    kind: fc.constant('spend' as const),
    ...where,
    cents: fc.integer({ min: -4000, max: 9000 }).filter((n) => n !== 0),
  }),
  fc.record({
    kind: fc.constant('revise' as const),
    ...where,
    cents: fc.integer({ min: -6000, max: 4000 }).filter((n) => n !== 0),
  }),
)
const setting = fc.record({
  control: fc.constantFrom<Control>('period', 'quarter', 'cumulative', 'year'),
  blocks: fc.subarray<Measure>(['requisition', 'order', 'actual', 'total'], { minLength: 1 }),
  limits: fc.array(fc.array(fc.constantFrom(0, 10000, 15000), { minLength: 12, maxLength: 12 }), {
    minLength: LINES,
    maxLength: LINES,
  }),
})

interface World {
  readonly books: TestBooks
  readonly accounts: readonly Id[]
  readonly budgetId: Id
  readonly oracle: BudgetOracle
  /** Line ids of documents by key and stage. */
  readonly lines: Map<string, Id>
  spent: number
}

async function makeWorld(
  books: TestBooks,
  s: { control: Control; blocks: Measure[]; limits: number[][] },
): Promise<World> {
  const accounts = await Promise.all(Array.from({ length: LINES }, () => makeExpense(books)))
  const effect = (m: Measure) => (s.blocks.includes(m) ? ('block' as const) : null)
  const budgetId = await createTestBudget(
    books,
    accounts.map((accountId, i) => ({ accountId, months: (s.limits[i] ?? []).map(cents) })),
    {
      control: s.control,
      onRequisition: effect('requisition'),
      onOrder: effect('order'),
      onActual: effect('actual'),
      onTotal: effect('total'),
    },
  )
  const oracle = new BudgetOracle(s.control, new Set(s.blocks), s.limits)
  return { books, accounts, budgetId, oracle, lines: new Map(), spent: 0 }
}

const lineId = (w: World, key: string): Id => {
  const known = w.lines.get(key) ?? newId()
  w.lines.set(key, known)
  return known
}

/** What the model says, and the same at the real thing. */
function both(w: World, s: Step): { expected: boolean; act: () => Promise<unknown> } {
  const accountId = w.accounts[s.line] ?? ''
  const at = { accountId, date: day(s.month), amount: cents(s.cents) }
  if (s.kind === 'use') {
    const key = `${s.key}:${s.stage}`
    const use = { line: s.line, month: s.month, stage: s.stage as Stage, cents: s.cents }
    return {
      expected: w.oracle.try({ uses: { [key]: s.cents === 0 ? null : use } }),
      act: () => holdBudget(w.books, [{ ...at, lineId: lineId(w, key), stage: STAGES[s.stage] }]),
    }
  }
  if (s.kind === 'order') {
    // Takes a requisition over: frees it and commits at its own amount, in one step.
    const [pre, com] = [`${s.key}:pre`, `${s.key}:com`]
    const use = { line: s.line, month: s.month, stage: 'com' as const, cents: s.cents }
    return {
      expected: w.oracle.try({ uses: { [pre]: null, [com]: s.cents === 0 ? null : use } }),
      act: () =>
        holdBudget(w.books, [
          { ...at, lineId: lineId(w, com), stage: 'commitment' },
          { ...at, lineId: lineId(w, pre), stage: 'pre_commitment', amount: '0' },
        ]),
    }
  }
  if (s.kind === 'spend') {
    w.spent++
    const use = { line: s.line, month: s.month, stage: 'act' as const, cents: s.cents }
    return { expected: w.oracle.try({ uses: { [`spent${w.spent}`]: use } }), act: () => spendOn(w.books, at) }
  }
  const limits = w.oracle.limits.map((months, line) =>
    months.map((v, m) => (line === s.line && m === s.month ? v + s.cents : v)),
  )
  return { expected: w.oracle.try({ limits }), act: () => revise(w, s) }
}

async function revise(w: World, s: Step): Promise<void> {
  const { companyId, admin } = w.books
  const months = Array.from({ length: 12 }, (_, m) => (m === s.month ? cents(s.cents) : '0'))
  const lines = [{ accountId: w.accounts[s.line], months }]
  const input = {
    companyId,
    kind: 'revision',
    budgetId: w.budgetId,
    documentDate: '2025-01-01',
    reason: 'Model',
    lines,
  }
  const { id } = await runCommand(createBudgetRevision, input, { actor: admin })
  await runCommand(approveBudgetRevision, { id }, { actor: admin })
}

const accepted = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    (error) => {
      if (error instanceof AppError && error.code === 'finance.over_budget') return false
      throw error
    },
  )

async function sameCells(w: World): Promise<void> {
  const rows = await readRows<{ account: Id; month: number; pre: string; com: string; act: string; budgeted: string }>(
    w.books.admin,
    `select l.account_id as account, extract(month from c.month)::int - 1 as month, (c.budgeted * 100)::bigint as budgeted,
       (c.pre_committed * 100)::bigint as pre, (c.committed * 100)::bigint as com, (c.actual * 100)::bigint as act
     from budget_cell c join budget_line l on l.id = c.line_id where l.budget_id = '${w.budgetId}'`,
  )
  expect(rows).toHaveLength(LINES * 12)
  for (const row of rows) {
    const line = w.accounts.indexOf(row.account)
    expect([row.budgeted, row.pre, row.com, row.act].map(Number)).toEqual([
      w.oracle.limits[line]?.[row.month],
      ...(['pre', 'com', 'act'] as const).map((stage) => w.oracle.total(line, row.month, stage)),
    ])
  }
}

describe('budgets against a model', () => {
  it('one after another, both say the same and end the same', async () => {
    const books = await createTestBooks()
    await fc.assert(
      fc.asyncProperty(setting, fc.array(step, { minLength: 8, maxLength: 24 }), async (s, steps) => {
        const w = await makeWorld(books, s)
        for (const one of steps) {
          const { expected, act } = both(w, one)
          expect(await accepted(act()), JSON.stringify(one)).toBe(expected)
        }
        await sameCells(w)
      }),
      { numRuns: 25, endOnFailure: true },
    )
    expect(await brokenInvariants(books.admin, 'finance_')).toEqual({})
  }, 180_000)

  it('all at once, nothing passes a limit and nothing that fits is refused', async () => {
    const books = await createTestBooks()
    const raise = fc.record({
      ...where,
      stage: fc.constantFrom<Stage>('pre', 'com', 'act'),
      cents: fc.integer({ min: 1, max: 6000 }),
    })
    await fc.assert(
      fc.asyncProperty(setting, fc.array(raise, { minLength: 20, maxLength: 40 }), async (s, raises) => {
        // One measure of all stages: then what was refused once can never fit later, as nothing is lowered.
        const w = await makeWorld(books, { ...s, blocks: ['total'] })
        const outcomes = await Promise.all(
          raises.map((r) => {
            const at = { accountId: w.accounts[r.line] ?? '', date: day(r.month), amount: cents(r.cents) }
            return accepted(
              r.stage === 'act' ? spendOn(books, at) : holdBudget(books, [{ ...at, stage: STAGES[r.stage] }]),
            )
          }),
        )
        // What went through fits together: later months first, as a month looks at those before it and at none after it.
        const passed = raises.flatMap((r, i) => (outcomes[i] ? [[`u${i}`, r] as const] : []))
        for (const [key, r] of passed.toSorted(([, x], [, y]) => y.month - x.month))
          expect(w.oracle.try({ uses: { [key]: r } }), JSON.stringify(r)).toBe(true)
        raises.forEach((r, i) => {
          if (!outcomes[i]) expect(w.oracle.try({ uses: { [`u${i}`]: r } }), JSON.stringify(r)).toBe(false)
        })
        await sameCells(w)
      }),
      { numRuns: 12, endOnFailure: true },
    )
    expect(await brokenInvariants(books.admin, 'finance_')).toEqual({})
  }, 180_000)
})
