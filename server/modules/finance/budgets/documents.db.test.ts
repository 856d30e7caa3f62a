import { beforeAll, describe, expect, it } from 'vitest'
import { type Id, newId } from '@/server/kernel/ids'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { createTestBooks, type TestBooks } from '@/server/testing/books'
import { budgetCells, createTestBudget, holdBudget, makeExpense, spendOn } from '@/server/testing/budgets'
import { brokenInvariants } from '@/server/testing/oracle/invariants'
import { readRows } from '@/server/testing/stock'
import {
  approveBudget,
  cancelBudget,
  createBudget,
  rejectBudget,
  reopenBudget,
  returnBudget,
  submitBudget,
  updateBudget,
} from './budget.commands'
import { budgetTrail, getBudget, getBudgetRevision } from './budget.queries'
import { listBudgetEntries, listBudgets } from './lists'
import { budgetReport } from './report'
import { approveBudgetRevision, createBudgetRevision, proposeCarryForward } from './revision.commands'

let b: TestBooks
const over = { code: 'finance.over_budget' }
const year = (...months: string[]) => Array.from({ length: 12 }, (_, i) => months[i] ?? '0')
const expense = () => makeExpense(b)
const spend = (accountId: Id, amount: string, date: string) => spendOn(b, { accountId, amount, date })
const revise = async (input: object, approve = true): Promise<Id> => {
  const { id } = await runCommand(
    createBudgetRevision,
    { companyId: b.companyId, kind: 'revision', documentDate: '2025-06-01', reason: 'Change', ...input },
    { actor: b.admin },
  )
  if (approve) await runCommand(approveBudgetRevision, { id }, { actor: b.admin })
  return id
}

beforeAll(async () => {
  b = await createTestBooks()
})

describe('a budget', () => {
  it('goes through its states, and only a draft is written', async () => {
    const accountId = await expense()
    const id = await createTestBudget(b, [{ accountId, months: ['1'] }], { approve: false })
    const act = (command: typeof submitBudget) => runCommand(command, { id }, { actor: b.admin })
    const state = async () => (await runQuery(getBudget, { id }, { actor: b.admin })).status
    await holdBudget(b, [{ accountId, amount: '999' }])
    await act(submitBudget)
    await act(returnBudget)
    await act(submitBudget)
    await act(rejectBudget)
    await expect(act(approveBudget)).rejects.toMatchObject({ code: 'common.illegal_transition' })
    await act(reopenBudget)
    const head = await runQuery(getBudget, { id }, { actor: b.admin })
    const input = { ...head, fiscalYearId: head.year.id, lines: [{ accountId, spread: { total: '100', by: 'month' } }] }
    const keys = Object.keys(updateBudget.input.def.shape)
    const given = Object.fromEntries(Object.entries(input).filter(([k]) => keys.includes(k)))
    await runCommand(updateBudget, given, { actor: b.admin })
    expect((await runQuery(getBudget, { id }, { actor: b.admin })).lines[0]?.months).toEqual([
      ...Array(11).fill('8.33'),
      '8.37',
    ])
    await act(approveBudget)
    expect(await state()).toBe('approved')
    await expect(act(cancelBudget)).rejects.toMatchObject({ code: 'common.illegal_transition' })
    await expect(runCommand(updateBudget, given, { actor: b.admin })).rejects.toMatchObject({ kind: 'conflict' })
    const out = await runQuery(getBudget, { id }, { actor: b.admin })
    expect(out.number).toMatch(/^BUD-\d{4}-\d{4}$/)
  })

  it('refuses at the line what does not fit', async () => {
    const accountId = await expense()
    const make = (line: object, more: object = {}) =>
      createTestBudget(b, [{ months: ['1'], ...line }], more).catch(
        (e: { issues: { path: string; code: string }[] }) => e.issues[0],
      )
    expect(await make({ accountId: b.account('payable') })).toMatchObject({
      path: 'lines.0.accountId',
      code: 'finance.budget_account',
    })
    expect(await make({ accountId: newId() })).toMatchObject({ code: 'finance.budget_account' })
    expect(await make({ accountId, costCenterId: newId() })).toMatchObject({
      path: 'lines.0.costCenterId',
      code: 'common.reference',
    })
    expect(await make({ accountId, months: ['1.001'] })).toMatchObject({
      path: 'lines.0.months.0',
      code: 'validation.precision',
    })
    const twice = createTestBudget(b, [
      { accountId, months: [] },
      { accountId, months: [] },
    ])
    await expect(twice).rejects.toMatchObject({ code: 'finance.budget_twice' })
    const [found] = await readRows<{ id: Id }>(b.admin, `select id from fiscal_year order by start_date limit 1`)
    const none = {
      companyId: b.companyId,
      fiscalYearId: found?.id,
      name: 'N',
      usesAccount: true,
      usesCostCenter: false,
      usesProject: false,
      control: 'year',
    }
    const { id } = await runCommand(createBudget, { ...none, lines: [] }, { actor: b.admin })
    await expect(runCommand(approveBudget, { id }, { actor: b.admin })).rejects.toMatchObject({
      code: 'finance.budget_empty',
    })
  })

  it('counts from the start what was posted and ordered before it was approved', async () => {
    const accountId = await expense()
    await spend(accountId, '30', '2025-02-10')
    await holdBudget(b, [{ accountId, amount: '20' }])
    const id = await createTestBudget(b, [{ accountId, months: year('10', '10', '20') }])
    expect(await budgetCells(b, id)).toEqual([
      { month: '2025-01', budgeted: '10', pre: '0', committed: '0', actual: '0' },
      { month: '2025-02', budgeted: '10', pre: '0', committed: '0', actual: '30' },
      { month: '2025-03', budgeted: '20', pre: '0', committed: '20', actual: '0' },
    ])
    await expect(holdBudget(b, [{ accountId, amount: '0.01' }])).rejects.toMatchObject(over)
    const report = await runQuery(budgetReport, { budgetId: id }, { actor: b.admin })
    expect(report.total).toEqual({ budgeted: '40', preCommitted: '0', committed: '20', actual: '30', available: '-10' })
    expect(report.rows[0]).toMatchObject({ over: true, account: { id: accountId } })
    expect(report.byMonth[2]?.cumulative).toMatchObject({ budgeted: '40', available: '-10' })
    expect((await runQuery(budgetReport, { budgetId: id, over: true }, { actor: b.admin })).rows).toHaveLength(1)
  })

  it('takes postings and orders that are under way while it comes into force', async () => {
    const accountId = await expense()
    const id = await createTestBudget(b, [{ accountId, months: year('0', '0', '1000') }], { approve: false })
    await Promise.all([
      ...Array.from({ length: 12 }, () => spend(accountId, '1', '2025-03-05')),
      ...Array.from({ length: 12 }, () => holdBudget(b, [{ accountId, amount: '1' }])),
      runCommand(approveBudget, { id }, { actor: b.admin }),
    ])
    expect(await budgetCells(b, id)).toMatchObject([{ actual: '12', committed: '12' }])
  })
})

describe('changes', () => {
  it('a revision adds entries; what is used cannot lose its budget', async () => {
    const accountId = await expense()
    const other = await expense()
    const budgetId = await createTestBudget(b, [{ accountId, months: year('0', '0', '100') }])
    await holdBudget(b, [{ accountId, amount: '80' }])
    await expect(revise({ budgetId, lines: [{ accountId, months: year('0', '0', '-20.01') }] })).rejects.toMatchObject(
      over,
    )
    await revise({ budgetId, lines: [{ accountId, months: year('0', '0', '-20') }] })
    await expect(holdBudget(b, [{ accountId, amount: '0.01' }])).rejects.toMatchObject(over)
    await spend(other, '7', '2025-03-01')
    const id = await revise({ budgetId, lines: [{ accountId: other, months: year('0', '0', '10') }] })
    await expect(holdBudget(b, [{ accountId: other, amount: '3.01' }])).rejects.toMatchObject(over)
    const seen = await runQuery(getBudgetRevision, { id }, { actor: b.admin })
    expect(seen).toMatchObject({ status: 'approved', total: '10', budget: { id: budgetId } })
    const budget = await runQuery(getBudget, { id: budgetId }, { actor: b.admin })
    expect(budget.revisions.map((r) => [r.kind, r.status, r.amount])).toContainEqual(['revision', 'approved', '10'])
    await expect(runCommand(approveBudgetRevision, { id }, { actor: b.admin })).rejects.toMatchObject({
      code: 'common.illegal_transition',
    })
  })

  it('a transfer moves between cells and adds up to nothing', async () => {
    const [from, to] = [await expense(), await expense()]
    const budgetId = await createTestBudget(b, [
      { accountId: from, months: year('0', '0', '100') },
      { accountId: to, months: year('0', '0', '5') },
    ])
    const lines = (out: string, into: string) => [
      { accountId: from, months: year('0', '0', out) },
      { accountId: to, months: year('0', '0', into) },
    ]
    await expect(revise({ kind: 'transfer', budgetId, lines: lines('-10', '9') })).rejects.toMatchObject({
      code: 'finance.budget_transfer',
    })
    await revise({ kind: 'transfer', budgetId, lines: lines('-10', '10') })
    await holdBudget(b, [{ accountId: to, amount: '15' }])
    await expect(holdBudget(b, [{ accountId: from, amount: '90.01' }])).rejects.toMatchObject(over)
  })

  it('two transfers at once cannot take the same money', async () => {
    const [from, to] = [await expense(), await expense()]
    const budgetId = await createTestBudget(b, [
      { accountId: from, months: year('100') },
      { accountId: to, months: year('0') },
    ])
    const lines = [
      { accountId: from, months: year('-60') },
      { accountId: to, months: year('60') },
    ]
    const ids = await Promise.all([1, 2, 3].map(() => revise({ kind: 'transfer', budgetId, lines }, false)))
    const tried = await Promise.allSettled(
      ids.map((id) => runCommand(approveBudgetRevision, { id }, { actor: b.admin })),
    )
    expect(tried.filter((t) => t.status === 'fulfilled')).toHaveLength(1)
  })

  it('carries what is unused, and open orders with it, into the next year', async () => {
    const accountId = await expense()
    const budgetId = await createTestBudget(b, [{ accountId, months: year('100', '100') }], { control: 'year' })
    const targetBudgetId = await createTestBudget(b, [{ accountId, months: year('10') }], {
      control: 'year',
      year: '2026',
    })
    await spend(accountId, '50', '2025-02-01')
    const order = { accountId, lineId: newId(), date: '2025-11-05' }
    const documentId = newId()
    await holdBudget(b, [{ ...order, amount: '40' }], documentId)
    const ask = { budgetId, targetBudgetId, commitments: true }
    const proposal = await runQuery(proposeCarryForward, ask, { actor: b.admin })
    expect(proposal.total).toBe('150')
    const lines = proposal.lines.map((l) => ({ budgetId: l.budgetId, accountId: l.account?.id, months: l.months }))
    await revise({ kind: 'carry_forward', budgetId, targetBudgetId, carryCommitments: true, lines })
    const sums = async (id: Id) => (await runQuery(budgetReport, { budgetId: id }, { actor: b.admin })).total
    expect(await sums(budgetId)).toMatchObject({ budgeted: '50', committed: '0', actual: '50', available: '0' })
    expect(await sums(targetBudgetId)).toMatchObject({ budgeted: '160', committed: '40', available: '120' })
    await holdBudget(b, [{ ...order, amount: '45' }], documentId)
    expect(await sums(targetBudgetId)).toMatchObject({ committed: '45' })
    await holdBudget(b, [{ ...order, amount: '0' }], documentId)
    expect(await sums(targetBudgetId)).toMatchObject({ committed: '0', available: '160' })
    const backwards = { kind: 'carry_forward', budgetId: targetBudgetId, targetBudgetId: budgetId, lines: [] }
    await expect(revise(backwards)).rejects.toMatchObject({ code: 'finance.budget_carry' })
  })
})

describe('looking', () => {
  it('lists budgets and the entries behind a figure, and tells a document its trail', async () => {
    const accountId = await expense()
    await createTestBudget(b, [{ accountId, months: year('0', '0', '50') }], { onTotal: 'warn' })
    const documentId = newId()
    await holdBudget(b, [{ accountId, amount: '60' }], documentId)
    const trail = await runQuery(budgetTrail, { documentId }, { actor: b.admin })
    expect(trail.uses).toMatchObject([{ stage: 'commitment', amount: '60', month: '2025-03-01' }])
    expect(trail.excesses).toMatchObject([{ measure: 'total', effect: 'warn', limit: '50', used: '60' }])
    const entries = await runQuery(listBudgetEntries.rows, { companyId: b.companyId }, { actor: b.admin })
    expect(entries.rows.some((r) => r.documentId === documentId && r.label === 'PO-1')).toBe(true)
    expect(
      (await runQuery(listBudgets.rows, { companyId: b.companyId }, { actor: b.admin })).rows.length,
    ).toBeGreaterThan(3)
  })

  it('leaves a ledger that agrees', async () => {
    expect(await brokenInvariants(b.admin, 'finance_')).toEqual({})
  })
})
