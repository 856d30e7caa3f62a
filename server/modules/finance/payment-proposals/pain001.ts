import { XMLBuilder } from 'fast-xml-parser'
import type { BankDetails } from '@/server/contracts/finance/bank-account'
import { isIban } from '@/server/contracts/finance/bank-account'
import { currencyDigits } from '@/server/kernel/currency'
import { type DecimalString, sum, toFixed } from '@/server/kernel/money'

/** ISO 20022 customer credit transfer initiation, pain.001.001.09, by the EPC implementation guidelines where the currency is EUR. */

export interface BankParty {
  readonly holder: string
  readonly bic: string | null
  readonly country: string
  readonly details: BankDetails
}
export interface Transfer {
  /** Comes back on the bank's statement; at most 35 characters. */
  readonly endToEndId: string
  readonly creditor: BankParty
  readonly amount: DecimalString
  /** What the payment is for; cut to 140 characters. */
  readonly remittance: string
}
export interface TransferOrder {
  /** Unique for the bank; at most 35 characters. */
  readonly messageId: string
  readonly createdAt: Date
  readonly executionDate: string
  readonly currency: string
  readonly debtor: BankParty
  readonly transfers: readonly Transfer[]
}

/** The characters that every bank takes (EPC217-08); others lose their accents or become dots. */
const bankText = (value: string, max: number): string =>
  value
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9/\-?:().,'+ ]/g, '.')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, max)

/** Names outside the Latin alphabet stay as they are: dots would tell the bank nothing. */
const nameOf = (value: string): string => {
  const latin = bankText(value, 140)
  return /[A-Za-z]/.test(latin) ? latin : value.slice(0, 140)
}

const account = ({ details }: BankParty) =>
  isIban(details.accountNumber)
    ? { Id: { IBAN: details.accountNumber } }
    : { Id: { Othr: { Id: details.accountNumber, SchmeNm: { Cd: 'BBAN' } } } }

const agent = ({ bic, details }: BankParty) => ({
  FinInstnId: bic
    ? { BICFI: bic.toUpperCase() }
    : details.bankCode
      ? { ClrSysMmbId: { MmbId: details.bankCode } }
      : { Othr: { Id: 'NOTPROVIDED' } },
})

/** The file for the bank. Number of transfers and control sum stand in the message and in its one payment block. */
export function pain001(order: TransferOrder): string {
  const digits = currencyDigits(order.currency)
  const total = toFixed(sum(order.transfers.map((t) => t.amount)), digits)
  const counts = { NbOfTxs: String(order.transfers.length), CtrlSum: total }
  const sepa =
    order.currency === 'EUR' &&
    [order.debtor, ...order.transfers.map((t) => t.creditor)].every((p) => isIban(p.details.accountNumber))
  const document = {
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    Document: {
      '@xmlns': 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09',
      CstmrCdtTrfInitn: {
        GrpHdr: {
          MsgId: bankText(order.messageId, 35),
          CreDtTm: order.createdAt.toISOString().slice(0, 19),
          ...counts,
          InitgPty: { Nm: nameOf(order.debtor.holder) },
        },
        PmtInf: {
          PmtInfId: bankText(order.messageId, 35),
          PmtMtd: 'TRF',
          BtchBookg: 'false',
          ...counts,
          ...(sepa && { PmtTpInf: { SvcLvl: { Cd: 'SEPA' } } }),
          ReqdExctnDt: { Dt: order.executionDate },
          Dbtr: { Nm: nameOf(order.debtor.holder) },
          DbtrAcct: { ...account(order.debtor), Ccy: order.currency },
          DbtrAgt: agent(order.debtor),
          ChrgBr: sepa ? 'SLEV' : 'SHAR',
          CdtTrfTxInf: order.transfers.map((t) => ({
            PmtId: { EndToEndId: bankText(t.endToEndId, 35) },
            Amt: { InstdAmt: { '@Ccy': order.currency, '#text': toFixed(t.amount, digits) } },
            CdtrAgt: agent(t.creditor),
            Cdtr: { Nm: nameOf(t.creditor.holder), PstlAdr: { Ctry: t.creditor.country } },
            CdtrAcct: account(t.creditor),
            RmtInf: { Ustrd: bankText(t.remittance, 140) },
          })),
        },
      },
    },
  }
  return new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', format: true }).build(document)
}
