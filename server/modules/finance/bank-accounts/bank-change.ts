import { paymentClearance } from '@/db/schema/finance/bank-account'
import { addDays, type CalendarDate, daysBetween } from '@/server/kernel/calendar-date'
import { AppError } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import type { CommandContext, QueryContext } from '@/server/platform/commands/context'
import { author } from '../changes'
import { bankChangeHoldDays, payees } from '../payment-proposals/load-debts'
import { company } from '../settings/company-settings'

/** The bank account that a party would be paid to, and how long it has been in force. */
export interface BankAccountAge {
  readonly bankAccountId: Id
  readonly masked: string
  /** Took the place of another one. */
  readonly replaced: boolean
  readonly approvedOn: CalendarDate
  /** From this day on it counts as proven. */
  readonly provenOn: CalendarDate
  readonly days: number
  readonly holdDays: number
  /** In force for fewer days than the company asks for: what is owed waits for a second look. */
  readonly recent: boolean
}

interface Payer {
  readonly companyId: Id
  readonly partyId: Id
  readonly currency: string
}

/** How old the account is that a party is paid to in a currency today; null = there is none. */
export async function bankAccountAge(ctx: QueryContext, of: Payer): Promise<BankAccountAge | null> {
  const found = await payees(ctx, { companyId: of.companyId, currency: of.currency, partyIds: [of.partyId] })
  const payee = found.get(of.partyId)
  if (!payee) return null
  const [holdDays, { today }, [row]] = await Promise.all([
    bankChangeHoldDays(ctx, of.companyId),
    company(ctx, of.companyId),
    ctx.sql<{ masked: string; replaced: boolean }[]>`
      select masked, replaces_id is not null as replaced from party_bank_account
      where tenant_id = ${ctx.tenantId} and id = ${payee.bankAccountId}`,
  ])
  const provenOn = addDays(payee.approvedOn, holdDays)
  return {
    bankAccountId: payee.bankAccountId,
    masked: row?.masked ?? '',
    replaced: row?.replaced ?? false,
    approvedOn: payee.approvedOn,
    provenOn,
    days: daysBetween(payee.approvedOn, today),
    holdDays,
    recent: provenOn > today,
  }
}

/**
 * Keeps that somebody has agreed to pay a document to the account that its party has now: payment proposals do not ask again until the
 * account changes. Never by who entered the account: finance.bank_account_own.
 */
export async function clearBankChange(
  ctx: CommandContext,
  clear: Payer & { openItemSourceId: Id; reason: string },
): Promise<void> {
  const payee = (await payees(ctx, { ...clear, partyIds: [clear.partyId] })).get(clear.partyId)
  if (payee) await keepClearance(ctx, { ...clear, bankAccountId: payee.bankAccountId })
}

export interface Clearance {
  readonly companyId: Id
  readonly openItemSourceId: Id
  readonly bankAccountId: Id
  readonly reason: string
}

export async function keepClearance(ctx: CommandContext, clearance: Clearance): Promise<void> {
  const [account] = await ctx.sql<{ created_by: Id | null }[]>`
    select created_by from party_bank_account where tenant_id = ${ctx.tenantId} and id = ${clearance.bankAccountId}`
  if (account?.created_by === ctx.actor.userId) throw new AppError('forbidden', 'finance.bank_account_own')
  await ctx.tx
    .insert(paymentClearance)
    .values({
      ...author(ctx),
      id: newId(),
      companyId: clearance.companyId,
      sourceDocumentId: clearance.openItemSourceId,
      partyBankAccountId: clearance.bankAccountId,
      reason: clearance.reason,
    })
    .onConflictDoNothing()
}

export interface PastBankAccount {
  readonly partyId: Id
  readonly currency: string
  readonly replaced: boolean
  readonly approvedOn: CalendarDate
}

/** Every account that was put in force for parties, the latest first, and how long one is watched: to whom a day's payments went. */
export async function bankAccountsOverTime(
  ctx: QueryContext,
  { companyId, partyIds }: { companyId: Id; partyIds: readonly Id[] },
): Promise<{ readonly accounts: readonly PastBankAccount[]; readonly holdDays: number }> {
  const { timeZone } = await company(ctx, companyId)
  const [holdDays, accounts] = await Promise.all([
    bankChangeHoldDays(ctx, companyId),
    ctx.sql<PastBankAccount[]>`
      select party_id as "partyId", currency, replaces_id is not null as replaced,
        (approved_at at time zone ${timeZone})::date::text as "approvedOn"
      from party_bank_account
      where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and party_id = any (${[...partyIds]}::uuid[])
        and approved_at is not null
      order by approved_at desc`.execute(),
  ])
  return { accounts, holdDays }
}
