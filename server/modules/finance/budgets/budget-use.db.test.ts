import { beforeAll, describe, expect, it } from 'vitest'
import { type Id, newId } from '@/server/kernel/ids'
import { runCommand } from '@/server/platform/commands/runner'
import { pools } from '@/server/platform/pools'
import { withTenant } from '@/server/platform/tenancy/transaction'
import { createTestBooks, inCommand, type TestBooks } from '@/server/testing/books'
import {
  budgetCells,
  createTestBudget,
  entryOf,
  holdBudget,
  makeExpense,
  type Spent,
  spendOn,
  type TestUse,
} from '@/server/testing/budgets'
import { brokenInvariants } from '@/server/testing/oracle/invariants'
import { readRows } from '@/server/testing/stock'
import { createCostCenter, createProject } from '../carriers/carrier.commands'
import { postJournalEntry } from '../journal/post-journal-entry'
import { reverseJournalEntry } from '../journal/reverse-journal-entry'
import { setBudgetControl } from './budget.commands'
import { setBudgetUse } from './budget-use'

let b: TestBooks
const over = { code: 'finance.over_budget' }
const run = <T>(definition: unknown, input: unknown, actor = b.admin) =>
  runCommand(definition as typeof createCostCenter, input, { actor }) as unknown as Promise<T>

let made = 0
const expense = (parentId: Id | null = null, posting = true, type = 'expense') =>
  makeExpense(b, { parentId, posting, type })
const center = async (more: object = {}): Promise<Id> =>
  (await run<{ id: Id }>(createCostCenter, { companyId: b.companyId, code: `K${++made}`, name: 'Center', ...more })).id
const project = async (): Promise<Id> =>
  (await run<{ id: Id }>(createProject, { companyId: b.companyId, code: `P${++made}`, name: 'Project' })).id

const entry = (spent: Spent) => entryOf(b, spent)
const spend = (spent: Spent) => spendOn(b, spent)

beforeAll(async () => {
  b = await createTestBooks()
})

describe('the limit of a month', () => {
  it('is passed by a cent and not by being reached', async () => {
    const accountId = await expense()
    const budget = await createTestBudget(b, [{ accountId, months: ['0', '0', '100'] }])
    await holdBudget(b, [{ accountId, amount: '60' }])
    await expect(holdBudget(b, [{ accountId, amount: '40.01' }])).rejects.toMatchObject({
      ...over,
      params: { measure: 'total', limit: '100', used: '100.01', excess: '0.01', period: '2025-03', currency: 'USD' },
    })
    expect(await holdBudget(b, [{ accountId, amount: '40' }])).toEqual([])
    await expect(holdBudget(b, [{ accountId, amount: '0.01' }])).rejects.toMatchObject(over)
    await expect(holdBudget(b, [{ accountId, amount: '1', date: '2025-04-01' }])).rejects.toMatchObject(over)
    expect(await budgetCells(b, budget)).toEqual([
      { month: '2025-03', budgeted: '100', pre: '0', committed: '100', actual: '0' },
    ])
  })

  it('counts all lines of a document together, and names the account in both languages', async () => {
    const accountId = await expense()
    await createTestBudget(b, [{ accountId, months: ['0', '0', '100'] }])
    const two: TestUse[] = [
      { accountId, amount: '50' },
      { accountId, amount: '50.01' },
    ]
    await expect(holdBudget(b, two)).rejects.toMatchObject({
      ...over,
      params: { cellEn: expect.stringContaining('Expense'), cellZh: expect.stringContaining('费用') },
    })
  })

  it('lets a line change and be freed; what is lowered always passes', async () => {
    const accountId = await expense()
    const budget = await createTestBudget(b, [{ accountId, months: ['0', '0', '100'] }], { onTotal: 'warn' })
    const lineId = newId()
    expect(await holdBudget(b, [{ accountId, lineId, amount: '150' }])).toMatchObject([
      { effect: 'warn', measure: 'total', limit: '100', used: '150', excess: '50' },
    ])
    const [row] = await readRows<{ id: Id; version: number }>(
      b.admin,
      `select id, version from budget where id = '${budget}'`,
    )
    await run(setBudgetControl, { ...row, control: 'period', onTotal: 'block' })
    expect(await holdBudget(b, [{ accountId, lineId, amount: '149.99' }])).toEqual([])
    await expect(holdBudget(b, [{ accountId, lineId, amount: '150' }])).rejects.toMatchObject(over)
    await holdBudget(b, [{ accountId, lineId, amount: '80', date: '2025-03-31' }])
    await expect(holdBudget(b, [{ accountId, lineId, amount: '80', date: '2025-04-01' }])).rejects.toMatchObject(over)
    await holdBudget(b, [{ accountId, lineId, amount: '0' }])
    expect(await budgetCells(b, budget)).toMatchObject([{ committed: '0' }])
    const entries = await readRows<{ amount: string }>(
      b.admin,
      `select trim_scale(amount)::text as amount from budget_entry where source_line_id = '${lineId}' order by at, amount desc`,
    )
    expect(entries.map((e) => e.amount)).toEqual(['150', '-0.01', '-69.99', '-80'])
  })

  it('takes a requisition over into an order in one step, net', async () => {
    const accountId = await expense()
    const budget = await createTestBudget(b, [{ accountId, months: ['0', '0', '100'] }])
    const lineId = newId()
    await holdBudget(b, [{ accountId, lineId, stage: 'pre_commitment', amount: '100' }])
    const source = { document: 'purchase_requisition', documentId: newId(), label: 'PR-1' }
    await holdBudget(b, [
      { accountId, amount: '100' },
      { accountId, lineId, stage: 'pre_commitment', amount: '0', source },
    ])
    expect(await budgetCells(b, budget)).toMatchObject([{ pre: '0', committed: '100' }])
  })
})

describe('stages', () => {
  it('have an action each: later stages count in those before them', async () => {
    const accountId = await expense()
    await createTestBudget(b, [{ accountId, months: ['0', '0', '100'] }], { onTotal: null, onOrder: 'block' })
    await holdBudget(b, [{ accountId, stage: 'pre_commitment', amount: '500' }])
    await holdBudget(b, [{ accountId, amount: '70' }])
    await spend({ accountId, amount: '30' })
    await expect(holdBudget(b, [{ accountId, amount: '0.01' }])).rejects.toMatchObject({
      ...over,
      params: { measure: 'order' },
    })
    await spend({ accountId, amount: '500' })
  })

  it('control actuals alone', async () => {
    const accountId = await expense()
    await createTestBudget(b, [{ accountId, months: ['0', '0', '100'] }], { onTotal: null, onActual: 'block' })
    await holdBudget(b, [{ accountId, amount: '1000' }])
    await spend({ accountId, amount: '100' })
    await expect(spend({ accountId, amount: '0.01' })).rejects.toMatchObject({ ...over, params: { measure: 'actual' } })
  })
})

describe('months together', () => {
  it('cumulative: whole months up to the posting month; what later months hold is not looked at', async () => {
    const accountId = await expense()
    await createTestBudget(b, [{ accountId, months: ['100', '100', '100'] }], { control: 'cumulative' })
    await expect(holdBudget(b, [{ accountId, amount: '100.01', date: '2025-01-31' }])).rejects.toMatchObject({
      ...over,
      params: { limit: '100', period: '2025-01 – 2025-01' },
    })
    await holdBudget(b, [{ accountId, amount: '300', date: '2025-03-01' }])
    await expect(holdBudget(b, [{ accountId, amount: '0.01', date: '2025-03-31' }])).rejects.toMatchObject({
      ...over,
      params: { limit: '300', used: '300.01', period: '2025-01 – 2025-03' },
    })
    // January looks at January: its own 100 are there, to the cent, whatever March has.
    await holdBudget(b, [{ accountId, amount: '100', date: '2025-01-01' }])
    await expect(holdBudget(b, [{ accountId, amount: '0.01', date: '2025-01-31' }])).rejects.toMatchObject({
      ...over,
      params: { limit: '100', used: '100.01', period: '2025-01 – 2025-01' },
    })
    // February counts January: 100 of 200 are left, and what March has is not looked at.
    await holdBudget(b, [{ accountId, amount: '100', date: '2025-02-28' }])
    await expect(holdBudget(b, [{ accountId, amount: '0.01', date: '2025-02-01' }])).rejects.toMatchObject({
      ...over,
      params: { limit: '200', used: '200.01' },
    })
    // March counts them all, so it has passed its limit and takes nothing more.
    await expect(holdBudget(b, [{ accountId, amount: '0.01', date: '2025-03-31' }])).rejects.toMatchObject({
      ...over,
      params: { limit: '300', used: '500.01' },
    })
  })

  it('quarter and year as one', async () => {
    const accountId = await expense()
    await createTestBudget(b, [{ accountId, months: ['300', '0', '0', '10'] }], { control: 'quarter' })
    await holdBudget(b, [{ accountId, amount: '300', date: '2025-03-31' }])
    await expect(holdBudget(b, [{ accountId, amount: '0.01', date: '2025-02-01' }])).rejects.toMatchObject({
      ...over,
      params: { limit: '300', period: '2025-01 – 2025-03' },
    })
    await holdBudget(b, [{ accountId, amount: '10', date: '2025-06-30' }])
    const yearly = await expense()
    await createTestBudget(b, [{ accountId: yearly, months: ['0', '0', '0', '0', '0', '50'] }], { control: 'year' })
    await holdBudget(b, [{ accountId: yearly, amount: '50', date: '2025-01-02' }])
    await expect(holdBudget(b, [{ accountId: yearly, amount: '0.01', date: '2025-12-31' }])).rejects.toMatchObject(over)
  })
})

describe('the journal', () => {
  it('is actual by itself, lowered by reversals, refused above the limit', async () => {
    const accountId = await expense()
    const budget = await createTestBudget(b, [{ accountId, months: ['0', '0', '100'] }])
    const { entryId } = await spend({ accountId, amount: '100' })
    await expect(spend({ accountId, amount: '0.01' })).rejects.toMatchObject(over)
    await inCommand(b.admin, (ctx) =>
      reverseJournalEntry(ctx, { entryId, postingDate: '2025-03-31', description: 'Back' }),
    )
    expect(await budgetCells(b, budget)).toMatchObject([{ actual: '0' }])
    await spend({ accountId, amount: '-5' })
    await spend({ accountId, amount: '105' })
  })

  it('follows an order net: the commitment goes and the actual comes in one transaction', async () => {
    const accountId = await expense()
    const budget = await createTestBudget(b, [{ accountId, months: ['0', '0', '100'] }], {
      onActual: 'block',
      onOrder: 'block',
    })
    const lineId = newId()
    const documentId = newId()
    await holdBudget(b, [{ accountId, lineId, amount: '100' }], documentId)
    const receive = (left: string, amount: string) =>
      inCommand(b.admin, async (ctx) => {
        const use = {
          lineId,
          stage: 'commitment' as const,
          accountId,
          costCenterId: null,
          projectId: null,
          date: '2025-03-10',
        }
        const source = { document: 'purchase_order', documentId, label: 'PO' }
        setBudgetUse(ctx, { companyId: b.companyId, source, uses: [{ ...use, amount: left }] })
        await postJournalEntry(ctx, entry({ accountId, amount }))
      })
    await receive('40', '60')
    await expect(receive('0', '40.01')).rejects.toMatchObject(over)
    await receive('0', '40')
    expect(await budgetCells(b, budget)).toEqual([
      { month: '2025-03', budgeted: '100', pre: '0', committed: '0', actual: '100' },
    ])
  })

  it('counts net of what the transaction began with, even where the limit was passed before', async () => {
    const accountId = await expense()
    const budget = await createTestBudget(b, [{ accountId, months: ['0', '0', '100'] }], { onTotal: 'warn' })
    const lineId = newId()
    await holdBudget(b, [{ accountId, lineId, amount: '130' }])
    const [row] = await readRows<{ id: Id; version: number }>(
      b.admin,
      `select id, version from budget where id = '${budget}'`,
    )
    await run(setBudgetControl, { ...row, control: 'period', onTotal: 'block' })
    await inCommand(b.admin, async (ctx) => {
      const source = { document: 'purchase_order', documentId: newId(), label: null }
      const use = {
        lineId,
        stage: 'commitment' as const,
        accountId,
        costCenterId: null,
        projectId: null,
        date: '2025-03-10',
      }
      setBudgetUse(ctx, { companyId: b.companyId, source, uses: [{ ...use, amount: '0' }] })
      await postJournalEntry(ctx, entry({ accountId, amount: '129' }))
    })
    expect(await budgetCells(b, budget)).toMatchObject([{ committed: '0', actual: '129' }])
  })
})

describe('dimensions', () => {
  it('a heading counts what is posted below it, and excludes accounts below it', async () => {
    const heading = await expense(null, false)
    const accountId = await expense(heading)
    await createTestBudget(b, [{ accountId: heading, months: ['0', '0', '100'] }])
    await spend({ accountId, amount: '100' })
    await expect(holdBudget(b, [{ accountId, amount: '1' }])).rejects.toMatchObject(over)
    const lines = [heading, accountId].map((id) => ({ accountId: id, months: ['1'] }))
    await expect(createTestBudget(b, lines)).rejects.toMatchObject({ code: 'finance.budget_overlap' })
  })

  it('a budget of cost centers and projects counts expenses whatever the account', async () => {
    const [costCenterId, projectId, accountId] = [await center(), await project(), await expense()]
    const budget = await createTestBudget(b, [{ costCenterId, projectId, months: ['0', '0', '10'] }])
    await spend({ accountId, amount: '10', costCenterId, projectId })
    await spend({ accountId, amount: '10', costCenterId })
    await expect(spend({ accountId: await expense(), amount: '1', costCenterId, projectId })).rejects.toMatchObject(
      over,
    )
    await spend({ accountId: await expense(null, true, 'asset'), amount: '1', costCenterId, projectId })
    expect(await budgetCells(b, budget)).toMatchObject([{ actual: '10' }])
  })

  it('a blank or unknown cost center fails closed where the budget demands one', async () => {
    const [accountId, costCenterId, other] = [await expense(), await center(), await center()]
    const expired = await center({ validTo: '2025-02-28' })
    const lines = [costCenterId, expired].map((id) => ({ accountId, costCenterId: id, months: ['9', '9', '9'] }))
    await createTestBudget(b, lines, { demandAccountIds: [accountId], onTotal: null, onActual: 'warn' })
    const missing = { code: 'finance.budget_cost_center_missing' }
    const unknown = { code: 'finance.budget_cost_center_unknown' }
    await expect(holdBudget(b, [{ accountId, amount: '1' }])).rejects.toMatchObject(missing)
    await expect(spend({ accountId, amount: '1' })).rejects.toMatchObject(missing)
    for (const costCenterId of [other, expired]) {
      await expect(holdBudget(b, [{ accountId, amount: '1', costCenterId }])).rejects.toMatchObject(unknown)
      await expect(spend({ accountId, amount: '1', costCenterId })).rejects.toMatchObject(unknown)
    }
    await holdBudget(b, [{ accountId, amount: '1', costCenterId }])
    await spend({ accountId, amount: '-1' })
    await spend({ accountId: await expense(), amount: '1' })
  })
})

describe('the ledger', () => {
  it('cannot be written by the application role', async () => {
    for (const table of ['budget_entry', 'budget_cell', 'budget_line', 'budget_use', 'budget_excess'])
      for (const statement of [
        `update ${table} set tenant_id = tenant_id`,
        `delete from ${table}`,
        `insert into ${table} default values`,
      ])
        await expect(withTenant(pools.app, b.admin, 'write', ({ sql }) => sql.unsafe(statement))).rejects.toMatchObject(
          { code: '42501' },
        )
    for (const call of [
      `finance_budget_apply('[]')`,
      `finance_budget_write('[]')`,
      `finance_budget_post('[]')`,
      `finance_budget_open('{}')`,
    ])
      await expect(
        withTenant(pools.app, b.admin, 'write', ({ sql }) => sql.unsafe(`select ${call}`)),
      ).rejects.toMatchObject({ code: '42501' })
    await expect(
      withTenant(pools.app, b.admin, 'write', ({ sql }) => sql`delete from budget_override`),
    ).rejects.toMatchObject({ code: '42501' })
  })

  it('agrees with itself and with the journal', async () => {
    expect(await brokenInvariants(b.admin, 'finance_')).toEqual({})
  })
})
