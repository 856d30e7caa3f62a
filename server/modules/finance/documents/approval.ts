import { manualEntryFacts, paymentFacts } from '@/server/contracts/finance/facts'
import type { Id } from '@/server/kernel/ids'
import { factsAreRead } from '@/server/platform/approvals/live-flows'
import { type PreviewRow, registerApprovalPreview } from '@/server/platform/approvals/preview'
import { registerApproverSource } from '@/server/platform/approvals/sources'
import type { QueryContext } from '@/server/platform/commands/context'
import { registerFacts } from '@/server/platform/rules/catalogue'
import type { RuleSubject } from '@/server/platform/rules/subject'

registerFacts(manualEntryFacts)
registerFacts(paymentFacts)

interface EntryFacts {
  amount: string
  accounts: string[]
  costCenters: string[]
}

/** The facts of a manual entry before it is posted: its debits in base currency, and where they go. */
export async function manualEntrySubject(
  ctx: QueryContext,
  _input: unknown,
  doc: { id: Id; companyId: Id; number: string | null; description: string; currency: string; rate: string },
): Promise<RuleSubject> {
  const { id: documentId, companyId } = doc
  const about = {
    document: 'manual_entry',
    documentId,
    companyId,
    label: doc.number ?? doc.description,
    trigger: 'post',
  }
  if (!(await factsAreRead(ctx, about.document, about.trigger, companyId))) return { ...about, header: {}, lines: [] }
  const [row] = await ctx.sql<EntryFacts[]>`
    select trim_scale(coalesce(sum(greatest(l.amount, 0)), 0) * ${doc.rate}::numeric)::text as amount,
           coalesce(array_agg(distinct a.code), '{}') as accounts,
           coalesce(array_agg(distinct c.code) filter (where c.code is not null), '{}') as "costCenters"
    from manual_entry_line l
      join account a on a.tenant_id = l.tenant_id and a.id = l.account_id
      left join cost_center c on c.tenant_id = l.tenant_id and c.id = l.cost_center_id
    where l.tenant_id = ${ctx.tenantId} and l.manual_entry_id = ${doc.id}`
  return {
    ...about,
    header: {
      amount: row?.amount ?? '0',
      currency: doc.currency,
      accounts: row?.accounts ?? [],
      cost_centers: row?.costCenters ?? [],
    },
    lines: [],
  }
}

/** The facts of a payment before it is posted. */
export async function paymentSubject(
  ctx: QueryContext,
  _input: unknown,
  doc: {
    id: Id
    companyId: Id
    number: string | null
    direction: string
    partyId: Id
    currency: string
    amount: string
    rate: string
  },
): Promise<RuleSubject> {
  const { id: documentId, companyId } = doc
  const about = { document: 'payment', documentId, companyId, label: doc.number, trigger: 'post' }
  if (!(await factsAreRead(ctx, about.document, about.trigger, companyId))) return { ...about, header: {}, lines: [] }
  const [row] = await ctx.sql<{ party: string; amount: string }[]>`
    select code as party, trim_scale(${doc.amount}::numeric * ${doc.rate}::numeric)::text as amount from party
    where tenant_id = ${ctx.tenantId} and id = ${doc.partyId}`
  return {
    ...about,
    header: { amount: row?.amount ?? '0', direction: doc.direction, party: row?.party ?? '', currency: doc.currency },
    lines: [],
  }
}

registerApprovalPreview('manual_entry', async ({ sql, tenantId }, id) => {
  const [entry] = await sql<{ currency: string; rows: PreviewRow[] }[]>`
    select e.currency, coalesce((
      select json_agg(json_build_object('id', l.id, 'text', concat_ws(' ', a.code, a.name_en, l.memo), 'quantity', null, 'unit', null, 'price', null,
               'amount', trim_scale(l.amount)::text) order by l.line_no)
      from (select * from manual_entry_line x where x.tenant_id = e.tenant_id and x.manual_entry_id = e.id order by x.line_no limit 100) l
      join account a on a.tenant_id = l.tenant_id and a.id = l.account_id), '[]') as rows
    from manual_entry e where e.tenant_id = ${tenantId} and e.id = ${id}`
  return entry ?? null
})

registerApprovalPreview('payment', async ({ sql, tenantId }, id) => {
  const [payment] = await sql<{ currency: string; rows: PreviewRow[] }[]>`
    select p.currency, coalesce((
      select json_agg(json_build_object('id', l.id, 'text', concat_ws(' · ', i.number, y.name), 'quantity', null, 'unit', null, 'price', null,
               'amount', trim_scale(l.amount)::text) order by i.due_date)
      from (select * from payment_line x where x.tenant_id = p.tenant_id and x.payment_id = p.id order by x.id limit 100) l
      join open_item i on i.tenant_id = l.tenant_id and i.id = l.open_item_id
      join party y on y.tenant_id = i.tenant_id and y.id = i.party_id), '[]') as rows
    from payment p where p.tenant_id = ${tenantId} and p.id = ${id}`
  return payment ?? null
})

/** Who answers for the cost centers that a document names in its facts. */
registerApproverSource('cost_center_owner', {
  label: { en: 'Owners of the cost centers', zh: '成本中心负责人' },
  resolve: async ({ sql, tenantId }, { companyId, facts }) => {
    const codes = Array.isArray(facts.cost_centers) ? [...(facts.cost_centers as readonly string[])] : []
    if (codes.length === 0) return []
    const rows = await sql<{ ownerId: Id }[]>`
      select distinct owner_id as "ownerId" from cost_center
      where tenant_id = ${tenantId} and company_id = ${companyId} and code = any (${codes}::text[]) and owner_id is not null`
    return rows.map((row) => row.ownerId)
  },
})
