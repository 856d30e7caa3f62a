import { sql } from 'drizzle-orm'
import {
  type BankStatementView,
  bankStatementList,
  bankStatementOut,
  bankStatementRef,
  type StatementSuggestion,
} from '@/server/contracts/finance/bank-statement'
import { notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { dec, plain } from '@/server/kernel/money'
import { query } from '@/server/platform/commands/command'
import type { QueryContext } from '@/server/platform/commands/context'
import { listQueries } from '@/server/platform/lists/list'
import { candidates } from './load-candidates'
import { suggest } from './match.rules'

type Head = Omit<BankStatementView, 'lines'> & { companyBankAccountId: Id }
type LineRow = Omit<BankStatementView['lines'][number], 'suggestion'> & { messageId: string | null }

async function load(ctx: QueryContext, id: Id): Promise<{ head: Head; lines: LineRow[] }> {
  const [head] = await ctx.sql<Head[]>`
    select s.id, s.company_id as "companyId", s.statement_id as "statementId", s.sequence, b.holder || ' ···' || b.masked as "bankAccount",
      b.account_id as "accountId", s.company_bank_account_id as "companyBankAccountId", s.currency, s.from_date as "fromDate",
      s.to_date as "toDate", trim_scale(s.opening_balance) as "openingBalance", trim_scale(s.closing_balance) as "closingBalance",
      s.file_name as "fileName"
    from bank_statement s join company_bank_account b on b.tenant_id = s.tenant_id and b.id = s.company_bank_account_id
    where s.tenant_id = ${ctx.tenantId} and s.id = ${id}`
  if (!head) throw notFound('bank_statement')
  const lines = await ctx.sql<LineRow[]>`
    select l.id, l.line_no as "lineNo", l.booking_date as "bookingDate", l.value_date as "valueDate", trim_scale(l.amount) as amount,
      trim_scale(l.settled) as settled, l.counterparty, l.counterparty_masked as "counterpartyMasked", l.party_id as "partyId", l.reference,
      l.end_to_end_id as "endToEndId", l.message_id as "messageId", coalesce((
        select jsonb_agg(d order by d ->> 'id') from (
          select jsonb_build_object('document', 'payment', 'id', p.id, 'number', p.number, 'label', y.name) as d
          from payment p join party y on y.tenant_id = p.tenant_id and y.id = p.party_id
          where p.tenant_id = l.tenant_id and p.statement_line_id = l.id and p.status = 'posted'
          union all
          select jsonb_build_object('document', 'manual_entry', 'id', m.id, 'number', m.number, 'label', m.description)
          from manual_entry m where m.tenant_id = l.tenant_id and m.statement_line_id = l.id and m.status = 'posted') x), '[]') as documents
    from bank_statement_line l where l.tenant_id = ${ctx.tenantId} and l.statement_id = ${id} order by l.line_no`
  return { head, lines: [...lines] }
}

async function suggested(
  ctx: QueryContext,
  head: Head,
  lines: readonly LineRow[],
): Promise<Map<Id, StatementSuggestion>> {
  const open = lines.flatMap((l) => {
    const rest = dec(l.amount).minus(l.settled)
    return rest.isZero() ? [] : [{ ...l, rest: plain(rest) }]
  })
  return open.length === 0 ? new Map() : suggest(open, await candidates(ctx, head, open))
}

/** What each open line of a statement probably is. */
export async function suggestionsOf(ctx: QueryContext, id: Id): Promise<Map<Id, StatementSuggestion>> {
  const { head, lines } = await load(ctx, id)
  return suggested(ctx, head, lines)
}

/** A statement with its lines: what explains them, or what they probably are as things stand. */
export const getBankStatement = query({
  name: 'finance.getBankStatement',
  permission: 'finance.bank_statement.read',
  input: bankStatementRef,
  output: bankStatementOut,
  handler: async (ctx, { id }) => {
    const { head, lines } = await load(ctx, id)
    const found = await suggested(ctx, head, lines)
    const { companyBankAccountId: _account, ...view } = head
    return {
      ...view,
      lines: lines.map(({ messageId: _message, ...line }) => ({ ...line, suggestion: found.get(line.id) ?? null })),
    }
  },
})

export const listBankStatements = listQueries({
  definition: bankStatementList,
  name: 'finance.listBankStatements',
  permission: 'finance.bank_statement.read',
  from: sql`bank_statement s join company_bank_account b on b.tenant_id = s.tenant_id and b.id = s.company_bank_account_id`,
  where: (ctx) => sql`s.tenant_id = ${ctx.tenantId}`,
  company: sql`s.company_id`,
  columns: {
    statementId: sql`s.statement_id`,
    bankAccount: sql`(b.holder || ' ···' || b.masked)`,
    fromDate: sql`s.from_date`,
    toDate: sql`s.to_date`,
    lines: sql`s.line_count`,
    open: sql`(select count(*)::int from bank_statement_line l where l.tenant_id = s.tenant_id and l.statement_id = s.id and l.settled <> l.amount)`,
    closingBalance: sql`s.closing_balance`,
    currency: sql`s.currency`,
    fileName: sql`s.file_name`,
  },
  nullable: ['closingBalance'],
  extra: { companyId: sql`s.company_id` },
  id: sql`s.id`,
  owner: sql`s.created_by`,
  search: [sql`s.statement_id`, sql`s.file_name`],
})
