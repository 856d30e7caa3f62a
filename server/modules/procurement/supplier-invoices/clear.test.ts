import { describe, expect, it } from 'vitest'
import { dec, ZERO } from '@/server/kernel/money'
import { invoiceAmounts } from './amounts.rules'
import { clearReceipts, type OpenReceipt } from './clear.rules'

const receipt = (id: string, quantity: string, cost: string, baseCost = cost): OpenReceipt => ({
  ...{ id, orderLineId: 'o', currency: 'EUR', currencyDigits: 2, quantity, cost, baseCost },
  ...{ settled: ZERO, settledCost: ZERO, settledBase: ZERO },
})
const line = (quantity: string, base: string, receiptLineId: string | null = null) => ({
  ...{ id: 'l', orderLineId: 'o', receiptLineId, quantity, base },
})
const run = (lines: ReturnType<typeof line>[], receipts: OpenReceipt[], rate = '1') => {
  const { clearings, unmatched } = clearReceipts(lines, receipts, { digits: 2, rateOf: () => rate })
  return {
    parts: clearings.map((c) => [c.receiptLineId, c.quantity, c.clearedBase, c.price.toFixed(), c.exchange.toFixed()]),
    left: [...unmatched.values()].map((u) => [u.quantity.toFixed(), u.base.toFixed()]),
  }
}

describe('billed quantities meet receipts', () => {
  it('at the price of the order nothing is left', () => {
    expect(run([line('10', '100')], [receipt('a', '10', '100')])).toEqual({
      parts: [['a', '10', '100.00', '0', '0']],
      left: [],
    })
  })
  it('the oldest first, or the one it is meant for', () => {
    expect(
      run([line('6', '60')], [receipt('a', '4', '40'), receipt('b', '4', '40')]).parts.map((p) => p.slice(0, 2)),
    ).toEqual([
      ['a', '4'],
      ['b', '2'],
    ])
    expect(run([line('3', '30', 'b')], [receipt('a', '4', '40'), receipt('b', '4', '40')]).parts[0]?.[0]).toBe('b')
  })
  it('a dearer price is a price variance', () => {
    expect(run([line('4', '44')], [receipt('a', '10', '100')]).parts).toEqual([['a', '4', '40.00', '4', '0']])
  })
  it('a rate that moved is an exchange variance: 100 EUR at 1.20, billed 110 EUR at 1.25', () => {
    // 137.50 billed - 120.00 received = 17.50: 100 x 0.05 = 5.00 by the rate, 10 x 1.25 = 12.50 by the price.
    expect(run([line('10', '137.50')], [receipt('a', '10', '100', '120')], '1.25').parts).toEqual([
      ['a', '10', '120.00', '12.5', '5'],
    ])
  })
  it('what is not here yet waits', () => {
    expect(run([line('10', '100')], [receipt('a', '7', '70')])).toEqual({
      parts: [['a', '7', '70.00', '0', '0']],
      left: [['3', '30']],
    })
    expect(run([line('10', '100')], []).left).toEqual([['10', '100']])
  })
  it('the parts of a receipt add up to it, cent for cent', () => {
    const odd = receipt('a', '3', '10')
    const parts = [line('1', '3.33'), line('1', '3.33'), line('1', '3.34')].flatMap((l) => run([l], [odd]).parts)
    expect(parts.map((p) => p[2])).toEqual(['3.33', '3.34', '3.33'])
    expect(odd.settledBase.toFixed()).toBe('10')
  })
})

describe('amounts of an invoice', () => {
  const rate = (more: object = {}) => ({
    id: 'r',
    sequence: 1,
    kind: 'percent' as const,
    value: '20',
    accountId: 'in',
    box: null,
    nonDeductiblePercent: '0',
    ...more,
  })
  const at = (more: object, rates: ReturnType<typeof rate>[]) => ({
    codes: new Map([
      ['t', { id: 't', code: 'T', nameEn: '', nameZh: '', use: 'purchase' as const, reducedByDiscount: false, rates }],
    ]),
    ...{
      taxRounding: 'document' as const,
      digits: 2,
      baseDigits: 2,
      rate: '1.25',
      statedTax: null,
      rounding: '0',
      ...more,
    },
  })
  const lines = [
    { id: 'a', net: '100.00', quantity: '1', taxCodeIds: ['t'] },
    { id: 'b', net: '0.05', quantity: '1', taxCodeIds: ['t'] },
  ]

  it('add up in both currencies', () => {
    const a = invoiceAmounts(lines, at({}, [rate()]))
    expect(a).toMatchObject({
      net: '100.05',
      tax: '20.01',
      gross: '120.06',
      payable: '120.06',
      basePayable: '150.08',
      off: '0.00',
    })
    const parts = [...a.lines.values()]
      .map((l) => l.baseCost)
      .concat(
        a.byRate.map((r) => r.baseDeductible),
        a.baseOff,
      )
    expect(parts.reduce((x, y) => x.plus(y), dec('0')).toFixed()).toBe('150.08')
  })
  it('half of the tax may not be deducted: it is cost', () => {
    const a = invoiceAmounts([lines[0] as (typeof lines)[0]], at({ rate: '1' }, [rate({ nonDeductiblePercent: '50' })]))
    expect(a.lines.get('a')).toMatchObject({ net: '100.00', cost: '110.00', baseCost: '110.00' })
    expect(a.byRate[0]).toMatchObject({ deductible: '10.00' })
  })
  it('reverse charge is not asked for, and owed', () => {
    const a = invoiceAmounts([lines[0] as (typeof lines)[0]], at({}, [rate({ reverseAccountId: 'out' })]))
    expect(a).toMatchObject({ tax: '0.00', gross: '100.00', basePayable: '125.00' })
    expect(a.byRate[0]).toMatchObject({ deductible: '20.00', baseDeductible: '25.00', baseReverse: '-25.00' })
  })
  it('the stated tax is what is paid, and rounding too', () => {
    expect(invoiceAmounts(lines, at({ rate: '1', statedTax: '20.00', rounding: '-0.05' }, [rate()]))).toMatchObject({
      ...{
        tax: '20.00',
        computedTax: '20.01',
        gross: '120.05',
        payable: '120.00',
        off: '-0.06',
        basePayable: '120.00',
      },
    })
  })
})
