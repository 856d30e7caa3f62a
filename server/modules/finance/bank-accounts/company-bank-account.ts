import { companyBankAccount } from '@/db/schema/finance/bank-account'
import { saveCompanyBankAccountInput } from '@/server/contracts/finance/bank-account'
import { created } from '@/server/contracts/finance/common'
import { newId } from '@/server/kernel/ids'
import { command } from '@/server/platform/commands/command'
import { author } from '../changes'
import { storedDetails } from './details'

/** Sets the bank details of one of the company's own bank accounts: what payments are ordered from. */
export const saveCompanyBankAccount = command({
  name: 'finance.saveCompanyBankAccount',
  permission: 'finance.company_bank_account.update',
  input: saveCompanyBankAccountInput,
  output: created,
  constraints: { company_bank_account_account_id_fk: { code: 'common.reference', path: 'accountId' } },
  handler: async (ctx, { accountNumber, bankCode, ...columns }) => {
    const stored = await storedDetails(ctx, { accountNumber, bankCode })
    const values = { ...columns, ...stored }
    const [row] = await ctx.tx
      .insert(companyBankAccount)
      .values({ ...author(ctx), ...values, id: newId() })
      .onConflictDoUpdate({
        target: [companyBankAccount.tenantId, companyBankAccount.accountId],
        set: { ...values, updatedBy: ctx.actor.userId },
      })
      .returning({ id: companyBankAccount.id })
    if (!row) throw new Error('the bank account was not written')
    ctx.record({
      action: 'update',
      document: 'company_bank_account',
      documentId: row.id,
      companyId: columns.companyId,
      label: `${columns.holder} ···${stored.masked}`,
      after: { accountId: columns.accountId, currency: columns.currency, masked: stored.masked },
    })
    return row
  },
})
