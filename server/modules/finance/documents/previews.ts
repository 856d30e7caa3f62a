import type { Id } from '@/server/kernel/ids'
import { type PreviewRow, registerApprovalPreview } from '@/server/platform/approvals/preview'
import type { QueryContext } from '@/server/platform/commands/context'

/** What approvers read of budgets, payment proposals and bank accounts before they decide. */

/** Whom is paid what, less discounts; held debts are not paid and not shown. */
registerApprovalPreview('payment_proposal', async ({ sql, tenantId }, id) => {
  const [found] = await sql<{ currency: string; rows: PreviewRow[] }[]>`
    select p.currency, coalesce((
      select json_agg(json_build_object('id', l.id, 'text', concat_ws(' · ', y.name, i.number, '…' || b.masked), 'quantity', null, 'unit', null,
               'price', null, 'amount', trim_scale(l.amount)::text) order by y.name, i.due_date, l.id)
      from (select * from payment_proposal_line x where x.tenant_id = p.tenant_id and x.proposal_id = p.id and x.active and not x.left_out
              and (x.hold is null or x.hold_released_by is not null) order by x.amount desc, x.id limit 100) l
      join open_item i on i.tenant_id = l.tenant_id and i.id = l.open_item_id
      join party y on y.tenant_id = l.tenant_id and y.id = l.party_id
      left join party_bank_account b on b.tenant_id = l.tenant_id and b.id = l.party_bank_account_id), '[]') as rows
    from payment_proposal p where p.tenant_id = ${tenantId} and p.id = ${id}`
  return found ? { ...found } : null
})

/** Whose account it is and at which bank; of its number only the last characters. */
registerApprovalPreview('party_bank_account', async ({ sql, tenantId }, id) => ({
  currency: null,
  rows: [
    ...(await sql<PreviewRow[]>`
      select b.id, concat_ws(' · ', y.name, b.holder, coalesce(b.bank_name, b.bic), b.country, b.currency, '…' || b.masked, b.reason) as text,
        null as quantity, null as unit, null as price, null as amount
      from party_bank_account b join party y on y.tenant_id = b.tenant_id and y.id = b.party_id
      where b.tenant_id = ${tenantId} and b.id = ${id}`),
  ],
}))

/** The lines of a budget or of a change of it, each with its year. */
const plan = async ({ sql, tenantId }: QueryContext, id: Id) => {
  const rows = await sql<(PreviewRow & { currency: string })[]>`
    select min(p.id::text) as id, concat_ws(' · ', a.code || ' ' || a.name_en, c.code || ' ' || c.name, j.code || ' ' || j.name) as text,
      null as quantity, null as unit, null as price, trim_scale(sum(p.amount))::text as amount, min(k.base_currency) as currency
    from budget_plan p
    join company k on k.tenant_id = p.tenant_id and k.id = p.company_id
    left join account a on a.tenant_id = p.tenant_id and a.id = p.account_id
    left join cost_center c on c.tenant_id = p.tenant_id and c.id = p.cost_center_id
    left join project j on j.tenant_id = p.tenant_id and j.id = p.project_id
    where p.tenant_id = ${tenantId} and p.document_id = ${id}
    group by p.budget_id, p.line_no, a.code, a.name_en, c.code, c.name, j.code, j.name order by p.line_no limit 100`
  return { currency: rows[0]?.currency ?? null, rows: rows.map(({ currency: _currency, ...row }) => row) }
}
registerApprovalPreview('budget', plan)
registerApprovalPreview('budget_revision', plan)
