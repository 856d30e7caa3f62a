import { describe, expect, it } from 'vitest'
import { looksLike, normalisedNumber } from './duplicate.rules'
import { allowance, type Limits, overlay } from './limits.rules'
import { type MatchLine, matchInvoice, matchTax } from './match.rules'

const order = { lineId: 'o1', ordered: '100', received: '60', billed: '10', billedNet: '100', price: '10', net: '1000' }
const line = (more: Partial<MatchLine> = {}): MatchLine => ({
  lineId: 'l1',
  kind: 'item',
  policy: 'three_way',
  quantity: '50',
  net: '500.00',
  limits: {},
  order,
  ...more,
})
const at = { rate: '1', digits: 2 }
const kinds = (...lines: MatchLine[]) => matchInvoice(lines, at).map((f) => `${f.lineId} ${f.kind} ${f.side}`)
const price = (net: string, limits: Limits, rate = '1') =>
  matchInvoice([line({ net, limits })], { rate, digits: 2 }).map((f) => f.side)

describe('quantity', () => {
  it('what is received and not billed passes, a stock unit more does not', () => {
    expect(kinds(line())).toEqual([])
    expect(kinds(line({ quantity: '50.000001', net: '500.00' }))).toEqual(['l1 quantity above'])
  })
  it('a percentage is of the ordered quantity; exactly at it passes', () => {
    const limits = { quantityAbovePercent: '5' }
    expect(kinds(line({ quantity: '55', net: '550', limits }))).toEqual([])
    expect(kinds(line({ quantity: '55.000001', net: '550', limits }))).toEqual(['l1 quantity above'])
  })
  it('the stricter of percentage and quantity decides', () => {
    const limits = { quantityAbovePercent: '5', quantityAboveQuantity: '2' }
    expect(kinds(line({ quantity: '52', net: '520', limits }))).toEqual([])
    expect(kinds(line({ quantity: '52.1', net: '521', limits }))).toEqual(['l1 quantity above'])
    expect(kinds(line({ quantity: '53', net: '530', limits: { ...limits, quantityAboveQuantity: '9' } }))).toEqual([])
  })
  it('a part bill passes unless a limit below says no', () => {
    expect(kinds(line({ quantity: '1', net: '10' }))).toEqual([])
    const limits = { quantityBelowPercent: '10' }
    expect(kinds(line({ quantity: '40', net: '400', limits }))).toEqual([])
    expect(kinds(line({ quantity: '39.9', net: '399', limits }))).toEqual(['l1 quantity below'])
  })
  it('every row of the invoice counts', () => {
    const two = { ...line(), lineId: 'l2', quantity: '0.5', net: '5.00' }
    expect(kinds(line(), two)).toEqual(['l2 quantity above'])
  })
  it('nothing received is told as such', () => {
    expect(kinds(line({ order: { ...order, received: '0', billed: '0' } }))).toEqual(['l1 no_receipt null'])
    expect(kinds(line({ order: { ...order, received: '0', billed: '0' }, policy: 'two_way' }))).toEqual([])
  })
  it('two ways: against the order', () => {
    expect(kinds(line({ policy: 'two_way', quantity: '90', net: '900' }))).toEqual([])
    expect(kinds(line({ policy: 'two_way', quantity: '90.01', net: '900.1' }))).toEqual(['l1 quantity above'])
  })
  it('without an order there is nothing to compare with', () => {
    expect(kinds(line({ policy: 'none', order: null, kind: 'free' }))).toEqual([])
  })
})

describe('price', () => {
  it.each<[string, Limits, string, (string | null)[]]>([
    ['no limit', {}, '900.00', []],
    ['percent, at it', { priceAbovePercent: '2' }, '510.00', []],
    ['percent, a cent beyond', { priceAbovePercent: '2' }, '510.01', ['above']],
    ['amount, at it', { priceAboveAmount: '7.50' }, '507.50', []],
    ['amount, a cent beyond', { priceAboveAmount: '7.50' }, '507.51', ['above']],
    ['both, the amount is stricter', { priceAbovePercent: '2', priceAboveAmount: '7.50' }, '507.51', ['above']],
    ['both, the percentage is stricter', { priceAbovePercent: '1', priceAboveAmount: '7.50' }, '505.01', ['above']],
    ['above limits do not look below', { priceAbovePercent: '0' }, '1.00', []],
    ['below, at it', { priceBelowPercent: '2' }, '490.00', []],
    ['below, a cent beyond', { priceBelowPercent: '2' }, '489.99', ['below']],
    ['below by amount', { priceBelowAmount: '1' }, '498.99', ['below']],
    ['zero is a limit', { priceAboveAmount: '0' }, '500.01', ['above']],
  ])('%s', (_name, limits, net, found) => expect(price(net, limits)).toEqual(found))

  it('absolute limits are in base currency', () => {
    expect(price('505.00', { priceAboveAmount: '10' }, '2')).toEqual([])
    expect(price('505.01', { priceAboveAmount: '10' }, '2')).toEqual(['above'])
  })
  it('a free line at zero, and a price for what was free', () => {
    const free = { ...order, price: '0' }
    expect(kinds(line({ net: '0', order: free, limits: { priceAbovePercent: '5' } }))).toEqual([])
    expect(kinds(line({ net: '0.01', order: free, limits: { priceAbovePercent: '5' } }))).toEqual(['l1 price above'])
  })
})

describe('freight', () => {
  const limits = { freightAbovePercent: '10', freightAboveAmount: '30' }
  const freight = (net: string, more: Partial<MatchLine> = {}) =>
    line({ lineId: 'f', kind: 'freight', policy: 'none', order: null, quantity: '1', net, limits, ...more })
  it('nobody ordered: percent of the goods and amount, the stricter; all of it together', () => {
    expect(kinds(line(), freight('30.00'))).toEqual([])
    expect(kinds(line(), freight('30.01'))).toEqual(['f price above'])
    expect(kinds(line(), freight('15.01'), freight('15.00'))).toEqual(['f price above'])
    expect(kinds(line({ quantity: '20', net: '200.00' }), freight('20.01'))).toEqual(['f price above'])
  })
  it('ordered: against what of it is not billed', () => {
    const ordered = { policy: 'two_way' as const, order: { ...order, net: '100', billedNet: '40' } }
    expect(kinds(freight('70.00', ordered))).toEqual([])
    expect(kinds(freight('70.01', ordered))).toEqual(['f price above'])
  })
})

describe('limits', () => {
  it('the nearer setting stands where it says something', () => {
    expect(
      overlay({ priceAbovePercent: '5', priceAboveAmount: '10' }, null, {
        priceAbovePercent: '1',
        priceAboveAmount: null,
      }),
    ).toEqual({
      priceAbovePercent: '1',
      priceAboveAmount: '10',
    })
  })
  it('none given, none there', () => expect(allowance({}, '100')).toBeNull())
})

describe('tax', () => {
  it.each([
    ['20.00', '20.00', 2, null],
    ['20.01', '20.00', 2, null],
    ['20.02', '20.00', 2, '0.02'],
    ['19.98', '20.00', 2, '-0.02'],
    ['101', '100', 0, null],
    ['102', '100', 0, '2'],
  ])('%s stated, %s computed', (stated, computed, digits, off) => {
    expect(matchTax(stated, computed, digits)?.difference ?? null).toBe(off)
  })
})

describe('duplicates', () => {
  it.each([
    ['RE-0042/26', 're 42 26', true],
    ['INV 2026 001', 'inv-2026-1', true],
    ['Ｆ１２', 'f12', true],
    ['A1', 'A10', false],
    ['10', '1', false],
    ['0', '000', true],
    ['---', '--', false],
  ])('%s and %s', (a, b, same) => expect(normalisedNumber(a) === normalisedNumber(b)).toBe(same))

  it('same amount and near date', () => {
    const a = { amount: '120.00', currency: 'EUR', date: '2026-05-01' }
    expect(looksLike(a, { ...a, amount: '120', date: '2026-05-31' }, 30)).toBe(true)
    expect(looksLike(a, { ...a, date: '2026-06-01' }, 30)).toBe(false)
    expect(looksLike(a, { ...a, amount: '120.01' }, 30)).toBe(false)
    expect(looksLike(a, { ...a, currency: 'USD' }, 30)).toBe(false)
  })
})
