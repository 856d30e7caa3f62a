import { createHash } from 'node:crypto'
import { amountField } from '@/server/contracts/platform/field'
import { validation } from '@/server/kernel/errors'
import { dec, plain } from '@/server/kernel/money'
import { dateCell } from '@/server/platform/imports/cells'
import { guessMapping } from '@/server/platform/imports/mapping'
import { readRows } from '@/server/platform/imports/read-file'
import { type FileLine, type FileStatement, MAX_LINES } from './model'

const COLUMNS = [
  { key: 'date', aliases: ['booking date', 'bookingdate', 'posted', '日期', '记账日期', '交易日期'] },
  { key: 'valueDate', aliases: ['value date', '起息日'] },
  { key: 'amount', aliases: ['sum', '金额', '发生额'] },
  { key: 'debit', aliases: ['paid out', 'withdrawal', '借方', '支出'] },
  { key: 'credit', aliases: ['paid in', 'deposit', '贷方', '收入'] },
  { key: 'counterparty', aliases: ['name', 'payee', 'party', '对方户名', '对方名称'] },
  { key: 'account', aliases: ['counterparty account', 'iban', '对方账号'] },
  { key: 'reference', aliases: ['description', 'details', 'purpose', 'memo', '摘要', '附言', '用途'] },
  { key: 'endToEndId', aliases: ['end to end id', 'endtoendid', 'e2e'] },
  { key: 'bankReference', aliases: ['transaction id', 'bank reference', 'id', '流水号', '交易流水号'] },
] as const
type Key = (typeof COLUMNS)[number]['key']

/** Thousands may be parted by a comma or an apostrophe; the point parts the cents. */
function amountCell(cell: string | undefined, line: number): string | null {
  const text = (cell ?? '')
    .trim()
    .replace(/[',\s\u00a0]/g, '')
    .replace(/^\+/, '')
  if (text === '') return null
  if (!amountField.safeParse(text).success)
    throw validation('finance.statement_cell', 'file', { line, value: text.slice(0, 40) })
  return plain(text)
}

/**
 * A table of movements (CSV or XLSX) with a head: a date and an amount, or money out and in apart; who, what for and ids where it has them.
 * It has no id of its own: the same content is the same statement. Errors: finance.statement_columns, .statement_cell, .statement_too_long;
 * control.import_*.
 */
export async function readTable(name: string, bytes: Uint8Array): Promise<FileStatement[]> {
  let keys: (Key | null)[] | null = null
  const lines: FileLine[] = []
  for await (const row of readRows(name, bytes)) {
    if (keys === null) {
      keys = guessMapping(
        row.cells,
        COLUMNS.map((c) => ({ key: c.key, aliases: [...c.aliases] })),
      ) as (Key | null)[]
      if (!keys.includes('date') || !(keys.includes('amount') || (keys.includes('debit') && keys.includes('credit'))))
        throw validation('finance.statement_columns', 'file')
      continue
    }
    const known = keys
    const cell = (key: Key): string | undefined => row.cells[known.indexOf(key)]
    const text = (key: Key, max: number) =>
      (cell(key) ?? '')
        .replace(/\p{Cc}+/gu, ' ')
        .trim()
        .slice(0, max) || null
    const date = dateCell.safeParse((cell('date') ?? '').trim())
    if (!date.success)
      throw validation('finance.statement_cell', 'file', { line: row.line, value: (cell('date') ?? '').slice(0, 40) })
    const value = dateCell.safeParse((cell('valueDate') ?? '').trim())
    const out = amountCell(cell('debit'), row.line)
    const paidIn = amountCell(cell('credit'), row.line)
    const amount =
      amountCell(cell('amount'), row.line) ??
      plain(
        dec(paidIn ?? '0')
          .abs()
          .minus(dec(out ?? '0').abs()),
      )
    if (dec(amount).isZero()) continue
    if (lines.length === MAX_LINES) throw validation('finance.statement_too_long', 'file', { lines: MAX_LINES })
    lines.push({
      ...{ bookingDate: date.data, valueDate: value.success ? value.data : date.data, amount, messageId: null },
      ...{ counterparty: text('counterparty', 140), reference: text('reference', 500) },
      ...{ endToEndId: text('endToEndId', 35), bankReference: text('bankReference', 70) },
      counterpartyAccount: text('account', 34)?.replace(/\s/g, '').toUpperCase() ?? null,
    })
  }
  const statementId = createHash('sha256').update(bytes).digest('hex').slice(0, 16).toUpperCase()
  return [
    { statementId, sequence: null, account: null, currency: null, openingBalance: null, closingBalance: null, lines },
  ]
}
