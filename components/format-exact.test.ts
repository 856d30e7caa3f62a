import { describe, expect, it } from 'vitest'
import { createFormat } from './format-exact'

describe('formats', () => {
  it('knows the places of a currency', () => {
    const format = createFormat('en', 'UTC')
    expect(format.money('1234.5', 'USD')).toBe('USD\u00a01,234.50')
    expect(format.amount('1234.5', 'JPY')).toBe('1,235')
    expect(format.amount('1.2345', 'KWD')).toBe('1.235')
    expect(format.unitPrice('1.234567', 'USD')).toBe('1.234567')
    expect(format.percent('12.5')).toBe('12.5%')
    expect(createFormat('zh', 'Asia/Shanghai').instant('2026-03-15T18:30:00Z')).toBe('2026年3月16日 02:30')
  })
})
