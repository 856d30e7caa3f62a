import { afterAll, expect, it, vi } from 'vitest'
import { todayIn } from '@/server/kernel/calendar-date'
import { runCommand } from '@/server/platform/commands/runner'
import { listening, stopListening } from '@/server/platform/events/listen'
import { updateCompany } from '@/server/platform/tenancy/companies'
import { createTestBooks, inCommand } from '@/server/testing/books'
import { ruleSet } from './live-rules'

afterAll(stopListening)

it('judges by the calendar of the time zone that a company has been moved to', async () => {
  const { companyId, admin } = await createTestBooks()
  await listening()
  const today = () => inCommand(admin, async (ctx) => (await ruleSet(ctx, 'sales_order', 'save', companyId)).today)
  const move = (timeZone: string) =>
    runCommand(
      updateCompany,
      { id: companyId, name: 'Moved', legalName: 'Moved', taxId: null, timeZone, addressLines: [] },
      { actor: admin },
    )
  // 25 hours apart: never the same day.
  await move('Pacific/Pago_Pago')
  await vi.waitFor(async () => expect(await today()).toBe(todayIn('Pacific/Pago_Pago')), { timeout: 4000 })
  await move('Pacific/Kiritimati')
  await vi.waitFor(async () => expect(await today()).toBe(todayIn('Pacific/Kiritimati')), { timeout: 4000 })
})
