import { describe, expect, it } from 'vitest'
import { type DatePreset, isBlankFilter, presetRange, resolveFilters } from './filters'

describe('relative dates', () => {
  const range = (preset: DatePreset, today: string) => presetRange(preset, today).join(' ')
  it('follow the calendar', () => {
    expect(range('thisWeek', '2026-11-22')).toBe('2026-11-16 2026-11-22')
    expect(range('thisWeek', '2026-11-23')).toBe('2026-11-23 2026-11-29')
    expect(range('lastMonth', '2024-03-31')).toBe('2024-02-01 2024-02-29')
    expect(range('thisQuarter', '2026-11-21')).toBe('2026-10-01 2026-12-31')
    expect(range('lastQuarter', '2026-01-31')).toBe('2025-10-01 2025-12-31')
    expect(range('last30Days', '2026-03-01')).toBe('2026-01-31 2026-03-01')
    expect(range('next7Days', '2026-12-30')).toBe('2026-12-30 2027-01-05')
    expect(range('lastYear', '2026-01-01')).toBe('2025-01-01 2025-12-31')
  })
  it('open to one side become one comparison', () => {
    expect(resolveFilters([{ column: 'due', operator: 'eq', value: '@beforeToday' }], '2026-11-21')).toEqual([
      { column: 'due', operator: 'lte', value: '2026-11-20' },
    ])
  })
})

describe('ranges', () => {
  it('with one end only are one-sided, without any they narrow nothing', () => {
    const between = (...value: string[]) =>
      resolveFilters([{ column: 'total', operator: 'between', value }], '2026-01-01')
    expect(between('5', '')).toEqual([{ column: 'total', operator: 'gte', value: '5' }])
    expect(between('', '9')).toEqual([{ column: 'total', operator: 'lte', value: '9' }])
    expect(between('', '')).toEqual([])
    expect(isBlankFilter({ column: 'total', operator: 'between', value: ['', ''] })).toBe(true)
    expect(isBlankFilter({ column: 'total', operator: 'isEmpty' })).toBe(false)
  })
})
