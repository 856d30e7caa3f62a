import { type CalendarDate, isCalendarDate } from '@/server/kernel/calendar-date'
import { conflict, notFound, validation } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { plain } from '@/server/kernel/money'
import type { CommandContext } from '@/server/platform/commands/context'
import type { EntryDraft, EntryLine, JournalCode, OpenItemDraft, OpenItemKind, Side } from '../door'
import { insertAllocations } from '../open-items/insert-allocations'
import { postJournalEntry } from './post-journal-entry'

interface EntryRow {
  company_id: Id
  number: string
  journal: JournalCode
  kind: 'normal' | 'closing'
  document_date: CalendarDate
  tax_date: CalendarDate
  source_document: string
  source_document_id: Id
  source_label: string | null
  currency: string
  rate: string
  reversed: boolean
  lines: EntryLine[]
  items: ItemRow[] | null
}
interface ItemRow {
  id: Id
  partyId: Id
  side: Side
  kind: OpenItemKind
  accountId: Id
  number: string
  amount: string
  baseAmount: string
  remaining: string
  documentDate: CalendarDate
}

/** Both the row lock of nobody and the unique key on `reverses_id` keep an entry from being reversed twice. */
async function load(ctx: CommandContext, entryId: Id): Promise<EntryRow> {
  const [row] = await ctx.sql<EntryRow[]>`
    select e.company_id, e.number, e.journal, e.kind, e.document_date, e.tax_date, e.source_document, e.source_document_id,
      e.source_label, e.currency, e.rate,
      exists (select 1 from journal_entry r where r.tenant_id = e.tenant_id and r.reverses_id = e.id) as reversed,
      (select json_agg(json_build_object('accountId', l.account_id, 'amount', l.amount::text, 'baseAmount', l.base_amount::text,
         'partyId', l.party_id, 'costCenterId', l.cost_center_id, 'projectId', l.project_id, 'taxCodeId', l.tax_code_id, 'taxBase', l.tax_base::text, 'memo', l.memo)
         order by l.line_no) from journal_line l where l.tenant_id = e.tenant_id and l.entry_id = e.id) as lines,
      (select json_agg(json_build_object('id', o.id, 'partyId', o.party_id, 'side', o.side, 'kind', o.kind, 'accountId', o.account_id,
         'number', o.number, 'amount', o.amount::text, 'baseAmount', o.base_amount::text, 'remaining', o.remaining::text,
         'documentDate', o.document_date)) from open_item o where o.tenant_id = e.tenant_id and o.entry_id = e.id) as items
    from journal_entry e where e.tenant_id = ${ctx.tenantId} and e.id = ${entryId}`
  if (!row) throw notFound('journal_entry')
  return row
}

const negated = (value: string) => plain(value.startsWith('-') ? value.slice(1) : `-${value}`)

function mirror(
  row: EntryRow,
  postingDate: CalendarDate,
  description: string,
): EntryDraft & { openItems: OpenItemDraft[] } {
  return {
    companyId: row.company_id,
    journal: row.journal,
    postingDate,
    documentDate: postingDate,
    taxDate: row.tax_date,
    description,
    source: { document: row.source_document, documentId: row.source_document_id, label: row.source_label },
    currency: row.currency,
    rate: row.rate,
    lines: row.lines.map((l) => ({
      ...l,
      amount: negated(l.amount),
      baseAmount: negated(l.baseAmount),
      taxBase: l.taxBase ? negated(l.taxBase) : null,
    })),
    openItems: (row.items ?? []).map((o) => ({
      id: newId(),
      partyId: o.partyId,
      side: o.side,
      kind: o.kind,
      accountId: o.accountId,
      amount: negated(o.amount),
      baseAmount: negated(o.baseAmount),
      currency: row.currency,
      rate: row.rate,
      documentDate: o.documentDate,
      dueDate: postingDate,
      number: o.number,
    })),
  }
}

export interface ReverseOptions {
  readonly entryId?: Id
  /** Takes back the entry's own allocations when the reversing entry stands, before its items are settled by their mirrors. */
  readonly takeBack?: (entryId: Id) => Promise<void>
  /** Balanced lines beside the mirrored ones: exchange differences of what is taken back. */
  readonly extra?: readonly EntryLine[]
  readonly afterwards?: (entryId: Id, number: string) => Promise<void>
}

/**
 * Posts the mirror image of an entry, linked to it, and settles its open items with their mirrors.
 * Errors: finance.already_reversed, finance.allocated (an open item is settled in part: take the allocation back first).
 */
export async function reverseJournalEntry(
  ctx: CommandContext,
  input: { entryId: Id; postingDate: CalendarDate; description: string },
  options: ReverseOptions = {},
): Promise<{ entryId: Id }> {
  if (!isCalendarDate(input.postingDate)) throw validation('validation.date', 'postingDate')
  const row = await load(ctx, input.entryId)
  if (row.reversed) throw conflict('finance.already_reversed', { number: row.number })
  const items = row.items ?? []
  const allocated = items.find((o) => o.remaining !== o.amount)
  if (allocated && !options.takeBack) throw conflict('finance.allocated', { number: allocated.number })
  const mirrored = mirror(row, input.postingDate, input.description)
  const draft = { ...mirrored, lines: [...mirrored.lines, ...(options.extra ?? [])] }
  return postJournalEntry(ctx, draft, {
    kind: row.kind,
    reversesId: input.entryId,
    ...(options.entryId ? { entryId: options.entryId } : {}),
    afterwards: async (entryId, number) => {
      await options.takeBack?.(entryId)
      await insertAllocations(
        ctx,
        row.company_id,
        items.map((o, i) => {
          const mirrored = draft.openItems[i]?.id ?? o.id
          const [debitItemId, creditItemId] = o.amount.startsWith('-') ? [mirrored, o.id] : [o.id, mirrored]
          const base = o.baseAmount.replace('-', '')
          return {
            debitItemId,
            creditItemId,
            date: input.postingDate,
            amount: o.amount.replace('-', ''),
            debitBase: base,
            creditBase: base,
          }
        }),
      )
      await options.afterwards?.(entryId, number)
    },
  })
}
