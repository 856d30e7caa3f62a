import { describe, expect, it } from 'vitest'
import { compareRange, presetRange, yearOf } from './range'

describe('ranges of a report', () => {
  it('follow the fiscal year of the company', () => {
    expect(yearOf('2026-03-15', '07-01')).toBe('2025-07-01')
    expect(presetRange('thisYear', '2026-03-15', '07-01')).toEqual({ from: '2025-07-01', to: '2026-06-30' })
    expect(presetRange('thisQuarter', '2026-03-15', '07-01')).toEqual({ from: '2026-01-01', to: '2026-03-31' })
    expect(presetRange('lastQuarter', '2026-03-15', '01-01')).toEqual({ from: '2025-10-01', to: '2025-12-31' })
    expect(presetRange('lastMonth', '2026-03-31', '01-01')).toEqual({ from: '2026-02-01', to: '2026-02-28' })
  })

  it('compare with the months before, the days before, or the year before', () => {
    expect(compareRange({ from: '2026-03-01', to: '2026-03-31' }, 'previous')).toEqual({
      from: '2026-02-01',
      to: '2026-02-28',
    })
    expect(compareRange({ from: '2026-01-01', to: '2026-03-31' }, 'previous')).toEqual({
      from: '2025-10-01',
      to: '2025-12-31',
    })
    expect(compareRange({ from: '2026-03-02', to: '2026-03-08' }, 'previous')).toEqual({
      from: '2026-02-23',
      to: '2026-03-01',
    })
    expect(compareRange({ from: '2024-02-01', to: '2024-02-29' }, 'lastYear')).toEqual({
      from: '2023-02-01',
      to: '2023-02-28',
    })
    expect(compareRange({ from: '2025-02-01', to: '2025-02-28' }, 'lastYear')?.to).toBe('2024-02-29')
    expect(compareRange({ from: '2026-01-01', to: '2026-01-31' }, 'none')).toBeNull()
  })
})
