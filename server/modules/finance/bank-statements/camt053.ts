import { type CalendarDate, isCalendarDate } from '@/server/kernel/calendar-date'
import { validation } from '@/server/kernel/errors'
import { type DecimalString, dec, plain, sum } from '@/server/kernel/money'
import { all, attribute, one, readXml, textOf, type XmlNode } from '@/server/platform/files/xml'
import { type FileLine, type FileStatement, MAX_LINES } from './model'

/** ISO 20022 bank to customer statement, camt.053 of any version since 02. */

const broken = (what: string) => validation('finance.statement_broken', 'file', { what })

function amountOf(node: XmlNode | undefined, what: string): DecimalString {
  const text = textOf(node)
  if (text === null || !/^\d{1,14}(\.\d{1,4})?$/.test(text)) throw broken(what)
  return plain(text)
}

/** A debit leaves the account; the mark of a reversal says so of its own (the sign of the entry is already the other way). */
const signed = (amount: DecimalString, indicator: string | null): DecimalString =>
  indicator === 'DBIT' ? plain(dec(amount).negated()) : amount

/** The day of a date or of an instant. */
function dayOf(node: XmlNode | undefined): CalendarDate | null {
  const day = (textOf(one(node, 'Dt')) ?? textOf(one(node, 'DtTm')) ?? '').slice(0, 10)
  return isCalendarDate(day) ? day : null
}

const cut = (text: string | null, max: number) => (text === null ? null : text.slice(0, max))

const accountOf = (node: XmlNode | undefined): string | null =>
  (textOf(one(node, 'Id', 'IBAN')) ?? textOf(one(node, 'Id', 'Othr', 'Id')))?.replace(/\s/g, '').toUpperCase() ?? null

/** The other side: who paid us, or whom we paid. Newer versions put a party between. */
function counterparty(details: XmlNode | undefined, incoming: boolean) {
  const parties = one(details, 'RltdPties')
  const who = one(parties, incoming ? 'Dbtr' : 'Cdtr')
  return {
    counterparty: cut(textOf(one(who, 'Nm')) ?? textOf(one(who, 'Pty', 'Nm')), 140),
    counterpartyAccount: accountOf(one(parties, incoming ? 'DbtrAcct' : 'CdtrAcct')),
  }
}

function referenceOf(entry: XmlNode, details: XmlNode | undefined): string | null {
  const info = one(details, 'RmtInf')
  const structured = all(info, 'Strd').flatMap((s) => [
    textOf(one(s, 'CdtrRefInf', 'Ref')),
    ...all(s, 'RfrdDocInf').map((d) => textOf(one(d, 'Nb'))),
  ])
  const parts = [...all(info, 'Ustrd').map(textOf), ...structured].filter((t) => t !== null)
  return cut(parts.join(' ') || textOf(one(details, 'AddtlTxInf')) || textOf(one(entry, 'AddtlNtryInf')), 500)
}

/** Not given by the one who pays. */
const given = (id: string | null) => (id === null || id === 'NOTPROVIDED' ? null : cut(id, 35))

/** The movements of an entry: one of its own, or those of the batch that add up to it. */
function linesOf(entry: XmlNode): FileLine[] {
  const status = textOf(one(entry, 'Sts', 'Cd')) ?? textOf(one(entry, 'Sts'))
  if (status !== null && status !== 'BOOK') return []
  const total = amountOf(one(entry, 'Amt'), 'Amt')
  const indicator = textOf(one(entry, 'CdtDbtInd'))
  if (indicator !== 'CRDT' && indicator !== 'DBIT') throw broken('CdtDbtInd')
  const bookingDate = dayOf(one(entry, 'BookgDt')) ?? dayOf(one(entry, 'ValDt'))
  if (bookingDate === null) throw broken('BookgDt')
  const valueDate = dayOf(one(entry, 'ValDt')) ?? bookingDate
  const blocks = all(entry, 'NtryDtls')
  const batch = blocks.map((b) => one(b, 'Btch')).find((b) => b !== undefined)
  const details = blocks.flatMap((b) => all(b, 'TxDtls'))
  const amounts = details.map((d) => one(d, 'Amt') ?? one(d, 'AmtDtls', 'TxAmt', 'Amt'))
  const parted =
    details.length > 1 &&
    amounts.every((a) => a !== undefined) &&
    sum(amounts.map((a) => amountOf(a, 'TxDtls/Amt'))).equals(total)
  const make = (d: XmlNode | undefined, amount: DecimalString): FileLine => {
    const refs = one(d, 'Refs')
    const message = textOf(one(refs, 'MsgId')) ?? textOf(one(refs, 'PmtInfId'))
    return {
      ...{ bookingDate, valueDate, amount: signed(amount, indicator) },
      ...counterparty(d, indicator === 'CRDT'),
      reference: referenceOf(entry, d),
      endToEndId: given(textOf(one(refs, 'EndToEndId'))),
      messageId: given(message ?? textOf(one(batch, 'MsgId')) ?? textOf(one(batch, 'PmtInfId'))),
      bankReference: cut(
        textOf(one(refs, 'AcctSvcrRef')) ?? textOf(one(entry, 'AcctSvcrRef')) ?? textOf(one(entry, 'NtryRef')),
        70,
      ),
    }
  }
  if (dec(total).isZero()) return []
  if (parted) return details.map((d, i) => make(d, amountOf(amounts[i], 'TxDtls/Amt')))
  return [make(details.length === 1 ? details[0] : undefined, total)]
}

function balance(statement: XmlNode, codes: readonly string[]): DecimalString | null {
  const found = codes
    .map((code) => all(statement, 'Bal').find((b) => textOf(one(b, 'Tp', 'CdOrPrtry', 'Cd')) === code))
    .find((b) => b !== undefined)
  return found ? signed(amountOf(one(found, 'Amt'), 'Bal'), textOf(one(found, 'CdtDbtInd'))) : null
}

/**
 * The statements of a camt.053 file. Pending entries are left out. Errors: common.xml_* (what is no safe XML), finance.statement_kind,
 * .statement_broken, .statement_too_long.
 */
export function readCamt053(bytes: Uint8Array): FileStatement[] {
  const { root, node } = readXml(bytes)
  const body = one(node, 'BkToCstmrStmt')
  if (!/(^|:)Document$/.test(root) || body === undefined) throw validation('finance.statement_kind', 'file')
  const statements = all(body, 'Stmt').map((stmt): FileStatement => {
    const id = textOf(one(stmt, 'Id'))
    if (id === null) throw broken('Stmt/Id')
    const account = one(stmt, 'Acct')
    const entries = all(stmt, 'Ntry')
    const currency =
      textOf(one(account, 'Ccy')) ?? entries.map((e) => attribute(one(e, 'Amt'), 'Ccy')).find((c) => c !== null) ?? null
    if (entries.some((e) => attribute(one(e, 'Amt'), 'Ccy') !== currency)) throw broken('Ntry/Amt/@Ccy')
    return {
      statementId: id.slice(0, 70),
      sequence: cut(textOf(one(stmt, 'ElctrncSeqNb')) ?? textOf(one(stmt, 'LglSeqNb')), 20),
      account: accountOf(account),
      currency,
      openingBalance: balance(stmt, ['OPBD', 'PRCD']),
      closingBalance: balance(stmt, ['CLBD']),
      lines: entries.flatMap(linesOf),
    }
  })
  if (statements.length === 0) throw broken('Stmt')
  if (statements.reduce((count, st) => count + st.lines.length, 0) > MAX_LINES)
    throw validation('finance.statement_too_long', 'file', { lines: MAX_LINES })
  return statements
}
