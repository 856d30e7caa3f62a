import { z } from 'zod'
import type { Id } from '@/server/kernel/ids'
import type { BooksSetUp, CompanySettings } from '@/server/modules/finance'
import { accounts, createParty, setUpCompanyBooks } from '@/server/modules/finance'
import type { AccountRole } from '@/server/modules/finance/door'
import type { CommandDefinition } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { runCommand } from '@/server/platform/commands/runner'
import type { Actor } from '@/server/platform/identity/actor'
import { createTestTenant, type TestTenant } from './tenant'

/** Runs `work` as a command of its own would: one tenant transaction with numbers, audit and outbox. */
export async function inCommand<T>(actor: Actor, work: (ctx: CommandContext) => Promise<T>): Promise<T> {
  const results: T[] = []
  const definition: CommandDefinition<z.ZodUnknown, z.ZodVoid> = {
    kind: 'command',
    name: 'test.inCommand',
    permission: null,
    input: z.unknown(),
    output: z.void(),
    handler: async (ctx) => {
      results[0] = await work(ctx)
    },
  }
  await runCommand(definition, undefined, { actor })
  return results[0] as T
}

export interface TestBooks extends TestTenant {
  readonly account: (role: AccountRole) => Id
}

/** A tenant whose company keeps books: years from 2025, tax codes, terms, number series. */
export async function createTestBooks(
  options: Partial<Omit<BooksSetUp, 'companyId'>> & { baseCurrency?: CompanySettings['baseCurrency'] } = {},
): Promise<TestBooks> {
  const { baseCurrency = 'USD', ...setUp } = options
  const tenant = await createTestTenant({ baseCurrency })
  await inCommand(tenant.admin, (ctx) =>
    setUpCompanyBooks(ctx, {
      template: 'ifrs',
      taxTemplate: 'us',
      fiscalYearStart: '2025-01-01',
      years: 2,
      ...setUp,
      companyId: tenant.companyId,
    }),
  )
  const account = await inCommand(tenant.admin, (ctx) => accounts(ctx, tenant.companyId))
  return { ...tenant, account }
}

let made = 0
/** A customer and supplier in one. */
export const createTestParty = (actor: Actor, name = 'Acme'): Promise<Id> =>
  inCommand(actor, (ctx) =>
    createParty(ctx, {
      code: `P${++made}`,
      kind: 'organization',
      name,
      isCustomer: true,
      isSupplier: true,
      legalName: null,
      taxId: null,
      currency: null,
      paymentTermId: null,
      email: null,
      phone: null,
      website: null,
      locale: null,
      notes: null,
      addresses: [],
      contacts: [],
    }),
  )
