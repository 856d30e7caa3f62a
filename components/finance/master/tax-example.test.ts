import { describe, expect, it } from 'vitest'
import { type ExampleRate, taxExample } from './tax-example'

const rate = (id: string, part: Partial<ExampleRate>): ExampleRate => ({
  ...{ id, component: id, sequence: 1, kind: 'percent', value: '10', validFrom: '2020-01-01', validTo: null },
  ...part,
})

describe('the example of a tax code', () => {
  it('goes in sequence: a levy first, a percentage on top of it', () => {
    const rates = [rate('vat', { sequence: 2, value: '20' }), rate('levy', { kind: 'per_unit', value: '0.5' })]
    const made = taxExample(rates, { net: '100', quantity: '10', date: '2026-01-01', digits: 2 })
    expect(made.lines.map((l) => [l.rate.id, l.base, l.tax])).toEqual([
      ['levy', '100.00', '5.00'],
      ['vat', '105.00', '21.00'],
    ])
    expect(made.gross).toBe('126')
  })

  it('takes the rates of the day, both ends included', () => {
    const rates = [rate('old', { validTo: '2026-06-30' }), rate('new', { value: '12', validFrom: '2026-07-01' })]
    const on = (date: string) => taxExample(rates, { net: '10', quantity: '1', date, digits: 2 }).tax
    expect([on('2026-06-30'), on('2026-07-01'), on('2019-12-31')]).toEqual(['1', '1.2', '0'])
  })
})
