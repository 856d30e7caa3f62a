import { conflict, invalid } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { dec, sum } from '@/server/kernel/money'
import type { CommandContext } from '@/server/platform/commands/context'
import { may } from '@/server/platform/identity/actor'
import { holdBudget, tellOfActuals } from '../budgets/budget-use'
import type { EntryDraft, JournalCode } from '../door'
import { POST_CLOSING } from '../periods/post-closing'

/** The series that numbers a journal: one a journal, so that stock and sales postings do not wait for each other. */
export const journalSeries = (journal: JournalCode): string => `journal_entry.${journal}`

export interface PostOptions {
  /** The entry's id, when the document names it before it is written. */
  readonly entryId?: Id
  readonly kind?: 'normal' | 'closing'
  readonly reversesId?: Id
  /** Runs when the entry stands: what refers to it. */
  readonly afterwards?: (entryId: Id, number: string) => Promise<void>
}

/**
 * Posts a balanced entry. Balance is checked here at once; period and accounts are checked by the ledger's triggers when the
 * entry is written, as the last thing before the commit, together with its number and open items (hot rows locked last).
 * Errors: finance.unbalanced, finance.no_period, finance.period_closed, finance.period_closing, finance.account_*.
 */
export async function postJournalEntry(
  ctx: CommandContext,
  draft: EntryDraft,
  options: PostOptions = {},
): Promise<{ entryId: Id }> {
  checkBalance(draft)
  const entryId = options.entryId ?? newId()
  const held = await holdBudget(ctx, draft)
  const series = { companyId: draft.companyId, document: journalSeries(draft.journal) }
  ctx.numberLast({ ...series, date: draft.postingDate, follows: true }, async (number) => {
    writeEntry(ctx, entryId, number, draft, options)
    if (held.tells) await tellOfActuals(ctx, draft.companyId, draft.source)
    await options.afterwards?.(entryId, number)
  })
  return { entryId }
}

/** Refuses an entry that does not add up to zero in its currency and in base currency. */
export function checkBalance(draft: Pick<EntryDraft, 'lines' | 'currency'>): void {
  if (draft.lines.length === 0) throw conflict('finance.no_lines')
  const amount = sum(draft.lines.map((l) => l.amount))
  const base = sum(draft.lines.map((l) => l.baseAmount))
  if (!amount.isZero() || !base.isZero())
    throw invalid([
      {
        path: 'lines',
        code: 'finance.unbalanced',
        params: { currency: draft.currency, difference: (amount.isZero() ? base : amount).toFixed() },
      },
    ])
}

const nonZero = ({ amount, baseAmount }: { amount: string; baseAmount: string }) =>
  !dec(amount).isZero() || !dec(baseAmount).isZero()

/** Entry and lines in one statement, open items in another; balances follow by trigger. Sent only: nobody waits with the counter locked. */
function writeEntry(ctx: CommandContext, id: Id, number: string, draft: EntryDraft, options: PostOptions) {
  const kept = draft.lines.filter(nonZero)
  const lines = (kept.length > 0 ? kept : draft.lines).map((l, i) => ({
    id: newId(),
    line_no: i + 1,
    account_id: l.accountId,
    amount: l.amount,
    base_amount: l.baseAmount,
    party_id: l.partyId ?? null,
    cost_center_id: l.costCenterId ?? null,
    project_id: l.projectId ?? null,
    tax_code_id: l.taxCodeId ?? null,
    tax_base: l.taxBase ?? null,
    memo: l.memo ?? null,
  }))
  const { source } = draft
  const entry = ctx.sql`
    insert into journal_entry (tenant_id, id, company_id, number, journal, kind, period_id, posting_date, document_date, tax_date,
      description, source_document, source_document_id, source_label, currency, rate, reverses_id, post_closing, posted_by)
    values (${ctx.tenantId}, ${id}, ${draft.companyId}, ${number}, ${draft.journal}, ${options.kind ?? 'normal'}, ${id},
      ${draft.postingDate}, ${draft.documentDate}, ${draft.taxDate ?? draft.documentDate}, ${draft.description},
      ${source.document}, ${source.documentId}, ${source.label}, ${draft.currency}, ${draft.rate},
      ${options.reversesId ?? null}, ${may(ctx.actor, POST_CLOSING)}, ${ctx.actor.userId})
    returning tenant_id, id, company_id, period_id, posting_date, currency`
  ctx.send(ctx.sql`
    with e as (${entry})
    insert into journal_line (tenant_id, id, company_id, entry_id, line_no, period_id, posting_date, account_id, currency,
      amount, base_amount, party_id, cost_center_id, project_id, tax_code_id, tax_base, memo)
    select e.tenant_id, l.id, e.company_id, e.id, l.line_no, e.period_id, e.posting_date, l.account_id, e.currency,
      l.amount, l.base_amount, l.party_id, l.cost_center_id, l.project_id, l.tax_code_id, l.tax_base, l.memo
    from e, jsonb_to_recordset(${JSON.stringify(lines)}::text::jsonb) as l(id uuid, line_no int, account_id uuid, amount numeric,
      base_amount numeric, party_id uuid, cost_center_id uuid, project_id uuid, tax_code_id uuid, tax_base numeric, memo text)`)
  writeItems(ctx, id, draft)
}

function writeItems(ctx: CommandContext, entryId: Id, draft: EntryDraft): void {
  const items = (draft.openItems ?? []).filter(nonZero).map((o) => ({
    id: o.id ?? newId(),
    party_id: o.partyId,
    side: o.side,
    kind: o.kind,
    account_id: o.accountId,
    number: o.number,
    currency: o.currency,
    rate: o.rate,
    amount: o.amount,
    base_amount: o.baseAmount,
    document_date: o.documentDate,
    due_date: o.dueDate,
    discount_date: o.discountDate ?? null,
    discount_percent: o.discountPercent ?? null,
  }))
  if (items.length === 0) return
  const { source } = draft
  ctx.send(ctx.sql`
      insert into open_item (tenant_id, id, company_id, party_id, side, kind, account_id, entry_id, source_document,
        source_document_id, number, currency, rate, amount, base_amount, document_date, posting_date, due_date, discount_date, discount_percent)
      select ${ctx.tenantId}, o.id, ${draft.companyId}, o.party_id, o.side, o.kind, o.account_id, ${entryId}, ${source.document},
        ${source.documentId}, o.number, o.currency, o.rate, o.amount, o.base_amount, o.document_date, ${draft.postingDate},
        o.due_date, o.discount_date, o.discount_percent
      from jsonb_to_recordset(${JSON.stringify(items)}::text::jsonb) as o(id uuid, party_id uuid, side text, kind text, account_id uuid,
        number text, currency text, rate numeric, amount numeric, base_amount numeric, document_date date, due_date date,
        discount_date date, discount_percent numeric)`)
}
