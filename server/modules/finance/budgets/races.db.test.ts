import { beforeAll, describe, expect, it } from 'vitest'
import { type Id, newId } from '@/server/kernel/ids'
import { createTestBooks, type TestBooks } from '@/server/testing/books'
import { budgetCells, createTestBudget, holdBudget, makeExpense, spendOn } from '@/server/testing/budgets'
import { brokenInvariants } from '@/server/testing/oracle/invariants'

let b: TestBooks
beforeAll(async () => {
  b = await createTestBooks()
})

/** How many of these went through; what was refused was refused for the budget and nothing else. */
async function passed(tries: readonly Promise<unknown>[]): Promise<number> {
  const done = await Promise.allSettled(tries)
  for (const t of done) if (t.status === 'rejected') expect(t.reason).toMatchObject({ code: 'finance.over_budget' })
  return done.filter((t) => t.status === 'fulfilled').length
}
const months = (...given: string[]) => Array.from({ length: 12 }, (_, i) => given[i] ?? '0')
const day = (month: number) => `2025-${String(month).padStart(2, '0')}-15`

describe('many at once', () => {
  it('200 orders on one cell: exactly those that fit', async () => {
    const accountId = await makeExpense(b)
    const budget = await createTestBudget(b, [{ accountId, months: months('0', '0', '1500') }])
    const orders = Array.from({ length: 200 }, () => holdBudget(b, [{ accountId, amount: '10' }]))
    expect(await passed(orders)).toBe(150)
    expect(await budgetCells(b, budget)).toMatchObject([{ committed: '1500' }])
  }, 120_000)

  it('orders of different sizes: whatever is refused would not have fitted', async () => {
    const accountId = await makeExpense(b)
    const budget = await createTestBudget(b, [{ accountId, months: months('0', '0', '1000') }])
    const sizes = Array.from({ length: 100 }, (_, i) => 7 + ((i * 13) % 23))
    const done = await Promise.allSettled(sizes.map((n) => holdBudget(b, [{ accountId, amount: String(n) }])))
    const refused = sizes.filter((_, i) => done[i]?.status === 'rejected')
    const [cell] = await budgetCells(b, budget)
    const left = 1000 - Number(cell?.committed)
    expect(left).toBeGreaterThanOrEqual(0)
    expect(Math.min(...refused)).toBeGreaterThan(left)
  }, 60_000)

  it('months that are controlled together never pass together', async () => {
    for (const control of ['year', 'quarter'] as const) {
      const accountId = await makeExpense(b)
      await createTestBudget(b, [{ accountId, months: months('30', '30', '30') }], { control })
      const uses = Array.from({ length: 60 }, (_, i) =>
        i % 2
          ? holdBudget(b, [{ accountId, amount: '3', date: day(1 + (i % 3)) }])
          : spendOn(b, { accountId, amount: '3', date: day(1 + (i % 3)) }),
      )
      const through = await passed(uses)
      expect(through).toBeLessThanOrEqual(30)
      // What still fits in the last month goes through, to the last unit; after that nothing does.
      const rest = Array.from({ length: 30 }, () => holdBudget(b, [{ accountId, amount: '3', date: day(3) }]))
      expect(through + (await passed(rest))).toBe(30)
    }
  }, 120_000)

  it('cumulative: the months before count to the last unit, however many try at once', async () => {
    const accountId = await makeExpense(b)
    await createTestBudget(b, [{ accountId, months: months('30', '30', '30') }], { control: 'cumulative' })
    await holdBudget(b, [{ accountId, amount: '15', date: day(1) }])
    await spendOn(b, { accountId, amount: '15', date: day(2) })
    const at = (month: number, count: number) =>
      passed(
        Array.from({ length: count }, (_, i) =>
          i % 2
            ? holdBudget(b, [{ accountId, amount: '3', date: day(month) }])
            : spendOn(b, { accountId, amount: '3', date: day(month) }),
        ),
      )
    // 90 less 30 of the months before: twenty of three; then January has 15 of its own left, and March has no more.
    expect(await at(3, 60)).toBe(20)
    expect(await at(1, 20)).toBe(5)
    expect(await at(3, 10)).toBe(0)
  }, 120_000)

  it('documents on many cells in any order do not stop each other', async () => {
    const accounts: Id[] = await Promise.all(Array.from({ length: 6 }, () => makeExpense(b)))
    await createTestBudget(
      b,
      accounts.map((accountId) => ({ accountId, months: months('1000', '1000') })),
      { control: 'cumulative' },
    )
    const uses = Array.from({ length: 60 }, (_, i) => {
      const order = accounts.map((_, n) => accounts[(n * 5 + i) % 6] ?? '')
      const lines = order.map((accountId, n) => ({
        accountId,
        amount: '1',
        date: day(1 + ((n + i) % 2)),
        lineId: newId(),
      }))
      return i % 3 === 0 ? spendOn(b, { accountId: order[0] ?? '', amount: '1', date: day(1) }) : holdBudget(b, lines)
    })
    expect(await passed(uses)).toBe(60)
  }, 60_000)

  it('leaves a ledger that agrees', async () => {
    expect(await brokenInvariants(b.admin, 'finance_')).toEqual({})
  })
})
