import { describe, expect, it } from 'vitest'
import { AppError } from '@/server/kernel/errors'
import { fullUbl, type UblDocument, ublXml } from '@/server/testing/ubl'
import { checkEInvoice } from './check-invoice'
import { readUblInvoice } from './read-invoice'

const rulesOf = (d: UblDocument) => checkEInvoice(readUblInvoice(ublXml(d))).map((f) => f.rule)
const totals = (more: Partial<UblDocument['totals']>): UblDocument => ({
  ...fullUbl,
  totals: { ...fullUbl.totals, ...more },
})
const bytes = (text: string) => new TextEncoder().encode(text)
const refusal = (content: Uint8Array): string => {
  try {
    readUblInvoice(content)
    return 'read'
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}

describe('a UBL invoice is read', () => {
  it('with its parties, lines, allowances, taxes and totals', () => {
    const e = readUblInvoice(ublXml({ ...fullUbl, order: 'PO-2026-00007' }))
    expect(e).toMatchObject({
      kind: 'invoice',
      number: 'F-2026-0017',
      issueDate: '2026-06-10',
      currency: 'EUR',
      orderReference: 'PO-2026-00007',
      supplier: { name: 'Nordwerk & Söhne GmbH', vatId: 'DE123456788', legalId: 'HRB 4711', endpoint: '4000001000005' },
      totals: { net: '110.00', tax: '22.00', gross: '132.00', prepaid: '2.00', rounding: '0.01', payable: '130.01' },
    })
    expect(e.lines[0]).toMatchObject({
      id: '1',
      quantity: '6',
      net: '60.00',
      orderLine: '1',
      sellerItemId: 'NW-6',
      category: 'S',
      percent: '20',
    })
    expect(e.lines[1]).toMatchObject({ buyerItemId: 'B-4' })
    expect(e.allowances).toMatchObject([
      { charge: false, amount: '10.00' },
      { charge: true, reasonCode: 'FC' },
    ])
    expect(checkEInvoice(e)).toEqual([])
  })

  it('and a credit note with what it takes back', () => {
    const e = readUblInvoice(
      ublXml({
        kind: 'CreditNote',
        preceding: 'F-1',
        lines: [{ quantity: '1', price: '5', net: '5.00' }],
        breakdown: [['5.00', '1.00']],
        totals: { lines: '5.00', net: '5.00', tax: '1.00', gross: '6.00', payable: '6.00' },
      }),
    )
    expect(e).toMatchObject({ kind: 'credit_note', precedingInvoice: 'F-1' })
    expect(checkEInvoice(e)).toEqual([])
  })

  it('under any prefix, in UTF-16 too', () => {
    const text = new TextDecoder()
      .decode(ublXml(fullUbl))
      .replaceAll('cbc:', 'a:')
      .replaceAll(':cbc', ':a')
      .replaceAll('ubl:Invoice', 'Invoice')
      .replaceAll('xmlns:ubl', 'xmlns')
    expect(checkEInvoice(readUblInvoice(bytes(text)))).toEqual([])
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text.replace('UTF-8', 'UTF-16'), 'utf16le')])
    expect(readUblInvoice(utf16).number).toBe('F-2026-0017')
  })
})

describe('each arithmetic rule, by a document that breaks it alone', () => {
  const line = (more: object) => ({
    ...fullUbl,
    lines: [{ ...fullUbl.lines[0], ...more } as UblDocument['lines'][number], ...fullUbl.lines.slice(1)],
  })
  const broken: [rule: string, document: UblDocument][] = [
    ['BR-CO-04', { ...fullUbl, lines: [...fullUbl.lines, { quantity: '0', price: '1', net: '0.00', category: '' }] }],
    ['BR-CO-11', { ...totals({ allowances: '10.01', net: '109.99', gross: '131.99', payable: '130.00' }) }],
    ['BR-CO-12', { ...totals({ charges: '20.01', net: '110.01', gross: '132.01', payable: '130.02' }) }],
    ['BR-CO-10', { ...totals({ lines: '100.01', net: '110.01', gross: '132.01', payable: '130.02' }) }],
    ['BR-CO-13', { ...totals({ net: '110.01', gross: '132.01', payable: '130.02' }) }],
    ['BR-CO-14', { ...totals({ tax: '22.01', gross: '132.01', payable: '130.02' }) }],
    ['BR-CO-15', { ...totals({ gross: '132.01', payable: '130.02' }) }],
    ['BR-CO-16', { ...totals({ payable: '130.02' }) }],
    ['BR-CO-17', { ...totals({ tax: '22.02', gross: '132.02', payable: '130.03' }), breakdown: [['110.00', '22.02']] }],
    ['BR-CO-16', { ...totals({ rounding: '0.02' }) }],
    ['BR-CO-16', { ...totals({ prepaid: '3.00' }) }],
    ['BR-27', line({ quantity: '-6', price: '-10.00' })],
    ['PEPPOL-EN16931-R120', line({ price: '10.01' })],
    [
      'PEPPOL-EN16931-R040',
      {
        ...fullUbl,
        allowances: [
          { ...fullUbl.allowances?.[0], amount: '10.03' },
          { charge: true, amount: '20.03', reason: 'Freight' },
        ] as UblDocument['allowances'] & object,
        totals: { ...fullUbl.totals, allowances: '10.03', charges: '20.03' },
      },
    ],
    [
      'BR-DEC-23',
      {
        ...line({ net: '60.001' }),
        lines: [
          { quantity: '6', price: '10.00', net: '60.001' },
          { quantity: '4', price: '10', net: '39.999' },
        ],
      },
    ],
  ]
  it.each(broken)('%s', (rule, document) => {
    expect(new Set(rulesOf(document))).toContain(rule)
  })

  it('a base that is not what its lines say, and only there', () => {
    const d = { ...fullUbl, breakdown: [['109.00', '21.80']] as UblDocument['breakdown'] }
    expect(rulesOf({ ...d, totals: { ...d.totals, tax: '21.80', gross: '131.80', payable: '129.81' } })).toEqual([
      'BR-S-08',
    ])
  })

  it.each(['Z', 'E', 'AE', 'K', 'G', 'O'])('category %s has its own base, and no tax', (code) => {
    const name = code === 'K' ? 'IC' : code
    const d: UblDocument = {
      lines: [{ quantity: '1', price: '50', net: '50.00', category: code, percent: '0' }],
      breakdown: [['50.00', '0.00', code, '0']],
      totals: { lines: '50.00', net: '50.00', tax: '0.00', gross: '50.00', payable: '50.00' },
    }
    expect(rulesOf(d)).toEqual([])
    expect(rulesOf({ ...d, breakdown: [['49.00', '0.00', code, '0']] })).toEqual([`BR-${name}-08`])
    expect(
      rulesOf({
        ...d,
        breakdown: [['50.00', '1.00', code, '0']],
        totals: { ...d.totals, tax: '1.00', gross: '51.00', payable: '51.00' },
      }),
    ).toEqual([`BR-${name}-09`])
    expect(rulesOf({ ...d, breakdown: [['50.00', '0.00', 'S', '0']] })).toContain(`BR-${name}-01`)
  })

  it('two rates stand apart', () => {
    const d: UblDocument = {
      lines: [
        { quantity: '1', price: '100', net: '100.00' },
        { quantity: '1', price: '50', net: '50.00', percent: '10' },
      ],
      breakdown: [
        ['100.00', '20.00'],
        ['50.00', '5.00', 'S', '10'],
      ],
      totals: { lines: '150.00', net: '150.00', tax: '25.00', gross: '175.00', payable: '175.00' },
    }
    expect(rulesOf(d)).toEqual([])
    expect(rulesOf({ ...d, breakdown: [['150.00', '25.00']] })).toEqual(
      expect.arrayContaining(['BR-S-08', 'BR-CO-17', 'BR-S-01']),
    )
  })

  it('a cent of tax is rounding, two are wrong', () => {
    const off = (tax: string, gross: string, payable: string) =>
      rulesOf({ ...totals({ tax, gross, payable }), breakdown: [['110.00', tax]] })
    expect(off('22.01', '132.01', '130.02')).toEqual([])
    expect(off('22.02', '132.02', '130.03')).toEqual(['BR-CO-17'])
    expect(off('21.98', '131.98', '129.99')).toEqual(['BR-CO-17'])
  })

  it.each([
    ['BR-DEC-09', { lines: '100.001' }],
    ['BR-DEC-10', { allowances: '10.001' }],
    ['BR-DEC-11', { charges: '20.001' }],
    ['BR-DEC-12', { net: '110.001' }],
    ['BR-DEC-13', { tax: '22.001' }],
    ['BR-DEC-14', { gross: '132.001' }],
    ['BR-DEC-16', { prepaid: '2.001' }],
    ['BR-DEC-17', { rounding: '0.011' }],
    ['BR-DEC-18', { payable: '130.011' }],
  ])('%s', (rule, more) => expect(rulesOf(totals(more))).toContain(rule))

  it('an amount in a strange currency', () => {
    const text = new TextDecoder().decode(ublXml(fullUbl)).replace('currencyID="EUR">60.00', 'currencyID="USD">60.00')
    expect(checkEInvoice(readUblInvoice(bytes(text))).map((f) => f.rule)).toEqual(['PEPPOL-EN16931-R051'])
  })

  it('and what is missing', () => {
    const text = new TextDecoder()
      .decode(ublXml(fullUbl))
      .replace('<cbc:ID>F-2026-0017</cbc:ID>', '')
      .replace(/<cbc:IssueDate>.*?<\/cbc:IssueDate>/, '')
    expect(checkEInvoice(readUblInvoice(bytes(text))).map((f) => f.rule)).toEqual(['BR-02', 'BR-03'])
  })
})

describe('a hostile or broken file is refused before anything is made of it', () => {
  const xml = new TextDecoder().decode(ublXml(fullUbl))
  const lol = `<!DOCTYPE lolz [<!ENTITY lol "lol">${[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `<!ENTITY lol${n} "${`&lol${n - 1 || ''};`.repeat(10)}">`).join('')}]>`
  it.each([
    [
      'billion laughs',
      bytes(xml.replace('?>', `?>${lol}`).replace('F-2026-0017', '&lol9;')),
      'common.xml_declarations',
    ],
    [
      'an external entity',
      bytes(xml.replace('?>', '?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>')),
      'common.xml_declarations',
    ],
    ['10 MB', bytes(xml.replace('<cbc:ID>', `<!--${'x'.repeat(10 * 1024 * 1024)}--><cbc:ID>`)), 'common.xml_too_large'],
    ['depth 10,000', bytes(`<a>${'<b>'.repeat(10_000)}${'</b>'.repeat(10_000)}</a>`), 'common.xml_too_deep'],
    ['half a file', bytes(xml.slice(0, 900)), 'common.xml_broken'],
    ['an unclosed comment', bytes(`${xml}<!-- `), 'common.xml_broken'],
    ['no XML', bytes('PK\u0003\u0004 not xml'), 'common.xml_broken'],
    ['nothing', bytes(''), 'common.xml_broken'],
    ['bytes that are no text', new Uint8Array([0x3c, 0x61, 0xc3, 0x28, 0x3e]), 'common.xml_encoding'],
    [
      'another document',
      bytes('<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"/>'),
      'procurement.ubl_not_an_invoice',
    ],
    ['an invoice of another namespace', bytes('<Invoice xmlns="urn:x"/>'), 'procurement.ubl_not_an_invoice'],
    ['a number that is none', bytes(xml.replace('>60.00<', '>1e9<')), 'procurement.ubl_number'],
    ['a date that is none', bytes(xml.replace('2026-06-10', '2026-02-30')), 'procurement.ubl_date'],
  ])('%s', (_name, content, code) => expect(refusal(content)).toBe(code))

  it('an entity of its own stays the text it is', () => {
    expect(readUblInvoice(bytes(xml.replace('F-2026-0017', '&unknown;'))).number).toBe('&unknown;')
  })
})
