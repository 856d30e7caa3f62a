import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Id } from '@/server/kernel/ids'
import { runCommand } from '@/server/platform/commands/runner'
import { createTestBudget } from '@/server/testing/budgets'
import { type BuyingCompany, brokenInvariants, createBuyingCompany, makeSupplier } from '@/server/testing/procurement'
import { readRows } from '@/server/testing/stock'
import {
  approvePurchaseOrder,
  approvePurchaseRequisition,
  cancelPurchaseOrder,
  changePurchaseOrder,
  closeShortPurchaseOrder,
  createPurchaseOrder,
  createPurchaseRequisition,
  orderRequisitions,
  reopenPurchaseOrder,
  revisePurchaseOrder,
  updatePurchaseOrder,
  updatePurchaseSettings,
} from '.'

let c: BuyingCompany
let supplierId: Id
let account: Id
beforeAll(async () => {
  c = await createBuyingCompany()
  supplierId = await makeSupplier(c)
  account = await c.account('6200')
  await createTestBudget(
    { admin: c.admin, companyId: c.companyId } as Parameters<typeof createTestBudget>[0],
    [{ accountId: account, months: ['0', '0', '0', '0', '0', '1000'] }],
    { year: '2026', onOrder: 'block' },
  )
})
afterAll(async () => expect(await brokenInvariants(c)).toEqual({}))

const day = '2026-06-20'
const line = (unitPrice: string) => ({
  kind: 'service' as const,
  description: 'Consulting',
  quantity: '1',
  unitPrice,
  expenseAccountId: account,
  requestedDate: day,
})
const order = (unitPrice: string) =>
  runCommand(createPurchaseOrder, { companyId: c.companyId, supplierId, lines: [line(unitPrice)] }, c.call)
const approve = (id: Id) => runCommand(approvePurchaseOrder, { id }, c.call)
const held = async () => {
  const [row] = await readRows<{ pre: string; committed: string }>(
    c.admin,
    `select trim_scale(pre_committed)::text as pre, trim_scale(committed)::text as committed from budget_cell where month = '2026-06-01'`,
  )
  return `${row?.pre} ${row?.committed}`
}
const reason = 'not needed'
const over = { code: 'finance.over_budget' }

describe('a budget', () => {
  it('is held by the requisition, taken over by the order, and given back when it is cancelled', async () => {
    const need = await runCommand(
      createPurchaseRequisition,
      {
        companyId: c.companyId,
        neededOn: day,
        lines: [
          {
            kind: 'service',
            description: 'Consulting',
            quantity: '4',
            unitPrice: '100',
            supplierId,
            expenseAccountId: account,
          },
        ],
      },
      c.call,
    )
    await runCommand(approvePurchaseRequisition, { id: need.id }, c.call)
    expect(await held()).toBe('400 0')
    const { orders } = await runCommand(
      orderRequisitions,
      {
        companyId: c.companyId,
        lines: [{ requisitionLineId: need.lines[0]?.id ?? '', quantity: '3', unitPrice: '120' }],
      },
      c.call,
    )
    const id = orders[0]?.id ?? ''
    expect(await held()).toBe('400 0')
    await approve(id)
    expect(await held()).toBe('100 360')
    await runCommand(cancelPurchaseOrder, { id, reason }, c.call)
    expect(await held()).toBe('400 0')
  })

  it('is never passed, exactly at it is allowed', async () => {
    const one = await order('600.01')
    await expect(approve(one.id)).rejects.toMatchObject(over)
    const two = await order('600')
    await approve(two.id)
    expect(await held()).toBe('400 600')
    await runCommand(closeShortPurchaseOrder, { id: two.id, reason }, c.call)
    expect(await held()).toBe('400 0')
    await runCommand(reopenPurchaseOrder, { id: two.id }, c.call)
    expect(await held()).toBe('400 600')
    await runCommand(cancelPurchaseOrder, { id: two.id, reason }, c.call)
  })

  it('stays held by a revision at the amount that was approved, and then takes the difference', async () => {
    const made = await order('500')
    await approve(made.id)
    await runCommand(revisePurchaseOrder, { id: made.id, reason: 'more is needed' }, c.call)
    const save = (unitPrice: string, id = made.lines[0]?.id ?? '') =>
      runCommand(updatePurchaseOrder, { id: made.id, lines: [{ id, ...line(unitPrice) }] }, c.call)
    await save('600.01')
    await expect(approve(made.id)).rejects.toMatchObject(over)
    expect(await held()).toBe('400 500')
    await runCommand(updatePurchaseOrder, { id: made.id, lines: [line('450')] }, c.call)
    await approve(made.id)
    expect(await held()).toBe('400 450')
    await runCommand(
      updatePurchaseSettings,
      { companyId: c.companyId, revisionPercent: '50', revisionAmount: '500' },
      c.call,
    )
    const change = (unitPrice: string) =>
      runCommand(changePurchaseOrder, { id: made.id, reason: 'price', lines: [line(unitPrice)] }, c.call)
    await expect(change('600.01')).rejects.toMatchObject(over)
    await change('600')
    expect(await held()).toBe('400 600')
    await runCommand(cancelPurchaseOrder, { id: made.id, reason }, c.call)
    expect(await held()).toBe('400 0')
  })

  it('is not passed by twenty orders at once, and none that fits is refused', async () => {
    const orders = await Promise.all(Array.from({ length: 20 }, () => order('50')))
    const tried = await Promise.allSettled(orders.map((o) => approve(o.id)))
    expect(tried.filter((t) => t.status === 'fulfilled')).toHaveLength(12)
    expect(await held()).toBe('400 600')
  })
})
