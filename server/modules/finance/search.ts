import type { QueryContext } from '@/server/platform/commands/context'
import { attachable, rowOf } from '@/server/platform/files/documents'
import { likePattern } from '@/server/platform/lists/conditions'
import { registerSearch, type SearchHit } from '@/server/platform/search/search'

/** What the command palette finds of finance: entries and payments by number, accounts by code or name, partners by name or code. */
type Found = Omit<SearchHit, 'kind'>

const source = (
  kind: string,
  permission: string,
  find: (ctx: QueryContext, text: string, limit: number) => Promise<readonly Found[]>,
) =>
  registerSearch({
    kind,
    permission,
    find: async (ctx, text, limit) => (await find(ctx, text, limit)).map((hit) => ({ ...hit, kind })),
  })

source(
  'journal_entry',
  'finance.journal_entry.read',
  (ctx, text, limit) =>
    ctx.sql<Found[]>`
    select id, number as label, description as hint, 'finance/journal-entries/' || id as href from journal_entry
    where tenant_id = ${ctx.tenantId} and number ilike ${likePattern(text)} order by posting_date desc, id desc limit ${limit}`,
)

source(
  'payment',
  'finance.payment.read',
  (ctx, text, limit) =>
    ctx.sql<Found[]>`
    select d.id, d.number as label, p.name as hint, 'finance/payments/' || d.id as href
    from payment d join party p on p.tenant_id = d.tenant_id and p.id = d.party_id
    where d.tenant_id = ${ctx.tenantId} and (d.number ilike ${likePattern(text)} or lower(d.reference) = lower(${text}))
    order by d.payment_date desc, d.id desc limit ${limit}`,
)

source(
  'account',
  'finance.account.read',
  (ctx, text, limit) =>
    ctx.sql<Found[]>`
    select id, code || ' ' || name_en as label, name_zh as hint, 'finance/reports/general-ledger?account=' || id as href from account
    where tenant_id = ${ctx.tenantId} and posting and (code || ' ' || name_en || ' ' || name_zh) ilike ${likePattern(text)}
    order by status = 'active' desc, code limit ${limit}`,
)

source(
  'party',
  'finance.party.read',
  (ctx, text, limit) =>
    ctx.sql<Found[]>`
    select id, name as label, code as hint, 'finance/statements?party=' || id as href from party
    where tenant_id = ${ctx.tenantId} and (name || ' ' || code) ilike ${likePattern(text)}
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
