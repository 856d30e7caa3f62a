import '@/server/composition'
import { openAurora, tradeSome } from '@/db/seed/aurora'
import { keepBooks, usAccounts } from '@/db/seed/books'
import type { Branch } from '@/db/seed/branch'
import { addMonths, todayIn } from '@/server/kernel/calendar-date'
import { actorOf, createTestTenant, type TestTenant } from './tenant'

/** A tenant that trades: the demo company as it opens, with one of every kind of document and no history. */
export async function createTradingTenant(): Promise<TestTenant & { readonly branch: Branch }> {
  const tenant = await createTestTenant()
  const { admin } = tenant
  // Who counts may not approve the count.
  const warehouse = actorOf(tenant.tenantId, ['*'])
  const desk = { admin, rep: admin, otherRep: admin, manager: admin, accountant: admin, warehouse }
  const today = todayIn('America/Chicago')
  const branch = await openAurora(desk, addMonths(today, -2), today)
  await tradeSome(branch)
  await keepBooks(branch, usAccounts, { payroll: 9_000, rent: 900, selling: 300, depreciation: 200 })
  return { ...tenant, branch }
}
