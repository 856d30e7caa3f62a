import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sum, toFixed } from '@/server/kernel/money'
import type { TaxCodeAtDate, TaxRateAtDate } from '../door'
import { computeTaxes, nonDeductibleByLine, type TaxInput } from './tax.rules'

const rate = (id: string, value: string, more: Partial<TaxRateAtDate> = {}): TaxRateAtDate => ({
  ...{ id, value, sequence: 1, kind: 'percent', accountId: `acc-${id}`, box: null, nonDeductiblePercent: '0' },
  ...more,
})
const code = (id: string, ...rates: TaxRateAtDate[]): [string, TaxCodeAtDate] => [
  id,
  { id, code: id, nameEn: id, nameZh: id, use: 'sales', reducedByDiscount: false, rates },
]
const codes = new Map([
  code('v13', rate('r13', '13')),
  code('v20', rate('r20', '20')),
  code('us', rate('state', '6.25'), rate('local', '2')),
  code('compound', rate('first', '10'), rate('second', '5', { sequence: 2 })),
  code('levy', rate('levy', '0.5', { kind: 'per_unit' }), rate('vat', '20', { sequence: 2 })),
  code('part', rate('part', '20', { nonDeductiblePercent: '50' })),
])
const run = (lines: [amount: string, codeId: string, quantity?: string][], more: Partial<TaxInput> = {}) =>
  computeTaxes({
    lines: lines.map(([amount, id, quantity = '1'], i) => ({ id: `${i}`, amount, quantity, taxCodeIds: [id] })),
    ...{ pricesIncludeTax: false, rounding: 'document', digits: 2, codes },
    ...more,
  })

describe('exclusive prices', () => {
  it('rounds the sum once a document, and spreads it by largest remainder', () => {
    // 3 x 0.33 x 13 % = 0.0429 each: 0.13 in all, not 3 x 0.04
    const r = run([
      ['0.33', 'v13'],
      ['0.33', 'v13'],
      ['0.33', 'v13'],
    ])
    expect(r.tax).toBe('0.13')
    expect(r.lines.map((l) => l.tax)).toEqual(['0.05', '0.04', '0.04'])
    expect(r.gross).toBe('1.12')
  })

  it('rounds each line when the company says so', () => {
    expect(
      run(
        [
          ['0.33', 'v13'],
          ['0.33', 'v13'],
          ['0.33', 'v13'],
        ],
        { rounding: 'line' },
      ).tax,
    ).toBe('0.12')
  })

  it('rounds half away from zero, also below zero', () => {
    expect(run([['0.50', 'v13']]).tax).toBe('0.07')
    expect(run([['-0.50', 'v13']]).tax).toBe('-0.07')
  })

  it('does not let taxes of one sequence tax each other', () => {
    expect(run([['100', 'us']]).byRate.map((r) => [r.rateId, r.base, r.tax])).toEqual([
      ['state', '100.00', '6.25'],
      ['local', '100.00', '2.00'],
    ])
  })

  it('lets a later sequence tax the earlier', () => {
    expect(run([['100', 'compound']]).byRate.map((r) => [r.base, r.tax])).toEqual([
      ['100.00', '10.00'],
      ['110.00', '5.50'],
    ])
  })

  it('takes a levy by the unit, whatever the price', () => {
    // 4 x 0.5 = 2; 20 % of 12
    expect(run([['10', 'levy', '4']]).byRate.map((r) => r.tax)).toEqual(['2.00', '2.40'])
  })

  it('keeps yen whole', () => {
    expect(run([['105', 'v13']], { digits: 0 }).tax).toBe('14')
  })
})

describe('prices that include tax', () => {
  it('rounds the tax first; the net takes the rest', () => {
    const r = run([['100.00', 'v13']], { pricesIncludeTax: true })
    expect([r.net, r.tax, r.gross]).toEqual(['88.50', '11.50', '100.00'])
  })

  it('goes back down a compound chain and a levy', () => {
    const compound = run([['115.50', 'compound']], { pricesIncludeTax: true })
    expect([compound.net, compound.byRate.map((r) => r.tax)]).toEqual(['100.00', ['10.00', '5.50']])
    const levy = run([['14.40', 'levy', '4']], { pricesIncludeTax: true })
    expect([levy.net, levy.byRate.map((r) => r.tax)]).toEqual(['10.00', ['2.00', '2.40']])
  })

  it('leaves every gross as printed', () => {
    const r = run(
      [
        ['9.99', 'v20'],
        ['9.99', 'v20'],
        ['9.99', 'v20'],
      ],
      { pricesIncludeTax: true },
    )
    expect(r.lines.map((l) => l.gross)).toEqual(['9.99', '9.99', '9.99'])
    expect(r.tax).toBe('5.00')
  })
})

it('puts the non-deductible part into the lines that carry it', () => {
  const r = run([
    ['10', 'part'],
    ['20', 'part'],
    ['5', 'v13'],
  ])
  const [first] = r.byRate
  expect(first?.nonDeductible).toBe('3.00')
  expect(first && [...nonDeductibleByLine(r, first, 2)]).toEqual([
    ['0', '1.00'],
    ['1', '2.00'],
  ])
})

it('adds up in every mode: lines to rates, net and tax to gross', () => {
  const cents = fc.integer({ min: -100_000, max: 100_000 }).map((n) => toFixed(n / 100, 2))
  const line = fc.tuple(cents, fc.constantFrom('v13', 'v20', 'us', 'compound'))
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 12 }),
      fc.boolean(),
      fc.constantFrom('line', 'document'),
      (lines, pricesIncludeTax, rounding) => {
        const r = run(lines, { pricesIncludeTax, rounding: rounding as 'line' | 'document' })
        expect(toFixed(sum(r.byRate.map((b) => b.tax)), 2)).toBe(r.tax)
        expect(toFixed(sum([r.net, r.tax]), 2)).toBe(r.gross)
        for (const [i, l] of r.lines.entries()) {
          expect(toFixed(sum([l.net, l.tax]), 2)).toBe(l.gross)
          expect(toFixed(sum(l.taxes.map((t) => t.tax)), 2)).toBe(l.tax)
          expect(pricesIncludeTax ? l.gross : l.net).toBe(toFixed(lines[i]?.[0] ?? '0', 2))
        }
      },
    ),
    { numRuns: 300 },
  )
})

it('reverse charge is computed and posted, but in no total of the document', () => {
  const rate = {
    id: 'r',
    sequence: 1,
    kind: 'percent' as const,
    value: '20',
    accountId: 'in',
    reverseAccountId: 'out',
    box: null,
    nonDeductiblePercent: '0',
  }
  const code = {
    id: 'c',
    code: 'RC',
    nameEn: '',
    nameZh: '',
    use: 'purchase' as const,
    reducedByDiscount: false,
    rates: [rate],
  }
  const result = computeTaxes({
    lines: [{ id: 'l', amount: '100.00', quantity: '1', taxCodeIds: ['c'] }],
    pricesIncludeTax: false,
    rounding: 'document',
    digits: 2,
    codes: new Map([['c', code]]),
  })
  expect(result).toMatchObject({ net: '100.00', tax: '0.00', gross: '100.00' })
  expect(result.byRate).toMatchObject([{ base: '100.00', tax: '20.00', accountId: 'in', reverseAccountId: 'out' }])
})
