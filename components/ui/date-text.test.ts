import { describe, expect, it } from 'vitest'
import { addMonths, formatDate, monthGrid, parseDate } from './date-text'

const today = '2026-11-21'
describe('typed dates', () => {
  it.each([
    ['2026-03-15', 'en', '2026-03-15'],
    ['20260315', 'zh', '2026-03-15'],
    ['3/15/26', 'en', '2026-03-15'],
    ['15/3/2026', 'en-GB', '2026-03-15'],
    ['2026年3月15日', 'zh', '2026-03-15'],
    ['3/15', 'en', '2026-03-15'],
    ['15.3', 'de', '2026-03-15'],
    ['2026/3/5', 'zh', '2026-03-05'],
    ['t', 'en', today],
    ['+10', 'en', '2026-12-01'],
    ['-21', 'en', '2026-10-31'],
    [' ', 'en', ''],
  ])('reads %s in %s', (typed, locale, date) => expect(parseDate(typed, locale, today)).toBe(date))
  it.each(['2026-02-30', '13/13/2026', 'soon', '2026-13-01', '1'])('refuses %s', (typed) =>
    expect(parseDate(typed, 'en', today)).toBeNull(),
  )

  it('keeps the end of a month', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2024-02-29', -12)).toBe('2023-02-28')
  })
  it('begins the week where the reader does', () => {
    expect(monthGrid('2026-11-21', 'en')[0]).toBe('2026-11-01')
    expect(monthGrid('2026-11-21', 'zh')[0]).toBe('2026-10-26')
  })
  it('is read without ambiguity', () => {
    expect(formatDate('2026-03-05', 'en')).toBe('Mar 5, 2026')
    expect(formatDate('2026-03-05', 'zh')).toBe('2026年3月5日')
  })
})
