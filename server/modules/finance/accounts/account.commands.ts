import { and, eq, sql } from 'drizzle-orm'
import { account, accountRole } from '@/db/schema/finance/account'
import {
  accountList,
  chartInput,
  chartOut,
  createAccountInput,
  setAccountRoleInput,
  updateAccountInput,
} from '@/server/contracts/finance/account'
import { created, done } from '@/server/contracts/finance/common'
import { notFound, validation } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import { command, query } from '@/server/platform/commands/command'
import { listQueries } from '@/server/platform/lists/list'
import { author, changeMaster, given } from '../changes'
import { accountRoles } from '../door'
import { changesMasters } from '../remembered'

const constraints = { account_code: { code: 'finance.account_code_taken', path: 'code' } }

export const createAccount = command({
  name: 'finance.createAccount',
  permission: 'finance.account.create',
  input: createAccountInput,
  output: created,
  constraints,
  handler: async (ctx, input) => {
    const id = newId()
    await ctx.tx.insert(account).values({ ...author(ctx), id, ...input })
    const { companyId } = input
    ctx.record({ action: 'create', document: 'account', documentId: id, companyId, label: input.code, after: input })
    return { id }
  },
})

/** Type, control and posting of an account never change: they decide what its history means. */
export const updateAccount = command({
  name: 'finance.updateAccount',
  permission: 'finance.account.update',
  input: updateAccountInput,
  output: done,
  constraints,
  handler: (ctx, { id, version, ...columns }) => changeMaster(ctx, account, 'account', { id, version }, given(columns)),
})

/** Says which account plays a part in postings of a company. */
export const setAccountRole = command({
  name: 'finance.setAccountRole',
  permission: 'finance.account.update',
  input: setAccountRoleInput,
  output: created,
  handler: async (ctx, { companyId, role, accountId }) => {
    if (!accountRoles.some((r) => r === role)) throw validation('validation.choice', 'role')
    const [target] = await ctx.tx
      .select({ posting: account.posting, code: account.code })
      .from(account)
      .where(and(eq(account.tenantId, ctx.tenantId), eq(account.companyId, companyId), eq(account.id, accountId)))
    if (!target) throw notFound('account')
    if (!target.posting) throw validation('finance.account_heading', 'accountId', { account: target.code })
    changesMasters(ctx)
    const id = newId()
    await ctx.tx
      .insert(accountRole)
      .values({ ...author(ctx), id, companyId, role, accountId })
      .onConflictDoUpdate({
        target: [accountRole.tenantId, accountRole.companyId, accountRole.role],
        set: { accountId, updatedAt: sql`now()`, updatedBy: ctx.actor.userId },
      })
    ctx.record({ action: 'set_role', document: 'account', documentId: accountId, companyId, label: role })
    return { id: accountId }
  },
})

/** The whole chart of a company, by code, with the parts that accounts play. */
export const chartOfAccounts = query({
  name: 'finance.chartOfAccounts',
  permission: 'finance.account.read',
  input: chartInput,
  output: chartOut,
  handler: async (ctx, { companyId }) => {
    const accounts = await ctx.tx
      .select()
      .from(account)
      .where(and(eq(account.tenantId, ctx.tenantId), eq(account.companyId, companyId)))
      .orderBy(account.code)
    const roles = await ctx.tx
      .select({ role: accountRole.role, accountId: accountRole.accountId })
      .from(accountRole)
      .where(and(eq(accountRole.tenantId, ctx.tenantId), eq(accountRole.companyId, companyId)))
      .orderBy(accountRole.role)
    return { accounts, roles }
  },
})

export const listAccounts = listQueries({
  definition: accountList,
  name: 'finance.listAccounts',
  permission: 'finance.account.read',
  from: sql`account a`,
  where: (ctx) => sql`a.tenant_id = ${ctx.tenantId}`,
  company: sql`a.company_id`,
  columns: {
    code: sql`a.code`,
    nameEn: sql`a.name_en`,
    nameZh: sql`a.name_zh`,
    type: sql`a.type`,
    subtype: sql`a.subtype`,
    currency: sql`a.currency`,
    status: sql`a.status`,
  },
  nullable: ['currency'],
  extra: { companyId: sql`a.company_id`, posting: sql`a.posting`, control: sql`a.control` },
  id: sql`a.id`,
  search: [sql`a.code`, sql`a.name_en`, sql`a.name_zh`],
})
