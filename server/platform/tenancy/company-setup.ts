import type { z } from 'zod'
import type { createCompanyInput } from '@/server/contracts/platform/identity'
import type { Id } from '@/server/kernel/ids'
import type { CommandContext } from '../commands/context'

export type NewCompany = z.output<typeof createCompanyInput> & { readonly companyId: Id }
export type CompanySetUp = (ctx: CommandContext, company: NewCompany) => Promise<void>

const setUps = new Map<string, CompanySetUp>()

/**
 * Registers what a module prepares for a new company (chart of accounts, number series, warehouse), in the transaction that
 * makes it. Called by the composition; set-ups run in the order of registration, a second one of the same name replaces the first.
 */
export function onCompanyCreated(name: string, setUp: CompanySetUp): void {
  setUps.set(name, setUp)
}

/** Runs every registered set-up. */
export async function setUpCompany(ctx: CommandContext, company: NewCompany): Promise<void> {
  for (const setUp of setUps.values()) await setUp(ctx, company)
}
