import { bankStatement, bankStatementLine } from '@/db/schema/finance/bank-statement'
import { importBankStatementInput, importedStatements } from '@/server/contracts/finance/bank-statement'
import { currencyDigits } from '@/server/kernel/currency'
import { conflict, notFound, validation } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { dec } from '@/server/kernel/money'
import { command } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { insertRows } from '@/server/platform/tenancy/bulk'
import { fingerprintOfAccount, openDetails } from '../bank-accounts/details'
import { author } from '../changes'
import { readCamt053 } from './camt053'
import { checkBalances, type FileStatement, lineKeys } from './model'
import { readTable } from './statement-csv'

interface OwnAccount {
  id: Id
  currency: string
  number: string
}

async function ownAccounts(ctx: CommandContext, companyId: Id): Promise<OwnAccount[]> {
  const rows = await ctx.sql<{ id: Id; currency: string; sealed: string }[]>`
    select id, currency, sealed from company_bank_account where tenant_id = ${ctx.tenantId} and company_id = ${companyId} order by id`
  const opened = await openDetails(
    ctx,
    rows.map((r) => r.sealed),
  )
  return rows.map(({ id, currency }, i) => ({ id, currency, number: opened[i]?.accountNumber ?? '' }))
}

/** The company's account that a statement is of: the one that the file names, which has to be the one that was chosen. */
function accountOf(own: readonly OwnAccount[], statement: FileStatement, chosen: Id | null): OwnAccount {
  const picked = chosen === null ? null : own.find((a) => a.id === chosen)
  if (picked === undefined) throw notFound('company_bank_account')
  const named = statement.account === null ? null : own.find((a) => a.number === statement.account)
  if (named === undefined || (named && picked && named.id !== picked.id))
    throw validation('finance.statement_account', 'file', { account: `···${(statement.account ?? '').slice(-4)}` })
  const account = named ?? picked
  if (!account) throw validation('validation.required', 'companyBankAccountId')
  if (statement.currency !== null && statement.currency !== account.currency)
    throw validation('finance.statement_currency', 'file', { stated: statement.currency, currency: account.currency })
  return account
}

/** Whose the accounts of the other side are, by what their numbers hash to. */
async function partiesBehind(ctx: CommandContext, companyId: Id, statement: FileStatement): Promise<Map<string, Id>> {
  const numbers = [...new Set(statement.lines.flatMap((l) => l.counterpartyAccount ?? []))]
  const hashes = new Map(numbers.map((n) => [fingerprintOfAccount(n, ctx.tenantId), n]))
  const rows = await ctx.sql<{ fingerprint: string; partyId: Id }[]>`
    select distinct on (fingerprint) fingerprint, party_id as "partyId" from party_bank_account
    where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and status in ('active', 'retired')
      and fingerprint = any (${[...hashes.keys()]}::text[])
    order by fingerprint, status, id desc`
  return new Map(rows.map((r) => [hashes.get(r.fingerprint) ?? '', r.partyId]))
}

async function store(ctx: CommandContext, companyId: Id, fileName: string, account: OwnAccount, st: FileStatement) {
  const id = newId()
  const digits = currencyDigits(account.currency)
  const wrong = st.lines.find((l) => dec(l.amount).decimalPlaces() > digits)
  if (wrong) throw validation('validation.precision', 'file', { digits })
  const dates = st.lines.map((l) => l.bookingDate).sort()
  const [fromDate, toDate] = [dates[0], dates.at(-1)]
  if (fromDate === undefined || toDate === undefined) throw validation('finance.statement_empty', 'file')
  const parties = await partiesBehind(ctx, companyId, st)
  const { statementId, sequence, openingBalance, closingBalance } = st
  await ctx.tx.insert(bankStatement).values({
    ...{
      ...author(ctx),
      id,
      companyId,
      companyBankAccountId: account.id,
      statementId,
      sequence,
      currency: account.currency,
    },
    ...{ fromDate, toDate, openingBalance, closingBalance, fileName, lineCount: st.lines.length },
  })
  const keys = lineKeys(st)
  await insertRows(
    ctx,
    bankStatementLine,
    st.lines.map(({ counterpartyAccount, ...line }, index) => ({
      ...line,
      ...{ id: newId(), companyId, statementId: id, companyBankAccountId: account.id, currency: account.currency },
      ...{ lineNo: index + 1, lineKey: keys[index] ?? '', createdBy: ctx.actor.userId, updatedBy: ctx.actor.userId },
      counterpartyMasked: counterpartyAccount?.slice(-4) ?? null,
      partyId: parties.get(counterpartyAccount ?? '') ?? null,
    })),
  )
  ctx.record({
    ...{ action: 'import', document: 'bank_statement', documentId: id, companyId, label: statementId },
    after: { fileName, fromDate, toDate, lines: st.lines.length },
  })
  return { id, statementId, lines: st.lines.length }
}

/**
 * Takes in a bank's file: ISO 20022 camt.053, or a table (CSV, XLSX) of one account. Nothing is posted. All of the file or nothing: a
 * statement that is there already, a movement that another statement had, balances that do not add up are refused.
 * Errors: finance.statement_*, common.xml_*, control.import_*.
 */
export const importBankStatement = command({
  name: 'finance.importBankStatement',
  permission: 'finance.bank_statement.import',
  input: importBankStatementInput,
  output: importedStatements,
  constraints: {
    bank_statement_once: { code: 'finance.statement_twice', path: 'file' },
    bank_statement_line_once: { code: 'finance.statement_line_twice', path: 'file' },
  },
  handler: async (ctx, { companyId, fileName, content, companyBankAccountId }) => {
    const bytes = new Uint8Array(Buffer.from(content, 'base64'))
    const table = /\.(csv|xlsx)$/i.test(fileName)
    const statements = table ? await readTable(fileName, bytes) : readCamt053(bytes)
    statements.forEach(checkBalances)
    const own = await ownAccounts(ctx, companyId)
    if (own.length === 0) throw conflict('finance.statement_no_account')
    const made = []
    for (const st of statements)
      made.push(await store(ctx, companyId, fileName, accountOf(own, st, companyBankAccountId ?? null), st))
    return { statements: made }
  },
})
