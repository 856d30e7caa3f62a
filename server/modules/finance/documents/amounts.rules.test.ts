import { describe, expect, it } from 'vitest'
import { dec } from '@/server/kernel/money'
import { documentAmounts, lineAmount, spreadDiscount } from './amounts.rules'

const codes = new Map([
  [
    'vat',
    {
      id: 'vat',
      code: 'VAT',
      nameEn: '',
      nameZh: '',
      use: 'sales' as const,
      reducedByDiscount: true,
      rates: [
        {
          id: 'r',
          sequence: 1,
          kind: 'percent' as const,
          value: '20',
          accountId: 'a',
          box: null,
          nonDeductiblePercent: '0',
        },
      ],
    },
  ],
])
const line = (id: string, quantity: string, unitPrice: string, more = {}) => ({
  id,
  kind: 'item' as const,
  quantity,
  stockQuantity: quantity,
  unitPrice,
  discountPercent: '0',
  taxCodeIds: ['vat'],
  ...more,
})
const base = {
  discountPercent: '0',
  discountAmount: '0',
  pricesIncludeTax: false,
  rounding: 'document' as const,
  digits: 2,
  baseDigits: 2,
  rate: '1',
  codes,
}

describe('amounts of an order', () => {
  it('rounds a line away from zero before it is summed', () => {
    expect(lineAmount(line('1', '1', '0.125'), 2).toFixed()).toBe('0.13')
    expect(lineAmount(line('1', '3', '1.333333', { discountPercent: '50' }), 2).toFixed()).toBe('2')
  })
  it('spreads a document discount by largest remainder, not over freight', () => {
    const lines = ['10', '10', '10'].map((amount) => ({ kind: 'item' as const, amount: dec(amount) }))
    const parts = spreadDiscount([...lines, { kind: 'freight', amount: dec('5') }], { percent: '0', amount: '10' }, 2)
    expect(parts.map((p) => p.toFixed(2))).toEqual(['3.34', '3.33', '3.33', '0.00'])
    expect(spreadDiscount(lines, { percent: '0', amount: '99' }, 2).map((p) => p.toFixed())).toEqual(['10', '10', '10'])
  })
  it('adds up in both currencies', () => {
    const made = documentAmounts({
      ...base,
      rate: '1.0837',
      discountPercent: '3',
      lines: [line('1', '3', '19.99'), line('2', '7', '0.333333'), line('3', '1', '9', { kind: 'freight' as const })],
    })
    const add = (key: 'net' | 'tax' | 'gross' | 'baseNet' | 'baseGross') =>
      made.lines.reduce((t, l) => t.plus(l[key]), dec(0)).toFixed(2)
    expect([add('net'), add('tax'), add('gross'), add('baseNet'), add('baseGross')]).toEqual([
      made.net,
      made.tax,
      made.gross,
      made.baseNet,
      made.baseGross,
    ])
    // 59.97 + 2.33 = 62.30, less 3 % = 60.43, plus 9 = 69.43; tax 13.89; gross 83.32; base 69.43 x 1.0837 = 75.24.
    expect([made.net, made.tax, made.gross, made.baseNet]).toEqual(['69.43', '13.89', '83.32', '75.24'])
  })
  it('adds the tax that may not be deducted to what a purchase costs', () => {
    const half = new Map(
      [...codes].map(([id, c]) => [id, { ...c, rates: c.rates.map((r) => ({ ...r, nonDeductiblePercent: '50' })) }]),
    )
    const made = documentAmounts({
      ...base,
      codes: half,
      rate: '2',
      lines: [
        line('1', '1', '10'),
        line('2', '1', '0.05', { kind: 'service' as const }),
        line('3', '1', '3', { taxCodeIds: [] }),
      ],
    })
    // Tax 2.01 of 10.05, half of it 1.01 (rounded away from zero): 1.00 and 0.01; the untaxed line carries none.
    expect(made.lines.map((l) => l.baseCost)).toEqual(['22.00', '0.12', '6.00'])
    expect(made.lines.map((l) => l.baseNet)).toEqual(['20.00', '0.10', '6.00'])
  })
})
