import { conflict } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { dec } from '@/server/kernel/money'
import type { CommandContext } from '@/server/platform/commands/context'
import { may } from '@/server/platform/identity/actor'
import type { EntryDraft } from '../door'
import { POST_CLOSING } from '../periods/post-closing'
import { checkBalance, journalSeries } from './post-journal-entry'

export interface EntryOfMany {
  readonly entryId: Id
  readonly draft: EntryDraft
}

/**
 * Posts many balanced entries of one company and one journal: numbers in one step, entries, lines and open items with one statement
 * each. The ledger's triggers check and carry them as they do single entries. `afterwards` runs when all of them stand.
 * Errors: as `postJournalEntry`; finance.mixed_entries when companies or journals differ.
 */
export function postJournalEntries(
  ctx: CommandContext,
  entries: readonly EntryOfMany[],
  afterwards?: () => Promise<void>,
): void {
  const [first] = entries
  if (!first) return
  const { companyId, journal } = first.draft
  for (const { draft } of entries) {
    if (draft.companyId !== companyId || draft.journal !== journal) throw conflict('finance.mixed_entries')
    checkBalance(draft)
  }
  const dates = entries.map((e) => e.draft.postingDate)
  ctx.numbersLast({ companyId, document: journalSeries(journal), dates }, async (numbers) => {
    await writeEntries(ctx, entries, numbers)
    await writeItems(ctx, entries)
    await afterwards?.()
  })
}

async function writeEntries(ctx: CommandContext, entries: readonly EntryOfMany[], numbers: readonly string[]) {
  const heads = entries.map(({ entryId, draft }, i) => ({
    id: entryId,
    company_id: draft.companyId,
    number: numbers[i],
    journal: draft.journal,
    posting_date: draft.postingDate,
    document_date: draft.documentDate,
    tax_date: draft.taxDate ?? draft.documentDate,
    description: draft.description,
    source_document: draft.source.document,
    source_document_id: draft.source.documentId,
    source_label: draft.source.label,
    currency: draft.currency,
    rate: draft.rate,
  }))
  const lines = entries.flatMap(({ entryId, draft }) =>
    draft.lines.filter(moves).map((l, i) => ({
      id: newId(),
      entry_id: entryId,
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
    })),
  )
  await ctx.sql`
    with e as (
      insert into journal_entry (tenant_id, id, company_id, number, journal, period_id, posting_date, document_date, tax_date,
        description, source_document, source_document_id, source_label, currency, rate, post_closing, posted_by)
      select ${ctx.tenantId}, h.id, h.company_id, h.number, h.journal, h.id, h.posting_date, h.document_date, h.tax_date,
        h.description, h.source_document, h.source_document_id, h.source_label, h.currency, h.rate,
        ${may(ctx.actor, POST_CLOSING)}, ${ctx.actor.userId}
      from jsonb_to_recordset(${JSON.stringify(heads)}::text::jsonb) as h(id uuid, company_id uuid, number text, journal text,
        posting_date date, document_date date, tax_date date, description text, source_document text, source_document_id uuid,
        source_label text, currency text, rate numeric)
      returning tenant_id, id, company_id, period_id, posting_date, currency)
    insert into journal_line (tenant_id, id, company_id, entry_id, line_no, period_id, posting_date, account_id, currency,
      amount, base_amount, party_id, cost_center_id, project_id, tax_code_id, tax_base, memo)
    select e.tenant_id, l.id, e.company_id, e.id, l.line_no, e.period_id, e.posting_date, l.account_id, e.currency,
      l.amount, l.base_amount, l.party_id, l.cost_center_id, l.project_id, l.tax_code_id, l.tax_base, l.memo
    from jsonb_to_recordset(${JSON.stringify(lines)}::text::jsonb) as l(id uuid, entry_id uuid, line_no int, account_id uuid,
      amount numeric, base_amount numeric, party_id uuid, cost_center_id uuid, project_id uuid, tax_code_id uuid, tax_base numeric, memo text)
    join e on e.id = l.entry_id`
}

async function writeItems(ctx: CommandContext, entries: readonly EntryOfMany[]): Promise<void> {
  const items = entries.flatMap(({ entryId, draft }) =>
    (draft.openItems ?? []).filter(moves).map((o) => ({
      id: o.id ?? newId(),
      company_id: draft.companyId,
      party_id: o.partyId,
      side: o.side,
      kind: o.kind,
      account_id: o.accountId,
      entry_id: entryId,
      source_document: draft.source.document,
      source_document_id: draft.source.documentId,
      number: o.number,
      currency: o.currency,
      rate: o.rate,
      amount: o.amount,
      base_amount: o.baseAmount,
      document_date: o.documentDate,
      posting_date: draft.postingDate,
      due_date: o.dueDate,
      discount_date: o.discountDate ?? null,
      discount_percent: o.discountPercent ?? null,
    })),
  )
  if (items.length === 0) return
  await ctx.sql`
    insert into open_item (tenant_id, id, company_id, party_id, side, kind, account_id, entry_id, source_document,
      source_document_id, number, currency, rate, amount, base_amount, document_date, posting_date, due_date, discount_date, discount_percent)
    select ${ctx.tenantId}, o.id, o.company_id, o.party_id, o.side, o.kind, o.account_id, o.entry_id, o.source_document,
      o.source_document_id, o.number, o.currency, o.rate, o.amount, o.base_amount, o.document_date, o.posting_date,
      o.due_date, o.discount_date, o.discount_percent
    from jsonb_to_recordset(${JSON.stringify(items)}::text::jsonb) as o(id uuid, company_id uuid, party_id uuid, side text, kind text,
      account_id uuid, entry_id uuid, source_document text, source_document_id uuid, number text, currency text, rate numeric,
      amount numeric, base_amount numeric, document_date date, posting_date date, due_date date, discount_date date, discount_percent numeric)`
}

const moves = ({ amount, baseAmount }: { amount: string; baseAmount: string }): boolean =>
  !dec(amount).isZero() || !dec(baseAmount).isZero()
