import { currencyDigits } from '@/server/kernel/currency'
import type { Id } from '@/server/kernel/ids'
import { dec, plain } from '@/server/kernel/money'
import type { QueryContext } from '@/server/platform/commands/context'
import {
  type Candidates,
  type OpenClaim,
  type OpenLine,
  type Transfer,
  tokensOf,
  type UntiedPayment,
} from './match.rules'

interface Statement {
  readonly companyId: Id
  readonly companyBankAccountId: Id
  readonly accountId: Id
  readonly currency: string
}

/** Transfers that the bank has been asked for, or may be, from this account and that are not booked. */
const transfers = (ctx: QueryContext, st: Statement) => ctx.sql<Transfer[]>`
  select p.id as "proposalId", p.number, l.end_to_end_id as "endToEndId", l.party_id as "partyId", max(y.name) as party,
    trim_scale(sum(l.amount)) as amount
  from payment_proposal p
  join payment_proposal_line l on l.tenant_id = p.tenant_id and l.proposal_id = p.id and l.active and not l.left_out
    and (l.hold is null or l.hold_released_by is not null)
  join party y on y.tenant_id = l.tenant_id and y.id = l.party_id
  where p.tenant_id = ${ctx.tenantId} and p.company_bank_account_id = ${st.companyBankAccountId} and p.status in ('approved', 'exported')
  group by p.id, p.number, l.end_to_end_id, l.party_id order by p.number, l.end_to_end_id limit 5000`

/** Open items that a line names, that its party owes or is owed, or that have its very amount. */
const claims = (ctx: QueryContext, st: Statement, lines: readonly OpenLine[]) => {
  const tokens = lines.flatMap((l) => [...tokensOf(l.reference), ...tokensOf(l.endToEndId)])
  const parties = lines.flatMap((l) => l.partyId ?? [])
  const amounts = lines.map((l) => plain(dec(l.rest)))
  return ctx.sql<OpenClaim[]>`
    select o.id, o.number, o.party_id as "partyId", y.name as party, trim_scale(o.remaining) as remaining, o.discount_date as "discountDate",
      trim_scale(o.discount_percent) as "discountPercent", h.id is not null as held
    from open_item o
    join party y on y.tenant_id = o.tenant_id and y.id = o.party_id
    left join payment_hold h on h.tenant_id = o.tenant_id and h.source_document_id = o.source_document_id
    where o.tenant_id = ${ctx.tenantId} and o.company_id = ${st.companyId} and o.settled_on is null and o.currency = ${st.currency}
      and (upper(o.number) = any (${tokens}::text[]) or o.party_id = any (${parties}::uuid[])
        or o.remaining::text = any (select (x.v::numeric(20, 4))::text from unnest(${amounts}::text[]) as x(v)))
    order by o.due_date, o.id limit 5000`
}

/** Payments of the account that no line shows yet, from two weeks before the first line. */
const payments = (ctx: QueryContext, st: Statement, lines: readonly OpenLine[]) => {
  const first = lines.map((l) => l.bookingDate).sort()[0] ?? '9999-12-31'
  const last =
    lines
      .map((l) => l.bookingDate)
      .sort()
      .at(-1) ?? '1900-01-01'
  return ctx.sql<UntiedPayment[]>`
    select p.id, coalesce(p.number, '') as number, y.name as party, p.party_id as "partyId", p.reference, p.payment_date as "paymentDate",
      trim_scale(m.moved) as moved
    from payment p
    join party y on y.tenant_id = p.tenant_id and y.id = p.party_id
    cross join lateral (
      select coalesce(sum(j.amount), 0) as moved from journal_line j
      where j.tenant_id = p.tenant_id and j.entry_id in (p.entry_id, p.bank_entry_id) and j.account_id = p.bank_account_id) m
    where p.tenant_id = ${ctx.tenantId} and p.company_id = ${st.companyId} and p.status = 'posted' and p.bank_account_id = ${st.accountId}
      and p.statement_line_id is null and coalesce(p.bank_currency, p.currency) = ${st.currency}
      and p.payment_date between ${first}::date - 14 and ${last}::date + 3
    order by p.payment_date, p.id limit 5000`
}

/** Everything that the open lines of a statement may be, in three reads. */
export async function candidates(ctx: QueryContext, st: Statement, lines: readonly OpenLine[]): Promise<Candidates> {
  const known = [...new Set(lines.flatMap((l) => l.partyId ?? []))]
  const [asked, open, paid, names] = await Promise.all([
    transfers(ctx, st),
    claims(ctx, st, lines),
    payments(ctx, st, lines),
    ctx.sql<{ id: Id; name: string }[]>`
      select id, name from party where tenant_id = ${ctx.tenantId} and id = any (${known}::uuid[])`,
  ])
  return {
    ...{ transfers: asked, claims: open, payments: paid, digits: currencyDigits(st.currency) },
    parties: new Map(names.map((n) => [n.id, n.name])),
  }
}
