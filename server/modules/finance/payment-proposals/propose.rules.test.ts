import { XMLParser } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { pain001 } from './pain001'
import { type Debt, holdOf, type Payee, propose } from './propose.rules'

const payee: Payee = { bankAccountId: 'bank', approvedOn: '2025-05-01' }
const terms = { executionDate: '2025-06-01', currency: 'EUR', cashLimit: null, holdDays: 5 }
const debt = (id: string, owed: string, dueDate: string, more: Partial<Debt> = {}): Debt => ({
  id,
  partyId: 'p',
  owed,
  dueDate,
  discountDate: null,
  discountPercent: null,
  held: false,
  clearedFor: [],
  ...more,
})
const payees = new Map([['p', payee]])

const free = { held: false, clearedFor: [] }

describe('a hold', () => {
  it('ends on the very day that the account has been in force long enough', () => {
    expect(holdOf(free, { ...payee, approvedOn: '2025-05-27' }, terms)).toBeNull()
    expect(holdOf(free, { ...payee, approvedOn: '2025-05-28' }, terms)).toBe('bank_change')
  })
  it('is not set again where somebody has agreed to this very account', () => {
    const lately = { ...payee, approvedOn: '2025-05-28' }
    expect(holdOf({ held: false, clearedFor: ['bank'] }, lately, terms)).toBeNull()
    expect(holdOf({ held: false, clearedFor: ['another'] }, lately, terms)).toBe('bank_change')
  })
  it('names the document before the account', () => {
    expect(holdOf({ ...free, held: true }, undefined, terms)).toBe('payment_hold')
    expect(holdOf(free, undefined, terms)).toBe('no_bank_account')
  })
})

describe('a proposal', () => {
  it('takes the discount on its last day and not a day later', () => {
    const [on] = propose(
      [debt('a', '100', '2025-06-30', { discountDate: '2025-06-01', discountPercent: '2' })],
      payees,
      terms,
    )
    expect(on).toMatchObject({ amount: '98', discount: '2', hold: null })
    const [late] = propose(
      [debt('a', '100', '2025-06-30', { discountDate: '2025-05-31', discountPercent: '2' })],
      payees,
      terms,
    )
    expect(late).toMatchObject({ amount: '100', discount: '0' })
  })

  it('spends the cash on what is due first, exactly up to the limit', () => {
    const debts = [debt('c', '50', '2025-06-03'), debt('a', '60', '2025-06-01'), debt('b', '50.01', '2025-06-02')]
    const lines = propose(debts, payees, { ...terms, cashLimit: '110' })
    expect(lines.map((l) => [l.openItemId, l.hold])).toEqual([
      ['a', null],
      ['b', 'cash'],
      ['c', null],
    ])
  })
})

describe('the file for the bank', () => {
  const iban = (accountNumber: string) => ({ accountNumber, bankCode: null })
  const order = {
    messageId: 'PP-2025-0001-3',
    createdAt: new Date('2025-05-30T09:30:00Z'),
    executionDate: '2025-06-01',
    currency: 'EUR',
    debtor: { holder: 'Aurora Cycles', bic: 'DEUTDEFF', country: 'DE', details: iban('DE89370400440532013000') },
    transfers: [
      {
        endToEndId: 'PP-2025-0001-1',
        creditor: { holder: 'Müller & Söhne', bic: null, country: 'AT', details: iban('AT611904300234573201') },
        amount: '98.5',
        remittance: 'R-1 R-2',
      },
      {
        endToEndId: 'PP-2025-0001-2',
        creditor: { holder: 'Lopez', bic: 'BBVAESMM', country: 'ES', details: iban('ES9121000418450200051332') },
        amount: '1',
        remittance: 'R-3 <script>',
      },
    ],
  }
  const read = (xml: string) =>
    new XMLParser({ ignoreAttributes: false, parseTagValue: false }).parse(xml).Document.CstmrCdtTrfInitn

  it('counts and sums its transfers, and names both sides', () => {
    const message = read(pain001(order))
    expect(message.GrpHdr).toMatchObject({ MsgId: 'PP-2025-0001-3', NbOfTxs: '2', CtrlSum: '99.50' })
    expect(message.PmtInf).toMatchObject({
      NbOfTxs: '2',
      CtrlSum: '99.50',
      PmtTpInf: { SvcLvl: { Cd: 'SEPA' } },
      ReqdExctnDt: { Dt: '2025-06-01' },
      DbtrAcct: { Id: { IBAN: 'DE89370400440532013000' } },
      ChrgBr: 'SLEV',
    })
    expect(message.PmtInf.CdtTrfTxInf[0]).toMatchObject({
      PmtId: { EndToEndId: 'PP-2025-0001-1' },
      Amt: { InstdAmt: { '#text': '98.50', '@_Ccy': 'EUR' } },
      CdtrAgt: { FinInstnId: { Othr: { Id: 'NOTPROVIDED' } } },
      Cdtr: { Nm: 'Muller . Sohne' },
      CdtrAcct: { Id: { IBAN: 'AT611904300234573201' } },
    })
    expect(message.PmtInf.CdtTrfTxInf[1].RmtInf.Ustrd).toBe('R-3 .script.')
  })

  it('uses the clearing code and account number where there is no IBAN', () => {
    const us = { accountNumber: '123456789', bankCode: '021000021' }
    const creditor = { holder: 'Northwind', bic: null, country: 'US', details: us }
    const transfers = [{ endToEndId: 'E', creditor, amount: '5', remittance: 'R' }]
    const { PmtInf } = read(pain001({ ...order, currency: 'USD', transfers }))
    expect(PmtInf.ChrgBr).toBe('SHAR')
    expect(PmtInf.PmtTpInf).toBeUndefined()
    expect(PmtInf.CdtTrfTxInf).toMatchObject({
      CdtrAgt: { FinInstnId: { ClrSysMmbId: { MmbId: '021000021' } } },
      CdtrAcct: { Id: { Othr: { Id: '123456789', SchmeNm: { Cd: 'BBAN' } } } },
    })
  })
})
