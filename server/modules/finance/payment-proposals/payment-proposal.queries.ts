import { sql } from 'drizzle-orm'
import { z } from 'zod'
import {
  type PaymentProposalView,
  paymentProposalList,
  paymentProposalOut,
} from '@/server/contracts/finance/payment-proposal'
import { idField } from '@/server/contracts/platform/field'
import { notFound } from '@/server/kernel/errors'
import { query } from '@/server/platform/commands/command'
import { listQueries } from '@/server/platform/lists/list'

export const getPaymentProposal = query({
  name: 'finance.getPaymentProposal',
  permission: 'finance.payment_proposal.read',
  input: z.strictObject({ id: idField }),
  output: paymentProposalOut,
  handler: async (ctx, { id }) => {
    const [head] = await ctx.sql<Omit<PaymentProposalView, 'lines'>[]>`
      select p.id, p.company_id as "companyId", p.number, p.status, p.company_bank_account_id as "companyBankAccountId",
        b.holder || ' ···' || b.masked as "bankAccount", p.currency, p.execution_date as "executionDate", p.due_until as "dueUntil",
        trim_scale(p.cash_limit) as "cashLimit", trim_scale(p.total) as total, p.note, p.created_by as "createdById",
        p.exported_at as "exportedAt", p.paid_on as "paidOn", p.version
      from payment_proposal p join company_bank_account b on b.tenant_id = p.tenant_id and b.id = p.company_bank_account_id
      where p.tenant_id = ${ctx.tenantId} and p.id = ${id}`
    if (!head) throw notFound('payment_proposal')
    const lines = await ctx.sql<PaymentProposalView['lines']>`
      select l.id, l.open_item_id as "openItemId", o.number, o.source_document as "sourceDocument",
        o.source_document_id as "sourceDocumentId", l.party_id as "partyId", p.name as party,
        l.party_bank_account_id as "partyBankAccountId", '···' || b.masked as "bankAccount", o.due_date as "dueDate",
        trim_scale(-o.remaining) as remaining, trim_scale(l.amount) as amount, trim_scale(l.discount) as discount, l.hold,
        l.hold_release_reason as "holdReleaseReason", m.name as "holdReleasedBy", l.left_out as "leftOut", l.payment_id as "paymentId"
      from payment_proposal_line l
      join open_item o on o.tenant_id = l.tenant_id and o.id = l.open_item_id
      join party p on p.tenant_id = l.tenant_id and p.id = l.party_id
      left join party_bank_account b on b.tenant_id = l.tenant_id and b.id = l.party_bank_account_id
      left join membership m on m.tenant_id = l.tenant_id and m.user_id = l.hold_released_by
      where l.tenant_id = ${ctx.tenantId} and l.proposal_id = ${id} order by o.due_date, l.id`
    return { ...head, lines: [...lines] }
  },
})

export const listPaymentProposals = listQueries({
  definition: paymentProposalList,
  name: 'finance.listPaymentProposals',
  permission: 'finance.payment_proposal.read',
  from: sql`payment_proposal p join company_bank_account b on b.tenant_id = p.tenant_id and b.id = p.company_bank_account_id`,
  where: (ctx) => sql`p.tenant_id = ${ctx.tenantId}`,
  company: sql`p.company_id`,
  columns: {
    number: sql`p.number`,
    executionDate: sql`p.execution_date`,
    status: sql`p.status`,
    bankAccount: sql`b.holder`,
    total: sql`p.total`,
    currency: sql`p.currency`,
    dueUntil: sql`p.due_until`,
  },
  extra: { companyId: sql`p.company_id` },
  id: sql`p.id`,
  owner: sql`p.created_by`,
  search: [sql`p.number`],
})
