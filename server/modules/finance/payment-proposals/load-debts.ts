import type { CalendarDate } from '@/server/kernel/calendar-date'
import { todayIn } from '@/server/kernel/calendar-date'
import { notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import type { CommandContext, QueryContext } from '@/server/platform/commands/context'
import { company } from '../settings/company-settings'
import type { Debt, Payee, ProposalTerms } from './propose.rules'

/** A bank account in force stays unproven this many days unless the company says otherwise. */
export async function bankChangeHoldDays(ctx: QueryContext, companyId: Id): Promise<number> {
  const [row] = await ctx.sql<{ days: number }[]>`
    select bank_change_hold_days as days from company_finance where tenant_id = ${ctx.tenantId} and company_id = ${companyId}`
  if (!row) throw notFound('company')
  return row.days
}

/** The account in force of each party in a currency: the one that came into force last. */
export async function payees(
  ctx: QueryContext,
  { companyId, currency, partyIds }: { companyId: Id; currency: string; partyIds: readonly Id[] },
): Promise<Map<Id, Payee>> {
  const { timeZone } = await company(ctx, companyId)
  const rows = await ctx.sql<{ id: Id; party_id: Id; approved_at: string }[]>`
    select distinct on (party_id) id, party_id, approved_at from party_bank_account
    where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and currency = ${currency} and status = 'active'
      and party_id = any (${[...partyIds]}::uuid[])
    order by party_id, approved_at desc`
  return new Map(
    rows.map((r) => [r.party_id, { bankAccountId: r.id, approvedOn: todayIn(timeZone, new Date(r.approved_at)) }]),
  )
}

interface DebtFilter {
  readonly companyId: Id
  readonly currency: string
  readonly dueUntil: CalendarDate
  readonly executionDate: CalendarDate
  readonly partyIds: readonly Id[]
}

/** What is owed to suppliers and due, or loses its discount, by then; not what another proposal has taken. */
export async function debts(ctx: CommandContext, f: DebtFilter): Promise<Debt[]> {
  return ctx.sql<Debt[]>`
    select o.id, o.party_id as "partyId", o.due_date as "dueDate", o.discount_date as "discountDate",
      trim_scale(o.discount_percent) as "discountPercent", trim_scale(-o.remaining) as owed, h.id is not null as held,
      array(select c.party_bank_account_id from payment_clearance c
            where c.tenant_id = o.tenant_id and c.source_document_id = o.source_document_id) as "clearedFor"
    from open_item o
    left join payment_hold h on h.tenant_id = o.tenant_id and h.source_document_id = o.source_document_id
    where o.tenant_id = ${ctx.tenantId} and o.company_id = ${f.companyId} and o.side = 'payable' and o.settled_on is null
      and o.remaining < 0 and o.currency = ${f.currency}
      and (o.due_date <= ${f.dueUntil} or o.discount_date between ${f.executionDate}::date and ${f.dueUntil}::date)
      and (${f.partyIds.length === 0} or o.party_id = any (${[...f.partyIds]}::uuid[]))
      and not exists (select 1 from payment_proposal_line l where l.tenant_id = o.tenant_id and l.open_item_id = o.id and l.active)
    order by o.due_date, o.id limit 2000`
}

/** The terms that the lines of a proposal are worked out by. */
export async function termsOf(
  ctx: QueryContext,
  p: { companyId: Id; executionDate: CalendarDate; currency: string; cashLimit: string | null },
): Promise<ProposalTerms> {
  const { executionDate, currency, cashLimit } = p
  return { executionDate, currency, cashLimit, holdDays: await bankChangeHoldDays(ctx, p.companyId) }
}
