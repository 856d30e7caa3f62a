import { sql } from 'drizzle-orm'
import { z } from 'zod'
import {
  journalEntryList,
  journalEntryOut,
  manualEntryList,
  manualEntryOut,
} from '@/server/contracts/finance/manual-entry'
import { idField } from '@/server/contracts/platform/field'
import { notFound } from '@/server/kernel/errors'
import { query } from '@/server/platform/commands/command'
import { listQueries } from '@/server/platform/lists/list'

type Entry = z.input<typeof journalEntryOut>
type Manual = z.input<typeof manualEntryOut>

/** A posted entry with its lines. */
export const getJournalEntry = query({
  name: 'finance.getJournalEntry',
  permission: 'finance.journal_entry.read',
  input: z.strictObject({ id: idField }),
  output: journalEntryOut,
  handler: async (ctx, { id }) => {
    const [row] = await ctx.sql<Omit<Entry, 'lines'>[]>`
      select e.id, e.company_id as "companyId", e.number, e.journal, e.kind, e.posting_date as "postingDate", e.document_date as "documentDate",
        e.tax_date as "taxDate", e.description, e.source_document as "sourceDocument", e.source_document_id as "sourceDocumentId",
        e.source_label as "sourceLabel", e.currency, trim_scale(e.rate) as rate, e.reverses_id as "reversesId", e.posted_at as "postedAt",
        (select r.id from journal_entry r where r.tenant_id = e.tenant_id and r.reverses_id = e.id) as "reversedById"
      from journal_entry e where e.tenant_id = ${ctx.tenantId} and e.id = ${id}`
    if (!row) throw notFound('journal_entry')
    const lines = await ctx.sql<Entry['lines']>`
      select l.line_no as "lineNo", l.account_id as "accountId", a.code as "accountCode", a.name_en as "accountNameEn",
        a.name_zh as "accountNameZh", trim_scale(l.amount) as amount, trim_scale(l.base_amount) as "baseAmount", l.party_id as "partyId",
        p.name as "partyName", l.cost_center_id as "costCenterId", l.project_id as "projectId", l.memo
      from journal_line l join account a on a.tenant_id = l.tenant_id and a.id = l.account_id
      left join party p on p.tenant_id = l.tenant_id and p.id = l.party_id
      where l.tenant_id = ${ctx.tenantId} and l.entry_id = ${id} order by l.line_no`
    return { ...row, lines: [...lines] }
  },
})

export const getManualEntry = query({
  name: 'finance.getManualEntry',
  permission: 'finance.manual_entry.read',
  input: z.strictObject({ id: idField }),
  output: manualEntryOut,
  handler: async (ctx, { id }) => {
    const [row] = await ctx.sql<Omit<Manual, 'lines'>[]>`
      select id, company_id as "companyId", status, number, posting_date as "postingDate", document_date as "documentDate", description,
        currency, trim_scale(rate) as rate, entry_id as "entryId", reversal_entry_id as "reversalEntryId", version
      from manual_entry where tenant_id = ${ctx.tenantId} and id = ${id}`
    if (!row) throw notFound('manual_entry')
    const lines = await ctx.sql<Manual['lines']>`
      select account_id as "accountId", trim_scale(amount) as amount, cost_center_id as "costCenterId", project_id as "projectId", tax_code_id as "taxCodeId",
        trim_scale(tax_base) as "taxBase", memo
      from manual_entry_line where tenant_id = ${ctx.tenantId} and manual_entry_id = ${id} order by line_no`
    return { ...row, lines: [...lines] }
  },
})

/** The journal: every posted entry, filtered by journal, date, document. */
export const listJournalEntries = listQueries({
  definition: journalEntryList,
  name: 'finance.listJournalEntries',
  permission: 'finance.journal_entry.read',
  from: sql`journal_entry e`,
  where: (ctx) => sql`e.tenant_id = ${ctx.tenantId}`,
  company: sql`e.company_id`,
  columns: {
    number: sql`e.number`,
    postingDate: sql`e.posting_date`,
    journal: sql`e.journal`,
    description: sql`e.description`,
    sourceDocument: sql`e.source_document`,
    sourceLabel: sql`e.source_label`,
    currency: sql`e.currency`,
  },
  nullable: ['sourceLabel'],
  extra: { companyId: sql`e.company_id`, sourceDocumentId: sql`e.source_document_id` },
  id: sql`e.id`,
  search: [sql`e.number`, sql`e.description`, sql`e.source_label`],
})

export const listManualEntries = listQueries({
  definition: manualEntryList,
  name: 'finance.listManualEntries',
  permission: 'finance.manual_entry.read',
  from: sql`manual_entry e`,
  where: (ctx) => sql`e.tenant_id = ${ctx.tenantId}`,
  company: sql`e.company_id`,
  columns: {
    number: sql`e.number`,
    postingDate: sql`e.posting_date`,
    status: sql`e.status`,
    description: sql`e.description`,
    currency: sql`e.currency`,
  },
  nullable: ['number'],
  extra: { companyId: sql`e.company_id`, version: sql`e.version` },
  id: sql`e.id`,
  owner: sql`e.created_by`,
  search: [sql`e.number`, sql`e.description`],
})
