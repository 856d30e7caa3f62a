import { describe, expect, it } from 'vitest'
import { dueOn, previewTerm } from './term-preview'

describe('the preview of payment terms', () => {
  it('sets the day of the month, then adds months, then days', () => {
    expect(dueOn('2026-01-10', { percent: '100', days: 30 })).toBe('2026-02-09')
    expect(dueOn('2026-01-10', { percent: '100', dayOfMonth: 31, months: 1 })).toBe('2026-02-28')
    expect(dueOn('2026-01-31', { percent: '100', dayOfMonth: 31, months: 1, days: 10 })).toBe('2026-03-10')
  })

  it('parts an example so that it adds up, and waits until the shares make the whole', () => {
    const example = { date: '2026-01-01', amount: '1000', digits: 2 }
    const thirds = [{ percent: '33.3' }, { percent: '33.3' }, { percent: '33.4', months: 1 }]
    expect(previewTerm(thirds, example)).toEqual([
      { dueDate: '2026-01-01', amount: '333.00' },
      { dueDate: '2026-01-01', amount: '333.00' },
      { dueDate: '2026-02-01', amount: '334.00' },
    ])
    expect(
      previewTerm(
        [
          { percent: null, amount: '100' },
          { percent: '100', days: 5 },
        ],
        example,
      ),
    ).toEqual([
      { dueDate: '2026-01-01', amount: '100.00' },
      { dueDate: '2026-01-06', amount: '900.00' },
    ])
    expect(previewTerm([{ percent: '50' }], example)).toEqual([])
  })
})
