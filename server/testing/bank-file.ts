/** Bank statements of the project's own making: camt.053.001.08 as a bank writes it. */

export interface FileEntry {
  /** `-12.50` left the account. */
  readonly amount: string
  readonly date?: string
  readonly name?: string
  readonly iban?: string
  readonly text?: string
  readonly endToEndId?: string
  readonly messageId?: string
  readonly bankReference?: string
  readonly status?: 'BOOK' | 'PDNG'
  /** The parts of a batch, with their own references. */
  readonly parts?: readonly { readonly amount: string; readonly endToEndId: string }[]
}
interface FileHead {
  readonly id?: string
  readonly account?: string
  readonly currency?: string
  readonly opening?: string
  readonly closing?: string
}

const indicator = (amount: string) => (amount.startsWith('-') ? 'DBIT' : 'CRDT')
const bare = (amount: string) => amount.replace('-', '')

function details(e: FileEntry, ccy: string): string {
  const side = e.amount.startsWith('-') ? 'Cdtr' : 'Dbtr'
  const one = (endToEndId: string | undefined, amount: string) =>
    `<TxDtls><Refs>${
      e.messageId ? `<MsgId>${e.messageId}</MsgId>` : ''
    }<EndToEndId>${endToEndId ?? 'NOTPROVIDED'}</EndToEndId></Refs><Amt Ccy="${ccy}">${bare(amount)}</Amt><RltdPties>${
      e.name ? `<${side}><Pty><Nm>${e.name}</Nm></Pty></${side}>` : ''
    }${e.iban ? `<${side}Acct><Id><IBAN>${e.iban}</IBAN></Id></${side}Acct>` : ''}</RltdPties>${
      e.text ? `<RmtInf><Ustrd>${e.text}</Ustrd></RmtInf>` : ''
    }</TxDtls>`
  return (e.parts ?? [{ amount: e.amount, endToEndId: e.endToEndId }]).map((p) => one(p.endToEndId, p.amount)).join('')
}

export function camt053(entries: readonly FileEntry[], head: FileHead = {}): string {
  const { id = 'STMT-1', account = '000123456789', currency = 'USD' } = head
  const balance = (code: string, amount: string | undefined) =>
    amount === undefined
      ? ''
      : `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${bare(amount)}</Amt><CdtDbtInd>${indicator(amount)}</CdtDbtInd><Dt><Dt>2025-04-30</Dt></Dt></Bal>`
  const body = entries
    .map(
      (e) =>
        `<Ntry><Amt Ccy="${currency}">${bare(e.amount)}</Amt><CdtDbtInd>${indicator(e.amount)}</CdtDbtInd><Sts><Cd>${e.status ?? 'BOOK'}</Cd></Sts><BookgDt><Dt>${e.date ?? '2025-04-03'}</Dt></BookgDt><ValDt><Dt>${e.date ?? '2025-04-03'}</Dt></ValDt>${
          e.bankReference ? `<AcctSvcrRef>${e.bankReference}</AcctSvcrRef>` : ''
        }<NtryDtls>${details(e, currency)}</NtryDtls></Ntry>`,
    )
    .join('')
  const number = /^[A-Z]{2}\d{2}/.test(account) ? `<IBAN>${account}</IBAN>` : `<Othr><Id>${account}</Id></Othr>`
  return `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId><CreDtTm>2025-04-30T06:00:00</CreDtTm></GrpHdr><Stmt><Id>${id}</Id><ElctrncSeqNb>12</ElctrncSeqNb><Acct><Id>${number}</Id><Ccy>${currency}</Ccy></Acct>${balance('OPBD', head.opening)}${balance('CLBD', head.closing)}${body}</Stmt></BkToCstmrStmt></Document>`
}
