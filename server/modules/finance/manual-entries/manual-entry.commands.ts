import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { manualEntry, manualEntryLine } from '@/db/schema/finance/document'
import { created, done } from '@/server/contracts/finance/common'
import {
  createManualEntryInput,
  manualEntryMachine,
  postedManualEntry,
  postManualEntryInput,
  reverseManualEntryInput,
  updateManualEntryInput,
} from '@/server/contracts/finance/manual-entry'
import { currencyDigits } from '@/server/kernel/currency'
import { conflict, invalid } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { dec, plain, sum, toBase } from '@/server/kernel/money'
import { command, type DocumentKind, documentCommand, type RowOf } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { freeStatementLine } from '../bank-statements/free-line'
import { author } from '../changes'
import { exchangeRate } from '../currencies/exchange-rate'
import { manualEntrySubject } from '../documents/approval'
import type { EntryLine } from '../door'
import { checkBalance, postJournalEntry } from '../journal/post-journal-entry'
import { reverseJournalEntry } from '../journal/reverse-journal-entry'
import { company } from '../settings/company-settings'

type Fields = Omit<z.output<typeof createManualEntryInput>, 'companyId'>

export const manualEntryKind: DocumentKind<
  typeof manualEntry,
  (typeof manualEntryMachine.states)[number],
  keyof typeof manualEntryMachine.transitions
> = { type: 'manual_entry', table: manualEntry, machine: manualEntryMachine, label: (row) => row.number }

const constraints = {
  manual_entry_line_account_id_fk: { code: 'common.reference', path: 'lines' },
  manual_entry_line_cost_center_id_fk: { code: 'common.reference', path: 'lines' },
  manual_entry_line_project_id_fk: { code: 'common.reference', path: 'lines' },
}

async function columnsOf(ctx: CommandContext, companyId: Id, { lines, ...input }: Fields) {
  const digits = currencyDigits(input.currency)
  const issues = lines.flatMap((l, i) => (dec(l.amount).decimalPlaces() > digits ? [`lines.${i}.amount`] : []))
  if (issues.length > 0)
    throw invalid(issues.map((path) => ({ path, code: 'validation.precision', params: { digits } })))
  return {
    ...input,
    documentDate: input.documentDate ?? input.postingDate,
    rate: input.rate ?? (await exchangeRate(ctx, { companyId, currency: input.currency, date: input.postingDate })),
  }
}

async function insertLines(
  ctx: CommandContext,
  companyId: Id,
  manualEntryId: Id,
  lines: Fields['lines'],
): Promise<void> {
  if (lines.length === 0) return
  const common = { tenantId: ctx.tenantId, companyId, manualEntryId }
  await ctx.tx.insert(manualEntryLine).values(lines.map((l, i) => ({ ...common, ...l, id: newId(), lineNo: i + 1 })))
}

export const createManualEntry = command({
  name: 'finance.createManualEntry',
  permission: 'finance.manual_entry.create',
  input: createManualEntryInput,
  output: created,
  constraints,
  handler: async (ctx, { companyId, ...input }) => {
    const id = newId()
    const columns = await columnsOf(ctx, companyId, input)
    await ctx.tx.insert(manualEntry).values({ ...author(ctx), ...columns, id, companyId, status: 'draft' })
    await insertLines(ctx, companyId, id, input.lines)
    ctx.record({ action: 'create', document: 'manual_entry', documentId: id, companyId, after: input })
    return { id }
  },
})

export const updateManualEntry = documentCommand({
  name: 'finance.updateManualEntry',
  permission: 'finance.manual_entry.update',
  input: updateManualEntryInput,
  output: created,
  constraints,
  document: { kind: manualEntryKind, states: ['draft'] },
  handler: async (ctx, { id, version: _version, ...input }, doc, patch) => {
    patch(await columnsOf(ctx, doc.companyId, input))
    await ctx.tx
      .delete(manualEntryLine)
      .where(and(eq(manualEntryLine.tenantId, ctx.tenantId), eq(manualEntryLine.manualEntryId, id)))
    await insertLines(ctx, doc.companyId, id, input.lines)
    return { id }
  },
})

interface LineRow {
  accountId: Id
  amount: string
  costCenterId: Id | null
  projectId: Id | null
  taxCodeId: Id | null
  taxBase: string | null
  memo: string | null
  code: string
  control: string | null
}

/** Lines with their base amounts: the debits are converted as one sum, the credits take the same, so both sides meet. */
function entryLines(rows: readonly LineRow[], rate: string, baseDigits: number): EntryLine[] {
  const debits = rows.filter((r) => !r.amount.startsWith('-'))
  const credits = rows.filter((r) => r.amount.startsWith('-'))
  const based = [debits, credits].flatMap((side) => {
    const bases = toBase(
      side.map((r) => r.amount),
      rate,
      baseDigits,
    )
    return side.map((r, i) => ({ row: r, base: bases[i] ?? dec(0) }))
  })
  return rows.map((row) => {
    const { code: _code, control: _control, ...line } = row
    return { ...line, baseAmount: plain(based.find((b) => b.row === row)?.base ?? 0) }
  })
}

export const postManualEntry = documentCommand({
  name: 'finance.postManualEntry',
  permission: 'finance.manual_entry.post',
  input: postManualEntryInput,
  output: postedManualEntry,
  document: { kind: manualEntryKind, transition: 'post' },
  check: manualEntrySubject,
  handler: async (ctx, _input, doc, patch) => {
    const { entryId, out } = await bookManualEntry(ctx, doc)
    patch({ entryId })
    return out
  },
})

type Booked = Pick<
  RowOf<typeof manualEntry>,
  'id' | 'companyId' | 'currency' | 'rate' | 'postingDate' | 'documentDate' | 'description'
>

/** Writes the entry of a stored manual entry; its number is there at the commit. */
async function bookManualEntry(
  ctx: CommandContext,
  doc: Booked,
): Promise<{ entryId: Id; out: { id: Id; number: string } }> {
  const { digits, baseCurrency } = await company(ctx, doc.companyId)
  if (doc.currency === baseCurrency && plain(doc.rate) !== '1') throw conflict('finance.base_rate')
  const rows = await ctx.sql<LineRow[]>`
      select l.account_id as "accountId", trim_scale(l.amount) as amount, l.cost_center_id as "costCenterId", l.project_id as "projectId", l.tax_code_id as "taxCodeId",
        trim_scale(l.tax_base) as "taxBase", l.memo, a.code, a.control
      from manual_entry_line l join account a on a.tenant_id = l.tenant_id and a.id = l.account_id
      where l.tenant_id = ${ctx.tenantId} and l.manual_entry_id = ${doc.id} order by l.line_no`
  const control = rows.find((r) => r.control !== null)
  if (control) throw conflict('finance.control_account', { account: control.code })
  const amount = sum(rows.map((r) => r.amount))
  if (!amount.isZero()) checkBalance({ currency: doc.currency, lines: rows.map((r) => ({ ...r, baseAmount: '0' })) })
  const entryId = newId()
  const out = { id: doc.id, number: '' }
  await postJournalEntry(
    ctx,
    {
      ...{
        companyId: doc.companyId,
        journal: 'general',
        postingDate: doc.postingDate,
        documentDate: doc.documentDate,
      },
      description: doc.description,
      source: { document: 'manual_entry', documentId: doc.id, label: null },
      currency: doc.currency,
      rate: doc.rate,
      lines: entryLines(rows, doc.rate, digits),
    },
    { entryId, afterwards: (_id, number) => named(ctx, doc.id, doc.companyId, doc.postingDate, number, out) },
  )
  return { entryId, out }
}

/** Makes and books an entry in one step inside a running command: what a line of a bank statement is. */
export async function enterManually(
  ctx: CommandContext,
  companyId: Id,
  input: Fields,
  statementLineId: Id,
): Promise<{ id: Id }> {
  const id = newId()
  const columns = await columnsOf(ctx, companyId, input)
  await ctx.tx
    .insert(manualEntry)
    .values({ ...author(ctx), ...columns, id, companyId, status: 'posted', statementLineId })
  await insertLines(ctx, companyId, id, input.lines)
  const { entryId } = await bookManualEntry(ctx, { ...columns, id, companyId })
  await ctx.tx
    .update(manualEntry)
    .set({ entryId })
    .where(and(eq(manualEntry.tenantId, ctx.tenantId), eq(manualEntry.id, id)))
  ctx.record({ action: 'create', document: 'manual_entry', documentId: id, companyId, after: input })
  return { id }
}

async function named(
  ctx: CommandContext,
  id: Id,
  companyId: Id,
  postingDate: string,
  number: string,
  out: { number: string },
) {
  out.number = number
  await ctx.tx
    .update(manualEntry)
    .set({ number })
    .where(and(eq(manualEntry.tenantId, ctx.tenantId), eq(manualEntry.id, id)))
  ctx.emit('finance.manual_entry.posted', {
    document: 'manual_entry',
    documentId: id,
    companyId,
    payload: { number, postingDate },
  })
}

export const reverseManualEntry = documentCommand({
  name: 'finance.reverseManualEntry',
  permission: 'finance.manual_entry.reverse',
  input: reverseManualEntryInput,
  output: done,
  document: { kind: manualEntryKind, transition: 'reverse' },
  handler: async (ctx, { postingDate, reason }, doc, patch) => {
    if (!doc.entryId) throw conflict('finance.no_lines')
    if (postingDate < doc.postingDate) throw conflict('finance.reversal_before', { date: doc.postingDate })
    const reversalEntryId = newId()
    patch({ reversalEntryId })
    await freeStatementLine(ctx, doc.statementLineId, [doc.entryId])
    await reverseJournalEntry(
      ctx,
      { entryId: doc.entryId, postingDate, description: reason ?? doc.description },
      { entryId: reversalEntryId },
    )
    return { id: doc.id, version: doc.version + 1 }
  },
})
