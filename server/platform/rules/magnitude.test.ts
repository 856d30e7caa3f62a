import { describe, expect, it } from 'vitest'
import type { FactDefinition } from '@/server/contracts/platform/facts'
import { judge } from './expression'
import type { Facts } from './subject'

const decimal: FactDefinition = { type: 'decimal', scope: 'header', label: { en: '', zh: '' } }
const names = new Map([
  ...['a', 'b', 'c'].map((name) => [name, decimal] as const),
  ['code', { ...decimal, type: 'text' }] as const,
])
const yes = (condition: string, facts: Facts = {}) => judge([condition], facts, names)[0]
const wide = '99999999999999'

/** The engine ends the process when a number has more than 28 digits: none of these may reach it. */
describe('a condition whose numbers pass what the engine holds', () => {
  it.each([
    ['a * a * a > 1', { a: wide }],
    ['a * (b * c) > 1', { a: wide, b: wide, c: '2' }],
    ['10000000000000*1000000000000000000000 > 1', {}],
    ['70000000000000000000000000000 + 70000000000000000000000000000 > 1', {}],
    ['sum([a, a]) > 1', { a: '70000000000000000000000000000' }],
    ['a ^ 9 > 1', { a: '9999' }],
    ['sum(map([a, a], # * # * #)) > 1', { a: wide }],
    ['a / b * a > 1', { a: wide, b: '0.00000000000001' }],
    ['a / (b - c) * a * a > 1', { a: '9999999999', b: '1.5', c: '1.4999999' }],
    ['number(code) * number(code) > 1', { code: '99999999999999999999' }],
    ['a > 1', { a: '0.000000000000000000000000000000000001' }],
    ['a > 1', { a: '99999999999999999999999999999999999999' }],
  ])('is refused: %s', (condition, facts) => {
    expect(() => yes(condition, facts)).toThrow()
  })

  it('is judged as ever where they stay within', () => {
    const trade = { a: '99999999999.99', b: '123456.123456', c: '0.000001' }
    expect(yes('a * b > 1000', trade)).toBe(true)
    expect(yes('(a - b) / b * 100 > 20', trade)).toBe(true)
    expect(yes('(a - b) / c > 20 and a * 0.1 - b * 0.2 > c', trade)).toBe(true)
    expect(yes('a > 1', { a: '12345678901234567890.12' })).toBe(true)
    expect(yes('code == "1234567890123456789012345678901234567890"', { code: '1'.repeat(40) })).toBe(false)
  })

  it('gives nothing but yes, no or neither', () => {
    expect(yes('10000000000 * 100000000000')).toBeNull()
    expect(yes('a', { a: '18446744073709551616' })).toBeNull()
    expect(judge(['a > 1', 'a < 1', 'null', '"x"'], { a: '2' }, names)).toEqual([true, false, null, null])
  })
})
