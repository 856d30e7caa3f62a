import { describe, expect, it } from 'vitest'
import { formatDecimal, parseDecimal } from './decimal-text'

describe('decimal text', () => {
  it.each([
    ['1,234.50', '1234.50'],
    ['１２３４．５', '1234.5'],
    ['(1,234.50)', '-1234.50'],
    ['12-', '-12'],
    ['USD 1,000', '1000'],
    ['¥1,000.5', '1000.5'],
    ['.5', '0.5'],
    ['007.10', '7.10'],
    ['-0.00', '0.00'],
    ['', ''],
    ['12345678901234567890.123456', '12345678901234567890.123456'],
  ])('reads %s', (typed, value) => expect(parseDecimal(typed, 'en')).toBe(value))
  it.each(['abc', '1.2.3', '--1', '1e5', '0x10', '-', '.'])('refuses %s', (typed) =>
    expect(parseDecimal(typed, 'en')).toBeNull(),
  )

  it('writes every digit of what a float would lose', () => {
    expect(formatDecimal('12345678901234567890.123456', 'en')).toBe('12,345,678,901,234,567,890.123456')
    expect(formatDecimal('0.1234567890123456789', 'en')).toBe('0.1234567890123456789')
    expect(formatDecimal('not a number', 'en')).toBe('not a number')
  })
  it('rounds for display half away from zero', () => {
    expect(formatDecimal('1.005', 'en', { maxPlaces: 2 })).toBe('1.01')
    expect(formatDecimal('-1.005', 'en', { maxPlaces: 2 })).toBe('-1.01')
    expect(formatDecimal('8.345', 'en', { maxPlaces: 2 })).toBe('8.35')
  })
})
