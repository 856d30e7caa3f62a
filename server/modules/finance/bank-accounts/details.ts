import { type BankDetails, isIban } from '@/server/contracts/finance/bank-account'
import type { Id } from '@/server/kernel/ids'
import type { CommandContext, QueryContext } from '@/server/platform/commands/context'
import { keyedHash } from '@/server/platform/crypto'
import { declareSealed, openSecrets, sealSecret } from '@/server/platform/secrets/tenant-secrets'

const PURPOSE = 'bank account'

const fingerprintOf = (json: string, tenantId: Id): string => keyedHash(json, PURPOSE, tenantId)
const fingerprint = { column: 'fingerprint', of: fingerprintOf }
declareSealed({ table: 'party_bank_account', column: 'sealed', purpose: PURPOSE, fingerprint })
declareSealed({ table: 'company_bank_account', column: 'sealed', purpose: PURPOSE, fingerprint })

/** What the fingerprint of an account number is where it needs no clearing code. */
export const fingerprintOfAccount = (accountNumber: string, tenantId: Id): string =>
  fingerprintOf(JSON.stringify({ accountNumber, bankCode: null } satisfies BankDetails), tenantId)

/** What is stored of bank details: sealed, and what people may see and compare. An IBAN needs no clearing code. */
export async function storedDetails(ctx: CommandContext, { accountNumber, bankCode }: BankDetails) {
  const json = JSON.stringify({
    accountNumber,
    bankCode: isIban(accountNumber) ? null : bankCode,
  } satisfies BankDetails)
  return {
    sealed: await sealSecret(ctx, json, PURPOSE),
    masked: accountNumber.slice(-4),
    fingerprint: fingerprintOf(json, ctx.tenantId),
  }
}

/** The bank details behind sealed values, in their order. */
export async function openDetails(ctx: QueryContext, sealed: readonly string[]): Promise<BankDetails[]> {
  return (await openSecrets(ctx, sealed, PURPOSE)).map((json) => JSON.parse(json) as BankDetails)
}
