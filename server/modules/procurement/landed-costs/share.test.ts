import { describe, expect, it } from 'vitest'
import { type Bearer, shareCost } from './share.rules'

const bearers: Bearer[] = [
  { id: 'a', quantity: '10', value: '100', weightKg: '2', volumeM3: '0.1' },
  { id: 'b', quantity: '20', value: '100', weightKg: '1', volumeM3: null },
  { id: 'c', quantity: '30', value: '400', weightKg: '0', volumeM3: '0.2' },
]
const shares = (amount: string, method: Parameters<typeof shareCost>[1], of = bearers) => {
  const made = shareCost(amount, method, of, 2)
  return 'missing' in made ? made.missing : Object.fromEntries(made.shares)
}

describe('a cost is spread', () => {
  it('by quantity, value, weight', () => {
    expect(shares('60', 'quantity')).toEqual({ a: '10.00', b: '20.00', c: '30.00' })
    expect(shares('60', 'value')).toEqual({ a: '10.00', b: '10.00', c: '40.00' })
    expect(shares('60', 'weight')).toEqual({ a: '30.00', b: '30.00', c: '0.00' })
  })
  it('the cents left go to the largest remainders', () => {
    expect(shares('100', 'value')).toEqual({ a: '16.67', b: '16.67', c: '66.66' })
    expect(shares('0.01', 'quantity')).toEqual({ a: '0.00', b: '0.00', c: '0.01' })
    expect(shares('-100', 'value')).toEqual({ a: '-16.67', b: '-16.67', c: '-66.66' })
  })
  it('not by a measure that a line lacks', () => expect(shares('60', 'volume')).toBe('b'))
  it('free goods by quantity', () => {
    expect(
      shares(
        '6',
        'value',
        bearers.map((b) => ({ ...b, value: '0' })),
      ),
    ).toEqual({ a: '1.00', b: '2.00', c: '3.00' })
  })
})
