import { afterAll, expect, it, vi } from 'vitest'
import { runCommand } from '@/server/platform/commands/runner'
import { listening, stopListening } from '@/server/platform/events/listen'
import { createTestBooks, inCommand } from '@/server/testing/books'
import { actorOf } from '@/server/testing/tenant'
import { setAccountRole } from './accounts/account.commands'
import { accounts } from './accounts/account-roles'
import { company } from './settings/company-settings'
import { updateCompanySettings } from './settings/settings.commands'

afterAll(stopListening)

it('follows a change in every process, and hides a company from whoever may not enter it', async () => {
  const b = await createTestBooks()
  const { companyId, admin } = b
  await listening()
  const bank = () => inCommand(admin, async (ctx) => (await accounts(ctx, companyId))('bank'))
  expect(await bank()).toBe(b.account('bank'))
  await runCommand(setAccountRole, { companyId, role: 'bank', accountId: b.account('cash') }, { actor: admin })
  await vi.waitFor(async () => expect(await bank()).toBe(b.account('cash')), { timeout: 4000 })
  const tolerance = () => inCommand(admin, async (ctx) => (await company(ctx, companyId)).writeOffTolerance)
  expect(await tolerance()).toBe('0')
  await runCommand(updateCompanySettings, { companyId, writeOffTolerance: '2.5' }, { actor: admin })
  await vi.waitFor(async () => expect(await tolerance()).toBe('2.5'), { timeout: 4000 })
  const outsider = actorOf(b.tenantId, ['*'], { companies: [] })
  await expect(inCommand(outsider, (ctx) => company(ctx, companyId))).rejects.toMatchObject({
    code: 'common.not_found',
  })
})
