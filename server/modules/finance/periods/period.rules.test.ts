import { expect, it } from 'vitest'
import { addDays } from '@/server/kernel/calendar-date'
import { monthlyPeriods, yearName } from './period.rules'

it.each(['2026-01-01', '2027-07-01', '2028-02-01'])('the twelve months from %s touch and do not overlap', (start) => {
  const periods = monthlyPeriods(start)
  expect(periods).toHaveLength(12)
  for (const [i, p] of periods.entries()) if (i > 0) expect(p.startDate).toBe(addDays(periods[i - 1]?.endDate ?? '', 1))
})

it('names a year that crosses the calendar by both', () => {
  expect([yearName('2026-01-01'), yearName('2026-07-01')]).toEqual(['2026', '2026/27'])
})
