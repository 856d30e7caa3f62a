import { describe, expect, it } from 'vitest'
import { dueDate, paymentSchedule } from './term.rules'

const one = (more: object) => ({ instalments: [{ percent: '100', ...more }] })
const due = (date: string, more: object) => dueDate(date, { percent: '100', ...more })

describe('due dates', () => {
  it.each([
    ['2026-01-31', { months: 1 }, '2026-02-28'],
    ['2028-01-31', { months: 1 }, '2028-02-29'],
    ['2026-01-15', { dayOfMonth: 31, months: 1 }, '2026-02-28'],
    ['2026-02-10', { dayOfMonth: 31, months: 1 }, '2026-03-31'],
    ['2026-01-31', { dayOfMonth: 10, months: 1 }, '2026-02-10'],
    ['2026-12-20', { dayOfMonth: 31, months: 1, days: 15 }, '2027-02-15'],
    ['2026-02-27', { days: 30 }, '2026-03-29'],
    ['2026-02-27', {}, '2026-02-27'],
  ])('%s with %o is due %s', (date, term, expected) => {
    expect(due(date, term)).toBe(expected)
  })
})

describe('schedules', () => {
  const at = { date: '2026-01-01', digits: 2 }
  it('splits by largest remainder, so that the parts add up', () => {
    const third = {
      instalments: [{ percent: '33.33' }, { percent: '33.33', days: 30 }, { percent: '33.34', days: 60 }],
    }
    expect(paymentSchedule(third, { ...at, amount: '100.01' }).map((p) => p.amount)).toEqual([
      '33.33',
      '33.33',
      '33.35',
    ])
  })

  it('gives a fixed part the sign of the document', () => {
    const term = {
      instalments: [
        { percent: null, amount: '30' },
        { percent: '100', days: 30 },
      ],
    }
    expect(paymentSchedule(term, { ...at, amount: '100' }).map((p) => p.amount)).toEqual(['30.00', '70.00'])
    expect(paymentSchedule(term, { ...at, amount: '-100' }).map((p) => p.amount)).toEqual(['-30.00', '-70.00'])
  })

  it('is due at once without a term or with nothing to pay', () => {
    expect(paymentSchedule(null, { ...at, amount: '5' })).toEqual([{ dueDate: '2026-01-01', amount: '5.00' }])
    expect(paymentSchedule(one({ days: 30 }), { ...at, amount: '0' })).toEqual([
      { dueDate: '2026-01-01', amount: '0.00' },
    ])
  })

  it('says until when a discount holds', () => {
    const term = { ...one({ days: 30 }), discountDays: 10, discountPercent: '2' }
    expect(paymentSchedule(term, { ...at, amount: '100' })).toEqual([
      { dueDate: '2026-01-31', amount: '100.00', discountDate: '2026-01-11', discountPercent: '2' },
    ])
  })
})
