import { beforeAll, describe, expect, it } from 'vitest'
import { type Id, newId } from '@/server/kernel/ids'
import { pools } from '@/server/platform/pools'
import { withTenant } from '@/server/platform/tenancy/transaction'
import { createTestBooks, inCommand, type TestBooks } from '@/server/testing/books'
import { setBudgetUse } from './budget-use'

let b: TestBooks
beforeAll(async () => {
  b = await createTestBooks()
})
describe('door', () => {
  it('runs', async () => {
    const id = newId()
    const [y] = await withTenant(
      pools.app,
      b.admin,
      'read',
      ({ sql }) => sql<{ id: Id }[]>`select id from fiscal_year where name like '2025%'`,
    )
    await withTenant(pools.app, b.admin, 'write', async ({ sql }) => {
      await sql`insert into budget (tenant_id, id, company_id, name, status, fiscal_year_id, uses_account, uses_cost_center, uses_project, control, on_total)
        values (${b.tenantId}, ${id}, ${b.companyId}, 'B', 'draft', ${y?.id ?? null}, true, false, false, 'period', 'block')`
      await sql`insert into budget_plan (tenant_id, id, company_id, document_id, budget_id, line_no, account_id, month, amount)
        values (${b.tenantId}, ${newId()}, ${b.companyId}, ${id}, ${id}, 1, ${b.account('cogs')}, '2025-03-01', 100)`
      await sql`select finance_budget_approve(${id})`
      await sql`update budget set status = 'approved' where id = ${id}`
    })
    const use = (amount: string, lineId = newId()) =>
      inCommand(b.admin, (ctx) =>
        setBudgetUse(ctx, {
          companyId: b.companyId,
          source: { document: 'test', documentId: newId(), label: 'T' },
          uses: [
            {
              lineId,
              stage: 'commitment',
              accountId: b.account('cogs'),
              costCenterId: null,
              projectId: null,
              date: '2025-03-05',
              amount,
            },
          ],
        }),
      )
    await use('60')
    await expect(use('40.01')).rejects.toMatchObject({
      code: 'finance.over_budget',
      params: { excess: '0.01', limit: '100' },
    })
    expect(await use('40')).toEqual([])
  })
})
