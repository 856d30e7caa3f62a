import type { QueryContext } from '@/server/platform/commands/context'
import { attachable, rowOf } from '@/server/platform/files/documents'
import { likePattern } from '@/server/platform/lists/conditions'
import { registerSearch, type SearchHit, searchable, searchableMaster } from '@/server/platform/search/search'

/** What the command palette finds of finance: entries, payments, proposals, budgets by number, accounts, partners and dimensions by code or name. */
type Found = Omit<SearchHit, 'kind' | 'href'>

searchable(
  'journal_entry',
  'finance.journal_entry.read',
  'finance/journal-entries',
  (ctx, text, limit) =>
    ctx.sql<Found[]>`
    select id, number as label, description as hint from journal_entry
    where tenant_id = ${ctx.tenantId} and number ilike ${likePattern(text)} order by posting_date desc, id desc limit ${limit}`,
)

searchable(
  'payment',
  'finance.payment.read',
  'finance/payments',
  (ctx, text, limit) =>
    ctx.sql<Found[]>`
    select d.id, coalesce(d.number, '–') as label, p.name as hint
    from payment d join party p on p.tenant_id = d.tenant_id and p.id = d.party_id
    where d.tenant_id = ${ctx.tenantId} and (d.number ilike ${likePattern(text)} or d.reference ilike ${likePattern(text)})
    order by d.payment_date desc, d.id desc limit ${limit}`,
)

searchable(
  'payment_proposal',
  'finance.payment_proposal.read',
  'finance/payment-proposals',
  (ctx, text, limit) =>
    ctx.sql<Found[]>`
    select id, number as label, null as hint from payment_proposal
    where tenant_id = ${ctx.tenantId} and number ilike ${likePattern(text)} order by id desc limit ${limit}`,
)

searchable(
  'budget',
  'finance.budget.read',
  'finance/budgets',
  (ctx, text, limit) =>
    ctx.sql<Found[]>`
    select id, name as label, number as hint from budget
    where tenant_id = ${ctx.tenantId} and (number ilike ${likePattern(text)} or name ilike ${likePattern(text)})
    order by id desc limit ${limit}`,
)

searchableMaster('finance', 'cost_center', 'finance/cost-centers')
searchableMaster('finance', 'project', 'finance/projects')

/** Accounts and partners have no page of their own: they lead to their report. */
const source = (
  kind: string,
  permission: string,
  find: (ctx: QueryContext, text: string, limit: number) => Promise<readonly Omit<SearchHit, 'kind'>[]>,
) =>
  registerSearch({
    kind,
    permission,
    find: async (ctx, text, limit) => (await find(ctx, text, limit)).map((hit) => ({ ...hit, kind })),
  })

source(
  'account',
  'finance.account.read',
  (ctx, text, limit) =>
    ctx.sql<Omit<SearchHit, 'kind'>[]>`
    select id, code || ' ' || name_en as label, name_zh as hint, 'finance/reports/general-ledger?account=' || id as href from account
    where tenant_id = ${ctx.tenantId} and posting and (code || ' ' || name_en || ' ' || name_zh) ilike ${likePattern(text)}
    order by status = 'active' desc, code limit ${limit}`,
)

source(
  'party',
  'finance.party.read',
  (ctx, text, limit) =>
    ctx.sql<Omit<SearchHit, 'kind'>[]>`
    select id, name as label, code as hint, 'finance/statements?party=' || id as href from party
    where tenant_id = ${ctx.tenantId} and (name ilike ${likePattern(text)} or code ilike ${likePattern(text)})
    order by status = 'active' desc, name limit ${limit}`,
)

attachable('payment', { permission: 'finance.payment.read', find: rowOf('payment', 'number') })
attachable('payment_proposal', {
  permission: 'finance.payment_proposal.read',
  find: rowOf('payment_proposal', 'number'),
})
attachable('manual_entry', { permission: 'finance.manual_entry.read', find: rowOf('manual_entry', 'number') })
attachable('journal_entry', {
  permission: 'finance.journal_entry.read',
  find: async ({ sql, tenantId }, id) => {
    const [row] = await sql<{ companyId: string; createdBy: string | null; label: string }[]>`
      select company_id as "companyId", posted_by as "createdBy", number as label from journal_entry
      where tenant_id = ${tenantId} and id = ${id}`
    return row
  },
})
