import { expect, it } from 'vitest'
import { newId } from '@/server/kernel/ids'
import { runQuery } from '@/server/platform/commands/runner'
import { createTestBooks } from '@/server/testing/books'
import { listAccounts } from './account.commands'

it('shows the rows of the company that is asked for, in rows and totals alike', async () => {
  const { companyId, admin } = await createTestBooks()
  const call = { actor: admin }
  const ofCompany = await runQuery(listAccounts.rows, { companyId, limit: 5 }, call)
  expect(ofCompany.rows).toHaveLength(5)
  const { count } = await runQuery(listAccounts.summary, { companyId }, call)
  expect((await runQuery(listAccounts.summary, {}, call)).count).toBe(count)
  const other = { companyId: newId() }
  expect((await runQuery(listAccounts.rows, { ...other, limit: 5 }, call)).rows).toEqual([])
  expect((await runQuery(listAccounts.summary, other, call)).count).toBe(0)
})
