import { describe, expect, it } from 'vitest'
import { dec } from '@/server/kernel/money'
import {
  isEmpty,
  leftOpen,
  type PlanItem,
  planTotals,
  propose,
  realisedDifference,
  settles,
  take,
} from './payment-plan'

const item = (id: string, remaining: string, dueDate: string, discount = '0', remainingBase = remaining): PlanItem => ({
  id,
  amount: remaining,
  remaining,
  remainingBase,
  dueDate,
  discount,
})

describe('the proposal of a payment', () => {
  const items = [item('b', '500', '2026-03-01', '10'), item('a', '300', '2026-02-01'), item('c', '400', '2026-04-01')]

  it('goes oldest first, takes the discount where the item is paid in full, and leaves the rest of the last', () => {
    const plan = propose(items, '900')
    expect([...plan]).toEqual([
      ['a', { amount: '300', discount: '0', writeOff: '0' }],
      ['b', { amount: '490', discount: '10', writeOff: '0' }],
      ['c', { amount: '110', discount: '0', writeOff: '0' }],
    ])
    expect(planTotals(plan.values(), '900')).toEqual({ settled: '900', discount: '10', writeOff: '0', rest: '0' })
  })

  it('leaves what nothing takes on account, and says when the items take too much', () => {
    expect(planTotals(propose(items, '1500').values(), '1500').rest).toBe('310')
    expect(planTotals([{ amount: '20', discount: '0', writeOff: '0' }], '15').rest).toBe('-5')
    expect(propose(items, '').size).toBe(0)
  })

  it('takes one item by hand, and shows what it leaves open', () => {
    const [b] = items
    if (!b) throw new Error('no item')
    expect(take(b, null)).toEqual({ amount: '490', discount: '10', writeOff: '0' })
    expect(leftOpen(b, { amount: '480', discount: '10', writeOff: '4' })).toBe('6')
  })

  it('settles nothing with a row that was ticked when nothing was left', () => {
    const [b] = items
    if (!b) throw new Error('no item')
    expect(isEmpty(take(b, dec('0')))).toBe(true)
    expect(isEmpty({ amount: '', discount: '', writeOff: '0.01' })).toBe(false)
  })

  it('settles debits with money in and credits with money out', () => {
    expect(settles('incoming', { amount: '5' })).toBe(true)
    expect(settles('outgoing', { amount: '5' })).toBe(false)
    expect(settles('outgoing', { amount: '-5' })).toBe(true)
  })
})

describe('the realised exchange difference', () => {
  it('is a gain when the foreign money is worth more than it was booked at', () => {
    const invoice = item('a', '100', '2026-01-31', '0', '110')
    const lines = [{ item: invoice, line: { amount: '100', discount: '0', writeOff: '0' } }]
    expect(realisedDifference({ direction: 'incoming', amount: '100', rate: '1.15', baseDigits: 2, lines })).toBe('5')
    expect(realisedDifference({ direction: 'incoming', amount: '100', rate: '1.04', baseDigits: 2, lines })).toBe('-6')
    expect(realisedDifference({ direction: 'outgoing', amount: '100', rate: '1.15', baseDigits: 2, lines })).toBe('-5')
  })

  it('leaves discount and money on account out of it', () => {
    const invoice = item('a', '100', '2026-01-31', '2', '110')
    const lines = [{ item: invoice, line: { amount: '98', discount: '2', writeOff: '0' } }]
    // 98 x 1.2 = 117.60 against 98/100 x 110 = 107.80.
    expect(realisedDifference({ direction: 'incoming', amount: '148', rate: '1.2', baseDigits: 2, lines })).toBe('9.8')
  })
})
