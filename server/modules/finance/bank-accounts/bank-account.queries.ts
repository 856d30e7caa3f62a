import { z } from 'zod'
import { companyBankAccountOut, partyBankAccountOut } from '@/server/contracts/finance/bank-account'
import { companyRef } from '@/server/contracts/finance/common'
import { idField } from '@/server/contracts/platform/field'
import { query } from '@/server/platform/commands/command'

/** The bank accounts of a party in a company, those in force first. Numbers are masked. */
export const partyBankAccounts = query({
  name: 'finance.partyBankAccounts',
  permission: 'finance.party_bank_account.read',
  input: z.strictObject({ ...companyRef, partyId: idField }),
  output: z.array(partyBankAccountOut),
  handler: async (ctx, { companyId, partyId }) => [
    ...(await ctx.sql<z.input<typeof partyBankAccountOut>[]>`
      select b.id, b.party_id as "partyId", b.status, b.holder, b.currency, b.country, b.masked, b.bic, b.bank_name as "bankName",
        b.replaces_id as "replacesId", b.reason, b.created_by as "createdById", c.name as "createdBy", a.name as "approvedBy",
        b.approved_at as "approvedAt", b.version,
        array(select distinct p.name from party_bank_account o join party p on p.tenant_id = o.tenant_id and p.id = o.party_id
              where o.tenant_id = b.tenant_id and o.fingerprint = b.fingerprint and o.party_id <> b.party_id
                and o.status in ('draft', 'in_approval', 'active')) as "sharedWith"
      from party_bank_account b
      left join membership c on c.tenant_id = b.tenant_id and c.user_id = b.created_by
      left join membership a on a.tenant_id = b.tenant_id and a.user_id = b.approved_by
      where b.tenant_id = ${ctx.tenantId} and b.company_id = ${companyId} and b.party_id = ${partyId}
      order by array_position(array['active', 'in_approval', 'draft', 'retired', 'cancelled'], b.status), b.id desc`),
  ],
})

/** The company's own bank accounts that payments can be ordered from. */
export const companyBankAccounts = query({
  name: 'finance.companyBankAccounts',
  permission: 'finance.company_bank_account.read',
  input: z.strictObject(companyRef),
  output: z.array(companyBankAccountOut),
  handler: async (ctx, { companyId }) => [
    ...(await ctx.sql<z.input<typeof companyBankAccountOut>[]>`
      select b.id, b.account_id as "accountId", a.code as "accountCode", b.holder, b.currency, b.country, b.masked, b.bic,
        b.bank_name as "bankName"
      from company_bank_account b join account a on a.tenant_id = b.tenant_id and a.id = b.account_id
      where b.tenant_id = ${ctx.tenantId} and b.company_id = ${companyId} order by a.code`),
  ],
})
