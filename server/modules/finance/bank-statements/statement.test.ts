import { describe, expect, it } from 'vitest'
import { camt053, type FileEntry } from '@/server/testing/bank-file'
import { readCamt053 } from './camt053'
import { type Candidates, type OpenClaim, type OpenLine, suggest, type Transfer } from './match.rules'
import { checkBalances, lineKeys } from './model'
import { readTable } from './statement-csv'

const bytes = (text: string) => new TextEncoder().encode(text)
const read = (entries: readonly FileEntry[], head = {}) => readCamt053(bytes(camt053(entries, head)))

describe('a camt.053 file', () => {
  it('gives movements with sign, other side and references; what is pending is no movement', () => {
    const [st] = read(
      [
        {
          amount: '-150.10',
          name: 'Steel &amp; Co',
          iban: 'DE89370400440532013000',
          endToEndId: 'PP-1-1',
          text: 'SI-7',
        },
        { amount: '490.00', name: 'Bikes', text: 'INV-1', bankReference: 'B7' },
        { amount: '9.99', status: 'PDNG' },
      ],
      { opening: '1000.00', closing: '1339.90' },
    )
    expect(st).toMatchObject({ statementId: 'STMT-1', sequence: '12', account: '000123456789', currency: 'USD' })
    expect(st?.lines).toEqual([
      {
        ...{ bookingDate: '2025-04-03', valueDate: '2025-04-03', amount: '-150.1', counterparty: 'Steel & Co' },
        ...{ counterpartyAccount: 'DE89370400440532013000', reference: 'SI-7', endToEndId: 'PP-1-1' },
        ...{ messageId: null, bankReference: null },
      },
      {
        ...{ bookingDate: '2025-04-03', valueDate: '2025-04-03', amount: '490', counterparty: 'Bikes' },
        ...{ counterpartyAccount: null, reference: 'INV-1', endToEndId: null, messageId: null, bankReference: 'B7' },
      },
    ])
    if (st) expect(() => checkBalances(st)).not.toThrow()
  })

  it('parts a batch into its transfers when they add up, and else keeps the entry whole', () => {
    const parts = [
      { amount: '-100', endToEndId: 'A-1' },
      { amount: '-50.10', endToEndId: 'A-2' },
    ]
    const [st] = read([{ amount: '-150.10', parts }])
    expect(st?.lines.map((l) => [l.amount, l.endToEndId])).toEqual([
      ['-100', 'A-1'],
      ['-50.1', 'A-2'],
    ])
    const [whole] = read([{ amount: '-160', parts, messageId: 'A-3' }])
    expect(whole?.lines.map((l) => [l.amount, l.endToEndId])).toEqual([['-160', null]])
  })

  it('refuses balances that its lines do not lead to', () => {
    const [st] = read([{ amount: '10' }], { opening: '0', closing: '9.99' })
    expect(() => st && checkBalances(st)).toThrow(
      expect.objectContaining({
        code: 'finance.statement_balance',
        params: { statement: 'STMT-1', stated: '9.99', computed: '10' },
      }),
    )
  })

  it.each([
    [
      'entities of its own',
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><Document/>',
      'common.xml_declarations',
    ],
    ['nesting without end', `<a>${'<b>'.repeat(5000)}${'</b>'.repeat(5000)}</a>`, 'common.xml_too_deep'],
    ['half a file', camt053([{ amount: '1' }]).slice(0, 500), 'common.xml_broken'],
    ['another document', '<Document><FIToFICstmrCdtTrf/></Document>', 'finance.statement_kind'],
    ['no statement in it', '<Document><BkToCstmrStmt/></Document>', 'finance.statement_broken'],
    ['an amount that is none', camt053([{ amount: '1e9' }]), 'finance.statement_broken'],
    ['a day that is none', camt053([{ amount: '1', date: '2025-02-30' }]), 'finance.statement_broken'],
  ])('refuses %s', (_what, text, code) => {
    expect(() => readCamt053(bytes(text))).toThrow(expect.objectContaining({ code }))
  })

  it('knows a movement again by the bank’s reference, and counts equal ones', () => {
    const [st] = read([
      { amount: '5', bankReference: 'R1' },
      { amount: '5', bankReference: 'R1' },
      { amount: '5', bankReference: 'NONREF' },
    ])
    expect(st && lineKeys(st)).toEqual(['2025-04-03|5|R1|', '2025-04-03|5|R1||2', 'STMT-1#3'])
  })
})

describe('a table of movements', () => {
  const csv = (text: string) => readTable('bank.csv', bytes(text))
  it('is read by its head, in any order, with one amount or two', async () => {
    const [st] = await csv(
      'Date,Name,Description,Amount\n2025-04-03,Bikes,INV-1,"1,490.00"\n2025/4/5,Steel,SI-7,-20.5\n',
    )
    expect(st?.lines.map((l) => [l.bookingDate, l.counterparty, l.reference, l.amount])).toEqual([
      ['2025-04-03', 'Bikes', 'INV-1', '1490'],
      ['2025-04-05', 'Steel', 'SI-7', '-20.5'],
    ])
    const [two] = await csv('摘要;交易日期;支出;收入\n货款;2025年4月3日;;300\n手续费;2025-04-04;4.50;\n')
    expect(two?.lines.map((l) => [l.bookingDate, l.reference, l.amount])).toEqual([
      ['2025-04-03', '货款', '300'],
      ['2025-04-04', '手续费', '-4.5'],
    ])
  })
  it('is refused with the place of what is wrong', async () => {
    await expect(csv('a,b\n1,2\n')).rejects.toMatchObject({ code: 'finance.statement_columns' })
    await expect(csv('date,amount\n03.04.2025,1\n')).rejects.toMatchObject({
      code: 'finance.statement_cell',
      params: { line: 2 },
    })
    await expect(csv('date,amount\n2025-04-03,ten\n')).rejects.toMatchObject({ code: 'finance.statement_cell' })
  })
})

const line = (rest: string, more: Partial<OpenLine> = {}): OpenLine => ({
  ...{ id: `line ${rest}`, bookingDate: '2025-04-03', rest, counterparty: null, partyId: null, reference: null },
  ...{ endToEndId: null, messageId: null, ...more },
})
const claim = (number: string, remaining: string, more: Partial<OpenClaim> = {}): OpenClaim => ({
  ...{ id: number, number, partyId: 'c', party: 'Bikes Ltd', remaining, discountDate: null, discountPercent: null },
  ...{ held: false, ...more },
})
const transfer = (endToEndId: string, amount: string): Transfer => ({
  ...{ proposalId: 'p', number: 'PP-9', endToEndId, partyId: 's', party: 'Steel', amount },
})
const given = (more: Partial<Candidates>): Candidates => ({
  ...{ transfers: [], claims: [], payments: [], parties: new Map(), digits: 2, ...more },
})
const what = (l: OpenLine, more: Partial<Candidates>) => suggest([l], given(more)).get(l.id) ?? null

describe('what a line probably is', () => {
  const transfers = [transfer('PP-9-1', '150.10'), transfer('PP-9-2', '200')]
  it('a transfer of ours by its id and amount, a batch by the id of the message', () => {
    expect(what(line('-150.1', { endToEndId: 'PP-9-1' }), { transfers })).toMatchObject({
      ...{ kind: 'proposal', certainty: 'sure', documentId: 'p', endToEndIds: ['PP-9-1'] },
    })
    expect(what(line('-150', { endToEndId: 'PP-9-1' }), { transfers })).toBeNull()
    expect(what(line('150.1', { endToEndId: 'PP-9-1' }), { transfers })).toBeNull()
    expect(what(line('-350.1', { messageId: 'PP-9-4' }), { transfers })).toMatchObject({
      endToEndIds: ['PP-9-1', 'PP-9-2'],
    })
  })

  it('items that the text names: in full, less the discount that still holds, in part', () => {
    const claims = [claim('INV-1', '500', { discountDate: '2025-04-03', discountPercent: '2' })]
    const of = (rest: string, more = {}) =>
      what(line(rest, { reference: 'Payment INV-1, thanks', ...more }), { claims })
    expect(of('500')).toMatchObject({ certainty: 'sure', items: [{ amount: '500', discount: '0' }] })
    expect(of('490')).toMatchObject({ certainty: 'sure', items: [{ amount: '490', discount: '10' }] })
    expect(of('490', { bookingDate: '2025-04-04' })).toMatchObject({
      certainty: 'likely',
      items: [{ amount: '490', discount: '0' }],
    })
    expect(of('30')).toMatchObject({ certainty: 'likely', items: [{ amount: '30' }] })
    expect(of('510')).toMatchObject({ certainty: 'likely', items: [{ amount: '500' }] })
    expect(of('-500')).toBeNull()
  })

  it('several items of one party, never of two', () => {
    const claims = [claim('INV-1', '10'), claim('INV-2', '20'), claim('INV-3', '30', { partyId: 'd' })]
    expect(what(line('30', { reference: 'INV-1 INV-2' }), { claims })?.items).toHaveLength(2)
    expect(what(line('40', { reference: 'INV-1 INV-3' }), { claims })).toBeNull()
  })

  it('by amount and whose it is; by amount alone nothing', () => {
    const claims = [claim('INV-1', '10'), claim('INV-2', '10', { partyId: 'd', party: 'Other' })]
    expect(what(line('10', { counterparty: 'BIKES LTD.' }), { claims })).toMatchObject({
      certainty: 'likely',
      items: [{ number: 'INV-1' }],
    })
    expect(what(line('10', { partyId: 'd' }), { claims })).toMatchObject({ items: [{ number: 'INV-2' }] })
    expect(what(line('10'), { claims })).toBeNull()
    expect(what(line('11', { partyId: 'd' }), { claims, parties: new Map([['d', 'Other']]) })).toMatchObject({
      kind: 'party',
      party: 'Other',
    })
  })

  it('nothing twice, and nothing sure that is held', () => {
    const claims = [claim('SI-1', '-10', { held: true })]
    const lines = [line('-10', { id: 'a', reference: 'SI-1' }), line('-10', { id: 'b', reference: 'SI-1' })]
    const found = suggest(lines, given({ claims }))
    expect(found.get('a')).toMatchObject({ certainty: 'likely' })
    expect(found.has('b')).toBe(false)
  })
})
