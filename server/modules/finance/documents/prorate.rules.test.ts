import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dec, sum } from '@/server/kernel/money'
import { chargeShare, prorate } from './prorate.rules'

describe('proration', () => {
  it('gives the last part the residual', () => {
    const at = { total: '100.00', full: '3', digits: 2 }
    expect(prorate({ ...at, done: '0', quantity: '1', already: '0' })).toBe('33.33')
    expect(prorate({ ...at, done: '1', quantity: '1', already: '33.33' })).toBe('33.34')
    expect(prorate({ ...at, done: '2', quantity: '1', already: '66.67' })).toBe('33.33')
  })
  it('goes on at the same price when more is delivered than ordered', () => {
    expect(prorate({ total: '100', full: '10', done: '10', quantity: '1', already: '100', digits: 2 })).toBe('10.00')
  })
  it('adds up to the total however it is cut', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 12 }),
        (cents, parts) => {
          const total = dec(cents).div(100)
          const full = parts.reduce((a, b) => a + b, 0)
          let done = 0
          const billed: string[] = []
          for (const part of parts) {
            billed.push(prorate({ total, full, done, quantity: part, already: sum(billed), digits: 2 }))
            done += part
          }
          expect(sum(billed).toFixed(2)).toBe(total.toFixed(2))
        },
      ),
    )
  })
  it('charges freight with what is billed, never more than all of it', () => {
    const at = { total: '10.00', full: '30.00', digits: 2 }
    expect(chargeShare({ ...at, reached: '10.00', already: '0' })).toBe('3.33')
    expect(chargeShare({ ...at, reached: '30.00', already: '3.33' })).toBe('6.67')
    expect(chargeShare({ ...at, reached: '33.00', already: '10.00' })).toBe('0.00')
    expect(chargeShare({ ...at, full: '0', reached: '0', already: '0' })).toBe('10.00')
  })
})
