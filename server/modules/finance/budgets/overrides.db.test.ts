import { beforeAll, describe, expect, it } from 'vitest'
import { budgetFactDefinitions, overBudgetRule } from '@/server/contracts/finance/budget-rules'
import { type Id, newId } from '@/server/kernel/ids'
import { runCommand } from '@/server/platform/commands/runner'
import { registerFacts } from '@/server/platform/rules/catalogue'
import { createRule, publishRule } from '@/server/platform/rules/editing'
import { judge } from '@/server/platform/rules/judge'
import { overrideFinding } from '@/server/platform/rules/override'
import { stopping } from '@/server/platform/rules/subject'
import { createTestBooks, inCommand, type TestBooks } from '@/server/testing/books'
import { budgetCells, createTestBudget, holdBudget, makeExpense, type Spent, spendOn } from '@/server/testing/budgets'
import { readRows } from '@/server/testing/stock'
import { actorOf } from '@/server/testing/tenant'
import type { createCostCenter } from '../carriers/carrier.commands'
import { overrideBudget } from './budget.commands'
import { budgetFacts, setBudgetUse } from './budget-use'

let b: TestBooks
const over = { code: 'finance.over_budget' }
const run = <T>(definition: unknown, input: unknown, actor = b.admin) =>
  runCommand(definition as typeof createCostCenter, input, { actor }) as unknown as Promise<T>

const expense = (parentId: Id | null = null, posting = true, type = 'expense') =>
  makeExpense(b, { parentId, posting, type })
const spend = (spent: Spent) => spendOn(b, spent)

beforeAll(async () => {
  b = await createTestBooks()
})

describe('above the limit', () => {
  it('an override with a reason lets this document pass, up to its amount', async () => {
    const accountId = await expense()
    await createTestBudget(b, [{ accountId, months: ['0', '0', '100'] }])
    const documentId = newId()
    const order = (amount: string) => holdBudget(b, [{ accountId, amount }], documentId)
    await expect(order('150')).rejects.toMatchObject(over)
    const override = { companyId: b.companyId, document: 'purchase_order', documentId, amount: '50', reason: 'Agreed' }
    const clerk = actorOf(b.tenantId, ['finance.budget.read'])
    await expect(run(overrideBudget, override, clerk)).rejects.toMatchObject({ kind: 'forbidden' })
    await run(overrideBudget, override)
    await expect(order('150.01')).rejects.toMatchObject(over)
    expect(await order('150')).toMatchObject([{ effect: 'block', overridden: true, excess: '50' }])
    await expect(holdBudget(b, [{ accountId, amount: '1' }])).rejects.toMatchObject(over)
    const [alert] = await readRows<{ kind: string }>(
      b.admin,
      `select kind from alert where document_id = '${documentId}'`,
    )
    expect(alert).toEqual({ kind: 'budget.overridden' })
  })

  it('is told before as facts, without changing anything', async () => {
    const accountId = await expense()
    const budget = await createTestBudget(b, [{ accountId, months: ['0', '0', '100'] }], { onTotal: 'approve' })
    const ask = (amount: string) =>
      inCommand(b.admin, (ctx) =>
        budgetFacts(ctx, {
          companyId: b.companyId,
          source: { document: 'purchase_order', documentId: newId(), label: null },
          uses: [
            {
              lineId: newId(),
              stage: 'commitment',
              accountId,
              costCenterId: null,
              projectId: null,
              date: '2025-03-01',
              amount,
            },
          ],
        }),
      )
    expect(await ask('100')).toEqual({
      over_budget: false,
      budget_excess: '0',
      budget_approval: false,
      budget_cells: [],
    })
    expect(await ask('100.5')).toMatchObject({ over_budget: true, budget_excess: '0.5', budget_approval: true })
    expect(await budgetCells(b, budget)).toMatchObject([{ committed: '0' }])
    await expect(holdBudget(b, [{ accountId, amount: '100.5' }])).rejects.toMatchObject({
      code: 'finance.budget_needs_approval',
    })
    const use = { accountId, date: '2025-03-01', amount: '100.5' }
    const approved = await holdBudget(b, [use], newId(), b.admin, [newId()])
    expect(approved).toMatchObject([{ effect: 'approve', overridden: false }])
  })

  it('warnings of the journal are kept and told', async () => {
    const accountId = await expense()
    await createTestBudget(b, [{ accountId, months: ['0', '0', '100'] }], { onTotal: 'warn' })
    const documentId = newId()
    await spend({ accountId, amount: '101', documentId })
    const rows = await readRows<object>(
      b.admin,
      `select a.kind, x.measure, x.effect, trim_scale(x.used)::text as used from alert a join budget_excess x on x.document_id = a.document_id
       where a.document_id = '${documentId}'`,
    )
    expect(rows).toEqual([{ kind: 'budget.warn', measure: 'total', effect: 'warn', used: '101' }])
  })
})

describe('the shipped rule', () => {
  it('is well formed, and its override carries the document over a budget that blocks', async () => {
    const accountId = await expense()
    await createTestBudget(b, [{ accountId, months: ['0', '0', '100'] }])
    const documentId = newId()
    const rule = overBudgetRule('budget_test', ['approve'])
    registerFacts({ document: 'budget_test', triggers: ['approve'], facts: budgetFactDefinitions })
    await run(createRule, {
      ...{
        code: `over-budget`,
        nameEn: rule.nameEn,
        nameZh: rule.nameZh,
        document: rule.document,
        triggers: ['approve'],
        scope: 'header',
      },
      content: {
        ...{ condition: rule.condition, effect: rule.effect, messageEn: rule.messageEn, messageZh: rule.messageZh },
        ...{ overridePermission: rule.overridePermission, parameters: rule.parameters, effectiveFrom: '2020-01-01' },
      },
    }).then(async (made) => run(publishRule, { id: (made as { id: Id }).id, version: 1 }))
    const order = (amount: string) =>
      inCommand(b.admin, async (ctx) => {
        const source = { document: 'budget_test', documentId, label: 'T-1' }
        const use = { stage: 'commitment' as const, accountId, costCenterId: null, projectId: null, date: '2025-03-01' }
        const request = { companyId: b.companyId, source, uses: [{ ...use, lineId: documentId, amount }] }
        const header = await budgetFacts(ctx, request)
        const subject = {
          document: 'budget_test',
          documentId,
          companyId: b.companyId,
          label: 'T-1',
          trigger: 'approve',
        }
        const found = stopping(await judge(ctx, { ...subject, header, lines: [] }))
        if (found.length === 0) setBudgetUse(ctx, request)
        return found[0]?.id
      })
    const finding = await order('110')
    expect(finding).toEqual(expect.any(String))
    await run(overrideFinding, { findingId: finding, reason: 'Rush order' })
    expect(await order('110')).toBeUndefined()
    const passed = `select trim_scale(used - "limit")::text as excess from budget_excess where document_id = $1 and override_id is not null`
    expect(await readRows(b.admin, passed, [documentId])).toEqual([{ excess: '10' }])
    expect(await order('110.01')).toEqual(finding)
  })
})
